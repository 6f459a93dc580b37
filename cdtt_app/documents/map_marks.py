"""The signs of a coverage map, told apart by shape alone: in the frame and in the legend the same."""

from typing import Final

from cdtt_app.documents.fonts import BOLD
from cdtt_app.documents.sheet import INK, PRIMARY, WHITE, Sheet
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.map_scene import Severity

HOME: Final = "#7d8f86"
COLOURS: Final = {Severity.LOST: "#b3261e", Severity.UNSTEADY: "#8a5000", Severity.USABLE: PRIMARY}
WORDS: Final = {Severity.LOST: "mất sóng", Severity.UNSTEADY: "chập chờn", Severity.USABLE: "dùng được"}
_PILL_SIZE: Final = 9.0
_PILL_HEIGHT: Final = 5.6


def draw_severity(sheet: Sheet, severity: Severity, x: float, y: float, *, radius: float = 1.45) -> None:
    """A triangle, a diamond or a disc around (x, y), with a white edge against what lies beneath."""
    colour = COLOURS[severity]
    if severity is Severity.USABLE:
        sheet.disc(x, y, radius * 0.9, fill=colour, line=0.6, colour=WHITE)
        return
    if severity is Severity.LOST:
        ring = [(x, y - radius * 1.1), (x + radius, y + radius * 0.85), (x - radius, y + radius * 0.85)]
    else:
        ring = [(x, y - radius * 1.15), (x + radius * 1.15, y), (x, y + radius * 1.15), (x - radius * 1.15, y)]
    sheet.shape([ring], fill=colour, line=0.6, colour=WHITE)


def pill_width(notes: int) -> float:
    """How wide the sign of a case is."""
    return 6.8 + text_width(str(notes), BOLD, _PILL_SIZE)


def draw_pill(sheet: Sheet, severity: Severity, notes: int, x: float, y: float) -> None:
    """A case around (x, y): the shape of its worst note and how many notes it has."""
    width = pill_width(notes)
    left = x - width / 2
    sheet.box(
        left, y - _PILL_HEIGHT / 2, width, _PILL_HEIGHT, radius=2.7, fill=WHITE, line=1.1, colour=COLOURS[severity]
    )
    draw_severity(sheet, severity, left + 3.1, y)
    sheet.say(str(notes), left + 5.2, y + 1.15, BOLD, _PILL_SIZE)


def draw_home(sheet: Sheet, x: float, y: float) -> None:
    """A house nobody wrote a note about: a dot, no more."""
    sheet.disc(x, y, 0.3, fill=HOME)


def draw_hamlet(sheet: Sheet, x: float, y: float) -> None:
    """A ring."""
    sheet.disc(x, y, 1.0, fill=WHITE, line=1.1)


def draw_station(sheet: Sheet, x: float, y: float) -> None:
    """A mast with waves; its foot is a little below (x, y)."""
    foot, top = y + 2.4, y - 1.6
    sheet.box(x - 2.4, y - 3.4, 4.8, 6.2, radius=1, fill=WHITE, opacity=0.75)
    sheet.shape([[(x - 1.5, foot), (x, top), (x + 1.5, foot)]], line=0.9, closed=False)
    sheet.stroke(x - 0.65, y + 0.1, x + 1.1, y + 1.35, line=0.6)
    sheet.stroke(x + 0.65, y + 0.1, x - 1.1, y + 1.35, line=0.6)
    sheet.disc(x, top, 0.5, fill=INK)
    for side in (-1, 1):
        for reach in (1.0, 1.8):
            wave = [
                (x + side * reach * 0.75, top - reach * 0.7),
                (x + side * reach, top),
                (x + side * reach * 0.75, top + reach * 0.7),
            ]
            sheet.shape([wave], line=0.7, closed=False)


def draw_north(sheet: Sheet, x: float, y: float) -> None:
    """An arrow up with "B" (bắc) over it; (x, y) is the tip."""
    sheet.say("B", x, y - 1.2, BOLD, 9.5, at="centre")
    sheet.shape([[(x, y), (x + 2.4, y + 7), (x, y + 5.4), (x - 2.4, y + 7)]], fill=INK)
