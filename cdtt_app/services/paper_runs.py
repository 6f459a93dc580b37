"""The papers of an evening: which households, what may stand on their sheets, which sheets are new."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.paper_home import PaperHome
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.services.handout_batches import homes_to_visit, sheets_for
from cdtt_app.services.handouts import read_shelf
from cdtt_app.services.overview import as_agreed, latest_levels
from cdtt_app.services.paper_sheets import new_sheets, sheets_out
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_ids, households_by_ids, people
from cdtt_app.storage.visits import consents_by_household, visits_by_household


class EveningSheets(NamedTuple):
    """The visit sheets of an evening: those to print, and which of them nobody has printed before."""

    printed: tuple[PaperSheet, ...]
    new: tuple[PaperSheet, ...]


def homes_for(db: Database, wanted: Collection[HouseholdId], day: date) -> tuple[Household, ...]:
    """Those wanted, or without any the list of the day, in walking order."""
    if not wanted:
        return homes_to_visit(db, day)
    homes = households_by_ids(db, tuple(wanted))
    return tuple(homes[id_] for id_ in household_ids(db) if id_ in homes)


def paper_homes(db: Database, homes: Sequence[Household]) -> tuple[PaperHome, ...]:
    """What stands on the sheet of each household, as far as it agreed."""
    ids = tuple(home.id for home in homes)
    persons, visits, consents = people(db, ids), visits_by_household(db, ids), consents_by_household(db, ids)
    found = []
    for home in homes:
        consent = in_force(consents[home.id])
        found.append(
            PaperHome(
                household=home,
                people=persons[home.id],
                consent=consent,
                consent_on=consent.asked_at.astimezone().date() if consent else None,
                last_levels=latest_levels(as_agreed(visits[home.id], consents[home.id])),
            )
        )
    return tuple(found)


def may_call(db: Database, homes: Sequence[Household]) -> frozenset[HouseholdId]:
    """The households whose telephone may stand on paper: they agreed that visits are written down."""
    consents = consents_by_household(db, tuple(home.id for home in homes))
    return frozenset(id_ for id_, asked in consents.items() if allows(in_force(asked), Purpose.VISITS))


def to_bring(db: Database, homes: Sequence[Household], day: date) -> tuple[HomeSheets, ...]:
    """The handouts that each household is to get."""
    return sheets_for(db, read_shelf(db), homes, handed_on=day)


def evening_out(db: Database, day: date) -> tuple[PaperSheet, ...]:
    """The sheets printed for that evening that nobody has keyed in yet."""
    return tuple(sheet for sheet in sheets_out(db) if sheet.run_on == day)


def evening_sheets(db: Database, homes: Sequence[Household], blanks: int, day: date) -> EveningSheets:
    """A sheet for each home, in their order, and blank ones after them. Raises RefusedError.

    A home whose sheet for that evening is still out gets the same sheet again, under its code: one house, one sheet.
    """
    there = {sheet.household_id: sheet for sheet in evening_out(db, day) if sheet.household_id}
    lacking = [home for home in homes if home.id not in there]
    new = new_sheets(db, (*lacking, *[None] * blanks), day)
    by_home = there | {sheet.household_id: sheet for sheet in new if sheet.household_id}
    blank = tuple(sheet for sheet in new if sheet.household_id is None)
    return EveningSheets((*(by_home[home.id] for home in homes), *blank), new)
