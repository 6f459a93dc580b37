"""The small rules beside the records."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cdtt_app.domain import person as people
from cdtt_app.domain.consent import Consent, Purpose, allows, in_force
from cdtt_app.domain.hamlet import Hamlet, HamletWord, full_name, merge, rename
from cdtt_app.domain.household import Location, next_code, rounded
from cdtt_app.domain.ids import ConsentId, HamletId, HouseholdId, MemberId, long_id, short_id
from cdtt_app.domain.kinds import kind_of, parent_of, scope_of
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.person import AgeBand, FamilyRole, YearBand
from cdtt_app.domain.standing import State, VisitFacts, needs_visit, standing
from cdtt_app.domain.team import Member, spoken_name
from cdtt_app.domain.visit import Outcome, visit_problems
from tests.factories import HAMLET, make_household, make_person, make_visit

TODAY = date(2026, 11, 24)


def test_long_ids_sort_by_time_and_differ_when_one_bit_of_their_forty_does() -> None:
    early, late = long_id(1, b"\xff" * 10), long_id(2, b"\0" * 10)
    assert early < late
    assert len(early) == 17
    assert long_id(1, b"\0" * 10) != long_id(1, b"\0\0\0\0\1" + b"\0" * 5)


def test_short_ids_differ_when_one_bit_of_their_fifty_does() -> None:
    assert short_id(b"\0" * 7) != short_id(b"\0" * 6 + b"\1")
    assert len(short_id(b"\xff" * 7)) == 10


def _hamlet(name: str = "Bản Giòng", **fields: str) -> Hamlet:
    return Hamlet(id=HamletId(fields.get("id", "h")), commune_code="02239", word=HamletWord.THON, name=name)


def test_a_hamlet_is_called_by_its_word_once() -> None:
    assert full_name(_hamlet()) == "thôn Bản Giòng"
    assert full_name(replace(_hamlet("Bản Khẻ"), word=HamletWord.BAN)) == "Bản Khẻ"


def test_a_renamed_hamlet_remembers() -> None:
    renamed = rename(_hamlet(), "Đồng Tâm", on=TODAY)
    assert renamed.former_names[0].name == "Bản Giòng"
    assert renamed.former_names[0].until == TODAY
    assert rename(renamed, "Đồng Tâm", on=TODAY) is renamed


def test_merged_hamlets_keep_every_name_and_cluster() -> None:
    small = replace(_hamlet("Nà Lừa", id="s"), clusters=("Trong", "Ngoài"))
    closed, grown = merge(small, replace(_hamlet(), clusters=("Ngoài",)), on=TODAY)
    assert closed.merged_into == grown.id
    assert closed.valid_to == TODAY
    assert [former.name for former in grown.former_names] == ["Nà Lừa"]
    assert grown.clusters == ("Ngoài", "Trong")
    with pytest.raises(ValueError, match="chính nó"):
        merge(small, small, on=TODAY)


def test_a_code_is_never_given_twice() -> None:
    assert next_code("BG", frozenset({"BG-001", "BG-098", "NL-300", "BG-x"})) == "BG-099"
    assert next_code("BG", frozenset()) == "BG-001"


def test_a_position_is_rounded_to_a_hundred_metres() -> None:
    coarse = rounded(Location(latitude=22.62924, longitude=105.34808, accuracy_m=5))
    assert (coarse.latitude, coarse.longitude, coarse.accuracy_m) == (22.629, 105.348, 100)


def test_ages_come_from_the_middle_of_the_band() -> None:
    born = people.five_years_around(1967)
    assert (born.first, born.last) == (1966, 1970)
    assert people.age_band(born, 2026) is AgeBand.MIDDLE
    assert people.age_band(None, 2026) is None
    for band in AgeBand:
        assert people.age_band(people.years_of(band, 2026), 2026) is band


def test_children_are_counted_not_named() -> None:
    child = make_person(make_household(), born=YearBand(first=2015, last=2019))
    sentence = people.naming_problem(child, 2026, minors_enabled=False)
    assert sentence is not None
    assert "đếm" in sentence
    assert people.naming_problem(child, 2026, minors_enabled=True) is not None
    agreed = replace(child, guardian="Bế Thị Vân", child_assents=True)
    assert people.naming_problem(agreed, 2026, minors_enabled=True) is None
    adult = replace(child, born=YearBand(first=1990, last=1994))
    assert people.naming_problem(adult, 2026, minors_enabled=False) is None


@pytest.mark.parametrize(
    ("name", "role", "band", "said"),
    [
        ("Nông Văn Dư", FamilyRole.HEAD, AgeBand.OLD, "Ông Dư"),
        ("Lò Thị Nhình", FamilyRole.HEAD, AgeBand.OLD, "Bà Nhình"),
        ("Nông Văn Toàn", FamilyRole.SON, AgeBand.MIDDLE, "Anh Toàn"),
        ("Bế Vân", FamilyRole.DAUGHTER_IN_LAW, AgeBand.YOUNG, "Chị Vân"),
    ],
)
def test_people_are_called_as_at_the_door(name: str, role: FamilyRole, band: AgeBand, said: str) -> None:
    person = make_person(make_household(), name, role=role, born=people.years_of(band, 2026))
    assert people.polite_name(person, 2026) == said
    assert people.polite_name(replace(person, called="Già làng"), 2026) == "Già làng"


def _consent(hour: int, *granted: Purpose) -> Consent:
    at = datetime(2026, 11, 24, hour, tzinfo=UTC)
    return Consent(
        id=ConsentId(str(hour)), household_id=HouseholdId("x"), hamlet_id=HAMLET, granted=granted, asked_at=at
    )


def test_a_later_refusal_ends_an_earlier_yes() -> None:
    yes, no = _consent(8, Purpose.VISITS), _consent(9)
    assert allows(in_force([yes]), Purpose.VISITS)
    assert not allows(in_force([yes]), Purpose.LOCATION)
    assert not allows(in_force([no, yes]), Purpose.VISITS)
    assert not allows(in_force([]), Purpose.VISITS)


def _facts(day: int, outcome: Outcome = Outcome.MET, again: date | None = None) -> VisitFacts:
    return VisitFacts(date(2026, 11, day), outcome, again, "19:30")


def test_how_a_household_stands() -> None:
    assert standing([], asked_help=False, today=TODAY).state is State.NEVER
    assert standing([_facts(1)], asked_help=False, today=TODAY).state is State.VISITED
    assert standing([_facts(1, Outcome.ABSENT)], asked_help=False, today=TODAY).state is State.NEVER
    assert standing([_facts(1)], asked_help=True, today=TODAY).state is State.ASKED_HELP
    assert standing([_facts(1, again=TODAY)], asked_help=True, today=TODAY).state is State.PROMISED
    late = standing([_facts(1, again=date(2026, 11, 20))], asked_help=False, today=TODAY)
    assert (late.state, late.days_overdue) == (State.OVERDUE, 4)
    assert standing([_facts(1, again=date(2026, 12, 1))], asked_help=False, today=TODAY).state is State.VISITED


def test_the_next_visit_keeps_or_replaces_a_promise() -> None:
    kept = standing([_facts(1, again=date(2026, 11, 10)), _facts(10)], asked_help=False, today=TODAY)
    assert kept.state is State.VISITED
    assert kept.met_on == date(2026, 11, 10)
    assert not needs_visit(kept.state)
    assert needs_visit(State.NEVER)


def test_a_visit_that_cannot_be_is_said_in_words() -> None:
    visit = make_visit(make_household(), visited_on=TODAY)
    assert visit_problems(visit, today=TODAY) == ()
    wrong = replace(
        visit, visited_on=date(2026, 11, 25), next_visit=date(2026, 11, 1), satisfaction=9, outcome=Outcome.MET
    )
    assert len(visit_problems(wrong, today=TODAY)) == 3
    assert "ngày hẹn" in visit_problems(replace(visit, outcome=Outcome.PROMISED), today=TODAY)[0]


def test_records_know_their_kind_scope_and_parent() -> None:
    household = make_household()
    visit = make_visit(household)
    assert (kind_of(visit).name, scope_of(visit), parent_of(visit)) == ("visit", HAMLET, household.id)
    assert (scope_of(_hamlet()), parent_of(_hamlet())) == ("h", None)


def test_a_member_is_called_as_neighbours_do() -> None:
    member = Member(id=MemberId("m"), hamlet_id=HAMLET, name="Lương Thị Mai")
    assert spoken_name(member) == "Mai"
    assert spoken_name(replace(member, called="Chị Mai")) == "Chị Mai"


def test_a_household_counts_as_the_register_says_or_as_is_known() -> None:
    household = make_household(member_count=3, children_count=2)
    two = (make_person(household), make_person(household))
    stands = standing([], asked_help=False, today=TODAY)
    assert HouseholdOverview(household=household, people=two, standing=stands, five_skills=0).size == 4
    assert HouseholdOverview(household=household, people=(), standing=stands, five_skills=0).size == 3
