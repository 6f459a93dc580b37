"""The flat plane maps are drawn on: web Mercator (EPSG:3857) in metres, with y growing to the south as on a screen."""

import math
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.geo import Box, Point

_RADIUS_M: Final = 6_378_137.0  # of the projection's sphere
_MEAN_RADIUS_M: Final = 6_371_008.8  # of the earth, as `geo.distance_m` has it
HALF_WORLD: Final = math.pi * _RADIUS_M  # from the middle of the plane to its edge
_LAST_LATITUDE: Final = 85.0511287798066  # the plane is a square: it ends here


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the plane: x to the east, y to the south."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the plane: at zoom 0 one holds it all, each next zoom halves them; (0, 0) is north-west."""

    zoom: int
    x: int
    y: int

    @property
    def side(self) -> float:
        """Its width and height on the plane."""
        return 2 * HALF_WORLD / (1 << self.zoom)

    @property
    def corner(self) -> Spot:
        """Its north-west corner."""
        return Spot(self.x * self.side - HALF_WORLD, self.y * self.side - HALF_WORLD)


def project(point: Point) -> Spot:
    """The point on the plane; beyond the plane's last latitude it is on the edge."""
    latitude = math.radians(min(max(point.latitude, -_LAST_LATITUDE), _LAST_LATITUDE))
    return Spot(_RADIUS_M * math.radians(point.longitude), -_RADIUS_M * math.asinh(math.tan(latitude)))


def unproject(spot: Spot) -> Point:
    """The point on the earth."""
    latitude = math.atan(math.sinh(-spot.y / _RADIUS_M))
    return Point(math.degrees(latitude), math.degrees(spot.x / _RADIUS_M))


def metres(latitude: float) -> float:
    """True metres on the ground in one unit of the plane at this latitude; agrees with `geo.distance_m`."""
    return math.cos(math.radians(latitude)) * _MEAN_RADIUS_M / _RADIUS_M


def tile_at(spot: Spot, zoom: int) -> Tile:
    """The tile that holds the spot; outside the plane the nearest one."""
    last = (1 << zoom) - 1

    def number(value: float) -> int:
        return min(max(math.floor((value + HALF_WORLD) / (2 * HALF_WORLD) * (last + 1)), 0), last)

    return Tile(zoom, number(spot.x), number(spot.y))


def tiles_between(first: Spot, last: Spot, zoom: int) -> tuple[Tile, ...]:
    """The tiles of the box from its north-west to its south-east spot, row by row."""
    top, bottom = tile_at(first, zoom), tile_at(last, zoom)
    return tuple(Tile(zoom, x, y) for y in range(top.y, bottom.y + 1) for x in range(top.x, bottom.x + 1))


def corners(box: Box) -> tuple[Spot, Spot]:
    """The north-west and the south-east of a box in degrees."""
    return project(Point(box.north, box.west)), project(Point(box.south, box.east))


def box_between(first: Spot, last: Spot) -> Box:
    """The box in degrees from its north-west to its south-east spot."""
    north_west, south_east = unproject(first), unproject(last)
    return Box(
        south=south_east.latitude,
        west=north_west.longitude,
        north=north_west.latitude,
        east=south_east.longitude,
    )
