"""The matrix as a Qt model: one column a person, one row a skill; the view asks it, a screen reader too."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cdtt_app.domain.checklist import NOT_ASKED
from cdtt_app.presenters.visit_matrix import Matrix, MatrixCell, spoken

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROLE = Qt.ItemDataRole


class MatrixModel(QAbstractTableModel):
    """Shows one frozen `Matrix`; nothing is edited in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another value; tells the view exactly which cells differ."""
        before = self.matrix
        if not matrix.same_shape(before):
            self.beginResetModel()
            self.matrix = matrix
            self.endResetModel()
            return
        self.matrix = matrix
        for row, (old, new) in enumerate(zip(before.cells, matrix.cells, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(new) - 1))

    def cell(self, index: Index) -> MatrixCell:
        """The cell behind an index."""
        return self.matrix.cells[index.row()][index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Skills."""
        return 0 if parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """People."""
        return 0 if parent.isValid() else len(self.matrix.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A question that does not concern the person cannot be reached."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.cell(index).relevant:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """The answer, and the whole sentence for a screen reader."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        if role == _ROLE.DisplayRole:
            answer = self.cell(index).answer
            return "–" if answer == NOT_ASKED else answer
        if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return spoken(self.matrix, (index.row(), index.column()))
        return int(Qt.AlignmentFlag.AlignCenter) if role == _ROLE.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Names over the columns, skills beside the rows."""
        if orientation is Qt.Orientation.Horizontal:
            return self._of_person(section, role) if section < len(self.matrix.columns) else None
        return self._of_skill(section, role) if section < len(self.matrix.rows) else None

    def _of_person(self, section: int, role: int) -> str | None:
        column = self.matrix.columns[section]
        if role == _ROLE.DisplayRole:
            return column.name
        if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return f"{column.name}, {column.band}" if column.band else column.name
        return None

    def _of_skill(self, section: int, role: int) -> str | None:
        row = self.matrix.rows[section]
        if role == _ROLE.DisplayRole:
            return row.label
        if role == _ROLE.AccessibleTextRole:
            return f"{row.group}: {row.asked}" if row.group else row.asked
        return row.asked if role == _ROLE.ToolTipRole else None
