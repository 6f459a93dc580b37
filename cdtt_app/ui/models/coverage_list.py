"""The coverage list for Qt: entries are known, a card is made when it is first seen."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cdtt_app.presenters.coverage_rows import Entry, Row

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class CoverageListModel(QAbstractListModel):
    """Cases, notes or proposals."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._places: dict[str, int] = {}
        self._made: dict[int, Row] = {}

    def show_entries(self, entries: tuple[Entry, ...]) -> bool:
        """Replace what is listed; False when the same things are listed and only what they say was read again."""
        same = [each.id for each in entries] == [each.id for each in self._entries]
        if same:
            self._entries, self._made = entries, {}
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return False
        self.beginResetModel()
        self._entries, self._made = entries, {}
        self._places = {entry.id: place for place, entry in enumerate(entries)}
        self.endResetModel()
        return True

    def id_at(self, index: Index) -> str:
        """What stands in a row."""
        return self._entries[index.row()].id if index.isValid() else ""

    def index_of(self, id_: str) -> QModelIndex:
        """Where it stands; invalid when it is not listed."""
        place = self._places.get(id_)
        return QModelIndex() if place is None else self.index(place)

    def made(self) -> int:
        """How many cards have been made."""
        return len(self._made)

    def rowCount(self, parent: Index = _TOP) -> int:
        """All are known from the start."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card, or its words."""
        if not index.isValid() or (role != ROW_ROLE and role not in _TEXT_ROLES):
            return None
        row = self._row(index.row())
        return row if role == ROW_ROLE else row.spoken

    def _row(self, number: int) -> Row:
        if number not in self._made:
            self._made[number] = self._entries[number].make()
        return self._made[number]
