from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.coverage_privacy import public_case_point, public_count, public_point, rounded_to
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.domain.household import Location
from cdtt_app.domain.ids import HouseholdId
from tests.factories import make_case, make_note

RULES = CoverageRules()
HERE = Location(latitude=22.59804, longitude=105.46481)
AT_HOME = make_note(location=HERE, household_id=HouseholdId("a"))
HOME = Point(HERE.latitude, HERE.longitude)


def test_a_hall_is_told_to_about_a_hundred_metres() -> None:
    point = public_point(replace(AT_HOME, household_id=None), (), RULES)
    assert point == Point(22.5985, 105.4645)


def test_a_home_is_told_so_only_where_enough_homes_share_the_cell() -> None:
    near = [Point(HOME.latitude + 0.0001 * i, HOME.longitude) for i in range(-2, 2)]
    assert public_point(AT_HOME, [HOME, *near[:1], *near[3:]], RULES) != Point(22.5985, 105.4645)
    crowd = [Point(22.5981, 105.4641 + 0.0001 * i) for i in range(5)]
    assert public_point(AT_HOME, crowd, RULES) == Point(22.5985, 105.4645)


def test_in_a_thin_place_it_is_told_to_a_kilometre_or_not_at_all() -> None:
    village = [Point(22.591 + 0.001 * i, 105.461) for i in range(5)]
    assert public_point(AT_HOME, village, RULES) == Point(22.595, 105.465)
    assert public_point(AT_HOME, village[:4], RULES) is None


@given(st.floats(8, 23.4), st.floats(102, 109.9))
def test_the_middle_of_the_cell_is_less_than_a_hundred_metres_away(latitude: float, longitude: float) -> None:
    point = Point(latitude, longitude)
    assert distance_m(point, rounded_to(point, 3)) < 80


def test_a_case_of_one_home_is_no_nearer_told_than_its_note() -> None:
    case = make_case()
    assert public_case_point(case, (AT_HOME,), (), RULES) is None
    village = [Point(22.591 + 0.001 * i, 105.461) for i in range(5)]
    assert public_case_point(case, (AT_HOME,), village, RULES) == rounded_to(Point(22.595, 105.465), 3)
    set_by_officer = replace(case, location=HERE)
    assert public_case_point(set_by_officer, (), (), RULES) == Point(22.5985, 105.4645)


def test_few_households_are_not_counted_in_public() -> None:
    assert [public_count(count, RULES) for count in (None, 0, 1, 4, 5, 98)] == [None, 0, None, None, 5, 98]
