"""Households at a glance, put together from few questions."""

from datetime import date

from cdtt_app.domain.checklist import AnswerSheet, Checklist, merge_latest
from cdtt_app.domain.consent import Consent, Purpose, allows, in_force
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.skills import best_count
from cdtt_app.domain.standing import VisitFacts, standing
from cdtt_app.domain.visit import Visit, without_names
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database


def overviews(
    db: Database, ids: tuple[HouseholdId, ...], checklist: Checklist, *, today: date
) -> tuple[HouseholdOverview, ...]:
    """The households of `ids` in that order; unknown and deleted ones are left out."""
    households = households_kept.households_by_ids(db, ids)
    people = households_kept.people(db, ids)
    visits = visits_kept.visits_by_household(db, ids)
    consents = visits_kept.consents_by_household(db, ids)
    return tuple(
        HouseholdOverview(
            household=households[id_],
            people=people[id_],
            standing=standing(facts(visits[id_]), asked_help=households[id_].asked_help, today=today),
            five_skills=five_skills(as_agreed(visits[id_], consents[id_]), checklist),
        )
        for id_ in ids
        if id_ in households
    )


def as_agreed(visits: tuple[Visit, ...], consents: tuple[Consent, ...]) -> tuple[Visit, ...]:
    """The visits as they may be shown: without names and levels unless the first purpose is granted today."""
    if allows(in_force(consents), Purpose.VISITS):
        return visits
    return tuple(without_names(visit) for visit in visits)


def agreed_visits(db: Database, household: HouseholdId) -> tuple[Visit, ...]:
    """The visits of a household as they may be shown, newest first."""
    return as_agreed(visits_kept.visits_of(db, household), visits_kept.consents_of(db, household))


def facts(visits: tuple[Visit, ...]) -> tuple[VisitFacts, ...]:
    """The columns that decide how a household stands; `visits` oldest first."""
    return tuple(VisitFacts(v.visited_on, v.outcome, v.next_visit, v.next_time) for v in visits)


def latest_levels(visits: tuple[Visit, ...]) -> dict[str, dict[str, str]]:
    """The latest answer per person and question; `visits` oldest first."""
    sheets = [AnswerSheet.from_document(v.answers) for v in visits if v.answers]
    return {person: dict(levels) for person, levels in merge_latest(sheets).items()}


def five_skills(visits: tuple[Visit, ...], checklist: Checklist) -> int:
    """How many of the five skills the best person of the household masters, 0-5."""
    return best_count(latest_levels(visits), checklist)
