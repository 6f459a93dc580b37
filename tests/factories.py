"""Invented records for tests."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, cast

from cdtt_app.domain.consent import Consent, Purpose
from cdtt_app.domain.coverage import CoverageNote, Reading, Strength
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase
from cdtt_app.domain.household import Household, Network, Signal
from cdtt_app.domain.ids import CaseId, CaseStepId, ConsentId, HamletId, HouseholdId, NoteId, PersonId, VisitId
from cdtt_app.domain.person import FamilyRole, Person
from cdtt_app.domain.visit import Visit

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
HAMLET = HamletId("h-ban-giong")
T = TypeVar("T")
Fields = Any
_numbers = itertools.count(1)


def make_household(head_name: str = "Nông Văn Dư", **fields: Fields) -> Household:
    number = next(_numbers)
    base = Household(id=HouseholdId(f"hh-{number:06d}"), hamlet_id=HAMLET, code=f"BG-{number:04d}", head_name=head_name)
    return _with(base, fields)


def make_person(household: Household, name: str = "Bế Thị Vân", **fields: Fields) -> Person:
    base = Person(
        id=PersonId(f"p{next(_numbers):06d}"),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        name=name,
        role=FamilyRole.DAUGHTER_IN_LAW,
    )
    return _with(base, fields)


def make_visit(household: Household, **fields: Fields) -> Visit:
    base = Visit(
        id=VisitId(f"v{next(_numbers):06d}"),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        visited_on=date(2026, 11, 24),
        recorded_at=NOW,
        signal={Network.VIETTEL: Signal.CALLS},
        answers=make_answers(),
    )
    return _with(base, fields)


def make_consent(household: Household, *granted: Purpose, **fields: Fields) -> Consent:
    base = Consent(
        id=ConsentId(f"c{next(_numbers):06d}"),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        granted=granted or (Purpose.VISITS,),
        asked_at=NOW,
    )
    return _with(base, fields)


def make_note(household: Household | None = None, **fields: Fields) -> CoverageNote:
    base = CoverageNote(
        id=NoteId(f"n{next(_numbers):06d}"),
        hamlet_id=household.hamlet_id if household else HAMLET,
        household_id=household.id if household else None,
        recorded_at=NOW,
        measured_at=NOW,
        place="cạnh nhà văn hoá",
        readings={"Viettel": Reading(host=Network.VIETTEL, strength=Strength.UNSTEADY)},
    )
    return _with(base, fields)


def make_case(number: int = 7, **fields: Fields) -> CoverageCase:
    base = CoverageCase(
        id=CaseId(f"k{next(_numbers):06d}"), hamlet_id=HAMLET, number=number, title="Bản Giòng", opened_at=NOW
    )
    return _with(base, fields)


def make_step(case: CoverageCase, state: CaseState, **fields: Fields) -> CaseStep:
    number = next(_numbers)
    base = CaseStep(
        id=CaseStepId(f"s{number:06d}"),
        case_id=case.id,
        hamlet_id=case.hamlet_id,
        state=state,
        happened_on=NOW.date(),
        written_at=NOW + timedelta(seconds=number),
    )
    return _with(base, fields)


def make_answers(people: int = 4) -> dict[str, object]:
    codes = ("A1", "A3", "A4", "C1", "C3", "C4", "D1", "D2", "E1", "F1", "F2", "F3")
    return {"id": "ky-nang-so", "v": "2026.1", "a": {f"p{i:09d}": dict.fromkeys(codes, "2") for i in range(people)}}


def _with(base: T, fields: dict[str, Fields]) -> T:
    changed: T = replace(cast("Any", base), **fields)
    return changed
