"""What is asked of the data about sending: does anything wait, what did the last parcel hold, is the clock off."""

from datetime import timedelta

from cdtt_app.storage.attempts import clock_off, keep_clock_off
from cdtt_app.storage.database import Database
from cdtt_app.storage.offers import waits
from cdtt_app.storage.oplog import head
from cdtt_app.storage.parcels import Parcel, keep_parcel, last_parcel
from tests.factories import NOW, make_household, make_visit

MS = int(NOW.timestamp() * 1000)


def _sign_for_everything(db: Database) -> None:
    at = head(db.connection())
    with db.write() as tx:
        tx.keep_local("INSERT INTO receipt VALUES (?, ?, ?, 0, x'', x'', 0)", (at.inc, at.seq, MS))


def test_something_waits_from_a_save_until_it_is_signed_for(db: Database) -> None:
    assert not waits(db.connection())
    with db.write() as tx:
        tx.save(make_household())
    assert waits(db.connection())
    _sign_for_everything(db)
    assert not waits(db.connection())
    with db.write() as tx:
        tx.save(make_household())
    assert waits(db.connection())


def _parcel(db: Database, name: str, base: int, minutes: int = 0) -> None:
    at = head(db.connection())
    with db.write() as tx:
        keep_parcel(
            tx,
            Parcel(
                id=name,
                made_at=NOW + timedelta(minutes=minutes),
                inc=at.inc,
                base=base,
                last=at.seq,
                name=f"{name}.goi",
                body=b"",
            ),
        )


def test_of_the_last_parcel_the_visits_are_counted(db: Database) -> None:
    assert last_parcel(db) is None
    home = make_household()
    with db.write() as tx:
        tx.save(home)
        tx.save(make_visit(home))
    _parcel(db, "a", 0)
    assert last_parcel(db) == (NOW, 1)
    before = head(db.connection()).seq
    with db.write() as tx:
        tx.save(make_visit(home))
        tx.save(make_visit(home))
    _parcel(db, "b", before, minutes=5)
    assert last_parcel(db) == (NOW + timedelta(minutes=5), 2)
    _parcel(db, "c", head(db.connection()).seq, minutes=9)
    assert last_parcel(db) == (NOW + timedelta(minutes=9), 0)


def test_the_clock_is_measured_against_the_provinces(db: Database) -> None:
    assert clock_off(db) is None
    with db.write() as tx:
        keep_clock_off(tx, NOW, MS - 90_000)
    assert clock_off(db) == timedelta(seconds=90)
    with db.write() as tx:
        keep_clock_off(tx, NOW, MS + 1000)
    assert clock_off(db) == timedelta(seconds=-1)
