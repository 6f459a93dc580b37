"""Rows of a list to take along: cells of a few lines, as high as they need, under a heading that comes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.form_marks import tick_box
from cdtt_app.documents.sheet import GREY, INK, MUTED, Sheet
from cdtt_app.documents.table import HEAD_FILL
from cdtt_app.documents.wrapping import line_step, wrapped

_PAD: Final = 1.5
_AIR: Final = 1.4  # above and below the words of a row
_SPACING: Final = 1.2
_RULE: Final = "#8b9a92"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a cell, wrapped to its width."""

    text: str
    font: str = REGULAR
    size: float = 9.5
    colour: str = INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Headings and widths in millimetres, from `left` on; a heading `ticked` has a box to tick in every row."""

    left: float
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    ticked: int

    @property
    def edges(self) -> tuple[float, ...]:
        """Where the columns begin, and where the last one ends."""
        return tuple(accumulate(self.widths, initial=self.left))


def head_block(columns: Columns) -> Block:
    """The headings."""
    cells = [[Words(head, SEMIBOLD, 9)] for head in columns.heads]
    lines, height = _measured(columns, cells, 0)

    def draw(sheet: Sheet, y: float) -> None:
        left, right = columns.edges[0], columns.edges[-1]
        sheet.box(left, y, right - left, height, radius=0, fill=HEAD_FILL)
        sheet.stroke(left, y + height, right, y + height, line=0.9)
        _say(sheet, columns, lines, y)

    return Block(height=height, draw=draw, with_next=True)


def band_block(columns: Columns, title: str, head: Block) -> Block:
    """A line over the rows that stand together; never alone at the foot of a page."""
    lines = wrapped(title, SEMIBOLD, 10.5, columns.edges[-1] - columns.left - 2 * _PAD)
    step = line_step(10.5, _SPACING)
    height = len(lines) * step + 1.8

    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(columns.left, y, columns.edges[-1] - columns.left, height, radius=0, fill=GREY)
        for number, line in enumerate(lines):
            sheet.say(line, columns.left + _PAD, y + 0.9 + number * step + step * 0.76, SEMIBOLD, 10.5)
        sheet.stroke(columns.left, y + height, columns.edges[-1], y + height, line=0.5, colour=_RULE)

    return Block(height=height, draw=draw, with_next=True, heading=head)


def stacked(upper: Block, lower: Block) -> Block:
    """Two headings as one, for rows that go on overleaf."""

    def draw(sheet: Sheet, y: float) -> None:
        upper.draw(sheet, y)
        lower.draw(sheet, y + upper.height)

    return Block(height=upper.height + lower.height, draw=draw, with_next=True)


def row_block(columns: Columns, cells: Sequence[Sequence[Words]], head: Block, least: float) -> Block:
    """One row, at least `least` millimetres high so that there is room to write."""
    lines, height = _measured(columns, cells, least)

    def draw(sheet: Sheet, y: float) -> None:
        _say(sheet, columns, lines, y)
        edges = columns.edges
        tick_box(sheet, (edges[columns.ticked] + edges[columns.ticked + 1]) / 2 - 2.4, y + height / 2, 4.8)
        sheet.stroke(edges[0], y + height, edges[-1], y + height, line=0.5, colour=_RULE)

    return Block(height=height, draw=draw, heading=head)


Lines = list[list[tuple[str, Words]]]


def _measured(columns: Columns, cells: Sequence[Sequence[Words]], least: float) -> tuple[Lines, float]:
    lines = [
        [(line, words) for words in cell if words.text for line in wrapped(*_style(words), width - 2 * _PAD)]
        for cell, width in zip(cells, columns.widths, strict=True)
    ]
    highest = max(sum(line_step(words.size, _SPACING) for _, words in cell) for cell in lines)
    return lines, max(highest + 2 * _AIR, least)


def _style(words: Words) -> tuple[str, str, float]:
    return words.text, words.font, words.size


def _say(sheet: Sheet, columns: Columns, lines: Lines, y: float) -> None:
    for x, cell in zip(columns.edges, lines, strict=False):
        top = y + _AIR
        for line, words in cell:
            step = line_step(words.size, _SPACING)
            sheet.say(line, x + _PAD, top + step * 0.78, words.font, words.size, words.colour)
            top += step


def muted(text: str, size: float = 9) -> Words:
    """Words of less weight."""
    return Words(text, REGULAR, size, MUTED)
