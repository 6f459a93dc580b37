"""One step of a case: where it moves, when, what was said, on which paper; or a remark where it stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import CaseStep
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.presenters.case_step_form import (
    Ask,
    CaseStepForm,
    about,
    deadline_caption,
    heading,
    hint,
    open_form,
    problems,
    step_of,
    why_caption,
    with_day,
    with_deadline,
)
from cdtt_app.ui.dialogs.case_step_fields import LONGEST, BlockCards, DeadlineField, MeasurementField, StationFields
from cdtt_app.ui.dialogs.case_step_paper import StepPaper
from cdtt_app.ui.dialogs.household_fields import FieldBox
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import DateField, line_field, note_field
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_WIDE = 640


class CaseStepDialog(SheetDialog):
    """Accepted with `.step()` and `.attachment()`; nothing is written here. `count` cases get the same step."""

    def __init__(
        self,
        theme: Theme,
        view: CaseView,
        blank: CaseStep,
        today: date,
        rules: CoverageRules,
        parent: QWidget | None = None,
        count: int = 1,
    ) -> None:
        form = open_form(view, blank, today, rules, count)
        super().__init__(theme, heading(form), width=_WIDE, parent=parent)
        self._form, self._view = form, view
        self._problem = ""  # the problem in sight
        self.day = DateField(theme, "Ngày", self._form.day)
        self.document = line_field("Số văn bản", "ví dụ 123/UBND-VHXH")
        self.document.setMaxLength(LONGEST)
        self.why = note_field(theme, why_caption(self._form))
        self.paper = StepPaper(theme)
        self.stations: StationFields | None = None
        self.deadline: DeadlineField | None = None
        self.blocks: BlockCards | None = None
        self.measurement: MeasurementField | None = None
        self._hint = label(theme, "", Role.MUTED, wrap=True)
        self._fill()
        self._add_foot()
        self._connect()
        self._show()
        (next(iter(self.blocks.cards.values())) if self.blocks else self.why).setFocus()

    def step(self) -> CaseStep:
        """The step as it was written; its attachment goes beside it."""
        return step_of(self._form)

    def attachment(self) -> tuple[bytes, str]:
        """The content of the paper and its kind; both blank when there is none."""
        return self.paper.body, self.paper.kind

    def _fill(self) -> None:
        theme, asks = self.theme, self._form.asks
        self.body.addWidget(label(theme, heading(self._form), Role.H1, wrap=True))
        self.body.addWidget(label(theme, about(self._form, self._view), Role.MUTED, wrap=True))
        if Ask.BLOCK in asks:
            self.blocks = BlockCards(theme)
            self.body.addWidget(self.blocks)
        if Ask.MEASUREMENT in asks:
            self.measurement = MeasurementField(self._form.notes, self._form.measurement)
            self.body.addWidget(FieldBox(theme, "Theo lần đo nào", self.measurement))
            self.body.addWidget(self._hint)
        self.body.addWidget(FieldBox(theme, why_caption(self._form), self.why))
        if Ask.STATION in asks:
            self.stations = StationFields(theme, self._form, self._apply)
            self.body.addWidget(self.stations)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(FieldBox(theme, "Ngày", self.day), 1)
        row.addWidget(FieldBox(theme, "Số văn bản, nếu có", self.document), 1)
        self.body.addLayout(row)
        if Ask.DEADLINE in asks:
            self.deadline = DeadlineField(theme, deadline_caption(self._form), self._form)
            self.body.addWidget(self.deadline)
        self.body.addWidget(self.paper)
        self.body.addStretch(1)

    def _add_foot(self) -> None:
        cancel = button(self.theme, "Thôi")
        cancel.clicked.connect(self.reject)
        words = "Ghi bước này" if self._form.count == 1 else f"Ghi cho {self._form.count} vụ việc"
        self.keep = button(self.theme, words, "check", Kind.PRIMARY)
        self.keep.clicked.connect(self.accept)
        self.add_buttons(cancel, self.keep)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.activated.connect(self.keep.click)

    def _connect(self) -> None:
        self.day.day_changed.connect(lambda day: self._apply(lambda form: with_day(form, day)))
        self.document.textChanged.connect(lambda text: self._apply(lambda form: replace(form, document=text)))
        self.why.textChanged.connect(self._typed_why)
        self.paper.taken.connect(lambda: self._apply(lambda form: replace(form, paper_name=self.paper.name)))
        self.paper.refused.connect(self._refuse)
        if self.deadline is not None:
            self.deadline.changed.connect(lambda day: self._apply(lambda form: with_deadline(form, day)))
        if self.blocks is not None:
            self.blocks.changed.connect(lambda block: self._apply(lambda form: replace(form, block=block)))
        if self.measurement is not None:
            self.measurement.measured.connect(lambda note: self._apply(lambda form: replace(form, measurement=note)))

    def _typed_why(self) -> None:
        text = self.why.toPlainText()
        self._apply(lambda form: replace(form, why=text))

    def _apply(self, change: Callable[[CaseStepForm], CaseStepForm]) -> None:
        self._form = change(self._form)
        self._show()

    def _refuse(self, sentence: str) -> None:
        self._problem = sentence
        self.banner.say(sentence, Tone.RED)
        self.fit()

    def _show(self) -> None:
        if self.deadline is not None:
            self.deadline.show_form(self._form)
        self._hint.setText(hint(self._form))
        self._hint.setVisible(bool(self._hint.text()) and self.measurement is not None)
        said = problems(self._form)
        self.keep.setEnabled(not said)
        sentence = said[0] if said else ""
        if sentence == self._problem:
            return
        self._problem = sentence
        if sentence:
            self.banner.say(sentence, Tone.AMBER)
        else:
            self.banner.hide()
        self.fit()
