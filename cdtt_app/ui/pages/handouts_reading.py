"""What the page "Tài liệu" reads beside the screen; each leaves its thread's connection closed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from cdtt_app.documents.handout_paper import Fit
from cdtt_app.domain.handout_edition import HandoutEdition
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.handout_batch import Filter, Pick
from cdtt_app.presenters.handout_ledger import first_of_month
from cdtt_app.presenters.handouts_page import HandoutsReading, Job
from cdtt_app.services import handout_batches as batches
from cdtt_app.services import handouts
from cdtt_app.services.handout_footer import read_footer
from cdtt_app.services.paper_sheets import households_by_code
from cdtt_app.services.rights import is_officer
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import households_by_ids
from cdtt_app.storage.questions import where
from cdtt_app.storage.search import find_households
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.handouts_acts import Say
from cdtt_app.ui.widgets.two_line_list import TwoLines

_MOST_FOUND: Final = 20


def read_handouts(desk: Desk) -> HandoutsReading:
    """The shelf, the ledger of the month, who prints."""
    db, today = desk.db, desk.today()
    try:
        shelf, hamlet = handouts.read_shelf(db), hamlet_in_hand(db)
        given = handouts.ledger(db, first_of_month(today))
        homes = households_by_ids(db, tuple({each.household_id for each in given}))
        return HandoutsReading(
            handouts=shelf.handouts,
            addresses=shelf.addresses,
            checks=shelf.checks,
            published={each.topic: each.published_at.astimezone().date() for each in _in_force(db, shelf.handouts)},
            footer=read_footer(db, desk.units()),
            today=today,
            officer=is_officer(db),
            practice=desk.practice,
            clusters=hamlet.clusters if hamlet else (),
            given=given,
            names={id_: home.head_name for id_, home in homes.items()},
            older={each.topic: len(handouts.who_has_older(db, each)) for each in shelf.handouts if each.version > 1},
        )
    finally:
        db.close_thread()


def count_needs(db: Database) -> Mapping[str, int]:
    """Of the hamlet in hand."""
    try:
        return batches.needs_of_hamlet(db, handouts.read_shelf(db))
    finally:
        db.close_thread()


def read_home(desk: Desk, household: HouseholdId) -> HomeSheets:
    """One household with its suggested sheets."""
    db = desk.db
    try:
        return batches.sheets_of_home(db, handouts.read_shelf(db), household, today=desk.today())
    finally:
        db.close_thread()


def read_batch(desk: Desk, wanted: Filter) -> tuple[HomeSheets, ...]:
    """The households of a filter, each with its sheets."""
    db, today = desk.db, desk.today()
    tomorrow = today + timedelta(days=1)
    try:
        shelf = handouts.read_shelf(db)
        if wanted.pick is Pick.OLDER:
            handout = shelf.handout(wanted.of)
            return batches.renewals(db, handout, handed_on=today) if handout else ()
        if wanted.pick is Pick.CLUSTER:
            return batches.sheets_for(db, shelf, batches.homes_of_cluster(db, wanted.of), handed_on=today)
        return batches.sheets_for(db, shelf, batches.homes_to_visit(db, tomorrow), handed_on=tomorrow)
    finally:
        db.close_thread()


def draw(jobs: Sequence[Job], say: Say) -> bytes:
    """One file of all of them."""
    from cdtt_app.documents.handout_bundle import bundle_pdf

    return bundle_pdf(jobs, progress=say)


def fit_of(job: Job) -> Fit:
    """How the sheet fits its paper."""
    from cdtt_app.documents.handout_pdf import fits

    return fits(*job)


def find_homes(db: Database, typed: str) -> tuple[TwoLines, ...]:
    """By the code of a sheet, else by name, code, phone or place."""
    homes = households_by_code(db, typed) or _found(db, typed)
    return tuple(TwoLines(home.id, home.head_name, _where(home)) for home in homes)


def _found(db: Database, typed: str) -> tuple[Household, ...]:
    ids = tuple(dict.fromkeys(hit.household_id for hit in find_households(db, typed, limit=_MOST_FOUND)))
    kept = households_by_ids(db, ids)
    return tuple(kept[id_] for id_ in ids if id_ in kept)


def _where(home: Household) -> str:
    return " · ".join(part for part in (home.code, home.cluster, home.address) if part)


def _in_force(db: Database, shelf: Sequence[Handout]) -> list[HandoutEdition]:
    versions = {handout.topic: handout.version for handout in shelf}
    return [each for each in where(db, HandoutEdition) if versions.get(each.topic) == each.version]
