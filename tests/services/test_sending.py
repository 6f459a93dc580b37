from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.enrolment import BARRED, by_hand, enrol
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.packing import our_packing
from cdtt_app.services.roads import open_road
from cdtt_app.services.sending import NETWORK, Met, follow_up, send_and_receive
from cdtt_app.services.sync import End, Progress, Report
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.parcels import Parcel, keep_parcel, parcels
from cdtt_app.sync.invitation_code import typed_code
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.road import Obstacle
from tests.factories import make_household
from tests.journeys.machines import invitation
from tests.server.running import RunningServer, running_server
from tests.services.meetings import a_hamlet


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "province") as made:
        yield made


@pytest.fixture
def joined(server: RunningServer, db: Database) -> Database:
    """A machine that the province knows, with a household that waits."""
    with db.write() as tx:
        tx.save(a_hamlet())
        tx.save(make_household())
    made = invitation(server, "Lương Thị Mai")
    with open_road(db, server.url) as road:
        enrol(db, by_hand(made.url, typed_code(made.secret)), EnrolRoad(road).ask)
    return db


def _units() -> UnitRegister:
    return load_units(resources() / "units")


def _send(db: Database) -> Met:
    return send_and_receive(db, our_packing(), _units)


def test_sending_leaves_an_attempt_with_its_figures(joined: Database) -> None:
    report = _send(joined).report
    (attempt,) = last_attempts(joined, 5)
    assert (report.end, report.progress.acknowledged) == (End.DONE, 2)
    assert (attempt.road, attempt.outcome, attempt.last) == (NETWORK, "ok", 2)
    assert attempt.sent > 0
    assert attempt.got > 0


def test_a_try_without_a_network_is_an_attempt_too(server: RunningServer, joined: Database) -> None:
    server.stop()
    met = _send(joined)
    assert (met.report.end, met.report.obstacle) == (End.ROAD, Obstacle.NO_NETWORK)
    assert [attempt.outcome for attempt in last_attempts(joined, 5)] == ["no_network"]


def test_a_machine_that_nobody_knows_does_not_even_try(db: Database) -> None:
    with pytest.raises(RefusedError, match="chưa nối với tỉnh"):
        _send(db)


def test_the_person_may_stop_before_the_next_page(joined: Database) -> None:
    with joined.write() as tx:
        for _ in range(300):
            tx.save(make_household(note="một ghi chú dài " * 40))
    heard: list[Progress] = []
    met = send_and_receive(
        joined,
        our_packing(),
        lambda: load_units(resources() / "units"),
        stopped=lambda: bool(heard),
        progress=heard.append,
    )
    assert met.report.end is End.STOPPED
    assert 0 < met.report.progress.acknowledged < 302
    assert _send(joined).report.progress.acknowledged == 302 - met.report.progress.acknowledged


def test_the_province_not_knowing_the_machine_is_remembered_until_it_does(
    server: RunningServer, joined: Database
) -> None:
    _send(joined)
    follow_up(joined, Report(end=End.UNKNOWN, progress=Progress()), _units)
    assert read_fact(joined, BARRED) == "unknown"
    server.stop()
    _send(joined)
    assert read_fact(joined, BARRED) == "unknown"  # no news is no news
    server.start()
    _send(joined)
    assert read_fact(joined, BARRED) is None


def test_parcels_are_kept_ninety_days_and_until_a_backup_holds_them(joined: Database) -> None:
    _send(joined)
    now = joined.now()
    ages = {"new": 89, "old": 91, "old-beyond": 91}
    with joined.write() as tx:
        for name, days in ages.items():
            last = 3 if name == "old-beyond" else 2
            parcel = Parcel(id=name, made_at=now - timedelta(days=days), inc=1, base=0, last=last, name=name, body=b"")
            keep_parcel(tx, parcel)
    done = Report(end=End.DONE, progress=Progress())
    follow_up(joined, done, _units)
    assert len(parcels(joined)) == 3  # nothing is known of a backup
    keep_fact(joined, STANDING, {**read_fact(joined, STANDING), "durable": 2})
    follow_up(joined, done, _units)
    assert {parcel.id for parcel in parcels(joined)} == {"new", "old-beyond"}


def test_a_program_that_is_too_old_is_no_reason_to_join_again(server: RunningServer, joined: Database) -> None:
    follow_up(joined, Report(end=End.UPGRADE, progress=Progress()), _units)
    assert read_fact(joined, BARRED) == "upgrade"
    made = invitation(server, "Ma Văn Pản")
    with open_road(joined, server.url) as road, pytest.raises(RefusedError, match="đã nối với tỉnh rồi"):
        enrol(joined, by_hand(made.url, typed_code(made.secret)), EnrolRoad(road).ask)
