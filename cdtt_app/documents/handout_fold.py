"""The leaflet: eight panels on one side of A4, folded and cut once into a small book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.fonts import SEMIBOLD
from cdtt_app.documents.handout_fold_panels import (
    PANEL_HIGH,
    PANEL_WIDE,
    Draw,
    FoldSizes,
    back_panel,
    cover_panel,
    item_panel,
    notes_panel,
)
from cdtt_app.documents.handout_paper import Fit, HandoutPaper, HandoutPaperError, fit_sentence
from cdtt_app.documents.handout_sheet import RULE, HandoutSheet
from cdtt_app.documents.sheet import INK, WHITE
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.handout_text import Block, BlockKind

_ITEMS: Final = 6  # panels between the cover and the back
_DEAD: Final = 6.3  # mm at the edge that printers leave white
_BOTTOM: Final = (6, 7, 8, 1)  # panels by number, from the left
_TOP: Final = (5, 4, 3, 2)  # upside down
_CUT: Final = "Gấp theo nét chấm, CẮT nét đứt này rồi gấp lại"
_SIZES: Final = (FoldSizes(), FoldSizes(head=13.0, body=12.5))

_Item = tuple[Block, str]  # with the number of its step, if it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A leaflet laid out: its eight panels in the order in which they are read."""

    paper: HandoutPaper
    fit: Fit
    panels: tuple[Draw, ...]  # all but the cover

    def draw_common(self, sheet: HandoutSheet) -> None:
        """What is the same for every household: all but the cover."""
        for number, panel in enumerate(self.panels, start=2):
            _on_panel(sheet, number, panel)
        _draw_folds(sheet)

    def draw_cover(self, sheet: HandoutSheet, paper: HandoutPaper) -> None:
        """The cover, for one household or for everybody."""
        _on_panel(sheet, 1, _cover(paper))


def fold(paper: HandoutPaper) -> Leaflet:
    """In 14 points, or smaller where a panel is too full; raises HandoutPaperError when even that does not fit."""
    for sizes, fit in zip(_SIZES, (Fit.WHOLE, Fit.SMALLER), strict=True):
        if made := _laid(paper, sizes, fit):
            return made
    raise HandoutPaperError(fit_sentence(Fit.TOO_LONG))


def _cover(paper: HandoutPaper) -> Draw:
    cover = cover_panel(paper)
    if cover is None:
        raise HandoutPaperError(fit_sentence(Fit.TOO_LONG))
    return cover


def _laid(paper: HandoutPaper, sizes: FoldSizes, fit: Fit) -> Leaflet | None:
    _cover(paper)
    groups = _grouped(list(_items(paper)))
    if len(groups) > _ITEMS:
        return None
    made = [item_panel(paper, group, sizes) for group in groups]
    made += [notes_panel() for _ in range(_ITEMS - len(groups))]
    panels = tuple(panel for panel in (*made, back_panel(paper, sizes)) if panel is not None)
    return Leaflet(paper=paper, fit=fit, panels=panels) if len(panels) == _ITEMS + 1 else None


def _items(paper: HandoutPaper) -> Iterator[_Item]:
    handout = paper.handout
    for number, block in enumerate(handout.of_kind(BlockKind.STEP), start=1):
        yield block, str(number)
    for kind in (BlockKind.DONT, BlockKind.DO, BlockKind.BEWARE, BlockKind.MORE):
        yield from ((block, "") for block in handout.of_kind(kind))


def _grouped(items: Sequence[_Item]) -> list[list[_Item]]:
    """A panel for each, until there are too many: then two of a kind share one, the last ones first."""
    groups = [[item] for item in items]
    for most in (2, 3):
        at = len(groups) - 1
        while len(groups) > _ITEMS and at > 0:
            pair = [*groups[at - 1], *groups[at]]
            if len(pair) <= most and len({_family(block) for block, _ in pair}) == 1:
                groups[at - 1 : at + 1] = [pair]
                at -= 1
            at -= 1
    return groups


def _family(block: Block) -> str:
    return {BlockKind.BEWARE: "other", BlockKind.MORE: "other"}.get(block.kind, block.kind)


def _on_panel(sheet: HandoutSheet, number: int, draw: Draw) -> None:
    if number in _BOTTOM:
        with sheet.moved(_BOTTOM.index(number) * PANEL_WIDE, PANEL_HIGH):
            draw(sheet)
        return
    with sheet.turned(_TOP.index(number) * PANEL_WIDE, 0, PANEL_WIDE, PANEL_HIGH):
        draw(sheet)


def _draw_folds(sheet: HandoutSheet) -> None:
    """Folds are dotted; the one cut, between the middle four panels, is dashed and says what it is."""
    dotted = (0.6, 4.0)
    for place in (1, 2, 3):
        x = place * PANEL_WIDE
        sheet.stroke(x, _DEAD, x, 2 * PANEL_HIGH - _DEAD, line=0.9, colour=RULE, dash=dotted)
    for left, right in ((_DEAD, PANEL_WIDE), (3 * PANEL_WIDE, 4 * PANEL_WIDE - _DEAD)):
        sheet.stroke(left, PANEL_HIGH, right, PANEL_HIGH, line=0.9, colour=RULE, dash=dotted)
    sheet.stroke(PANEL_WIDE, PANEL_HIGH, 3 * PANEL_WIDE, PANEL_HIGH, line=1.4, dash=(6, 4))
    wide = text_width(_CUT, SEMIBOLD, 8) + 10
    middle = 2 * PANEL_WIDE
    sheet.box(middle - wide / 2, PANEL_HIGH - 2.4, wide, 4.8, radius=2.4, line=0.9, fill=WHITE)
    sheet.say(_CUT, middle, PANEL_HIGH + 1.05, SEMIBOLD, 8, INK, at="centre")
