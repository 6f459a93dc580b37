"""The time line of a case: done, now, to come, told apart by shape."""

from collections.abc import Sequence
from typing import Final

from cdtt_app.documents.dossier import Milestone, Progress
from cdtt_app.documents.dossier_parts import LEFT, WIDE, section_block
from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import INK, MUTED, WHITE, Sheet
from cdtt_app.documents.wrapping import line_step, wrapped

_MOST: Final = 7  # in one row
_RADIUS: Final = 3.3
_PALE: Final = "#8b9a93"


def time_line_blocks(milestones: Sequence[Milestone]) -> list[Block]:
    """Heading and rows of at most seven dots; the line goes on from row to row."""
    if not milestones:
        return []
    rows = -(-len(milestones) // _MOST)
    each = -(-len(milestones) // rows)
    return section_block("Diễn biến") + [
        _row_block(milestones, start, min(start + each, len(milestones)), each)
        for start in range(0, len(milestones), each)
    ]


def _row_block(milestones: Sequence[Milestone], start: int, end: int, each: int) -> Block:
    row, column = milestones[start:end], WIDE / each
    names = [wrapped(one.name, SEMIBOLD, 9.5, column - 1.5) for one in row]
    dates = [wrapped(one.when, REGULAR, 9, column - 1.5) if one.when else [] for one in row]
    deep = max(
        len(name) * line_step(9.5, 1.2) + len(when) * line_step(9, 1.2) for name, when in zip(names, dates, strict=True)
    )

    def draw(sheet: Sheet, y: float) -> None:
        middle = y + _RADIUS + 0.8
        for place in range(start, min(end, len(milestones) - 1)):
            _draw_line(sheet, LEFT + column * (place - start + 0.5), column, middle, milestones[place + 1].progress)
        if start:
            _draw_line(sheet, LEFT, column / 2, middle, milestones[start].progress)
        for place, one in enumerate(row):
            x = LEFT + column * (place + 0.5)
            _draw_dot(sheet, x, middle, one.progress)
            _draw_words(sheet, x, middle + _RADIUS, names[place], dates[place], one.progress)

    return Block(height=2 * _RADIUS + 2.2 + deep, draw=draw, before=0.5)


def _draw_line(sheet: Sheet, start: float, length: float, y: float, towards: Progress) -> None:
    """The way to a dot; never beyond the edge of the text, where it goes on in the next row."""
    end = min(start + length, LEFT + WIDE)
    if towards is Progress.TO_COME:
        sheet.stroke(start, y, end, y, line=1.1, colour=_PALE, dash=(2.2, 2.6))
    else:
        sheet.stroke(start, y, end, y, line=2.2)


def _draw_dot(sheet: Sheet, x: float, y: float, progress: Progress) -> None:
    if progress is Progress.DONE:
        sheet.disc(x, y, _RADIUS, fill=INK)
        tick = [(x - 1.4, y + 0.1), (x - 0.4, y + 1.1), (x + 1.5, y - 1.1)]
        sheet.shape([tick], line=1.6, colour=WHITE, closed=False)
    elif progress is Progress.NOW:
        sheet.disc(x, y, _RADIUS, fill=WHITE, line=1.7)
        sheet.disc(x, y, 1.5, fill=INK)
    else:
        sheet.disc(x, y, _RADIUS, fill=WHITE, line=1.2, colour=_PALE)


def _draw_words(sheet: Sheet, x: float, y: float, name: Sequence[str], when: Sequence[str], progress: Progress) -> None:
    colour = MUTED if progress is Progress.TO_COME else INK
    for line in name:
        y += line_step(9.5, 1.2)
        sheet.say(line, x, y, SEMIBOLD, 9.5, colour, at="centre")
    for line in when:
        y += line_step(9, 1.2)
        sheet.say(line, x, y, REGULAR, 9, MUTED, at="centre")
