"""The rows of a register as a table; words are made when a row comes into sight."""

from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.register_preview import MARK_WORDS, PreviewLine

Index = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Any
LINE = Qt.ItemDataRole.UserRole
ROW, NAME, MARK, ACT, NOTE = range(5)
HEADS = ("Dòng", "Máy hiểu là", "Đọc được", "Sẽ làm", "Ghi chú")
_TOP = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RegisterPreviewModel(QAbstractTableModel):
    """Shows all lines, or those of one mark."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[PreviewLine, ...] = ()
        self._shown: tuple[PreviewLine, ...] = ()

    def show_lines(self, lines: tuple[PreviewLine, ...], mark: str = "") -> None:
        """Show these lines, only those with this mark unless it is blank."""
        self.beginResetModel()
        self._all = lines
        self._shown = tuple(line for line in lines if line.mark == mark) if mark else lines
        self.endResetModel()

    def filter_by(self, mark: str) -> None:
        """Show the lines with this mark; blank shows all."""
        self.show_lines(self._all, mark)

    def line(self, row: int) -> PreviewLine | None:
        """One line shown."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """The lines shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Row, name, mark, act, note."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The words of a cell; the line itself for the delegate."""
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == ROW else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(line)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[index.column()]}: {_words(line)[index.column()] or 'trống'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The heads of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == ROW else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


def _words(line: PreviewLine) -> tuple[str, ...]:
    return (format_number(line.row), line.name, MARK_WORDS[line.mark], line.act, line.note)
