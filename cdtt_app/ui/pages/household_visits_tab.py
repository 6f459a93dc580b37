"""The visits of a household, newest first; each opens to show all that was written, to read only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.household_detail import HouseholdDetail
from cdtt_app.presenters.household_visits import VisitStory
from cdtt_app.presenters.visit_words import answer_words
from cdtt_app.ui.pages.household_levels import level_legend, level_pill
from cdtt_app.ui.pages.household_parts import add_ruled, caption_row, row_of, scroll_of, two_lines
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, put_icon
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import PLACE_OF, Place, record_state_chip
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import ElidedLabel, label


def visits_tab(theme: Theme, detail: HouseholdDetail) -> PageScroll:
    """The unfinished visit, then every visit; the newest stands open."""
    cards: list[QWidget] = [_draft_card(theme, detail.draft)] if detail.draft else []
    made = [VisitCard(theme, visit) for visit in detail.visits]
    if made:
        made[0].unfold()
    if not made and not cards:
        empty = Card(theme, "Chưa thăm lần nào")
        empty.body.addWidget(label(theme, "Tới nhà thì bấm Ghi lượt thăm.", Role.MUTED, wrap=True))
        cards.append(empty)
    return scroll_of(theme, *cards, *made)


class VisitCard(Card):
    """One visit: its day and line; the rest is made when somebody asks for it."""

    def __init__(self, theme: Theme, visit: VisitStory) -> None:
        super().__init__(theme)
        self.setAccessibleName(f"Lượt thăm {visit.day}, {visit.line}")
        self._theme, self._visit = theme, visit
        self._inside: QWidget | None = None
        self._turn = button(theme, "Xem", "chevron-down", Kind.QUIET)
        self._turn.clicked.connect(lambda _checked: self._turn_over())
        top = row_of(theme)
        top.addLayout(two_lines(theme, visit.day, visit.line), 1)
        top.addWidget(record_state_chip(theme, PLACE_OF[visit.where]))
        top.addWidget(self._turn)
        self.body.addLayout(top)
        self._say()

    def unfold(self) -> None:
        """Show all that was written."""
        if self._inside is None:
            self._inside = _story(self._theme, self._visit)
            self.body.addWidget(self._inside)
        self._inside.show()
        self._say()

    def _turn_over(self) -> None:
        if self._inside is None or self._inside.isHidden():
            self.unfold()
        else:
            self._inside.hide()
        self._say()

    def _say(self) -> None:
        unfolded = self._inside is not None and not self._inside.isHidden()
        word = "Thu lại" if unfolded else "Xem"
        self._turn.setText(word)
        self._turn.setAccessibleName(f"{word} lượt thăm {self._visit.day}")
        put_icon(self._turn, self._theme, "chevron-up" if unfolded else "chevron-down", Colour.PRIMARY)


def _draft_card(theme: Theme, draft: str) -> Card:
    card = Card(theme)
    row = row_of(theme)
    row.addLayout(two_lines(theme, "Lượt thăm chưa xong", draft), 1)
    row.addWidget(record_state_chip(theme, Place.HERE))
    card.body.addLayout(row)
    return card


def _story(theme: Theme, visit: VisitStory) -> QWidget:
    made = QWidget()
    body = QVBoxLayout(made)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(theme.px(8))
    add_ruled(body, [caption_row(theme, caption, text) for caption, text in visit.facts])
    columns = 4 if theme.large else 6
    for first in range(0, len(visit.people), columns):
        body.addSpacing(theme.px(4))
        body.addLayout(_level_table(theme, visit, first, min(first + columns, len(visit.people))))
    if visit.people:
        body.addLayout(level_legend(theme))
    return made


def _level_table(theme: Theme, visit: VisitStory, first: int, last: int) -> QGridLayout:
    """Questions by people, from column `first` to before `last`."""
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.px(3))
    grid.setHorizontalSpacing(theme.px(8))
    grid.setColumnStretch(0, 1)
    for column in range(first, last):
        name = ElidedLabel(theme, visit.people[column], Role.SMALL)
        name.setFixedWidth(theme.px(74))
        grid.addWidget(name, 0, column - first + 1)
    for number, row in enumerate(visit.levels, start=1):
        grid.addWidget(ElidedLabel(theme, row.question, Role.SMALL), number, 0)
        for column in range(first, last):
            pill = level_pill(theme, row.answers[column])
            pill.setAccessibleName(f"{visit.people[column]}, {row.question}: {answer_words(row.answers[column])}")
            grid.addWidget(pill, number, column - first + 1, Qt.AlignmentFlag.AlignLeft)
    return grid
