"""Two handouts of A5 beside each other on A4 across, to be cut in two."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cdtt_app.documents.handout_a4 import Column, Run, column
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_sheet import RULE, HandoutSheet
from cdtt_app.documents.handout_style import A5
from cdtt_app.documents.sheet import HEIGHT, WIDTH

_DEAD: Final = 6.3  # mm at the edge that printers leave white


class Half(NamedTuple):
    """One page of one handout."""

    run: Run
    page: int


def half(paper: HandoutPaper) -> Column:
    """On A5."""
    return column(paper, A5)


def halves(runs: Iterable[Run]) -> Iterator[tuple[Half, ...]]:
    """What stands on each sheet: the same twice when it is for everybody, else one household's beside another's."""
    waiting: list[Half] = []
    for run in runs:
        pages = [Half(run, page) for page in range(len(run.column.pages))]
        if not run.column.paper.is_personal:
            if waiting:
                yield (waiting.pop(),)
            pages = pages * 2 if len(pages) == 1 else pages
        for page in pages:
            waiting.append(page)
            if len(waiting) == 2:
                yield tuple(waiting)
                waiting = []
    if waiting:
        yield (waiting.pop(),)


def draw_cut(sheet: HandoutSheet) -> None:
    """Where to cut."""
    sheet.stroke(HEIGHT / 2, _DEAD, HEIGHT / 2, WIDTH - _DEAD, line=0.6, colour=RULE, dash=(4, 3))
