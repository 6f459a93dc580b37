"""What the households page asks of the data, each as one plain function."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import State, standing
from cdtt_app.domain.team import Member, spoken_name
from cdtt_app.presenters.household_cards import HouseholdCard, card_of
from cdtt_app.presenters.household_detail import HouseholdDetail, HouseholdRecords, household_detail
from cdtt_app.presenters.household_listing import ASKED_HITS, Entry, Listing
from cdtt_app.services.checklists import checklist_of
from cdtt_app.services.overview import agreed_visits, overviews
from cdtt_app.services.paper_sheets import households_by_code
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.services.visits import draft_name
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import read_draft
from cdtt_app.storage.household_stops import Stop, stops
from cdtt_app.storage.questions import where
from cdtt_app.storage.search import Hit, find_households
from cdtt_app.storage.search_index import Rank
from cdtt_app.storage.whereabouts import whereabouts


@dataclass(frozen=True, slots=True)
class Counts:
    """What takes too long to count while somebody waits."""

    states: Mapping[HouseholdId, State]
    people: int


def read_walk(db: Database, listing: Listing) -> Listing:
    """The listing with the households of the hamlet in hand."""
    hamlet = hamlet_in_hand(db)
    hamlets = (hamlet,) if hamlet else ()
    return replace(listing, hamlets=hamlets, stops=stops(db, hamlet.id) if hamlet else ())


def search(db: Database, listing: Listing, query: str) -> Listing:
    """The listing with what `query` finds: the household of a scanned or typed code, else by name, phone, place."""
    by_code = tuple(Hit(home.id, Rank.HOUSEHOLD, home.head_name) for home in households_by_code(db, query))
    hits = by_code or (find_households(db, query, limit=ASKED_HITS) if query.strip() else ())
    return replace(listing, query=query, hits=hits)


def count(db: Database, hamlets: tuple[Hamlet, ...], walk: tuple[Stop, ...], today: date) -> Counts:
    """How every household stands, and how many people there are; for a thread of its own, which it leaves clean."""
    try:
        facts = {id_: found for hamlet in hamlets for id_, found in visits_kept.visit_facts(db, hamlet.id).items()}
        states = {
            stop.household_id: standing(facts.get(stop.household_id, ()), asked_help=stop.asked_help, today=today).state
            for stop in walk
        }
        return Counts(states, households_kept.count_people(db))
    finally:
        db.close_thread()


def read_cards(
    db: Database, checklist: Checklist, entries: tuple[Entry, ...], listing: Listing, *, today: date
) -> dict[HouseholdId, HouseholdCard]:
    """The cards of a page of the list; a household of another hamlet says which."""
    found = {o.household.id: o for o in overviews(db, tuple(e.household_id for e in entries), checklist, today=today)}
    here = {hamlet.id for hamlet in listing.hamlets}
    away = {o.household.hamlet_id for o in found.values()} - here
    names = {hamlet.id: hamlet.name for hamlet in households_kept.hamlets(db) if hamlet.id in away} if away else {}
    return {
        entry.household_id: card_of(
            overview,
            query=listing.query,
            rank=entry.rank,
            label=entry.label,
            hamlet=names.get(overview.household.hamlet_id, ""),
        )
        for entry in entries
        if (overview := found.get(entry.household_id)) is not None
    }


def read_detail(db: Database, checklist: Checklist, id_: HouseholdId, *, today: date) -> HouseholdDetail | None:
    """Everything about one household; None when it is gone."""
    overview = next(iter(overviews(db, (id_,), checklist, today=today)), None)
    if overview is None:
        return None
    visits = agreed_visits(db, id_)
    draft = read_draft(db, draft_name(id_))
    asked = {(str(visit.answers.get("id", "")), str(visit.answers.get("v", ""))) for visit in visits if visit.answers}
    records = HouseholdRecords(
        overview=overview,
        visits=visits,
        places=whereabouts(db, (visit.id for visit in visits)),
        askings=visits_kept.consents_of(db, id_),
        handouts=visits_kept.handouts_of(db, id_),
        draft_kept=draft.kept_at.astimezone() if draft else None,
        checklist=checklist,
        old_checklists={key: _checklist(db, checklist, *key) for key in asked},
        members={member.id: spoken_name(member) for member in where(db, Member)},
        year=today.year,
    )
    return household_detail(records)


def _checklist(db: Database, newest: Checklist, id_: str, version: str) -> Checklist:
    """The checklist as it was asked, or the newest where this machine never had that one."""
    if (id_, version) == (newest.id, newest.version):
        return newest
    return checklist_of(db, id_, version) or newest
