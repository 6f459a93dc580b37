"""Places on the earth: points in WGS 84 degrees, how far apart they are, areas with their boundaries."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

_EARTH_M = 6_371_008.8  # mean radius


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees."""

    latitude: float
    longitude: float


Ring = tuple[Point, ...]  # closed or not: the last point is joined to the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Degrees, edges included."""

    south: float
    west: float
    north: float
    east: float


VIETNAM = Box(south=8.0, west=102.0, north=23.5, east=110.0)  # the mainland


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A named area: polygons, each its outer ring and then its holes; `code` is the unit's code where it has one."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    code: str = ""

    @property
    def box(self) -> Box:
        """The smallest box around it."""
        return box_around(point for polygon in self.polygons for point in polygon[0])


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance in metres."""
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = math.sin((north - south) / 2) ** 2
    half_lon = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half_lat + math.cos(south) * math.cos(north) * half_lon)))


def middle(points: Sequence[Point]) -> Point:
    """The mean position; at least one point."""
    count = len(points)
    return Point(sum(p.latitude for p in points) / count, sum(p.longitude for p in points) / count)


def in_vietnam(point: Point) -> bool:
    """Whether the point lies in the box around mainland Vietnam."""
    box = VIETNAM
    return box.south <= point.latitude <= box.north and box.west <= point.longitude <= box.east


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box around the points; at least one."""
    first, *rest = points
    start = Box(south=first.latitude, west=first.longitude, north=first.latitude, east=first.longitude)
    return reduce(_wider, rest, start)


def _wider(box: Box, point: Point) -> Box:
    return Box(
        south=min(box.south, point.latitude),
        west=min(box.west, point.longitude),
        north=max(box.north, point.latitude),
        east=max(box.east, point.longitude),
    )


def contains(area: Area, point: Point) -> bool:
    """Whether the point lies in the area, its holes left out."""
    return any(_in_ring(outer, point) and not any(_in_ring(h, point) for h in holes) for outer, *holes in area.polygons)


def area_at(areas: Iterable[Area], point: Point) -> Area | None:
    """The first area that holds the point."""
    return next((area for area in areas if contains(area, point)), None)


def _in_ring(ring: Ring, point: Point) -> bool:
    """Even-odd rule."""
    inside, before = False, ring[-1]
    x, y = point.longitude, point.latitude
    for here in ring:
        if (here.latitude > y) != (before.latitude > y):
            slope = (before.longitude - here.longitude) / (before.latitude - here.latitude)
            inside ^= x < here.longitude + slope * (y - here.latitude)
        before = here
    return inside
