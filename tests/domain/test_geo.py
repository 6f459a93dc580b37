import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.geo import Area, Point, area_at, box_around, contains, distance_m, in_vietnam, middle

POINTS = st.builds(Point, st.floats(8, 23.5), st.floats(102, 110))


def ring(*corners: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(latitude, longitude) for latitude, longitude in corners)


SQUARE = Area(
    name="Xã Vuông",
    code="00001",
    polygons=(
        (
            ring((22, 105), (22, 106), (23, 106), (23, 105)),
            ring((22.4, 105.4), (22.4, 105.6), (22.6, 105.6), (22.6, 105.4)),
        ),
    ),
)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert distance_m(Point(22, 105), Point(23, 105)) == pytest.approx(111_195, abs=1)


def test_a_degree_of_longitude_is_shorter_up_north() -> None:
    assert distance_m(Point(22, 105), Point(22, 106)) == pytest.approx(103_097, abs=20)


@given(POINTS, POINTS)
def test_there_is_as_far_as_back(one: Point, other: Point) -> None:
    assert distance_m(one, other) == pytest.approx(distance_m(other, one))


def test_what_lies_in_a_hole_is_outside() -> None:
    assert contains(SQUARE, Point(22.2, 105.2))
    assert not contains(SQUARE, Point(22.5, 105.5))
    assert not contains(SQUARE, Point(21.9, 105.5))
    assert area_at((SQUARE,), Point(22.9, 105.9)) == SQUARE
    assert area_at((SQUARE,), Point(24, 105.9)) is None


def test_swapped_numbers_are_not_in_vietnam() -> None:
    assert in_vietnam(Point(22.6, 105.3))
    assert not in_vietnam(Point(105.3, 22.6))


@given(st.lists(POINTS, min_size=1))
def test_the_middle_lies_in_the_box(points: list[Point]) -> None:
    box, centre = box_around(points), middle(points)
    slack = 1e-9
    assert box.south - slack <= centre.latitude <= box.north + slack
    assert box.west - slack <= centre.longitude <= box.east + slack
