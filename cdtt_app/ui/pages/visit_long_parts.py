"""The longer parts of the visit form: the next visit, online dossiers, what the family said, a note."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cdtt_app.domain.vietnamese import format_date_long
from cdtt_app.domain.visit import Dossier, DossierResult, Outcome
from cdtt_app.presenters.visit_form import Again, VisitForm, next_visit, with_again, with_dossier, with_satisfaction
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import DOSSIER_RESULTS, NOTE_WARNING, SATISFACTION
from cdtt_app.ui.pages.visit_section import Edit, Section
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice, ToggleChips
from cdtt_app.ui.widgets.fields import ChoiceField, DateField, line_field, note_field
from cdtt_app.ui.widgets.text import label

_AGAIN = {Again.WEEK: "1 tuần", Again.FORTNIGHT: "2 tuần", Again.MONTH: "1 tháng", Again.OTHER: "Khác"}
_HOURS = ("", *(f"{hour:02}:{minute:02}" for hour in range(6, 22) for minute in (0, 30)))


class AgainPart(Section):
    """When to come again, at what time, and whether the family asked for it."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Hẹn lần tới")
        self._chips = ToggleChips(theme, [Option(a.value, w) for a, w in _AGAIN.items()], "Hẹn lần tới", exclusive=True)
        self._day = DateField(theme, "Ngày hẹn", date(2026, 1, 1))
        self._time = ChoiceField("Giờ hẹn", [Option(hour, hour or "Chưa rõ giờ") for hour in _HOURS])
        self._help = QCheckBox("Nhà nhờ giúp lần nữa")
        self._help.setAccessibleName(self._help.text())
        self._when = QWidget()
        row = QHBoxLayout(self._when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._day)
        row.addWidget(self._time)
        row.addStretch(1)
        for each in (self._chips, self._when, self._help):
            self.body.addWidget(each)
        self._chips.changed.connect(self._chose)
        self._day.day_changed.connect(lambda day: edit(lambda form: replace(form, again_on=day), ""))
        self._time.chosen.connect(lambda hour: edit(lambda form: replace(form, again_time=hour), ""))
        self._help.clicked.connect(lambda on: edit(lambda form: replace(form, asks_help=on), ""))
        self.fields = {"again": self._chips}

    def show_state(self, state: VisitState) -> None:
        """The day in words beside the heading."""
        form, day = state.form, next_visit(state.form)
        self.set_note(format_date_long(day) if day else "chưa hẹn")
        self._chips.set_value({form.again.value} if form.again else ())
        self._when.setVisible(form.again is not None)
        self._day.setVisible(form.again is Again.OTHER)
        if day is not None:
            self._day.set_day(day)
        self._time.set_value(form.again_time)
        self._help.setChecked(form.asks_help)
        self._help.setVisible(form.outcome is Outcome.MET)

    def _chose(self, keys: frozenset[str]) -> None:
        again = next((Again(key) for key in keys), None)
        self.edit(partial(with_again, again=again), "")


class _DossierRow(QWidget):
    """One dossier: the procedure, how far it got, and a way to take the row out."""

    def __init__(self, theme: Theme, at: int, edit: Edit) -> None:
        super().__init__()
        self._at, self._edit = at, edit
        self._dossier = Dossier(procedure="")
        self.procedure = line_field(f"Thủ tục {at + 1}", "Tên thủ tục, không ghi nội dung")
        self._result = ChoiceField(f"Kết quả {at + 1}", [Option(r.value, w) for r, w in DOSSIER_RESULTS.items()])
        remove = icon_button(theme, "trash-2", f"Bỏ hồ sơ {at + 1}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(self.procedure)
        row = QHBoxLayout()
        row.addWidget(self._result, 1)
        row.addWidget(remove)
        column.addLayout(row)
        self.procedure.textEdited.connect(self._typed)
        self._result.chosen.connect(self._got)
        remove.clicked.connect(lambda: edit(partial(with_dossier, at=at, dossier=None), ""))

    def show_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        if self.procedure.text() != dossier.procedure:
            self.procedure.setText(dossier.procedure)
        self._result.set_value(dossier.result.value)

    def _typed(self, text: str) -> None:
        self._change(replace(self._dossier, procedure=text), f"dossier/{self._at}")

    def _got(self, result: str) -> None:
        self._change(replace(self._dossier, result=DossierResult(result)), "")

    def _change(self, dossier: Dossier, field: str) -> None:
        self._edit(partial(with_dossier, at=self._at, dossier=dossier), field)


class DossiersPart(Section):
    """Online dossiers that the volunteer helped with."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Hồ sơ nộp cùng nhà")
        self._rows: list[_DossierRow] = []
        self._add = button(theme, "Thêm hồ sơ", "plus", Kind.QUIET)
        self._add.clicked.connect(self._added)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: VisitState) -> None:
        """One row for each."""
        self.setVisible(state.form.outcome is Outcome.MET)
        dossiers = state.form.dossiers
        while len(self._rows) < len(dossiers):
            row = _DossierRow(self.theme, len(self._rows), self.edit)
            self.body.insertWidget(len(self._rows), row)
            row.show()  # at once, so that it can take the keyboard
            self._rows.append(row)
        while len(self._rows) > len(dossiers):
            self._rows.pop().deleteLater()
        for row, dossier in zip(self._rows, dossiers, strict=True):
            row.show_dossier(dossier)

    def _added(self) -> None:
        self.edit(lambda form: with_dossier(form, len(form.dossiers), Dossier(procedure="")), "")
        self._rows[-1].procedure.setFocus()


class WordsPart(Section):
    """What the family said, to whom it was passed on, how content they are."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Nhà nói gì")
        self._feedback = note_field(theme, "Ý kiến của nhà", "Khó khăn, mong muốn của nhà", lines=2)
        self._to = line_field("Đã chuyển ý kiến tới", "Đã chuyển tới ai")
        marks = [Option(mark, mark) for mark in SATISFACTION]
        self._content = SegmentedChoice(theme, marks, "Mức hài lòng, 1 đến 5")
        self._content_row = QWidget()
        column = QVBoxLayout(self._content_row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._content_words = label(theme, "", Role.MUTED)
        column.addWidget(self._content_words)
        column.addWidget(self._content)
        for each in (self._feedback, self._to, self._content_row):
            self.body.addWidget(each)
        _on_typing(self._feedback, edit, "feedback", lambda form, text: replace(form, feedback=text))
        self._to.textEdited.connect(lambda text: edit(lambda form: replace(form, forwarded_to=text), "forwarded_to"))
        self._content.chosen.connect(lambda mark: edit(partial(with_satisfaction, mark=int(mark)), ""))
        self.fields = {"satisfaction": self._content}

    def show_state(self, state: VisitState) -> None:
        """The words, and where they went if there are any."""
        form = state.form
        _show_text(self._feedback, form.feedback)
        self._to.setVisible(bool(form.feedback.strip()))
        _show_line(self._to, form.forwarded_to)
        mark = str(form.satisfaction) if form.satisfaction else None
        self._content.set_value(mark)
        self._content_words.setText(
            f"Nhà thấy: {SATISFACTION[mark].lower()}" if mark else "Nhà thấy hài lòng không (1–5)"
        )
        self._content_row.setVisible(form.outcome is Outcome.MET)


class NotePart(Section):
    """A note, with the warning of what never to write."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Ghi chú")
        self._field = note_field(theme, "Ghi chú", "Điều cần nhớ cho lần sau", lines=2)
        self._field.setAccessibleDescription(NOTE_WARNING)
        self.body.addWidget(self._field)
        self.body.addWidget(label(theme, NOTE_WARNING, Role.MUTED, wrap=True))
        _on_typing(self._field, edit, "note", lambda form, text: replace(form, note=text))

    def show_state(self, state: VisitState) -> None:
        """The note."""
        _show_text(self._field, state.form.note)


def _on_typing(field: QPlainTextEdit, edit: Edit, name: str, put: Callable[[VisitForm, str], VisitForm]) -> None:
    field.textChanged.connect(lambda: edit(lambda form: put(form, field.toPlainText()), name))


def _show_text(field: QPlainTextEdit, text: str) -> None:
    """Only when it differs, so that the cursor stays where it is; without telling."""
    if field.toPlainText() != text:
        told = field.blockSignals(True)
        field.setPlainText(text)
        field.blockSignals(told)


def _show_line(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)
