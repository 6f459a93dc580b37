"""Questions about visits, consents and handouts."""

from datetime import date

from cdtt_app.domain.consent import Consent
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.standing import VisitFacts
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where


def visits_of(db: Database, household: HouseholdId) -> tuple[Visit, ...]:
    """The visits of a household, newest first."""
    found = where(db, Visit, "household_id = ?", (household,))
    return tuple(sorted(found, key=lambda v: (v.visited_on, v.recorded_at), reverse=True))


def newest_day(db: Database, household: HouseholdId) -> date | None:
    """The day of the latest visit."""
    sql = "SELECT max(visited_on) FROM visit WHERE household_id = ? AND deleted = ''"
    ((day,),) = db.rows(sql, (household,))
    return date.fromisoformat(day) if day else None


def visits_by_household(db: Database, ids: tuple[HouseholdId, ...]) -> dict[HouseholdId, tuple[Visit, ...]]:
    """The visits of several households, oldest first."""
    marks = ",".join("?" * len(ids))
    kept: dict[HouseholdId, tuple[Visit, ...]] = dict.fromkeys(ids, ())
    found = where(db, Visit, f"household_id IN ({marks})", tuple(ids))
    for visit in sorted(found, key=lambda v: (v.visited_on, v.recorded_at)):
        kept[visit.household_id] += (visit,)
    return kept


def visit_facts(db: Database, hamlet: HamletId) -> dict[HouseholdId, tuple[VisitFacts, ...]]:
    """The few columns that decide how the households of a hamlet stand, oldest first."""
    kept: dict[HouseholdId, tuple[VisitFacts, ...]] = {}
    sql = """SELECT visit.household_id, visited_on, outcome, next_visit, next_time FROM household
      JOIN visit ON visit.household_id = household.id AND visit.deleted = ''
      WHERE household.hamlet_id = ? ORDER BY visit.household_id, visited_on, visit.id"""
    for household, on, outcome, again, time in db.rows(sql, (hamlet,)):
        facts = VisitFacts(date.fromisoformat(on), Outcome(outcome), date.fromisoformat(again) if again else None, time)
        kept[household] = (*kept.get(household, ()), facts)
    return kept


def consents_of(db: Database, household: HouseholdId) -> tuple[Consent, ...]:
    """Every asking, newest first."""
    found = where(db, Consent, "household_id = ?", (household,))
    return tuple(sorted(found, key=lambda c: c.asked_at, reverse=True))


def consents_by_household(db: Database, ids: tuple[HouseholdId, ...]) -> dict[HouseholdId, tuple[Consent, ...]]:
    """Every asking of several households."""
    marks = ",".join("?" * len(ids))
    kept: dict[HouseholdId, tuple[Consent, ...]] = dict.fromkeys(ids, ())
    for consent in where(db, Consent, f"household_id IN ({marks})", tuple(ids)):
        kept[consent.household_id] += (consent,)
    return kept


def handouts_of(db: Database, household: HouseholdId) -> tuple[HandoutGiven, ...]:
    """Sheets given to a household, newest first."""
    found = where(db, HandoutGiven, "household_id = ?", (household,))
    return tuple(sorted(found, key=lambda h: (h.given_on, h.id), reverse=True))
