"""The first start on a machine: practise, or set up in four steps; nothing is written before the third is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from cdtt_app import paths
from cdtt_app.domain.units import UnitRegister
from cdtt_app.presenters.settings_welcome import STEP_TITLES, Step, WelcomeForm, step_problems, step_words
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import Setup, set_up
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.profile import Created, Profile
from cdtt_app.ui.dialogs.restore_acts import restore_and_open
from cdtt_app.ui.dialogs.restore_dialog import RestoreDialog
from cdtt_app.ui.dialogs.welcome_parts import CodePanel, Panel, PersonPanel, PinPanel, PlacePanel
from cdtt_app.ui.dialogs.welcome_start import StartPanel
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_NEXT = {Step.PLACE: "Tiếp", Step.PERSON: "Tiếp", Step.PIN: "Tạo sổ tay", Step.CODE: "Vào sổ tay"}
_TICK_FIRST = "Mã này chỉ hiện một lần. Hãy ghi ra giấy, rồi đánh dấu vào ô “Tôi đã ghi mã ra giấy”."


class WelcomeDialog(SheetDialog):
    """Accepted with `practise` set, or with `database` open."""

    def __init__(self, theme: Theme, tasks: Tasks, profile: Profile, units: Callable[[], UnitRegister]) -> None:
        super().__init__(theme, "Sổ tay Tổ công nghệ số", width=720)
        self._tasks, self._profile, self._units = tasks, profile, units
        self.database: Database | None = None
        self.practise = False
        self.step = Step.START
        self._form = WelcomeForm()
        self._start = StartPanel(theme)
        self.place, self.code = PlacePanel(theme, units), CodePanel(theme)
        self._panels: dict[Step, Panel] = {
            Step.PLACE: self.place,
            Step.PERSON: PersonPanel(theme),
            Step.PIN: PinPanel(theme),
            Step.CODE: self.code,
        }
        self._lay_out_body()
        self._wire()
        self._go(Step.START)

    def _lay_out_body(self) -> None:
        theme = self.theme
        self._title = label(theme, "", Role.H1)
        self._count = label(theme, "", Role.MUTED)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.body.addLayout(head)
        for panel in (self._start, *self._panels.values()):
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.back_button = button(theme, "Lùi lại", "chevron-left")
        self.leave_button = button(theme, "Thoát")
        self.next_button = button(theme, "Tiếp", kind=Kind.PRIMARY)
        self.add_buttons(self.leave_button, self.back_button, self.next_button)

    def _wire(self) -> None:
        self._start.practise_chosen.connect(self._practise)
        self._start.set_up_chosen.connect(lambda: self._go(Step.PLACE))
        self._start.restore_chosen.connect(self._choose_backup)
        self.place.grown.connect(self.fit)
        self.code.written.toggled.connect(self.next_button.setEnabled)
        self.leave_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self._go(Step(self.step - 1)))
        self.next_button.clicked.connect(self._next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back one step before it leaves: what was typed stays."""
        if event.key() == Qt.Key.Key_Escape and Step.START < self.step < Step.CODE and not self.busy:
            self._go(Step(self.step - 1))
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Not before the recovery code is on paper: it is shown this once."""
        if self.step is Step.CODE:
            self.banner.say(_TICK_FIRST, Tone.AMBER)
            self.fit()
        else:
            super().reject()

    def _go(self, step: Step) -> None:
        self.step = step
        self.banner.hide()
        self._title.setText(STEP_TITLES.get(step, "Sổ tay Tổ công nghệ số"))
        self._count.setText(step_words(step) if step else "")
        self._start.setVisible(step is Step.START)
        for each, panel in self._panels.items():
            panel.setVisible(each is step)
        self.leave_button.setVisible(step is Step.START)
        self.back_button.setVisible(Step.START < step < Step.CODE)
        self.next_button.setVisible(step is not Step.START)
        self.next_button.setText(_NEXT.get(step, ""))
        self.next_button.setAccessibleName(_NEXT.get(step, ""))
        self.next_button.setEnabled(step is not Step.CODE or self.code.written.isChecked())
        self._shown().start()
        self.fit()

    def _shown(self) -> Panel | StartPanel:
        return self._panels.get(self.step) or self._start

    def _next(self) -> None:
        if self.step is Step.CODE:
            self.accept()
            return
        panel = self._panels[self.step]
        self._form = panel.filled(self._form)
        problems = step_problems(self.step, self._form)
        panel.mark(frozenset(problems))
        if problems:
            self.banner.say(" ".join(problems.values()), Tone.RED)
            self.fit()
        elif self.step is Step.PIN:
            self._make()
        else:
            self._go(Step(self.step + 1))

    def _make(self) -> None:
        form, units, profile = self._form, self._units(), self._profile
        self.start_work("Đang tạo sổ tay…")
        self._tasks.run(
            lambda: _set_up(profile, form, units), when_alive(self, self._made), when_alive(self, self._failed)
        )

    def _made(self, created: Created) -> None:
        self.end_work()
        self.database = created.db
        self.code.code.setText(created.recovery_code or "")
        self._go(Step.CODE)

    def _failed(self, error: Exception) -> None:
        self.end_work()
        known = isinstance(error, RefusedError | StorageError)
        self.banner.say(str(error) if known else f"Máy chưa làm được việc này ({error}).", Tone.RED)
        self.fit()

    def _practise(self) -> None:
        self.practise = True
        self.accept()

    def _choose_backup(self) -> None:
        dialog = RestoreDialog(self.theme, self._tasks, self._profile, in_use=None, parent=self)
        if dialog.exec() != RestoreDialog.DialogCode.Accepted or dialog.path is None:
            return
        path, pin = dialog.path, dialog.pin
        self.start_work("Đang khôi phục…")
        self._tasks.run(
            lambda: restore_and_open(self._profile, path, pin),
            when_alive(self, self._restored),
            when_alive(self, self._failed),
        )

    def _restored(self, database: Database) -> None:
        self.end_work()
        self.database = database
        self.accept()


def _set_up(profile: Profile, form: WelcomeForm, units: UnitRegister) -> Created:
    setup = Setup(
        commune_code=form.commune_code,
        hamlet_name=form.hamlet_name,
        hamlet_word=form.hamlet_word,
        member_name=form.name,
        member_called=form.called,
    )
    created = set_up(profile, setup, units, paths.resources() / "checklists", pin=form.pin)
    created.db.close_thread()  # the window's thread opens its own connection
    return created
