"""The notice of a hamlet meeting: a small form that is kept as it is typed, then the preview."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.presenters.meeting_form import (
    MeetingForm,
    form_problems,
    from_draft,
    meeting_of,
    new_form,
    notice_file,
    to_draft,
    told_words,
    with_text,
)
from cdtt_app.presenters.notice import to_tell
from cdtt_app.services.handout_footer import read_footer
from cdtt_app.services.setup import COMMUNE
from cdtt_app.services.today import standings
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.evening_papers_work import NoticeJob
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.dialogs.print_acts import print_paper
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import DateField, line_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_FACT = "meeting/"  # what was typed last, by hamlet
_LONGEST = 160
_COUNTING = "Đang xem nhà nào cần báo tận nơi…"


class MeetingDialog(SheetDialog):
    """Accepted with `form`, which has no problems then."""

    def __init__(self, desk: Desk, hamlet: Hamlet, parent: QWidget | None = None) -> None:
        title = f"Giấy mời họp {hamlet.word.value}"
        super().__init__(desk.theme, title, width=640, parent=parent)
        self._desk, self._hamlet = desk, hamlet
        self.form = _form_of(desk, hamlet)
        self._problem = ""  # the sentence in sight
        self.day = DateField(desk.theme, "Ngày họp", self.form.day)
        self.fields: dict[str, QLineEdit] = {
            "at": line_field("Mấy giờ", "19:30"),
            "where": line_field("Ở đâu", "Nhà văn hoá thôn"),
            "subject": line_field("Họp về việc gì", "Cài VNeID cho cả nhà, hỏi đáp về dịch vụ công"),
            "invited_by": line_field("Ai mời", "Nông Văn Toàn, trưởng thôn"),
            "contact": line_field("Hỏi thêm ai, nếu có", "Chị Mai, 0912 345 678"),
            "bring": line_field("Nhớ mang theo, nếu cần", "Điện thoại, thẻ căn cước"),
        }
        self._told = label(desk.theme, _COUNTING, Role.BODY, wrap=True)
        self.close_button = button(desk.theme, "Đóng")
        self.preview = button(desk.theme, "Xem trước và in", "printer", Kind.PRIMARY)
        self._lay_out_form(title)
        self._connect()
        self._show()
        self.fields["subject" if self.form.where else "where"].setFocus()
        desk.tasks.run(
            partial(_count_told, desk.db, hamlet),
            when_alive(self, self._show_told),
            when_alive(self, lambda _error: self._told.hide()),
        )

    def _connect(self) -> None:
        self.day.day_changed.connect(self._choose_day)
        for name, field in self.fields.items():
            field.setText(getattr(self.form, name))
            field.setMaxLength(_LONGEST)
            field.textChanged.connect(partial(self._typed, name))
        self.close_button.clicked.connect(self.reject)
        self.preview.clicked.connect(self.accept)

    def _show_told(self, words: str) -> None:
        self._told.setText(words)
        self.fit()

    def _choose_day(self, day: date) -> None:
        self._apply(lambda form: replace(form, day=day))

    def _typed(self, name: str, text: str) -> None:
        self._apply(lambda form: with_text(form, name, text))

    def _apply(self, change: Callable[[MeetingForm], MeetingForm]) -> None:
        self.form = change(self.form)
        try:
            keep_fact(self._desk.db, _FACT + self._hamlet.id, to_draft(self.form))
        except StorageError as error:
            self._say(str(error))
            return
        self._show()

    def _show(self) -> None:
        problems = form_problems(self.form, today=self._desk.today())
        self.preview.setEnabled(not problems)
        self._say(problems[0] if problems else "")

    def _say(self, sentence: str) -> None:
        if sentence == self._problem:
            return
        self._problem = sentence
        if sentence:
            self.banner.say(sentence, Tone.AMBER)
        else:
            self.banner.hide()
        self.fit()

    def _lay_out_form(self, title: str) -> None:
        theme, fields = self.theme, self.fields
        self.body.setSpacing(theme.px(8))
        self.body.addWidget(label(theme, title, Role.H1, wrap=True))
        when = QHBoxLayout()
        when.setSpacing(theme.px(12))
        when.addWidget(FieldBox(theme, "Ngày họp", self.day), 1)
        when.addWidget(FieldBox(theme, "Mấy giờ", fields["at"]), 1)
        self.body.addLayout(when)
        for names in (("where",), ("subject",), ("invited_by",), ("contact", "bring")):
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            for name in names:
                row.addWidget(FieldBox(theme, fields[name].accessibleName(), fields[name]), 1)
            self.body.addLayout(row)
        self.body.addWidget(self._told)
        self.body.addStretch(1)
        self.add_buttons(self.close_button, self.preview)


def print_notice(desk: Desk, hamlet: Hamlet, window: QWidget) -> None:
    """Fill in, look, print; whoever leaves the preview without printing comes back to the form."""
    dialog = MeetingDialog(desk, hamlet, window)
    done = False
    while not done and dialog.exec() == QDialog.DialogCode.Accepted:
        commune = desk.units().commune(read_fact(desk.db, COMMUNE, ""))
        name = commune.name[:1].lower() + commune.name[1:] if commune else ""
        job = NoticeJob(db=desk.db, hamlet=hamlet, meeting=meeting_of(dialog.form), commune=name)
        outcome = print_paper(desk, job, dialog.windowTitle(), notice_file(dialog.form), window)
        done = bool(outcome.copies) or outcome.saved is not None
    dialog.deleteLater()


def _form_of(desk: Desk, hamlet: Hamlet) -> MeetingForm:
    """What was typed last, else one in the name of the team."""
    kept = from_draft(read_fact(desk.db, _FACT + hamlet.id), desk.today())
    if kept is not None:
        return kept
    footer = read_footer(desk.db, desk.units())
    contact = ", ".join(part for part in (footer.leader, footer.phone) if part)
    return new_form(desk.today(), invited_by=footer.team, contact=contact)


def _count_told(db: Database, hamlet: Hamlet) -> str:
    """On another thread."""
    try:
        board = standings(db, hamlet, today=db.now().astimezone().date())
        return told_words(to_tell([row.household for row in board]))
    finally:
        db.close_thread()
