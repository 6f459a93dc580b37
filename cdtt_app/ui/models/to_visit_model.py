"""Whom to visit, as a list: headings that cannot be chosen, households that can."""

from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.today import ToVisit, ToVisitGroup

Index = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Any
ROW = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class ToVisitModel(QAbstractListModel):
    """Rows are headings (ToVisitGroup) and households (ToVisit), in the order they are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ToVisitGroup | ToVisit, ...] = ()

    def show(self, groups: tuple[ToVisitGroup, ...]) -> None:
        """Show other households."""
        self.beginResetModel()
        rows: list[ToVisitGroup | ToVisit] = []
        for group in groups:
            rows += (group, *group.rows)
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Headings and households."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The row itself for the delegate, and its words for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, ToVisitGroup):
                return f"{row.title}, {row.note}"
            return f"{row.number}. {row.name}, {row.line}, {row.chip}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keyboard."""
        if not index.isValid() or isinstance(self._rows[index.row()], ToVisitGroup):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def household(self, index: Index) -> HouseholdId | None:
        """The household of a row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row.household_id if isinstance(row, ToVisit) else None

    def place_of(self, household: HouseholdId | None) -> QModelIndex:
        """Where a household is listed, else the first one."""
        places = {row.household_id: at for at, row in enumerate(self._rows) if isinstance(row, ToVisit)}
        place = places.get(household) if household else None
        if place is None:
            place = next(iter(places.values()), -1)
        return self.index(place) if place >= 0 else QModelIndex()
