"""Handouts: what is printed today, what this family needs, what was given to whom, what an officer publishes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cdtt_app import paths
from cdtt_app.domain.address_register import Address, AddressCheck
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_choice import Family, Suggestion, suggestions
from cdtt_app.domain.handout_edition import HandoutEdition, changed_texts, in_force, next_version
from cdtt_app.domain.handout_text import Handout, reading_problems
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import AddressCheckId, EditionId, HandoutGivenId, HouseholdId, VisitId
from cdtt_app.domain.province_app import for_province
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.imports.address_file import load_addresses, load_province_app
from cdtt_app.imports.handout_file import load_handouts
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.overview import agreed_visits, latest_levels
from cdtt_app.services.rights import check_officer
from cdtt_app.services.setup import PROVINCE, current_member
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.households import hamlets, household, people
from cdtt_app.storage.questions import where
from cdtt_app.storage.visits import handouts_of

NOT_OFFICER = "Sửa và phát hành tờ hướng dẫn là việc của cán bộ xã. Hãy nhờ cán bộ xã."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The handouts as they are printed today, the addresses they name, and which of those somebody has tried."""

    handouts: tuple[Handout, ...]
    addresses: tuple[Address, ...]
    checks: tuple[AddressCheck, ...]

    def handout(self, topic: str) -> Handout | None:
        """One topic."""
        return next((handout for handout in self.handouts if handout.topic == topic), None)


def read_shelf(db: Database) -> Shelf:
    """What lies ready to be printed. Raises HandoutFileError, AddressFileError, StorageError."""
    province = read_fact(db, PROVINCE, "")
    app = load_province_app(paths.resources() / "province", province)
    return Shelf(
        handouts=for_province(editable(db), app),
        addresses=load_addresses(paths.resources() / "province", province),
        checks=where(db, AddressCheck),
    )


def editable(db: Database) -> tuple[Handout, ...]:
    """The handouts as an officer edits them: as published last, the province's app still a mark in the text."""
    editions = where(db, HandoutEdition)
    return tuple(in_force(handout, editions) for handout in _originals())


def family_of(db: Database, home: Household) -> Family:
    """What is known of a household, as far as it agreed."""
    return Family(
        household=home,
        people=people(db, (home.id,))[home.id],
        levels=latest_levels(tuple(reversed(agreed_visits(db, home.id)))),
        given=handouts_of(db, home.id),
        year=db.now().year,
    )


def suggest(db: Database, shelf: Shelf, id_: HouseholdId) -> tuple[Suggestion, ...]:
    """The at most three sheets that help this family most. Raises RefusedError."""
    home = household(db, id_)
    if home is None or home.deleted:
        raise RefusedError("Không thấy hộ này trên máy. Hãy chọn lại hộ.")
    return suggestions(shelf.handouts, family_of(db, home))


def give(db: Database, given: Iterable[tuple[Household, Handout]], visit: VisitId | None = None) -> Saved:
    """Write into the ledger which sheets went to which households today."""
    today = db.now().astimezone().date()
    records = tuple(
        HandoutGiven(
            id=HandoutGivenId(db.new_id()),
            household_id=home.id,
            hamlet_id=home.hamlet_id,
            topic=handout.topic,
            given_on=today,
            version=handout.version,
            visit_id=visit,
        )
        for home, handout in given
    )
    with db.write() as tx:
        return Saved(save_all(tx, records))


def ledger(db: Database, since: date | None = None) -> tuple[HandoutGiven, ...]:
    """What was given, the newest first."""
    kept = where(db, HandoutGiven, "given_on >= ?", ((since or date.min).isoformat(),))
    return tuple(sorted(kept, key=lambda given: (given.given_on, given.id), reverse=True))


def who_has_older(db: Database, handout: Handout) -> tuple[HouseholdId, ...]:
    """The households whose newest sheet of this topic is of an earlier version."""
    newest: dict[HouseholdId, int] = {}
    for given in where(db, HandoutGiven, "topic = ?", (handout.topic,)):
        newest[given.household_id] = max(given.version, newest.get(given.household_id, 0))
    return tuple(home for home, version in newest.items() if version < handout.version)


def publish(db: Database, after: Handout, why: str = "") -> Saved:
    """Publish what was made of an `editable` one, in every hamlet here; raises RefusedError when it reads badly."""
    check_officer(db, NOT_OFFICER)
    problems = reading_problems(after)
    if problems:
        raise RefusedError(problems)
    original = next(handout for handout in _originals() if handout.topic == after.topic)
    texts = {key: nfc(text) for key, text in changed_texts(original, after).items()}
    version = next_version(original, where(db, HandoutEdition))
    member = current_member(db)
    editions = tuple(
        HandoutEdition(
            id=EditionId(db.new_id()),
            hamlet_id=hamlet.id,
            topic=after.topic,
            version=version,
            texts=texts,
            published_at=db.now(),
            published_by=member.id if member else None,
            why=nfc(why).strip(),
        )
        for hamlet in hamlets(db)
        if hamlet.merged_into is None
    )
    with db.write() as tx:
        return Saved(save_all(tx, editions))


def tick_address(db: Database, address: Address) -> Saved:
    """Say that this address or number was tried today and is right, for every hamlet of this machine."""
    check_officer(db, NOT_OFFICER)
    member, today = current_member(db), db.now().astimezone().date()
    checks = tuple(
        AddressCheck(
            id=AddressCheckId(db.new_id()),
            hamlet_id=hamlet.id,
            address=address.id,
            value=address.value,
            checked_on=today,
            checked_by=member.id if member else None,
        )
        for hamlet in hamlets(db)
        if hamlet.merged_into is None
    )
    with db.write() as tx:
        return Saved(save_all(tx, checks))


def need_counts(shelf: Shelf, families: Sequence[Family]) -> dict[str, int]:
    """How many of the families each topic would help: "31 hộ cần"."""
    counts = dict.fromkeys((handout.topic for handout in shelf.handouts), 0)
    for family in families:
        for found in suggestions(shelf.handouts, family, most=len(shelf.handouts)):
            counts[found.handout.topic] += found.lacking > 0 or found.handout.for_places_without_signal
    return counts


def _originals() -> tuple[Handout, ...]:
    """The program's own."""
    return load_handouts(paths.resources() / "handouts")
