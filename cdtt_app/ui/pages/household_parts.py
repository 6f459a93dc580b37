"""Small parts that the tabs of a household share: rows of people, facts and sheets, and a column that fills itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.domain.household import Network, Signal
from cdtt_app.presenters.household_facts import Fact
from cdtt_app.presenters.household_people import PersonLine
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.signal_pick import SIGNAL_WORDS, SignalMark
from cdtt_app.ui.widgets.small_charts import SparkLine
from cdtt_app.ui.widgets.text import ElidedLabel, label, rich_label, rule

_SELF_RELIANT_LEVEL = 3.0


def icon_label(theme: Theme, name: str, colour: str = Colour.PRIMARY, size: int = 22) -> QLabel:
    """An icon beside words; a screen reader passes it over."""
    made = QLabel()
    made.setPixmap(pixmap(name, colour, theme.px(size), screen_ratio()))
    made.setFixedSize(theme.px(size + 2), theme.px(size + 2))
    return made


def two_lines(theme: Theme, text: str, note: str, role: Role = Role.NAME) -> QVBoxLayout:
    """A line with a small one below it; both end in … where room is short."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(theme, text, role))
    if note:
        words.addWidget(ElidedLabel(theme, note, Role.MUTED))
    return words


def row_of(theme: Theme, gap: int = 10) -> QHBoxLayout:
    """A row without margins."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    return row


def fact_row(theme: Theme, fact: Fact) -> QHBoxLayout:
    """An icon, what is known, a note."""
    row = row_of(theme, 12)
    colour = Colour.PRIMARY if fact.asked else Colour.EDGE
    row.addWidget(icon_label(theme, fact.icon, colour), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(two_lines(theme, fact.text, fact.note, Role.BODY), 1)
    return row


def sheet_row(theme: Theme, title: str, note: str) -> QHBoxLayout:
    """A sheet of paper that was left there."""
    return fact_row(theme, Fact("file-check", title, note))


def signal_row(theme: Theme, network: Network, signal: Signal) -> QHBoxLayout:
    """What works on one network."""
    row = row_of(theme, 12)
    row.addWidget(SignalMark(theme, signal))
    row.addWidget(ElidedLabel(theme, network.value), 1)
    row.addWidget(label(theme, SIGNAL_WORDS[signal], Role.SMALL))
    return row


def person_row(theme: Theme, person: PersonLine) -> QHBoxLayout:
    """A letter in a disc, who it is, the line of levels, how much they do alone."""
    row = row_of(theme, 10)
    row.addWidget(_letter(theme, person.letter))
    row.addLayout(two_lines(theme, person.name, person.note), 1)
    if person.levels:
        words = f"{person.name}: {person.words}"
        row.addWidget(SparkLine(theme, person.levels, words, target=_SELF_RELIANT_LEVEL))
        count = rich_label(theme, f"<b>{person.alone}</b>/{person.core} tự làm", Role.SMALL)
        count.setWordWrap(False)
    else:
        count = label(theme, "chưa hỏi kỹ năng", Role.MUTED)
    count.setMinimumWidth(theme.metrics(Role.SMALL).horizontalAdvance("12/12 tự làm") + theme.px(6))
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(count)
    return row


def caption_row(theme: Theme, caption: str, text: str) -> QHBoxLayout:
    """A muted word and what is written, which may take several lines."""
    row = row_of(theme, 12)
    said = label(theme, caption, Role.MUTED, wrap=True)
    said.setFixedWidth(theme.px(118))
    row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
    words = label(theme, text, Role.BODY, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(words, 1)
    return row


def add_ruled(body: QVBoxLayout, rows: Sequence[QHBoxLayout]) -> None:
    """The rows with a hairline between them."""
    for number, row in enumerate(rows):
        if number:
            body.addWidget(rule())
        body.addLayout(row)


def column_of(theme: Theme, *parts: QWidget) -> QWidget:
    """Cards under one another, at the top of their column."""
    made = QFrame()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(12))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made


def scroll_of(theme: Theme, *cards: QWidget) -> PageScroll:
    """Cards under one another, scrolled when there are too many."""
    made = PageScroll(theme)
    for card in cards:
        made.body.addWidget(card)
    made.body.addStretch(1)
    return made


def _letter(theme: Theme, letter: str) -> QLabel:
    made = label(theme, letter, Role.NAME)
    side = theme.px(36)
    made.setFixedSize(side, side)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setStyleSheet(
        f"background: {Colour.PRIMARY_TINT}; color: {Colour.PRIMARY}; border-radius: {side // 2}px; font-weight: 700;"
    )
    return made
