"""Coverage notes as rows: what each cell says, in lines, and which notes are ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.case_notes import NetworkLine, NoteRow

Index = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Any
CELL = Qt.ItemDataRole.UserRole
_TOP = QModelIndex()


class Column(Enum):
    """What a column tells; its value is its head."""

    TICK = ""
    WHEN = "Ngày đo"
    WHERE = "Chỗ đo"
    WHERE_WHEN = "Chỗ đo, ngày đo"
    SIGNAL = "Mạng"
    WORKS = "Làm được gì"
    WEATHER = "Thời tiết"
    WHO = "Người ghi"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCell:
    """Lines, `muted_below` the first if less important; drawn `networks` beside theirs; `ticked` for the box."""

    lines: tuple[str, ...] = ()
    networks: tuple[NetworkLine, ...] = ()
    ticked: bool | None = None
    muted_below: bool = False


class CoverageNotesModel(QAbstractTableModel):
    """The box is the first column where notes can be ticked."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[NoteRow, ...] = ()
        self._ticked: frozenset[NoteId] = frozenset()

    def show_rows(self, rows: Iterable[NoteRow], ticked: Iterable[NoteId]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows, self._ticked = tuple(rows), frozenset(ticked)
        self.endResetModel()

    @property
    def ticked(self) -> tuple[NoteId, ...]:
        """The ticked notes, from the top."""
        return tuple(row.id for row in self.rows if row.id in self._ticked)

    def tick(self, row: int, *, on: bool) -> None:
        """Put a tick, or take it away."""
        note = self.rows[row].id
        self._ticked = self._ticked | {note} if on else self._ticked - {note}
        place = self.index(row, 0)
        self.dataChanged.emit(place, place)

    def rowCount(self, parent: Index = _TOP) -> int:
        """The notes."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """The heads."""
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, row: int, column: Column) -> NoteCell:
        """What a cell shows."""
        note = self.rows[row]
        if column is Column.TICK:
            return NoteCell(ticked=note.id in self._ticked)
        if column is Column.SIGNAL:
            return NoteCell(lines=tuple(line.words for line in note.networks), networks=note.networks)
        if column is Column.WHEN:
            return NoteCell(lines=(note.day, note.clock), muted_below=True)
        if column is Column.WHERE:
            lines = tuple(line for line in (note.place, note.hamlet) if line)
            return NoteCell(lines=lines, muted_below=True)
        if column is Column.WHERE_WHEN:
            return NoteCell(lines=(note.place, f"{note.day} {note.clock}"), muted_below=True)
        told = {
            Column.WORKS: tuple(line.works for line in note.networks),
            Column.WEATHER: (note.weather,),
            Column.WHO: (note.who,),
        }
        return NoteCell(lines=told[column])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The words of a cell; the cell itself for the delegate."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        cell = self.cell(index.row(), column)
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "" if column is Column.TICK else "\n".join(line for line in cell.lines if line)
        if role == Qt.ItemDataRole.CheckStateRole and cell.ticked is not None:
            return Qt.CheckState.Checked if cell.ticked else Qt.CheckState.Unchecked
        return self._spoken(column, cell) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        """The heads, at the left."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].value if role == Qt.ItemDataRole.DisplayRole else None

    def _spoken(self, column: Column, cell: NoteCell) -> str:
        if column is Column.TICK:
            return "đã đánh dấu" if cell.ticked else "không đánh dấu"
        bars = (f"{line.brand} {line.bars} vạch" for line in cell.networks if line.bars is not None)
        said = ", ".join((*(line for line in cell.lines if line), *bars))
        return f"{column.value}: {said or 'chưa ghi'}"
