from datetime import date

from nacl.signing import VerifyKey

from cdtt_app.services.day_book import checked_receipts, day_counts, visits_on
from cdtt_app.storage.database import Database
from tests.factories import NOW, make_household, make_visit
from tests.services.meetings import Land


def _record(db: Database, visits: int) -> None:
    home = make_household()
    with db.write() as tx:
        tx.save(home)
        for _ in range(visits):
            tx.save(make_visit(home))


def test_a_receipt_is_signed_by_the_province_and_says_how_far(land: Land) -> None:
    mai = land.machine("Lương Thị Mai")
    _record(mai, 2)
    land.meet(mai)
    (receipt,) = checked_receipts(mai)
    assert (receipt.seq, receipt.at, receipt.genuine, receipt.void) == (3, NOW, True, False)
    ((line, signature),) = mai.rows("SELECT line, signature FROM receipt")
    VerifyKey(land.province.identity.public).verify(b"cdtt/1/receipt\0" + line, signature)  # as anybody can


def test_a_receipt_that_somebody_changed_is_not_genuine(land: Land) -> None:
    mai = land.machine("Lương Thị Mai")
    _record(mai, 2)
    land.meet(mai)
    with mai.write() as tx:
        tx.keep_local(
            "UPDATE receipt SET line = CAST(replace(CAST(line AS TEXT), '\"ack\":3', '\"ack\":4') AS BLOB), seq = 4"
        )
    assert [receipt.genuine for receipt in checked_receipts(mai)] == [False]
    with mai.write() as tx:
        tx.keep_local("UPDATE receipt SET line = x'7b'")
    assert [receipt.genuine for receipt in checked_receipts(mai)] == [False]


def test_a_genuine_receipt_does_not_cover_what_it_does_not_say(land: Land) -> None:
    mai = land.machine("Lương Thị Mai")
    _record(mai, 2)
    land.meet(mai)
    with mai.write() as tx:
        tx.keep_local("UPDATE receipt SET seq = 99")
    assert [receipt.genuine for receipt in checked_receipts(mai)] == [False]


def test_a_machine_that_nobody_knows_has_a_day_book_without_receipts(db: Database) -> None:
    _record(db, 3)
    (day,) = day_counts(db)
    assert (day.recorded, day.received) == (3, 0)
    assert checked_receipts(db) == ()


def test_the_visits_of_a_day_stand_in_their_order(land: Land) -> None:
    mai, home = land.machine("Lương Thị Mai"), make_household()
    first, second = make_visit(home, recorded_at=NOW), make_visit(home, recorded_at=NOW.replace(hour=11))
    with mai.write() as tx:
        for each in (home, first, second, make_visit(home, recorded_at=NOW.replace(day=20))):
            tx.save(each)
    day = NOW.astimezone().date()
    assert [visit.id for visit in visits_on(mai, day)] == [second.id, first.id]
    assert visits_on(mai, date(2026, 1, 1)) == ()
