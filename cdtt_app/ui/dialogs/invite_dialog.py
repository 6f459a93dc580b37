"""An officer invites somebody's machine, and hands over the code: on the screen, on paper or as a file."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cdtt_app.documents.invitation_pdf import InvitationSlip
from cdtt_app.documents.qr import Matrix, matrix
from cdtt_app.presenters.invite import NOT_KEPT, InviteOffer, InviteWish, file_name, wish_problems
from cdtt_app.presenters.role_words import role_words
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.sync.invitation import Invitation, file_bytes, full_text
from cdtt_app.ui.dialogs.invite_parts import InviteCode, InviteForm
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteActs:
    """What the dialog may do; `make` runs beside the screen, the others on its thread.

    `print_slip` and `save_file` (name, content) give the sentence that says what was done, or "" when given up.
    """

    make: Callable[[InviteWish], Invitation]
    print_slip: Callable[[InvitationSlip], str]
    save_file: Callable[[str, bytes], str]


class InviteDialog(SheetDialog):
    """First whom, then the code; as many invitations in a row as are wanted."""

    def __init__(
        self, theme: Theme, tasks: Tasks, offer: InviteOffer, acts: InviteActs, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Mời nối máy", width=720, parent=parent)
        self._tasks, self._offer, self._acts = tasks, offer, acts
        self._made: tuple[InviteWish, Invitation] | None = None
        self._kept = True  # whether the code on the screen also lies somewhere else
        self._title = label(theme, "", Role.H1)
        self.form = InviteForm(theme, offer)
        self.code = InviteCode(theme)
        self.body.addWidget(self._title)
        self.body.addWidget(self.form)
        self.body.addWidget(self.code)
        self.body.addStretch(1)
        self._add_all_buttons()
        self.form.grown.connect(self.fit)
        self._show_form()

    def reject(self) -> None:
        """Not at once while the code is nowhere but on the screen."""
        if self.busy or self._may_leave_code():
            super().reject()

    def _add_all_buttons(self) -> None:
        theme = self.theme
        self.again_button = button(theme, "Mời người khác", "user-plus", Kind.QUIET)
        self.leave_button = button(theme, "Thôi")
        self.done_button = button(theme, "Xong")
        self.save_button = button(theme, "Lưu tệp mời", "save")
        self.print_button = button(theme, "In giấy mời", "printer", Kind.PRIMARY)
        self.make_button = button(theme, "Làm giấy mời", "qr-code", Kind.PRIMARY)
        self.again_button.clicked.connect(self._start_again)
        self.leave_button.clicked.connect(self.reject)
        self.done_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.make_button.clicked.connect(self._make)
        self.add_buttons(
            self.again_button,
            self.leave_button,
            self.done_button,
            self.save_button,
            self.print_button,
            self.make_button,
        )

    def _show_form(self) -> None:
        self._show(made=False)
        self.form.person.setFocus()

    def _show(self, *, made: bool) -> None:
        self.banner.hide()
        self._title.setText("Giấy mời đã làm xong" if made else "Mời một người nối máy")
        of_form = (self.form, self.leave_button, self.make_button)
        of_code = (self.code, self.again_button, self.done_button, self.save_button, self.print_button)
        for gone in of_form if made else of_code:  # first: all at once would not fit, and the window would grow
            gone.hide()
        for shown in of_code if made else of_form:
            shown.show()
        main = self.print_button if made else self.make_button
        main.setDefault(True)
        self.fit()

    def _make(self) -> None:
        wish = self.form.wish()
        problems = wish_problems(wish)
        self.form.mark(problems)
        if problems:
            self._refuse(next(iter(problems.values())))
            return
        self.banner.hide()
        self.start_work("Đang làm giấy mời…")
        make = self._acts.make
        self._tasks.run(
            lambda: _with_code(make(wish)),
            when_alive(self, lambda made: self._show_made(wish, *made)),
            when_alive(self, self._failed),
        )

    def _show_made(self, wish: InviteWish, invitation: Invitation, code: Matrix) -> None:
        self.end_work()
        self._made = (wish, invitation)
        self._kept = False
        self.code.show_invitation(invitation, wish.role, code)
        self._show(made=True)
        self.print_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.end_work()
        known = isinstance(error, RefusedError | StorageError)
        self._refuse(str(error) if known else f"Chưa làm được giấy mời ({error}). Hãy thử lại.")

    def _start_again(self) -> None:
        if self._may_leave_code():
            self._made = None
            self.form.clear()
            self._show_form()

    def _may_leave_code(self) -> bool:
        """Whether the code is kept, or it was said that it is not."""
        kept, self._kept = self._kept, True
        if not kept:
            self.banner.say(NOT_KEPT, Tone.AMBER)
            self.fit()
        return kept

    def _print(self) -> None:
        if self._made is not None:
            wish, invitation = self._made
            slip = InvitationSlip(invitation=invitation, role=role_words(wish.role), made_on=self._offer.today)
            self._keep(lambda: self._acts.print_slip(slip))

    def _save(self) -> None:
        if self._made is not None:
            _, invitation = self._made
            self._keep(lambda: self._acts.save_file(file_name(invitation.person), file_bytes(invitation)))

    def _keep(self, act: Callable[[], str]) -> None:
        try:
            said = act()
        except (RefusedError, StorageError, OSError) as error:
            self._refuse(str(error))
            return
        if said:
            self._kept = True
            self.banner.say(said, Tone.GREEN)
            self.fit()

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()


def _with_code(invitation: Invitation) -> tuple[Invitation, Matrix]:
    return invitation, matrix(full_text(invitation))
