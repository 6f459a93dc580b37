"""The households of a batch for Qt, each with a tick."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cdtt_app.presenters.handout_batch import BatchRow

HOME_ROLE: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_TEXT_ROLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class HandoutHomesModel(QAbstractListModel):
    """A tick is asked for by `ticked`; whoever listens shows the rows anew."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BatchRow, ...] = ()

    def show_rows(self, rows: tuple[BatchRow, ...]) -> None:
        """Replace them; where only ticks differ, the place in the list is kept."""
        same = [row.household_id for row in rows] == [row.household_id for row in self._rows]
        if same and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, its words, its tick."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == HOME_ROLE:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and row.sheets:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        return row.spoken if role in _TEXT_ROLES else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A household that needs no sheet cannot be ticked."""
        row = self._rows[index.row()] if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsUserCheckable if row.sheets else usual

    def toggle(self, index: Index) -> None:
        """Ask for the other state of a tick."""
        if index.isValid() and self._rows[index.row()].sheets:
            row = self._rows[index.row()]
            self.ticked.emit(row.household_id, not row.ticked)
