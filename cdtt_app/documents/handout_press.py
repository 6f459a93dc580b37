"""Lays out and draws once what the handouts of many households have in common."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cdtt_app.documents.handout_a4 import Column, Run, a4, own_parts
from cdtt_app.documents.handout_column import Page, Part, Placed
from cdtt_app.documents.handout_fold import Leaflet, fold
from cdtt_app.documents.handout_large import large
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_poster import poster
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.handout_two_up import half
from cdtt_app.domain.handout_text import Layout

COLUMNS: Final = {Layout.A4: a4, Layout.LARGE: large, Layout.A5_TWICE: half, Layout.POSTER: poster}
_Key = tuple[object, ...]


class Press:
    """For one file in one layout."""

    def __init__(self, sheet: HandoutSheet, layout: Layout) -> None:
        self.sheet = sheet
        self._layout = layout
        self._runs: dict[_Key, list[Run]] = {}
        self._leaflets: dict[_Key, tuple[Leaflet, str]] = {}

    def column(self, paper: HandoutPaper) -> Run:
        """The handout laid out; as one before it, if only the strip for the household differs."""
        runs = self._runs.setdefault(_key(paper), [])
        for run in runs:
            if column := _for_another(run.column, paper):
                return replace(run, column=column)
        fresh = Run(column=COLUMNS[self._layout](paper), name=f"paper-{sum(map(len, self._runs.values()))}")
        runs.append(fresh)
        return fresh

    def draw_column(self, run: Run, page: int) -> None:
        """One page of it."""
        column, style = run.column, run.column.style
        frame = (0.0, 0.0, style.width, style.height)
        name = f"{run.name}-{page}"
        self.sheet.stamp(name, frame, lambda: column.draw_common(self.sheet, page), 0, 0, 1)
        column.draw_own(self.sheet, page)

    def draw_leaflet(self, paper: HandoutPaper) -> None:
        """All eight panels."""
        key = _key(paper)
        if key not in self._leaflets:
            self._leaflets[key] = fold(paper), f"leaflet-{len(self._leaflets)}"
        leaflet, name = self._leaflets[key]
        frame = (0.0, 0.0, self.sheet.width, self.sheet.height)
        self.sheet.stamp(name, frame, lambda: leaflet.draw_common(self.sheet), 0, 0, 1)
        leaflet.draw_cover(self.sheet, paper)


def _key(paper: HandoutPaper) -> _Key:
    """What is the same on all sheets of one kind; the layouts kept hold the handout, so its id stays its own."""
    said = (id(paper.handout), paper.language, paper.second, paper.addresses, paper.footer)
    return *said, paper.practice, paper.rather_two_pages


def _for_another(column: Column, paper: HandoutPaper) -> Column | None:
    """The same layout with another household's strip; None if that needs another height."""
    strips = own_parts(paper, column.style)
    mine = [placed for page in column.pages for placed in page if placed.part.personal]
    if len(strips) != len(mine) or any(
        abs(strip.height - old.part.height) > 0.01 for strip, old in zip(strips, mine, strict=True)
    ):
        return None
    swapped = {id(old.part): strip for strip, old in zip(strips, mine, strict=True)}
    return replace(column, paper=paper, pages=tuple(_swapped(page, swapped) for page in column.pages))


def _swapped(page: Page, strips: Mapping[int, Part]) -> Page:
    return tuple(Placed(strips.get(id(placed.part), placed.part), placed.top, placed.height) for placed in page)
