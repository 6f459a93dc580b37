"""The evidence table of the dossier: what was measured, when, where, and how much of it works."""

from collections.abc import Callable
from typing import Final

from cdtt_app.documents.dossier import Dossier, Evidence, Outcome
from cdtt_app.documents.dossier_parts import LEFT, RED, WIDE, section_block
from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import BOLD, SEMIBOLD
from cdtt_app.documents.sheet import INK, MUTED, WHITE, Sheet
from cdtt_app.documents.table import Cell, Column, Row, Table, table_blocks

_BARS: Final = 4
_USE: Final = 13.6  # mm, a column of outcomes


def evidence_blocks(dossier: Dossier) -> list[Block]:
    """Heading and table; a sentence where nothing was measured yet."""
    head = section_block("Bằng chứng", dossier.evidence_about or ("" if dossier.evidence else "chưa có ghi nhận nào"))
    if not dossier.evidence:
        head[-1] = _alone(head[-1])
        return head
    rows = [_row(number, one) for number, one in enumerate(dossier.evidence, start=1)]
    return head + table_blocks(_table(dossier), rows)


def _alone(block: Block) -> Block:
    return Block(height=block.height, draw=block.draw, before=block.before)


def _table(dossier: Dossier) -> Table:
    fixed = (8.0, 24.0, 23.0, 17.5, 18.2, 16.0)
    where = WIDE - sum(fixed) - _USE * len(dossier.uses)
    number, at, network, bars, weather, who = fixed
    return Table(
        left=LEFT,
        size=9.8,
        columns=(
            Column("TT", number),
            Column("Ngày, giờ", at),
            Column("Nơi đo", where),
            Column("Mạng", network),
            Column("Vạch", bars),
            *(Column(use, _USE, "centre") for use in dossier.uses),
            Column("Trời", weather),
            Column("Ai ghi", who),
        ),
    )


def _row(number: int, one: Evidence) -> Row:
    return Row(
        cells=(
            Cell(str(number)),
            Cell(one.at),
            Cell(one.where),
            Cell(one.network),
            Cell(drawn=_bars(one.bars)),
            *map(_outcome, one.outcomes),
            Cell(one.weather),
            Cell(one.who),
        ),
        remark=one.remark,
    )


def _outcome(outcome: Outcome) -> Cell:
    if not outcome.word:
        return Cell("–", colour=MUTED)
    return Cell(outcome.word, colour=RED) if outcome.bad else Cell(outcome.word, SEMIBOLD)


def _bars(bars: int | None) -> Callable[[Sheet, float, float, float], None]:
    """Four steps, filled as far as the phone showed, and the number beside them."""

    def draw(sheet: Sheet, x: float, top: float, high: float) -> None:
        foot = top + high * 0.84
        if bars is None:
            sheet.say("–", x + 4, foot - 0.3, SEMIBOLD, 9.8, MUTED)
            return
        for place in range(_BARS):
            tall = 1.3 + place * 0.95
            fill = INK if place < bars else WHITE
            sheet.box(x + place * 2.5, foot - tall, 1.8, tall, radius=0, line=0.5, fill=fill)
        sheet.say(str(bars), x + _BARS * 2.5 + 1.4, foot - 0.2, BOLD, 9.8)

    return draw
