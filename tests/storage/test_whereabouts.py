from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.household import Household
from cdtt_app.domain.visit import Visit
from cdtt_app.storage.attempts import Attempt, keep_attempt
from cdtt_app.storage.database import Database
from cdtt_app.storage.outbox import unsent_visits
from cdtt_app.storage.parcels import Parcel, keep_parcel
from cdtt_app.storage.whereabouts import (
    Unsigned,
    Where,
    count_of,
    day_counts,
    last_received_at,
    unsigned_visits,
    visits_here,
    whereabouts,
)
from tests.factories import NOW, make_household, make_note, make_visit
from tests.services.meetings import Land

VIETNAM = 7 * 60


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Land]:
    made = Land(tmp_path)
    yield made
    made.close()


@pytest.fixture
def mai(land: Land) -> Database:
    return land.machine("Lương Thị Mai")


@pytest.fixture
def home(mai: Database) -> Household:
    made = make_household()
    with mai.write() as tx:
        tx.save(made)
    return made


def _save(db: Database, *visits: Visit | CoverageNote) -> None:
    with db.write() as tx:
        for visit in visits:
            tx.save(visit)


def _sent(db: Database, last: int) -> None:
    with db.write() as tx:
        keep_parcel(tx, Parcel(id="p", made_at=NOW, inc=1, base=0, last=last, name="a.goi", body=b""))


def _try(db: Database, outcome: str, last: int) -> None:
    attempt = Attempt(at=NOW, road="network", outcome=outcome, seconds=1, sent=1, got=0, inc=1, last=last)
    with db.write() as tx:
        keep_attempt(tx, attempt)


def test_a_visit_goes_from_here_to_sent_to_received(land: Land, mai: Database, home: Household) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    assert whereabouts(mai, [visit.id]) == {visit.id: Where.HERE}
    assert unsigned_visits(mai) == Unsigned(here=1, sent=0)
    _sent(mai, 2)
    assert whereabouts(mai, [visit.id]) == {visit.id: Where.SENT}
    assert unsigned_visits(mai) == Unsigned(here=0, sent=1)
    assert unsent_visits(mai) == 1
    land.meet(mai)
    assert whereabouts(mai, [visit.id]) == {visit.id: Where.RECEIVED}
    assert unsent_visits(mai) == 0
    assert last_received_at(mai) == NOW


@pytest.mark.parametrize(
    ("outcome", "where"),
    [
        ("timeout", Where.SENT),
        ("cut", Where.SENT),
        ("strange", Where.SENT),
        ("portal", Where.HERE),
        ("no_network", Where.HERE),
    ],
)
def test_only_a_try_that_may_have_arrived_counts_as_sent(
    mai: Database, home: Household, outcome: str, where: Where
) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    _try(mai, outcome, 2)
    assert whereabouts(mai, [visit.id]) == {visit.id: where}


def test_a_later_change_of_a_received_visit_is_here_again(land: Land, mai: Database, home: Household) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    land.meet(mai)
    _save(mai, replace(visit, note="ghi thêm"))
    assert whereabouts(mai, [visit.id]) == {visit.id: Where.HERE}
    assert unsigned_visits(mai) == Unsigned(here=1, sent=0)


def test_what_others_recorded_is_with_the_province_and_counts_for_nobody_here(
    land: Land, mai: Database, home: Household
) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    pao = land.machine("Lò Văn Pảo")
    land.meet(mai, pao)
    assert whereabouts(pao, [visit.id]) == {visit.id: Where.RECEIVED}
    _save(pao, replace(visit, note="Pảo sửa"))
    assert whereabouts(pao, [visit.id]) == {visit.id: Where.HERE}
    assert visits_here(pao) == ()
    assert unsigned_visits(pao) == Unsigned(here=0, sent=0)


def test_a_visit_set_aside_was_recorded_all_the_same(land: Land, mai: Database, home: Household) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    land.end_access(1)
    land.meet(mai)
    (kept,) = visits_here(mai)
    assert (kept.id, kept.household_id, kept.where, kept.received_at) == (visit.id, home.id, Where.ASIDE, NOW)
    (count,) = day_counts(mai, since=date.min, zone_minutes=VIETNAM)
    assert (count.recorded, count.sent, count.received, count.aside) == (1, 1, 1, 1)


def test_a_visit_that_was_taken_back_before_it_was_set_aside_is_no_visit(
    land: Land, mai: Database, home: Household
) -> None:
    visit = make_visit(home)
    _save(mai, visit, replace(visit, deleted="hoàn tác"))
    land.end_access(1)
    land.meet(mai)
    assert visits_here(mai) == ()


def test_a_coverage_note_is_a_sheet_like_a_visit(land: Land, mai: Database, home: Household) -> None:
    _save(mai, make_note(home), make_note(place="Dốc lên nương"), make_note(deleted="hoàn tác"))
    assert unsigned_visits(mai) == Unsigned(here=2, sent=0)
    land.meet(mai)
    assert unsigned_visits(mai) == Unsigned(here=0, sent=0)
    assert {(kept.household_id, kept.spot, kept.where) for kept in visits_here(mai)} == {
        (home.id, "cạnh nhà văn hoá", Where.RECEIVED),
        ("", "Dốc lên nương", Where.RECEIVED),
    }
    (count,) = day_counts(mai, since=date.min, zone_minutes=VIETNAM)
    assert (count.recorded, count.received) == (2, 2)


def test_a_note_of_no_household_that_was_set_aside_was_recorded_all_the_same(land: Land, mai: Database) -> None:
    note = make_note(place="Đầu thôn")
    _save(mai, note)
    land.end_access(1)
    land.meet(mai)
    (kept,) = visits_here(mai)
    assert (kept.id, kept.household_id, kept.spot, kept.where) == (note.id, "", "Đầu thôn", Where.ASIDE)


def test_days_are_those_on_the_wall(land: Land, mai: Database, home: Household) -> None:
    late = make_visit(home, recorded_at=datetime(2026, 11, 24, 16, 59, tzinfo=UTC))  # 23:59 in Viet Nam
    later = make_visit(home, recorded_at=datetime(2026, 11, 24, 17, 1, tzinfo=UTC))
    _save(mai, late)
    land.meet(mai)
    _save(mai, later)
    after, before = day_counts(mai, since=date(2026, 11, 24), zone_minutes=VIETNAM)
    assert (before.day, before.recorded, before.received, before.last_received_at) == (date(2026, 11, 24), 1, 1, NOW)
    assert (after.day, after.recorded, after.received, after.last_received_at) == (date(2026, 11, 25), 1, 0, None)
    assert [day.day for day in day_counts(mai, since=date(2026, 11, 25), zone_minutes=VIETNAM)] == [after.day]


def test_visits_and_their_counts_are_the_same_figures(land: Land, mai: Database, home: Household) -> None:
    _save(mai, make_visit(home), make_visit(home))
    land.meet(mai)
    _save(mai, make_visit(home))
    _sent(mai, 4)
    _save(mai, make_visit(home))
    (count,) = day_counts(mai, since=date.min, zone_minutes=VIETNAM)
    assert count == count_of(count.day, visits_here(mai))
    assert (count.recorded, count.sent, count.received) == (4, 3, 2)
    assert unsigned_visits(mai) == Unsigned(here=1, sent=1)


def test_a_hamlet_that_comes_back_brings_its_received_visits(land: Land, mai: Database, home: Household) -> None:
    visit = make_visit(home)
    _save(mai, visit)
    land.meet(mai)
    land.end_access(1)
    land.meet(mai, mai)
    assert visits_here(mai) == ()
    land.end_access(1, ended=False)
    land.meet(mai, mai)
    assert [(kept.id, kept.where) for kept in visits_here(mai)] == [(visit.id, Where.RECEIVED)]


def test_the_receipts_hash_names_the_last_change_of_the_visit(land: Land, mai: Database, home: Household) -> None:
    visit = make_visit(home)
    _save(mai, visit, replace(visit, note="ghi thêm"))
    ((hash_,),) = mai.rows("SELECT hash FROM oplog ORDER BY seq DESC LIMIT 1")
    assert visits_here(mai)[0].hash == hash_
    land.clock.pass_by(minutes=2)
    land.meet(mai)
    assert visits_here(mai)[0].received_at == NOW + timedelta(minutes=2)
