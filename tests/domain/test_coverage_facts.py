from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.coverage import CoverageNote, Facility, PointType, Reading, Strength, Technology, Use, Works
from cdtt_app.domain.coverage_facts import HamletCoverage, case_facts, hamlet_count, latest, rank
from cdtt_app.domain.coverage_rules import CoverageRules, Weights, is_stale
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.map_scene import Severity
from tests.factories import NOW, Fields, make_case, make_note

RULES = CoverageRules()
BIG_THREE = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)
DAY = timedelta(days=1)


def heard(strength: Strength, *networks: Network, **more: Fields) -> CoverageNote:
    readings = {network.value: Reading(host=network, strength=strength) for network in networks}
    return make_note(readings=readings, **more)


def at_hall(strength: Strength, *networks: Network, **more: Fields) -> CoverageNote:
    return heard(strength, *networks, point=PointType.HALL, place="Nhà văn hoá", **more)


def stands(*notes: CoverageNote) -> HamletCoverage:
    return hamlet_count(notes, 0, RULES, now=NOW).coverage


def test_a_hamlet_whose_hall_hears_no_network_is_white() -> None:
    assert stands(at_hall(Strength.NONE, *BIG_THREE)) is HamletCoverage.WHITE


def test_it_is_not_called_white_before_every_network_was_tried() -> None:
    count = hamlet_count((at_hall(Strength.NONE, *BIG_THREE[:2]),), 1, RULES, now=NOW)
    assert (count.coverage, count.not_noted) == (HamletCoverage.WEAK, (Network.MOBIFONE,))


def test_one_network_at_the_hall_is_enough_not_to_be_white() -> None:
    unsteady = at_hall(Strength.UNSTEADY, Network.MOBIFONE)
    assert stands(at_hall(Strength.NONE, *BIG_THREE[:2]), unsteady) is HamletCoverage.WEAK


def test_a_field_without_signal_makes_a_weak_hamlet_not_a_white_one() -> None:
    assert stands(heard(Strength.NONE, *BIG_THREE, point=PointType.FIELD)) is HamletCoverage.WEAK


def test_what_is_measured_later_counts() -> None:
    before = at_hall(Strength.NONE, *BIG_THREE, measured_at=NOW - 30 * DAY)
    after = at_hall(Strength.GOOD, Network.VIETTEL, measured_at=NOW - DAY)
    assert stands(before, after) is HamletCoverage.WEAK
    assert stands(replace(before, measured_at=NOW), after) is HamletCoverage.WHITE


def test_a_spot_that_was_measured_good_since_is_weak_no_more() -> None:
    before = heard(Strength.NONE, Network.VIETTEL, place="Đầu thôn", measured_at=NOW - 30 * DAY)
    assert stands(before) is HamletCoverage.WEAK
    assert stands(before, heard(Strength.GOOD, Network.VIETTEL, place="Đầu thôn")) is HamletCoverage.USABLE


def test_old_notes_say_nothing_any_more() -> None:
    old = at_hall(Strength.NONE, *BIG_THREE, measured_at=NOW - 400 * DAY)
    count = hamlet_count((old,), 0, RULES, now=NOW)
    assert (count.coverage, count.stale) == (HamletCoverage.UNKNOWN, 1)
    assert is_stale(old.measured_at, RULES, now=NOW)
    assert not is_stale(NOW - 364 * DAY, RULES, now=NOW)


def test_a_hamlet_of_which_nothing_bad_is_known_is_usable_and_one_without_notes_unknown() -> None:
    assert stands(heard(Strength.GOOD, Network.VIETTEL)) is HamletCoverage.USABLE
    assert stands() is HamletCoverage.UNKNOWN


def test_the_rule_is_data() -> None:
    lenient = replace(RULES, white_networks=(Network.VIETTEL,), white_points=(PointType.SCHOOL,))
    at_school = heard(Strength.NONE, Network.VIETTEL, point=PointType.SCHOOL)
    assert hamlet_count((at_school,), 1, lenient, now=NOW).coverage is HamletCoverage.WHITE
    assert stands(at_school) is HamletCoverage.WEAK


def test_of_one_spot_the_newest_counts() -> None:
    old = heard(Strength.NONE, Network.VIETTEL, measured_at=NOW - DAY)
    new = heard(Strength.GOOD, Network.VIETTEL)
    other = heard(Strength.NONE, Network.VINAPHONE, measured_at=NOW - DAY)
    assert latest((new, old, other)) == (new, other)


def test_a_case_says_what_its_notes_say_together() -> None:
    one = heard(
        Strength.NONE,
        Network.VINAPHONE,
        place="Đầu thôn",
        household_id=HouseholdId("a"),
        facilities=(Facility.HALL,),
        households_affected=40,
        nearest_signal_m=2600,
        location=Location(latitude=22.6, longitude=105.3),
    )
    two = heard(
        Strength.UNSTEADY,
        Network.VIETTEL,
        household_id=HouseholdId("b"),
        facilities=(Facility.SCHOOL,),
        power=Power.GRID,
    )
    facts = case_facts(make_case(), (one, two), RULES, now=NOW)
    assert facts.severity is Severity.LOST
    assert facts.worst == {"VinaPhone": Strength.NONE, "Viettel": Strength.UNSTEADY}
    assert (facts.households, facts.nearest_signal_m, facts.power) == (40, 2600, Power.GRID)
    assert facts.facilities == (Facility.SCHOOL, Facility.HALL)
    assert facts.point == Point(22.6, 105.3)
    assert case_facts(make_case(households_affected=98), (one, two), RULES, now=NOW).households == 98


def test_households_are_at_least_those_that_were_noted() -> None:
    notes = [heard(Strength.NONE, Network.VIETTEL, household_id=HouseholdId(str(i))) for i in range(17)]
    assert case_facts(make_case(), notes, RULES, now=NOW).households == 17


def test_a_later_measurement_that_works_refutes_and_an_earlier_one_does_not() -> None:
    bad = heard(Strength.NONE, Network.VIETTEL, measured_at=NOW - DAY)
    good = heard(Strength.GOOD, Network.VIETTEL, place="Sân nhà")
    assert case_facts(make_case(), (bad, good), RULES, now=NOW).refuted_by == good
    earlier = replace(good, measured_at=NOW - 2 * DAY)
    assert case_facts(make_case(), (bad, earlier), RULES, now=NOW).refuted_by is None
    assert case_facts(make_case(), (good,), RULES, now=NOW).refuted_by is None


def test_a_case_whose_newest_note_is_old_asks_to_be_measured_again() -> None:
    assert case_facts(make_case(), (make_note(measured_at=NOW - 400 * DAY),), RULES, now=NOW).stale
    assert not case_facts(make_case(), (make_note(),), RULES, now=NOW).stale
    assert not case_facts(make_case(), (), RULES, now=NOW).stale


def test_the_rank_is_the_sum_of_its_parts() -> None:
    note = heard(
        Strength.NONE,
        Network.VIETTEL,
        households_affected=98,
        facilities=(Facility.SCHOOL, Facility.HALL),
        power=Power.GRID,
        nearest_signal_m=2600,
    )
    case = make_case(opened_at=NOW - 61 * DAY)
    urgent = rank(case, case_facts(case, (note,), RULES, now=NOW), Weights(), now=NOW)
    assert urgent.points == pytest.approx(98 + 2 * 20 + 15 + 2.6 * 5 + 2 * 2)
    doubled = rank(case, case_facts(case, (note,), RULES, now=NOW), Weights(household=2), now=NOW)
    assert doubled.points - urgent.points == pytest.approx(98)


def shown(technology: Technology | None, **more: Fields) -> CoverageNote:
    reading = Reading(host=Network.VINAPHONE, strength=Strength.UNSTEADY, technology=technology)
    return make_note(readings={"VinaPhone": reading}, **more)


def only_2g(*notes: CoverageNote) -> tuple[str, ...]:
    return case_facts(make_case(), notes, RULES, now=NOW).only_2g


def test_a_network_that_showed_2g_and_never_more_is_told() -> None:
    assert only_2g(shown(Technology.G2, place="a"), shown(None, place="b")) == ("VinaPhone",)
    assert only_2g(shown(None)) == ()
    assert only_2g(shown(Technology.G2, place="a"), shown(Technology.G4, place="b")) == ()


def test_data_that_works_contradicts_2g_alone() -> None:
    works = Reading(host=Network.VINAPHONE, works={Use.DATA: Works.YES})
    assert only_2g(shown(Technology.G2, place="a"), make_note(place="b", readings={"VinaPhone": works})) == ()
    assert only_2g(shown(Technology.G2, place="a"), heard(Strength.GOOD, Network.VINAPHONE, place="b")) == ()
