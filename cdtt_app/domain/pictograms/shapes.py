"""The small language signs are drawn in: paths, tones and a few words, in a box of 100 x 100 with y down."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

BOX: Final = 100.0
STROKE: Final = 4.5
_CAPITALS: Final = 0.714  # height of a capital or a digit of the bundled bold face, in sizes

Spot = tuple[float, float]
Curve = tuple[float, float, float, float, float, float]  # two handles and the end of a cubic
Step = Spot | Curve


class Tone(StrEnum):
    """Every colour a sign may have; amber and red only where the rules of the look allow them."""

    INK = "#17231e"
    PRIMARY = "#0b6e4f"
    TINT = "#d7ebe2"
    WHITE = "#ffffff"
    AMBER = "#f2b632"  # 156, the chip of a card, warnings
    RED = "#b3261e"  # only "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One line without a gap, closed or not."""

    start: Spot
    steps: tuple[Step, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Lines drawn in one go; what lies inside an even number of them is a hole."""

    rings: tuple[Ring, ...] = ()

    def line(self, *numbers: float) -> "Path":
        """Go straight to each of these spots: x, y, x, y ..."""
        return self._longer(_spots(numbers))

    def curve(self, *numbers: float) -> "Path":
        """Bend to the last of three spots, led by the two before it."""
        (a, b), (c, d), (x, y) = _spots(numbers)
        return self._longer([(a, b, c, d, x, y)])

    def arc(self, x: float, y: float, radius: float, begin: float, end: float, flat: float = 1) -> "Path":
        """Go to and around (x, y): degrees from the east, clockwise as seen; `flat` squeezes it from top to bottom."""
        here, steps = _arc(x, y, radius, begin, end, flat)
        return self._longer((here, *steps))

    def close(self) -> "Path":
        """Back to where the last line began."""
        *before, last = self.rings
        return Path((*before, replace(last, closed=True)))

    def moved(self, x: float, y: float, scale: float = 1) -> "Path":
        """Drawn `scale` times as large around the corner of the box, then moved."""
        return Path(tuple(_moved(ring, x, y, scale) for ring in self.rings))

    def __add__(self, other: "Path") -> "Path":
        return Path(self.rings + other.rings)

    def _longer(self, steps: Iterable[Step]) -> "Path":
        *before, last = self.rings
        return Path((*before, replace(last, steps=(*last.steps, *steps))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A path with a fill, a stroke, or both."""

    path: Path
    fill: Tone | None = None
    stroke: Tone | None = None
    width: float = STROKE


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one really sees written there, in the bundled bold face, its middle at (x, y)."""

    text: str
    x: float
    y: float
    size: float
    tone: Tone = Tone.INK

    @property
    def base_line(self) -> float:
        """Where the letters stand."""
        return self.y + self.size * _CAPITALS / 2


Item = Shape | Words
Drawing = tuple[Item, ...]


def start(x: float, y: float) -> Path:
    """A path that begins here."""
    return Path((Ring(start=(x, y)),))


def polyline(*numbers: float) -> Path:
    """Straight from spot to spot: x, y, x, y ..."""
    (x, y), *_ = _spots(numbers)
    return start(x, y).line(*numbers[2:])


def polygon(*numbers: float) -> Path:
    """As `polyline`, and back to the first."""
    return polyline(*numbers).close()


def arc(x: float, y: float, radius: float, begin: float, end: float) -> Path:
    """A part of a circle around (x, y); degrees as in `Path.arc`."""
    here, steps = _arc(x, y, radius, begin, end, 1)
    return Path((Ring(start=here, steps=steps),))


def circle(x: float, y: float, radius: float) -> Path:
    """Around (x, y)."""
    return arc(x, y, radius, 0, 360).close()


def rect(x: float, y: float, width: float, height: float, radius: float = 0) -> Path:
    """Its top left corner at (x, y), its corners round."""
    right, bottom = x + width, y + height
    if not radius:
        return polygon(x, y, right, y, right, bottom, x, bottom)
    path = arc(x + radius, y + radius, radius, 180, 270)
    path = path.arc(right - radius, y + radius, radius, 270, 360)
    path = path.arc(right - radius, bottom - radius, radius, 0, 90)
    return path.arc(x + radius, bottom - radius, radius, 90, 180).close()


def filled(path: Path, tone: Tone = Tone.INK) -> Shape:
    """A shape without an edge."""
    return Shape(path=path, fill=tone)


def drawn(path: Path, tone: Tone = Tone.INK, width: float = STROKE) -> Shape:
    """A line."""
    return Shape(path=path, stroke=tone, width=width)


def outlined(path: Path, inside: Tone = Tone.WHITE, tone: Tone = Tone.INK, width: float = STROKE) -> Shape:
    """A shape with an edge."""
    return Shape(path=path, fill=inside, stroke=tone, width=width)


def _moved(ring: Ring, x: float, y: float, scale: float) -> Ring:
    def at(spot: Spot) -> Spot:
        return spot[0] * scale + x, spot[1] * scale + y

    def step_at(step: Step) -> Step:
        if len(step) == 2:
            return at(step)
        return (*at(step[:2]), *at(step[2:4]), *at(step[4:]))

    return replace(ring, start=at(ring.start), steps=tuple(map(step_at, ring.steps)))


def _spots(numbers: tuple[float, ...]) -> list[Spot]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _arc(x: float, y: float, radius: float, begin: float, end: float, flat: float) -> tuple[Spot, tuple[Curve, ...]]:
    """Where it begins, and cubics of at most 90 degrees."""

    def at(right: float, down: float) -> Spot:
        return x + radius * right, y + radius * down * flat

    parts = max(1, math.ceil(abs(end - begin) / 90 - 1e-9))
    turn = math.radians((end - begin) / parts)
    reach = 4 / 3 * math.tan(turn / 4)
    corners = [(math.cos(angle), math.sin(angle)) for angle in _angles(begin, turn, parts)]
    curves = tuple(
        (*at(a - reach * b, b + reach * a), *at(c + reach * d, d - reach * c), *at(c, d))
        for (a, b), (c, d) in pairwise(corners)
    )
    return at(*corners[0]), curves


def _angles(begin: float, turn: float, parts: int) -> list[float]:
    return [math.radians(begin) + part * turn for part in range(parts + 1)]
