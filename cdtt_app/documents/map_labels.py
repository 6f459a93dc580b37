"""Names on a map: each beside its sign where nothing else stands, or nowhere, and then it is said which."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cdtt_app.documents.fonts import REGULAR
from cdtt_app.documents.map_view import Rect
from cdtt_app.documents.sheet import INK, MUTED, WHITE, Sheet, Spot
from cdtt_app.documents.wrapping import POINT, text_width

_AWAY: Final = (0.0, 2.5, 6.0)  # mm farther from the sign, if there is no room nearer


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a name is written."""

    font: str = REGULAR
    size: float = 9
    colour: str = INK

    def room(self, text: str, left: float = 0, top: float = 0) -> Rect:
        """What a text takes."""
        return Rect(left, top, text_width(text, self.font, self.size) + 1, self.size * POINT * 1.15)


@dataclass(frozen=True, slots=True)
class Name:
    """A text and where it stands."""

    text: str
    room: Rect
    look: Look
    sign: Spot | None = None  # joined to it by a thin line, where the name is not right beside it


@dataclass(slots=True)
class Labels:
    """The places taken so far in one frame, the names in them, and those that found none."""

    frame: Rect
    taken: list[Rect] = field(default_factory=list)
    dots: list[Spot] = field(default_factory=list)  # what a name should rather not cover
    names: list[Name] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

    def free(self, room: Rect) -> bool:
        """Whether a rectangle lies in the frame and over nothing."""
        return self.frame.holds(room) and not any(room.meets(other) for other in self.taken)

    def put(self, text: str, room: Rect, look: Look, sign: Spot | None = None) -> None:
        """Write it there."""
        self.taken.append(room)
        self.names.append(Name(text, room, look, sign))

    def beside(self, text: str, x: float, y: float, gap: float, look: Look) -> None:
        """Write a name beside the sign at (x, y), which reaches `gap` to each side."""
        size = look.room(text)
        for away in _AWAY:
            tried = (
                Rect(*corner, size.width, size.height) for corner in _around(x, y, gap + away, size.width, size.height)
            )
            rooms = [room for room in tried if self.free(room)]
            if rooms:
                room = min(rooms, key=self._covered)  # the first of the best
                self.put(text, room, look, (x, y) if away else None)
                return
        self.unnamed.append(text)

    def _covered(self, room: Rect) -> int:
        return sum(map(room.has, self.dots))


def draw_leader(sheet: Sheet, name: Name) -> None:
    """The thin line from a sign to a name that stands off it; under all signs."""
    room = name.room
    if name.sign:
        near = min(max(name.sign[0], room.x), room.x + room.width), min(max(name.sign[1], room.y), room.y + room.height)
        sheet.stroke(*name.sign, *near, line=0.4, colour=MUTED)


def draw_name(sheet: Sheet, name: Name) -> None:
    """A name on a thin veil of white, so that lines beneath it do not disturb."""
    room, look = name.room, name.look
    sheet.box(room.x, room.y, room.width, room.height, radius=0.6, fill=WHITE, opacity=0.7)
    sheet.say(name.text, room.x + 0.5, room.y + room.height * 0.77, look.font, look.size, look.colour)


def _around(x: float, y: float, away: float, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Top left corners to try: right, left, above, below, then the four corners."""
    right, left = x + away, x - away - width
    middle, above, below = y - height / 2, y - away - height, y + away
    yield from ((right, middle), (left, middle), (x - width / 2, above), (x - width / 2, below))
    yield from ((right, above), (right, below), (left, above), (left, below))
