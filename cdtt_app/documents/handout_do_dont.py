"""3 KHÔNG and 3 NÊN: two columns side by side, or rows where the letters are too large for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.fonts import BOLD
from cdtt_app.documents.handout_column import Part
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_sheet import RED, RULE, HandoutSheet
from cdtt_app.documents.handout_steps import block_texts, draw_mark, row
from cdtt_app.documents.handout_style import Style
from cdtt_app.documents.pictogram_pdf import draw_pictogram
from cdtt_app.documents.rich_text import SetText, draw_texts, heights
from cdtt_app.documents.sheet import PRIMARY, WHITE
from cdtt_app.documents.wrapping import POINT
from cdtt_app.domain.handout_text import Block, BlockKind

_WORD: Final = {BlockKind.DONT: "KHÔNG", BlockKind.DO: "NÊN"}
_COLOUR: Final = {BlockKind.DONT: RED, BlockKind.DO: PRIMARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    kind: BlockKind
    items: tuple[tuple[Block, list[SetText]], ...]
    left: float
    width: float


def do_dont_parts(paper: HandoutPaper, style: Style) -> list[Part]:
    """Both kinds as columns where there are both and the layout has room for two; else as rows."""
    kinds = [kind for kind in (BlockKind.DONT, BlockKind.DO) if paper.handout.of_kind(kind)]
    if len(kinds) == 2 and style.two_columns:
        return [_columns(paper, style)]
    return [part for kind in kinds for part in _rows(paper, style, kind)]


def _title(paper: HandoutPaper, kind: BlockKind) -> str:
    return f"{len(paper.handout.of_kind(kind))} {_WORD[kind]}"


def _rows(paper: HandoutPaper, style: Style, kind: BlockKind) -> list[Part]:
    height, unit = style.head * 1.7 * POINT, style.scale

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        radius = style.head * 0.5 * POINT
        sheet.disc(style.margin + radius, y + high / 2, radius * 1.25, fill=_COLOUR[kind])
        draw_mark(sheet, style.margin + radius, y + high / 2, radius, does=kind is BlockKind.DO, colour=_COLOUR[kind])
        base = y + high / 2 + style.head * 1.15 * 0.357 * POINT
        left = style.margin + radius * 2 + 3 * unit
        sheet.say(_title(paper, kind), left, base, BOLD, style.head * 1.15, _COLOUR[kind])

    rows = [
        row(paper, block, style, mark="", colour=_COLOUR[kind], before=style.gap * (0.75 if number else 0.3))
        for number, block in enumerate(paper.handout.of_kind(kind))
    ]
    return [Part(height=height, draw=draw, before=style.gap, with_next=True), *rows]


def _columns(paper: HandoutPaper, style: Style) -> Part:
    unit = style.scale
    gutter = 5.5 * unit
    width = (style.inner - gutter) / 2
    columns = [
        _column(paper, style, kind, style.margin + place * (width + gutter), width)
        for place, kind in enumerate((BlockKind.DONT, BlockKind.DO))
    ]
    bar = 15.5 * unit
    least = max(sum(_least(texts, style) for _, texts in column.items) for column in columns)
    most = max(len(column.items) for column in columns) * 40 * unit

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        for column in columns:
            _draw_frame(sheet, column, _title(paper, column.kind), style, y, high, bar)
            _draw_items(sheet, column, style, y + bar, high - bar)

    return Part(height=bar + least, draw=draw, most=max(bar + least, bar + most), before=style.gap * 1.3)


def _column(paper: HandoutPaper, style: Style, kind: BlockKind, left: float, width: float) -> _Column:
    words = width - _picture(style) - 8 * style.scale
    items = tuple((block, block_texts(paper, block, style, words)) for block in paper.handout.of_kind(kind))
    return _Column(kind=kind, items=items, left=left, width=width)


def _picture(style: Style) -> float:
    """In a column pictures leave more room for words."""
    return max(17.0 * style.scale if style.scale > 1 else 17.0, style.least_picture)


def _least(texts: Sequence[SetText], style: Style) -> float:
    return max(heights(texts), _picture(style)) + 4.5 * style.scale


def _draw_frame(
    sheet: HandoutSheet, column: _Column, title: str, style: Style, y: float, high: float, bar: float
) -> None:
    unit, colour = style.scale, _COLOUR[column.kind]
    sheet.box(column.left, y, column.width, high, radius=3 * unit, line=2 * unit, fill=WHITE, colour=colour)
    with sheet.inside(column.left, y, column.width, bar):
        sheet.box(column.left, y, column.width, bar + 6 * unit, radius=3 * unit, fill=colour)
    middle = y + bar / 2
    draw_mark(sheet, column.left + 11 * unit, middle, 5 * unit, does=column.kind is BlockKind.DO, colour=colour)
    size = 23 * unit
    sheet.say(title, column.left + 18.5 * unit, middle + size * 0.357 * POINT, BOLD, size, WHITE)


def _draw_items(sheet: HandoutSheet, column: _Column, style: Style, y: float, high: float) -> None:
    unit = style.scale
    spare = (high - sum(_least(texts, style) for _, texts in column.items)) / len(column.items)
    for place, (block, texts) in enumerate(column.items):
        if place:
            right = column.left + column.width - 5 * unit
            sheet.stroke(column.left + 5 * unit, y, right, y, line=0.8 * unit, colour=RULE)
        tall = _least(texts, style) + spare
        side = min(_picture(style) * 1.12, tall - 3 * unit, _picture(style) + 2 * unit)
        middle = column.left + 3.5 * unit + _picture(style) / 2
        draw_pictogram(sheet, block.picture, middle - side / 2, y + (tall - side) / 2, side)
        draw_texts(sheet, texts, column.left + _picture(style) + 6.5 * unit, y + (tall - heights(texts)) / 2)
        y += tall
