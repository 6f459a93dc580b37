import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.documents.map_view import Rect, bar_metres, box_of, roomy, view_of
from cdtt_app.domain.geo import Box, Point, distance_m
from cdtt_app.domain.map_scene import MapScene, NamedPoint
from tests.documents.dossier_samples import HEART, area, scene

_FRAME = Rect(0, 0, 104, 86)
_COORDINATES = st.builds(Point, st.floats(8, 23.5), st.floats(102, 110))


@given(_COORDINATES, st.floats(-5, 5), st.floats(-5, 5))
def test_lengths_on_paper_are_true_to_the_scale(centre: Point, east: float, north: float) -> None:
    view = view_of(_FRAME, roomy(Box(south=centre.latitude, north=centre.latitude, west=centre.longitude,
                                     east=centre.longitude)))  # fmt: skip
    other = Point(centre.latitude + north / 111, centre.longitude + east / 104)
    paper = math.dist(view.spot(centre), view.spot(other)) * view.metres
    assert paper == pytest.approx(distance_m(centre, other), rel=0.002, abs=1)


@given(_COORDINATES, _COORDINATES)
def test_all_of_the_box_is_in_the_frame_and_spots_lead_back(a: Point, b: Point) -> None:
    box = Box(south=min(a.latitude, b.latitude), north=max(a.latitude, b.latitude),
              west=min(a.longitude, b.longitude), east=max(a.longitude, b.longitude))  # fmt: skip
    view = view_of(_FRAME, roomy(box))
    for point in (a, b):
        assert view.shows(point)
        back = view.point(view.spot(point))
        assert (back.latitude, back.longitude) == pytest.approx((point.latitude, point.longitude))


@pytest.mark.parametrize("metres", [3.0, 17.0, 48.0, 90.0, 333.0, 2500.0])
def test_the_scale_bar_is_round_and_neither_tiny_nor_huge(metres: float) -> None:
    deg = metres * 104 / 111_195
    view = view_of(_FRAME, Box(south=20 - deg / 2, north=20 + deg / 2, west=105, east=105))
    bar = bar_metres(view)
    assert str(int(bar))[0] in "125"
    assert 104 / 5 / 2.5 <= bar / view.metres <= 104 / 5 + 1e-9


def test_an_empty_scene_and_a_single_point_still_give_a_map() -> None:
    for empty in (MapScene(), MapScene(hamlets=(NamedPoint("Bản Giòng", HEART),))):
        box = box_of(empty)
        assert distance_m(Point(box.south, box.west), Point(box.north, box.west)) == pytest.approx(3000, rel=0.01)


def test_without_marks_the_area_in_hand_is_shown() -> None:
    own = area("xã mình", "1", (0, 0), (8, 0), (8, 8), (0, 8))
    far = area("xã xa", "2", (50, 0), (58, 0), (58, 8))
    box = box_of(MapScene(areas=(own, far), own_code="1"))
    assert box.south < own.box.south
    assert box.north > own.box.north
    assert box.east < far.box.west


def test_boundaries_out_of_sight_and_points_too_near_to_tell_are_left_out() -> None:
    view = view_of(_FRAME, box_of(scene()))
    ring = tuple(Point(HEART.latitude + 0.001 * math.sin(n / 500), HEART.longitude + 0.001 * math.cos(n / 500))
                 for n in range(3142))  # fmt: skip
    assert 10 < len(view.ring(ring)) < 300
    assert view.ring((Point(10, 105), Point(10.1, 105), Point(10.1, 105.1))) == []
