"""The list of households for Qt: all rows are known, their cards are read a page at a time and few pages are kept."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.household_cards import HouseholdCard, spoken
from cdtt_app.presenters.household_listing import Entry, Heading, Row
from cdtt_app.ui.widgets.household_mark import STATE_WORDS

CARD_ROLE: Final = Qt.ItemDataRole.UserRole
PAGE: Final = 12  # rows read at once: two screens of cards, so that no page holds up a key or a turn of the wheel
KEPT: Final = 20  # pages
GONE: Final = "Hộ này vừa được bỏ khỏi danh sách"

Index = QModelIndex | QPersistentModelIndex
ReadCards = Callable[[tuple[Entry, ...]], Mapping[HouseholdId, HouseholdCard]]
_TOP: Final = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HouseholdListModel(QAbstractListModel):
    """Headings (which cannot be chosen) and households."""

    def __init__(self, read: ReadCards, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._rows: tuple[Row, ...] = ()
        self._query = ""
        self._pages: OrderedDict[int, Mapping[HouseholdId, HouseholdCard]] = OrderedDict()

    def show_rows(self, rows: tuple[Row, ...], query: str) -> bool:
        """Replace the rows; False when they are the same and only what they show was read again."""
        self._pages.clear()
        if rows == self._rows and query == self._query:
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self._rows, self._query = rows, query
        self.endResetModel()
        return True

    def row(self, number: int) -> Row:
        """The heading or the household of a row; the delegate asks it of every row, so not by way of `data`."""
        return self._rows[number]

    def household_at(self, index: Index) -> HouseholdId | None:
        """The household of a row, if it is one."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.household_id if isinstance(row, Entry) else None

    def index_of(self, household: str) -> QModelIndex:
        """Where a household stands; invalid when it is not in the list."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Entry) and row.household_id == household:
                return self.index(number)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The household at the top."""
        number = next((n for n, row in enumerate(self._rows) if isinstance(row, Entry)), None)
        return QModelIndex() if number is None else self.index(number)

    def kept_pages(self) -> int:
        """How many pages are in memory."""
        return len(self._pages)

    def rowCount(self, parent: Index = _TOP) -> int:
        """All rows are known from the start."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by mouse and keys."""
        if index.isValid() and isinstance(self._rows[index.row()], Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card of a household, or the row in words."""
        if not index.isValid():
            return None
        if role == CARD_ROLE:
            return self._card(index.row())
        if role in _TEXT_ROLES:
            return self._words(index.row())
        return None

    def _words(self, number: int) -> str:
        row = self._rows[number]
        if isinstance(row, Heading):
            return f"{row.title}, {row.note}"
        card = self._card(number)
        return spoken(card, STATE_WORDS[card.state]) if card else GONE

    def _card(self, number: int) -> HouseholdCard | None:
        row = self._rows[number]
        return self._page(number // PAGE).get(row.household_id) if isinstance(row, Entry) else None

    def _page(self, number: int) -> Mapping[HouseholdId, HouseholdCard]:
        if number not in self._pages:
            rows = self._rows[number * PAGE : (number + 1) * PAGE]
            self._pages[number] = self._read(tuple(row for row in rows if isinstance(row, Entry)))
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]
