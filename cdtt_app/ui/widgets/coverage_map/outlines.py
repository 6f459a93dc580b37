"""The shapes of areas on the plane, and the best places inside them for their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from cdtt_app.domain.geo import Area, Ring
from cdtt_app.domain.mercator import Spot, project

_LINES: Final = 15  # that are laid across an area to find room for its name
_BEST: Final = 7


@dataclass(frozen=True, slots=True)
class Room:
    """The middle of a free stretch inside an area, and how wide the stretch is."""

    spot: Spot
    width: float


@dataclass(frozen=True, slots=True)
class Outline:
    """One area, ready to be drawn."""

    area: Area
    path: QPainterPath
    rings: tuple[tuple[Spot, ...], ...]


def outline_of(area: Area) -> Outline:
    """The area on the plane, holes left out."""
    rings = tuple(_projected(ring) for polygon in area.polygons for ring in polygon)
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(spot.x, spot.y) for spot in ring]))
        path.closeSubpath()
    return Outline(area, path, rings)


def rooms(outline: Outline, within: QRectF) -> tuple[Room, ...]:
    """The widest stretches inside the area and inside the rectangle, the best first."""
    bounds = outline.path.boundingRect() & within
    found: list[Room] = []
    for number in range(1, _LINES + 1):
        y = bounds.top() + bounds.height() * number / (_LINES + 1)
        for left, right in _stretches(outline.rings, y):
            low, high = max(left, bounds.left()), min(right, bounds.right())
            if high > low:
                found.append(Room(Spot((low + high) / 2, y), high - low))
    middle = bounds.center().y()
    return tuple(sorted(found, key=lambda room: 0.6 * abs(room.spot.y - middle) - room.width)[:_BEST])


def bounds_of(spots: Iterable[Spot]) -> QRectF:
    """The smallest rectangle around the spots, a metre wide for a single one; a null one for none."""
    kept = list(spots)
    if not kept:
        return QRectF()
    xs, ys = zip(*((spot.x, spot.y) for spot in kept), strict=True)
    box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
    return box if box.width() or box.height() else box.adjusted(-0.5, -0.5, 0.5, 0.5)


def _projected(ring: Ring) -> tuple[Spot, ...]:
    return tuple(project(point) for point in ring)


def _stretches(rings: Sequence[Sequence[Spot]], y: float) -> Iterable[tuple[float, float]]:
    crossings: list[float] = []
    for ring in rings:
        before = ring[-1]
        for here in ring:
            if (here.y > y) != (before.y > y):
                crossings.append(here.x + (before.x - here.x) * (y - here.y) / (before.y - here.y))
            before = here
    crossings.sort()
    return zip(crossings[::2], crossings[1::2], strict=True)
