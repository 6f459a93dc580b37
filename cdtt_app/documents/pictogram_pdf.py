"""Signs on paper: kept once in each file, however often they are drawn."""

from typing import Final

from cdtt_app.documents.fonts import BOLD
from cdtt_app.documents.sheet import INK, Sheet
from cdtt_app.documents.wrapping import POINT
from cdtt_app.domain.pictograms import PICTOGRAMS, pictogram
from cdtt_app.domain.pictograms.shapes import BOX, Drawing, Words

_HALO: Final = 3.0  # a white edge may reach this far out of the box


def draw_pictogram(sheet: Sheet, name: str, x: float, y: float, side: float) -> None:
    """The sign in a square whose top left is (x, y), in millimetres; raises KeyError if there is none."""
    if name not in PICTOGRAMS:  # before anything is begun in the file
        raise KeyError(name)
    sheet.stamp(
        f"sign-{name}",
        (-_HALO, -_HALO, BOX + _HALO, BOX + _HALO),
        lambda: _draw(sheet, pictogram(name).drawing),
        x,
        y,
        side / BOX,
    )


def _draw(sheet: Sheet, drawing: Drawing) -> None:
    """In a box of 100 mm."""
    for item in drawing:
        if isinstance(item, Words):
            sheet.say(item.text, item.x, item.base_line, BOLD, item.size / POINT, item.tone, at="centre")
            continue
        sheet.outline(
            ((ring.start, ring.steps, ring.closed) for ring in item.path.rings),
            line=item.width / POINT if item.stroke else 0,
            fill=item.fill or "",
            colour=item.stroke or INK,
        )
