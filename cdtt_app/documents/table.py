"""Tables as blocks: wrapped cells, rows that go on overleaf under the same heading, nothing cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import INK, MUTED, Sheet
from cdtt_app.documents.wrapping import line_step, wrapped

HEAD_FILL: Final = "#e4eae7"
_RULE: Final = "#a9b7b0"
_PAD: Final = 1.3
_AIR: Final = 1.15  # mm above and below the words of a row
_HEAD_SIZE: Final = 9.5
_MOST_LINES: Final = 24  # of one row on one page; more go on below it as another part of the row


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a column, or something `drawn` at (x, top of the row, height of a line)."""

    text: str = ""
    font: str = REGULAR
    colour: str = INK
    drawn: Callable[[Sheet, float, float, float], None] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how wide the column is in millimetres; `at` is "left", "right" or "centre"."""

    head: str
    width: float
    at: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table, and a remark under it."""

    cells: tuple[Cell, ...]
    remark: str = ""
    remark_from: int = 1  # the column the remark begins at


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns side by side from `left` on; `size` is that of the text in rows."""

    left: float
    columns: tuple[Column, ...]
    size: float = 10

    @property
    def edges(self) -> tuple[float, ...]:
        """Where the columns begin, and where the last one ends."""
        return tuple(accumulate((column.width for column in self.columns), initial=self.left))


def table_blocks(table: Table, rows: Sequence[Row]) -> list[Block]:
    """The heading and the rows."""
    head = _head(table)
    blocks = [head]
    for row in rows:
        blocks += _row(table, row, head)
    return blocks


def _head(table: Table) -> Block:
    lines = [wrapped(column.head, SEMIBOLD, _HEAD_SIZE, column.width - 2 * _PAD) for column in table.columns]
    step = line_step(_HEAD_SIZE, 1.2)
    height = max(map(len, lines)) * step + 2.6

    def draw(sheet: Sheet, y: float) -> None:
        left, right = table.edges[0], table.edges[-1]
        sheet.box(left, y, right - left, height, radius=0, fill=HEAD_FILL)
        sheet.stroke(left, y + height, right, y + height, line=0.8)
        for place, words in enumerate(lines):
            top = y + (height - len(words) * step) / 2
            for number, line in enumerate(words):
                _say(sheet, table, place, line, top + number * step + step * 0.78, SEMIBOLD, _HEAD_SIZE, INK)

    return Block(height=height, draw=draw, with_next=True)


def _row(table: Table, row: Row, head: Block) -> list[Block]:
    """One block, or more of them if the row is very high."""
    lines = [
        wrapped(cell.text, cell.font, table.size, column.width - 2 * _PAD)
        for cell, column in zip(row.cells, table.columns, strict=True)
    ]
    remark_left = table.edges[row.remark_from] + _PAD
    remark = wrapped(row.remark, REGULAR, table.size - 1, table.edges[-1] - _PAD - remark_left) if row.remark else []
    parts: list[Block] = []
    count = max(map(len, lines))
    for start in range(0, count, _MOST_LINES):
        taken = [words[start : start + _MOST_LINES] for words in lines]
        end = start + _MOST_LINES >= count
        parts.append(
            _part(table, row, taken, head, first=start == 0, last=end and not remark, tied=end and bool(remark))
        )
    for start in range(0, len(remark), _MOST_LINES):
        last = start + _MOST_LINES >= len(remark)
        parts.append(_remark_part(table, remark[start : start + _MOST_LINES], remark_left, head, last=last))
    return parts


def _part(
    table: Table, row: Row, lines: Sequence[Sequence[str]], head: Block, *, first: bool, last: bool, tied: bool
) -> Block:
    step = line_step(table.size, 1.22)
    height = max(map(len, lines)) * step + (_AIR if first else 0) + (_AIR if last else 0.2)

    def draw(sheet: Sheet, y: float) -> None:
        top = y + (_AIR if first else 0)
        for place, (cell, words) in enumerate(zip(row.cells, lines, strict=True)):
            if cell.drawn and first:
                cell.drawn(sheet, table.edges[place] + _PAD, top, step)
            for number, line in enumerate(words):
                base = top + number * step + step * 0.78
                _say(sheet, table, place, line, base, cell.font, table.size, cell.colour)
        if last:
            _rule(sheet, table, y + height)

    return Block(height=height, draw=draw, heading=head, with_next=tied)


def _remark_part(table: Table, lines: Sequence[str], left: float, head: Block, *, last: bool) -> Block:
    step = line_step(table.size - 1, 1.22)
    height = len(lines) * step + (_AIR if last else 0)

    def draw(sheet: Sheet, y: float) -> None:
        for number, line in enumerate(lines):
            sheet.say(line, left, y + number * step + step * 0.78, REGULAR, table.size - 1, MUTED)
        if last:
            _rule(sheet, table, y + height)

    return Block(height=height, draw=draw, heading=head)


def _rule(sheet: Sheet, table: Table, y: float) -> None:
    sheet.stroke(table.edges[0], y, table.edges[-1], y, line=0.5, colour=_RULE)


def _say(sheet: Sheet, table: Table, place: int, text: str, base: float, font: str, size: float, colour: str) -> None:
    left, right = table.edges[place] + _PAD, table.edges[place + 1] - _PAD
    at = table.columns[place].at
    x = {"left": left, "right": right, "centre": (left + right) / 2}[at]
    sheet.say(text, x, base, font, size, colour, at=at)
