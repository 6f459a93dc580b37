"""Where the pages of a paper lie when they stand one below the other: numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Zoom(StrEnum):
    """How large a paper is shown: a whole page at once, or as wide as there is room."""

    PAGE = "page"
    WIDTH = "width"


@dataclass(frozen=True, slots=True)
class Place:
    """One page, in pixels from the top left of the whole."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """All pages and how high they stand together."""

    places: tuple[Place, ...] = ()
    height: int = 0

    def at(self, y: int) -> int:
        """The page, from 0, that lies at this height or is next below it; 0 when there is none."""
        below = (page for page, place in enumerate(self.places) if y < place.y + place.height)
        return next(below, max(0, len(self.places) - 1))

    def between(self, top: int, bottom: int) -> range:
        """The pages of which something lies between these heights."""
        if not self.places:
            return range(0)
        last = self.at(bottom)
        return range(self.at(top), last + 1 if self.places[last].y < bottom else last)


def lay_pages(sizes_mm: Sequence[tuple[float, float]], room: tuple[int, int], zoom: Zoom, margin: int) -> PaperLayout:
    """Each page as large as fits; `room` is the pixels of the window."""
    if not sizes_mm:
        return PaperLayout()
    wide = max(1, room[0] - 2 * margin)
    high = max(1, room[1] - 2 * margin)
    places: list[Place] = []
    y = margin
    for width_mm, height_mm in sizes_mm:
        scale = wide / width_mm
        if zoom is Zoom.PAGE:
            scale = min(scale, high / height_mm)
        width, height = max(1, round(width_mm * scale)), max(1, round(height_mm * scale))
        places.append(Place((room[0] - width) // 2, y, width, height))
        y += height + margin
    spare = max(0, room[1] - y)
    if spare:
        places = [Place(each.x, each.y + spare // 2, each.width, each.height) for each in places]
    return PaperLayout(tuple(places), y + spare)
