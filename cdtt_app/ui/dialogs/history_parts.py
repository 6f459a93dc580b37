"""The rows of a history: what was done, and the records of a day."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.field_values import first_upper
from cdtt_app.presenters.history_lines import ASIDE, HistoryDay, HistoryLine
from cdtt_app.presenters.history_take_back import TakeBack
from cdtt_app.presenters.history_then import RecordThen
from cdtt_app.ui.pages.household_parts import add_ruled, caption_row, row_of
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.text import label

Take = Callable[[TakeBack], None]


class CardColumn(QWidget):
    """Cards under one another, made anew each time, below or above what stands there for good."""

    def __init__(self, theme: Theme, *, above: QWidget | None = None, below: QWidget | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(12))
        if above is not None:
            column.addWidget(above)
        column.addLayout(self._cards)
        if below is not None:
            column.addWidget(below)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Put these instead of what stands there."""
        while (item := self._cards.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for each in cards:
            self._cards.addWidget(each)


def day_card(theme: Theme, day: HistoryDay, take: Take) -> Card:
    """What was done on one day."""
    card = Card(theme, day.day)
    add_ruled(card.body, [_line_row(theme, line, take) for line in day.lines])
    return card


def record_card(theme: Theme, record: RecordThen) -> Card:
    """One record as it was."""
    card = Card(theme, record.title)
    add_ruled(card.body, [caption_row(theme, caption, words) for caption, words in record.rows])
    return card


def _line_row(theme: Theme, line: HistoryLine, take: Take) -> QHBoxLayout:
    row = row_of(theme, 12)
    hour = label(theme, line.time, Role.MUTED)
    hour.setFixedWidth(theme.metrics(Role.MUTED).horizontalAdvance("00:00") + theme.px(4))
    row.addWidget(hour, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(theme.px(4))
    words.addWidget(label(theme, line.text, wrap=True))
    words.addWidget(label(theme, line.note, Role.MUTED, wrap=True))
    marks = _marks(theme, line)
    if marks is not None:
        words.addWidget(marks)
    row.addLayout(words, 1)
    offer = line.take_back
    if offer is not None:
        made = button(theme, offer.label, "undo-2")
        made.setAccessibleName(offer.spoken)
        made.clicked.connect(lambda _checked: take(offer))
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _marks(theme: Theme, line: HistoryLine) -> QWidget | None:
    """Chips that go on below where there is no room."""
    if not line.aside and not line.warning:
        return None
    made = QWidget()
    flow = FlowLayout(theme.px(6), made)
    if line.aside:
        flow.addWidget(Chip(theme, ASIDE, Tone.BLUE, "info"))
    if line.warning:
        flow.addWidget(Chip(theme, first_upper(line.warning), Tone.AMBER, "clock"))
    return made
