"""Parcels out and in, as the page asks for them: on another thread, with what the page then says."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.presenters.sync_facts import ParcelMade, ParcelTaken
from cdtt_app.services.enrolment import settle_in
from cdtt_app.services.exchange import known_to_province
from cdtt_app.services.packing import our_packing
from cdtt_app.services.parcels import parcel_in, parcel_out, parcel_to_file
from cdtt_app.services.sending import program_version
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.parcels import last_parcel
from cdtt_app.storage.whereabouts import unsigned_visits
from cdtt_app.transport.parcel_files import PARCEL
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.sync_reading import PARCEL_IN

if TYPE_CHECKING:
    from cdtt_app.storage.database import Database


def parcel_name(desk: Desk) -> str:
    """A fresh name for a file to send by Zalo; raises RefusedError."""
    return f"may-{known_to_province(desk.db).replica}-{desk.db.now().astimezone():%Y%m%d-%H%M%S}{PARCEL}"


def write_parcel(desk: Desk, place: Path) -> ParcelMade:
    """Onto this stick with what is carried for others, or as this one file; raises ParcelFileError, RefusedError."""
    db, write = desk.db, parcel_out if place.is_dir() else parcel_to_file
    try:
        sent = write(db, our_packing(), place, app=program_version())
        made = last_parcel(db)
        return ParcelMade(records=made[1] if made else 0, name=sent.path.name, carried=sent.carried + sent.answers)
    finally:
        db.close_thread()
        desk.changes.report({WHEREABOUTS})


def read_parcel(desk: Desk, place: Path) -> ParcelTaken:
    """All parcels of this stick, or this one file; raises ParcelFileError, RefusedError."""
    db = desk.db
    try:
        before = _unsigned(db)
        received = parcel_in(db, our_packing(), place)
        settle_in(db, desk.units)
        news: set[str] = set().union(*(learned.taken.records for learned in received.learned))
        taken = ParcelTaken(
            parcels=len(received.learned),
            received=max(before - _unsigned(db), 0),
            news=len(news - {""}),
            carried=received.carried,
            unreadable=received.unreadable,
        )
        if received.learned:
            _remember(db, taken, db.now())
        return taken
    finally:
        db.close_thread()
        desk.changes.report({WHEREABOUTS})


def _unsigned(db: "Database") -> int:
    waiting = unsigned_visits(db)
    return waiting.here + waiting.sent


def _remember(db: "Database", taken: ParcelTaken, now: datetime) -> None:
    keep_fact(db, PARCEL_IN, {"at": int(now.timestamp() * 1000), "received": taken.received, "news": taken.news})
