"""A small table of words: what each cell says and how it looks, as one value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cdtt_app.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Any
CELL = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()
_SIDES = {
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


class CellChip(NamedTuple):
    """A chip in a cell; `short` where the words do not fit."""

    words: str
    short: str
    tone: Tone
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Words, with small ones below them, or chips, or nothing."""

    text: str = ""
    below: str = ""
    strong: bool = False
    muted: bool = False
    right: bool = False
    chips: tuple[CellChip, ...] = ()

    @property
    def words(self) -> str:
        """All that it says."""
        return ", ".join(part for part in (self.text, self.below, *(chip.words for chip in self.chips)) if part)


class Head(NamedTuple):
    """The head of a column; `droppable` columns are the first to go where there is no room."""

    text: str
    right: bool = False
    droppable: bool = False


class CellTableModel(QAbstractTableModel):
    """Rows of cells under heads."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """The rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """The heads."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The words of a cell; the cell itself for the delegate."""
        if not index.isValid():
            return None
        cell = self.rows[index.row()][index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[index.column()].text}: {cell.words or 'trống'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The heads, each on the side of its column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[self.heads[section].right]
        return self.heads[section].text if role == Qt.ItemDataRole.DisplayRole else None
