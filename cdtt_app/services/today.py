"""The list of the day: how every household of a hamlet stands."""

from datetime import date

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import standing
from cdtt_app.services.setup import HAMLET, current_hamlet
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import Draft, drafts
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.questions import where

_DRAFT = "visit/"


def hamlet_in_hand(db: Database) -> Hamlet | None:
    """The hamlet chosen last, else the first there is."""
    chosen = current_hamlet(db)
    if chosen is not None and chosen.merged_into is None:
        return chosen
    return next((h for h in households_kept.hamlets(db) if h.merged_into is None), None)


def choose_hamlet(db: Database, hamlet: HamletId) -> None:
    """Take another hamlet in hand."""
    keep_fact(db, HAMLET, hamlet)


def standings(db: Database, hamlet: Hamlet, *, today: date) -> tuple[HouseholdStanding, ...]:
    """Every household of the hamlet in walking order, with how it stands."""
    facts = visits_kept.visit_facts(db, hamlet.id)
    named = households_kept.named_people(db, hamlet.id)
    found = where(db, Household, "hamlet_id = ?", (hamlet.id,))
    order = {id_: place for place, id_ in enumerate(households_kept.household_ids(db, hamlet.id))}
    return tuple(
        HouseholdStanding(
            household=household,
            size=max(household.member_count or 0, named.get(household.id, 0) + (household.children_count or 0)),
            standing=standing(facts.get(household.id, ()), asked_help=household.asked_help, today=today),
        )
        for household in sorted(found, key=lambda household: order[household.id])
    )


def visit_drafts(db: Database) -> tuple[tuple[Household, Draft], ...]:
    """Unfinished visits, newest first, with their households."""
    waiting = drafts(db, _DRAFT)
    ids = tuple(HouseholdId(draft.name.removeprefix(_DRAFT)) for draft in waiting)
    homes = households_kept.households_by_ids(db, ids)
    return tuple((homes[id_], draft) for id_, draft in zip(ids, waiting, strict=True) if id_ in homes)
