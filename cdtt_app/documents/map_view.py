"""From the earth to a rectangle of paper: one scale in all directions, so that a length on it can be measured."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.sheet import Spot
from cdtt_app.domain.geo import Box, Point, Ring, box_around, distance_m
from cdtt_app.domain.map_scene import MapScene

_DEGREE_M: Final = 6_371_008.8 * math.pi / 180  # the same sphere as in domain.geo
_EDGE: Final = 0.16  # of the frame, left free around what is shown
_LEAST_M: Final = 1_500.0
_NOWHERE: Final = Point(16.0, 106.0)  # the middle of the plain grid of an empty map
_FINE: Final = 0.12  # mm: points of a boundary nearer to each other than that are one
_ROUND: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in millimetres, its top left at (x, y)."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Rect") -> bool:
        """Whether the two overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Rect") -> bool:
        """Whether the other lies within this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def has(self, spot: Spot) -> bool:
        """Whether a spot lies within."""
        return self.x <= spot[0] <= self.x + self.width and self.y <= spot[1] <= self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What of the earth a frame shows; lengths are true along the parallel through its middle."""

    frame: Rect
    centre: Point
    metres: float  # on the ground, for each millimetre of paper

    def spot(self, point: Point) -> Spot:
        """Where a point lies on the paper."""
        across = math.cos(math.radians(self.centre.latitude)) * _DEGREE_M / self.metres
        up = _DEGREE_M / self.metres
        return (
            self.frame.x + self.frame.width / 2 + (point.longitude - self.centre.longitude) * across,
            self.frame.y + self.frame.height / 2 - (point.latitude - self.centre.latitude) * up,
        )

    def point(self, spot: Spot) -> Point:
        """What lies under a spot of the paper."""
        across = math.cos(math.radians(self.centre.latitude)) * _DEGREE_M / self.metres
        up = _DEGREE_M / self.metres
        return Point(
            self.centre.latitude - (spot[1] - self.frame.y - self.frame.height / 2) / up,
            self.centre.longitude + (spot[0] - self.frame.x - self.frame.width / 2) / across,
        )

    def shows(self, point: Point) -> bool:
        """Whether a point lies within the frame."""
        return self.frame.has(self.spot(point))

    def ring(self, ring: Ring) -> list[Spot]:
        """A boundary without the points that no printer could tell apart; empty if it cannot be seen here."""
        spots = list(self._thinned(ring))
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        around = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return spots if around.meets(self.frame) else []

    def _thinned(self, ring: Ring) -> Iterator[Spot]:
        kept = (math.inf, math.inf)
        for point in ring:
            spot = self.spot(point)
            if abs(spot[0] - kept[0]) + abs(spot[1] - kept[1]) >= _FINE:
                kept = spot
                yield spot


def view_of(frame: Rect, box: Box) -> MapView:
    """The largest scale at which all of the box is in the frame."""
    centre = Point((box.south + box.north) / 2, (box.west + box.east) / 2)
    high = (box.north - box.south) * _DEGREE_M
    wide = (box.east - box.west) * _DEGREE_M * math.cos(math.radians(centre.latitude))
    return MapView(frame=frame, centre=centre, metres=max(wide / frame.width, high / frame.height, 1e-3))


def box_of(scene: MapScene) -> Box:
    """What to show if nobody says: all marks, or else the area in hand, or else a plain piece of the earth."""
    marks = [*scene.homes, *(note.point for note in scene.notes), *(case.point for case in scene.cases)]
    marks += [named.point for named in (*scene.stations, *scene.hamlets)]
    if not marks:
        own = [area for area in scene.areas if area.code == scene.own_code] or scene.areas
        marks = [corner for area in own for polygon in area.polygons for corner in polygon[0]]
    return roomy(box_around(marks or [_NOWHERE]))


def roomy(box: Box) -> Box:
    """The box with a margin, and never so small that the map says nothing."""
    centre = Point((box.south + box.north) / 2, (box.west + box.east) / 2)
    lat_m, lon_m = _DEGREE_M, _DEGREE_M * math.cos(math.radians(centre.latitude))
    up = max((box.north - box.south) * (0.5 + _EDGE), _LEAST_M / lat_m)
    across = max((box.east - box.west) * (0.5 + _EDGE), _LEAST_M / lon_m)
    return Box(
        south=centre.latitude - up,
        north=centre.latitude + up,
        west=centre.longitude - across,
        east=centre.longitude + across,
    )


def bar_metres(view: MapView) -> float:
    """A round length for the scale bar: the longest of 1, 2, 5 x 10^n that takes at most a fifth of the frame."""
    most = view.metres * view.frame.width / 5
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in _ROUND if step * power <= most)


def nearest(point: Point, others: tuple[Point, ...], count: int) -> list[Point]:
    """The nearest few of the others."""
    return sorted(others, key=lambda other: distance_m(point, other))[:count]
