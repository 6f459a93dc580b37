import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.geo import Box, Point, distance_m
from cdtt_app.domain.mercator import (
    HALF_WORLD,
    Spot,
    Tile,
    box_between,
    corners,
    metres,
    project,
    tile_at,
    tiles_between,
    unproject,
)

POINTS = st.builds(Point, st.floats(-85, 85), st.floats(-180, 180))


@given(POINTS)
def test_there_and_back_is_less_than_a_centimetre(point: Point) -> None:
    assert distance_m(point, unproject(project(point))) < 0.01


def test_a_known_place_has_the_coordinates_of_epsg_3857() -> None:
    spot = project(Point(22.62924, 105.34808))
    assert spot.x == pytest.approx(6378137 * math.radians(105.34808), abs=0.01)
    assert spot.y == pytest.approx(-6378137 * math.log(math.tan(math.pi / 4 + math.radians(22.62924) / 2)), abs=0.01)


def test_y_grows_to_the_south_and_x_to_the_east() -> None:
    north_west, south_east = project(Point(22.7, 105.3)), project(Point(22.5, 105.5))
    assert north_west.y < south_east.y
    assert north_west.x < south_east.x


def test_beyond_the_last_latitude_lies_the_edge() -> None:
    assert project(Point(90, 0)).y == pytest.approx(-HALF_WORLD)
    assert project(Point(-90, 180)).y == pytest.approx(HALF_WORLD)


@given(st.floats(8, 23.5), st.floats(102, 110))
def test_a_unit_of_the_plane_is_as_long_as_the_distance_says(latitude: float, longitude: float) -> None:
    here = Point(latitude, longitude)
    spot = project(here)
    east = unproject(Spot(spot.x + 1000, spot.y))
    assert distance_m(here, east) == pytest.approx(1000 * metres(latitude), rel=1e-4)


@given(POINTS, st.integers(0, 20))
def test_a_tile_holds_its_spot(point: Point, zoom: int) -> None:
    spot = project(point)
    tile = tile_at(spot, zoom)
    assert tile.corner.x - 0.01 <= spot.x <= tile.corner.x + tile.side + 0.01
    assert tile.corner.y - 0.01 <= spot.y <= tile.corner.y + tile.side + 0.01


def test_tiles_are_counted_from_the_north_west() -> None:
    assert tile_at(project(Point(60, -90)), 1) == Tile(1, 0, 0)
    assert tile_at(project(Point(-60, 90)), 1) == Tile(1, 1, 1)
    assert tile_at(project(Point(22.62924, 105.34808)), 14) == Tile(14, 12986, 7134)


def test_outside_the_plane_the_nearest_tile_answers() -> None:
    assert tile_at(Spot(3 * HALF_WORLD, -3 * HALF_WORLD), 3) == Tile(3, 7, 0)


def test_a_box_is_covered_row_by_row() -> None:
    tiles = tiles_between(Spot(-1, -1), Spot(1, 1), 1)
    assert tiles == (Tile(1, 0, 0), Tile(1, 1, 0), Tile(1, 0, 1), Tile(1, 1, 1))


def test_a_box_keeps_its_corners() -> None:
    box = Box(south=22.5, west=105.3, north=22.7, east=105.5)
    back = box_between(*corners(box))
    assert (back.south, back.west) == pytest.approx((22.5, 105.3))
    assert (back.north, back.east) == pytest.approx((22.7, 105.5))
