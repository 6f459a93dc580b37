"""Which record it is that is asked about, was set aside or came late: its household, its fields, what was agreed to."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.coverage_case import CoverageCase, case_code
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.person import polite_name
from cdtt_app.domain.team import Member, spoken_name
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import people
from cdtt_app.storage.questions import by_id, where
from cdtt_app.storage.visits import consents_of

_EVERYTHING = frozenset(Purpose)


def granted(db: Database, household: HouseholdId) -> frozenset[Purpose]:
    """What the household agrees to today."""
    standing = in_force(consents_of(db, household))
    return frozenset(purpose for purpose in Purpose if allows(standing, purpose))


def record_facts(db: Database, kind: str, id_: str, fields: Mapping[str, Any]) -> RecordFacts:
    """The record with its household, if it belongs to one, and its hamlet."""
    household = household_of(kind, id_, fields)
    home = by_id(db, Household, household) if household else None
    hamlet = by_id(db, Hamlet, id_ if kind == "hamlet" else str(fields.get("hamlet_id", "")))
    return RecordFacts(
        kind=kind,
        id=id_,
        head_name=home.head_name if home else str(fields.get("head_name", "")),
        code=home.code if home else str(fields.get("code", "")),
        hamlet=full_name(hamlet) if hamlet else "",
        fields=fields,
        granted=granted(db, household) if household else _EVERYTHING,
    )


def household_of(kind: str, id_: str, fields: Mapping[str, Any]) -> HouseholdId | None:
    """The household that a record is, or hangs on."""
    found = id_ if kind == "household" else fields.get("household_id")
    return HouseholdId(str(found)) if found else None


def homes(records: Iterable[RecordFacts]) -> tuple[HouseholdId, ...]:
    """The households of some records, each once."""
    found = (household_of(record.kind, record.id, record.fields) for record in records)
    return tuple(dict.fromkeys(home for home in found if home))


def names_of(db: Database, households: tuple[HouseholdId, ...] = ()) -> dict[str, str]:
    """How members, hamlets, cases and the people of some households are called, by id."""
    year = db.now().year
    names: dict[str, str] = {member.id: spoken_name(member) for member in where(db, Member)}
    names |= {hamlet.id: full_name(hamlet) for hamlet in where(db, Hamlet)}
    names |= {case.id: f"{case_code(case.number)} {case.title}".strip() for case in where(db, CoverageCase)}
    for family in people(db, households).values():
        names |= {person.id: polite_name(person, year) for person in family}
    return names


def question_words(db: Database) -> dict[str, str]:
    """The questions of the checklist in use in few words, by name; none where there is no checklist."""
    try:
        checklist = checklist_in_use(db)
    except RefusedError:
        return {}
    return {question.name: checklist.short_label(question) for question in checklist.questions}
