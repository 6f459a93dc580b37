"""Sheets for many households at once: read in few questions, in the order they are walked to."""

from collections.abc import Mapping, Sequence
from datetime import date

from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_choice import MOST_SHEETS, Family, Suggestion, suggestions, wants_large_print
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import needs_visit
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.handouts import Shelf, need_counts, who_has_older
from cdtt_app.services.overview import as_agreed, latest_levels
from cdtt_app.services.today import hamlet_in_hand, standings
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_ids, households_by_ids, people
from cdtt_app.storage.questions import where

GONE = "Không thấy hộ này trên máy. Hãy chọn lại hộ."
_AT_ONCE = 500  # households a question


def homes_to_visit(db: Database, day: date) -> tuple[Household, ...]:
    """Whom the list of the day would name on `day`, in the hamlet in hand, in walking order."""
    hamlet = hamlet_in_hand(db)
    board = standings(db, hamlet, today=day) if hamlet else ()
    return tuple(row.household for row in board if needs_visit(row.standing.state))


def homes_of_cluster(db: Database, cluster: str) -> tuple[Household, ...]:
    """The households of one cluster of the hamlet in hand, in walking order."""
    return tuple(home for home in _homes_in_hand(db) if home.cluster == cluster)


def homes_with_older(db: Database, handout: Handout) -> tuple[Household, ...]:
    """The households of this machine whose newest sheet of the topic is of an earlier version, in walking order."""
    older = frozenset(who_has_older(db, handout))
    return _in_order(db, tuple(id_ for id_ in household_ids(db) if id_ in older))


def families(db: Database, homes: Sequence[Household]) -> dict[HouseholdId, Family]:
    """What is known of each, as far as it agreed."""
    found: dict[HouseholdId, Family] = {}
    for start in range(0, len(homes), _AT_ONCE):
        found |= _families(db, homes[start : start + _AT_ONCE])
    return found


def sheets_for(db: Database, shelf: Shelf, homes: Sequence[Household], *, handed_on: date) -> tuple[HomeSheets, ...]:
    """What each of the households is to get, in their order; a next visit counts when it is after `handed_on`."""
    known, again = families(db, homes), _next_visits(db, homes)
    today = db.now().astimezone().date()
    return tuple(
        HomeSheets(
            household=home,
            suggestions=_still_wanted(shelf, known[home.id], today),
            next_visit=_after(again.get(home.id), handed_on),
            large=wants_large_print(known[home.id]),
        )
        for home in homes
    )


def renewals(db: Database, handout: Handout, *, handed_on: date) -> tuple[HomeSheets, ...]:
    """The new version for everybody who has an older one."""
    homes = homes_with_older(db, handout)
    known, again = families(db, homes), _next_visits(db, homes)
    return tuple(
        HomeSheets(
            household=home,
            suggestions=(_renewal(handout, known[home.id]),),
            next_visit=_after(again.get(home.id), handed_on),
            large=wants_large_print(known[home.id]),
        )
        for home in homes
    )


def sheets_of_home(db: Database, shelf: Shelf, id_: HouseholdId, *, today: date) -> HomeSheets:
    """What one household is to get. Raises RefusedError."""
    home = households_by_ids(db, (id_,)).get(id_)
    if home is None:
        raise RefusedError(GONE)
    return sheets_for(db, shelf, (home,), handed_on=today)[0]


def needs_of_hamlet(db: Database, shelf: Shelf) -> dict[str, int]:
    """How many households of the hamlet in hand each topic would help."""
    return need_counts(shelf, tuple(families(db, _homes_in_hand(db)).values()))


def _homes_in_hand(db: Database) -> tuple[Household, ...]:
    hamlet = hamlet_in_hand(db)
    return _in_order(db, household_ids(db, hamlet.id)) if hamlet else ()


def _in_order(db: Database, ids: tuple[HouseholdId, ...]) -> tuple[Household, ...]:
    kept: dict[HouseholdId, Household] = {}
    for start in range(0, len(ids), _AT_ONCE):
        kept |= households_by_ids(db, ids[start : start + _AT_ONCE])
    return tuple(kept[id_] for id_ in ids if id_ in kept)


def _families(db: Database, homes: Sequence[Household]) -> dict[HouseholdId, Family]:
    ids, year = tuple(home.id for home in homes), db.now().year
    persons, visits = people(db, ids), visits_kept.visits_by_household(db, ids)
    consents, given = visits_kept.consents_by_household(db, ids), _given(db, ids)
    return {
        home.id: Family(
            household=home,
            people=persons[home.id],
            levels=latest_levels(as_agreed(visits[home.id], consents[home.id])),
            given=given[home.id],
            year=year,
        )
        for home in homes
    }


def _given(db: Database, ids: tuple[HouseholdId, ...]) -> Mapping[HouseholdId, list[HandoutGiven]]:
    kept: dict[HouseholdId, list[HandoutGiven]] = {id_: [] for id_ in ids}
    for given in where(db, HandoutGiven, f"household_id IN ({','.join('?' * len(ids))})", tuple(ids)):
        kept[given.household_id].append(given)
    return kept


def _still_wanted(shelf: Shelf, family: Family, today: date) -> tuple[Suggestion, ...]:
    """What was printed today counts: more than three sheets at once are not read."""
    had = len({each.topic for each in family.given if each.given_on >= today})
    return suggestions(shelf.handouts, family, most=max(0, MOST_SHEETS - had))


def _renewal(handout: Handout, family: Family) -> Suggestion:
    return Suggestion(handout=handout, lacking=0, large=wants_large_print(family), has_older=True)


def _after(day: date | None, handed_on: date) -> date | None:
    return day if day is not None and day > handed_on else None


def _next_visits(db: Database, homes: Sequence[Household]) -> dict[HouseholdId, date | None]:
    """What the last visit of each household promised."""
    hamlets = {home.hamlet_id for home in homes}
    facts = {id_: found for hamlet in hamlets for id_, found in visits_kept.visit_facts(db, hamlet).items()}
    return {home.id: facts[home.id][-1].next_visit for home in homes if facts.get(home.id)}
