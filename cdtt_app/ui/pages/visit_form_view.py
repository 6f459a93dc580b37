"""The whole form of a visit: two columns where there is room, one scrolling page where there is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.visit import Activity, Outcome
from cdtt_app.presenters.visit_consent import people_view
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import with_level, with_observed_turned
from cdtt_app.presenters.visit_matrix import Relevance, askable, matrix_of
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import ACTIVITIES, OUTCOMES
from cdtt_app.ui.pages.visit_bar import VisitBar
from cdtt_app.ui.pages.visit_consent_part import ConsentPart
from cdtt_app.ui.pages.visit_head_pin import HeadPin
from cdtt_app.ui.pages.visit_keyboard import chain
from cdtt_app.ui.pages.visit_long_parts import AgainPart, DossiersPart, NotePart, WordsPart
from cdtt_app.ui.pages.visit_people_panel import PeoplePanel
from cdtt_app.ui.pages.visit_section import Edit, Section
from cdtt_app.ui.pages.visit_short_parts import HandoutsPart, MetPart, SignalPart, TopicsPart, VisitorsPart
from cdtt_app.ui.theme import NARROW, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.fields import ChoiceField, DateField
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.page_scroll import PageScroll

_LOW = 740  # a window lower than this gets lower rows
_SIDE = 376  # the right column at 13 pt


class TopCard(QFrame):
    """How the visit went, when, what kind; and whether all questions are shown."""

    def __init__(self, theme: Theme, edit: Edit, every_question: Callable[[bool], None]) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setAccessibleName("Lượt thăm")
        self.outcome = SegmentedChoice(theme, [Option(o.value, w) for o, w in OUTCOMES.items()], "Kết quả")
        self.day = DateField(theme, "Ngày thăm", date(2026, 1, 1))
        self.activity = ChoiceField("Hình thức", [Option(a.value, w) for a, w in ACTIVITIES.items()])
        self.every = button(theme, "")
        self.every.setProperty("kind", "toggle")
        self.every.setCheckable(True)
        self.day.setFixedWidth(_text_width(self.day, "24/11/2026") + theme.px(58))
        self.activity.setFixedWidth(max(_text_width(self, w) for w in ACTIVITIES.values()) + theme.px(46))
        for field in (self.day, self.activity):
            field.setFixedHeight(theme.px(40))
        row = FlowLayout(theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        column.addLayout(row)
        for each in (self.outcome, self.day, self.activity, self.every):
            row.addWidget(each)
        self.outcome.chosen.connect(lambda key: edit(lambda form: replace(form, outcome=Outcome(key)), ""))
        self.day.day_changed.connect(lambda day: edit(lambda form: replace(form, visited_on=day), ""))
        self.activity.chosen.connect(lambda key: edit(lambda form: replace(form, activity=Activity(key)), ""))
        self.every.clicked.connect(every_question)

    def set_count(self, count: int) -> None:
        """How many questions there are in all."""
        self.every.setText(f"{count} câu")
        self.every.setAccessibleName(f"Hiện đủ {count} câu hỏi")
        self.every.setToolTip(self.every.accessibleName())

    def show_state(self, state: VisitState, *, matrix: bool) -> None:
        """Outcome, day, kind."""
        self.outcome.set_value(state.form.outcome)
        self.day.set_day(state.form.visited_on)
        self.activity.set_value(state.form.activity)
        self.every.setChecked(state.every_question)
        self.every.setVisible(matrix)


def _text_width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _make_parts(theme: Theme, edit: Edit) -> tuple[Section, ...]:
    """In the order of a visit."""
    return (
        ConsentPart(theme, edit),
        MetPart(theme, edit),
        SignalPart(theme, edit),
        TopicsPart(theme, edit),
        AgainPart(theme, edit),
        HandoutsPart(theme, edit),
        DossiersPart(theme, edit),
        WordsPart(theme, edit),
        NotePart(theme, edit),
        VisitorsPart(theme, edit),
    )


def _side_card(theme: Theme, parts: tuple[Section, ...]) -> Card:
    card = Card(theme)
    card.setAccessibleName("Phần còn lại của phiếu")
    for part in parts:
        card.body.addWidget(part)
    card.body.addStretch(1)
    return card


class VisitFormView(QWidget):
    """Draws one `VisitState`; made once, because making it takes longer than all the rest."""

    def __init__(
        self,
        theme: Theme,
        edit: Edit,
        every_question: Callable[[bool], None],
        open_household: Callable[[], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._relevance: Relevance | None = None
        self._narrow: bool | None = None
        self._chained: tuple[object, ...] = ()  # what the order of Tab was made for
        self._top = TopCard(theme, edit, every_question)
        self._panel = PeoplePanel(theme, edit, open_household)
        self.matrix = self._panel.matrix
        self._parts = _make_parts(theme, edit)
        self._side = _side_card(theme, self._parts)
        self.bar = VisitBar(theme)
        self._columns, self._column, self._whole = QWidget(), PageScroll(theme), PageScroll(theme)
        self._pin = HeadPin(self._whole, self.matrix)
        self._lay_out()
        self.fields = {name: field for part in self._parts for name, field in part.fields.items()}
        self.fields["visited_on"] = self._top.day
        self.matrix.answered.connect(lambda p, q, answer: edit(lambda form: with_level(form, p, q, answer), ""))
        self.matrix.seen_turned.connect(lambda p, q: edit(lambda form: with_observed_turned(form, p, q), ""))
        self.matrix.cell_reached.connect(self._scroll_to_cell)
        self._whole.verticalScrollBar().valueChanged.connect(self.matrix.close_choices)

    def open_form(self, context: VisitContext) -> None:
        """Another household comes: begin at the top, with nothing unfolded."""
        if self._relevance is None or not self._relevance.fits(context):
            self._relevance = Relevance(context.checklist, context.today)
        self._arrange()
        self._top.set_count(len(askable(context.checklist)))
        for part in self._parts:
            part.open_form()
        self.matrix.setCurrentIndex(QModelIndex())
        for scroll in (self._whole, self._column, self.matrix):
            scroll.verticalScrollBar().setValue(0)

    def show_state(self, state: VisitState, *, can_undo: bool) -> None:
        """Draw the form."""
        view = people_view(state.form, state.context)
        self._panel.show_view(view, state)
        if self._panel.shows_matrix and self._relevance is not None:
            every = state.every_question
            self.matrix.show_matrix(matrix_of(state.form, state.context, self._relevance, every_question=every))
        self._top.show_state(state, matrix=self._panel.shows_matrix)
        for part in self._parts:
            part.show_state(state)
        shown = [part for part in self._parts if not part.isHidden()]
        for part in shown:
            part.set_rule_above(part is not shown[0])
        self.bar.show_state(state, can_undo=can_undo, levels=self._panel.shows_matrix)
        self._pin.refresh()
        names = (*state.context.people, *state.context.members, len(state.form.dossiers))
        if names != self._chained:
            self._chained = names
            chain((self._top, self._panel, self._side, self.bar))

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        return self.matrix if self._panel.shows_matrix else self._top.outcome

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self._top, self._panel, self._side, self.bar]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()
        self.matrix.set_low(self.window().height() < _LOW)

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for either in (self._columns, self._whole):
            either.hide()  # both at once would make the window grow
            outer.addWidget(either, 1)
        outer.addWidget(self.bar)
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(px(14), px(8), px(2), 0)
        row.setSpacing(px(10))
        self._left = QVBoxLayout()
        self._left.setSpacing(px(8))
        row.addLayout(self._left, 1)
        row.addWidget(self._column)
        bar = self._column.verticalScrollBar().sizeHint().width()
        self._column.setFixedWidth(px(_SIDE) + bar)
        self._column.body.setContentsMargins(0, 0, 0, px(8))
        self._left.setContentsMargins(0, 0, 0, px(8))

    def _arrange(self) -> None:
        narrow = self._theme.large or self.window().width() < NARROW
        if narrow == self._narrow:
            return
        self._narrow = narrow
        held = self.focusWidget()
        left, side = (self._whole.body, self._whole.body) if narrow else (self._left, self._column.body)
        left.addWidget(self._top)
        left.addWidget(self._panel, 0 if narrow else 1)
        side.addWidget(self._side)
        self.matrix.set_grows(narrow)
        self.bar.set_narrow(narrow)
        self._columns.setVisible(not narrow)
        self._whole.setVisible(narrow)
        self._pin.set_used(narrow)
        self._chained = ()
        if held is not None:
            held.setFocus()  # moving a widget to another column takes the keyboard from it

    def _scroll_to_cell(self, cell: QRect) -> None:
        """Keep the cell in hand in sight, below the pinned names."""
        if self._narrow:
            QTimer.singleShot(0, self.matrix, lambda: self._whole_to(cell))

    def _whole_to(self, cell: QRect) -> None:
        bar, view = self._whole.verticalScrollBar(), self._whole.viewport()
        top = self.matrix.mapTo(view, QPoint(0, cell.top())).y()
        above, below = top - self.matrix.head_height() - self._theme.px(8), top + cell.height() + self._theme.px(8)
        if above < 0:
            bar.setValue(bar.value() + above)
        elif below > view.height():
            bar.setValue(bar.value() + below - view.height())
