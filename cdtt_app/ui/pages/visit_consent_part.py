"""Consent on the form: three boxes that nobody ticks beforehand, a refusal, or the earlier answer as a fact."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.domain.consent import TEXT_VERSION, ConsentMethod, Purpose
from cdtt_app.domain.visit import Outcome
from cdtt_app.presenters.visit_consent import ConsentView, consent_view
from cdtt_app.presenters.visit_form import (
    Asking,
    asked_again,
    earlier_answer_kept,
    with_asking,
    with_refusal,
    with_tick,
    without_refusal,
)
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import METHODS, PURPOSES
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.pages.visit_section import Edit, Section
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.text import label


class ConsentPart(Section):
    """Either what was agreed to earlier, or the boxes of this asking."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Nhà có đồng ý không?")
        self._again = button(theme, "Hỏi lại")
        self._again.setAccessibleDescription("Mở ba ô trống để hỏi lại từ đầu")
        self._again.clicked.connect(lambda: edit(asked_again, ""))
        self._keep = button(theme, "Thôi, không hỏi lại", kind=Kind.QUIET)
        self._keep.clicked.connect(lambda: edit(earlier_answer_kept, ""))
        self._facts = _Facts(theme, self._again)
        self._boxes = _Boxes(theme, edit)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._boxes)
        self.body.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields = {"asking": self._boxes.first(), "method": self._boxes.method, "witness": self._boxes.witness}

    def show_state(self, state: VisitState) -> None:
        """The boxes while somebody is being asked."""
        view = consent_view(state.form, state.context)
        self.setVisible(state.form.outcome is not Outcome.ABSENT)
        self.set_note("hỏi từng ý" if view.boxes is not None else f"lời hỏi {TEXT_VERSION}")
        self._facts.setVisible(view.boxes is None)
        self._boxes.setVisible(view.boxes is not None)
        self._keep.setVisible(view.may_close)
        if view.boxes is None:
            self._facts.show_view(view)
        else:
            self._boxes.show_asking(view.boxes)


class _Facts(QWidget):
    """The earlier answer: words and marks, nothing to tick."""

    def __init__(self, theme: Theme, again: QWidget) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        top = QHBoxLayout()
        self._said = label(theme, "", Role.NAME)
        top.addWidget(self._said)
        top.addStretch(1)
        top.addWidget(again)
        column.addLayout(top)
        self._marks: dict[Purpose, QLabel] = {}
        self._words: dict[Purpose, QLabel] = {}
        for purpose, words in PURPOSES.items():
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            self._marks[purpose], self._words[purpose] = QLabel(), label(theme, words)
            row.addWidget(self._marks[purpose])
            row.addWidget(self._words[purpose], 1)
            column.addLayout(row)

    def show_view(self, view: ConsentView) -> None:
        self._said.setText(view.earlier)
        side, ratio = self._theme.px(18), screen_ratio()
        for purpose, yes in view.facts:
            glyph, colour = ("check", Colour.PRIMARY) if yes else ("x", Colour.MUTED)
            self._marks[purpose].setPixmap(pixmap(glyph, colour, side, ratio))
            self._words[purpose].setText(PURPOSES[purpose] if yes else f"{PURPOSES[purpose]}: không")


class _Boxes(QWidget):
    """Three boxes, a refusal, and how the yes was given."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__()
        self._edit = edit
        self._boxes = {purpose: QCheckBox(words) for purpose, words in PURPOSES.items()}
        self._refuse = ToggleChips(theme, (Option("refused", "Không đồng ý"),), "Nhà không đồng ý")
        self.method = ToggleChips(
            theme, [Option(m.value, w) for m, w in METHODS.items()], "Nhà đồng ý bằng cách nào", exclusive=True
        )
        self.witness = line_field("Người chứng kiến", "Tên người chứng kiến")
        self._how = QWidget()
        self._lay_out(theme)
        for purpose, box in self._boxes.items():
            box.clicked.connect(lambda on, purpose=purpose: self._ticked(purpose, on=on))
        self._refuse.changed.connect(lambda on: edit(with_refusal if on else without_refusal, ""))
        self.method.changed.connect(self._chose)
        self.witness.textEdited.connect(lambda text: edit(partial(with_asking, witness=text), "witness"))

    def first(self) -> QCheckBox:
        """The first box."""
        return self._boxes[Purpose.VISITS]

    def show_asking(self, asking: Asking) -> None:
        """Tick what the family has granted, and nothing else."""
        for purpose, box in self._boxes.items():
            box.setChecked(purpose in asking.granted)
        self._refuse.set_value({"refused"} if asking.refused else ())
        self._how.setVisible(bool(asking.granted))
        self.method.set_value({asking.method.value} if asking.method else ())
        self.witness.setVisible(asking.method is ConsentMethod.SPOKEN)
        if self.witness.text() != asking.witness:
            self.witness.setText(asking.witness)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for box in self._boxes.values():
            box.setAccessibleName(box.text())
            column.addWidget(box)
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, theme.px(2), 0, theme.px(6))
        how.setSpacing(theme.px(6))
        how.addWidget(label(theme, "Nhà đồng ý bằng", Role.MUTED))
        how.addWidget(self.method)
        how.addWidget(self.witness)
        column.addWidget(self._how)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self._refuse)
        row.addWidget(label(theme, "Không đồng ý vẫn giúp, chỉ đếm số.", Role.MUTED, wrap=True), 1)
        column.addLayout(row)

    def _ticked(self, purpose: Purpose, *, on: bool) -> None:
        self._edit(partial(with_tick, purpose=purpose, on=on), "")

    def _chose(self, keys: frozenset[str]) -> None:
        method = next((ConsentMethod(key) for key in keys), None)
        self._edit(partial(with_asking, method=method), "")
