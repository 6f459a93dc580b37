"""An officer's acts against a real server: an invitation that lets a machine in, the machines of the commune."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.role import Role
from cdtt_app.services.enrolment import by_text, enrol
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.office import (
    Guest,
    all_machines,
    end_access,
    give_hamlet,
    invite,
    look_at_machines,
    machines,
    officer_here,
    readmit,
    take_hamlet,
)
from cdtt_app.services.roads import open_road
from cdtt_app.services.sync import End
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment, keep_enrolment
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.sync.invitation import full_text
from cdtt_app.sync.office import OfficeError
from cdtt_app.transport.enrol_road import EnrolRoad
from tests.factories import Fields
from tests.journeys.sync.enrolled import KEY, meet, replica_of
from tests.journeys.sync.enrolled import enrol as let_in
from tests.server.running import InThread, running_server

COMMUNE = "03127"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[InThread]:
    with running_server(tmp_path / "tinh") as running:
        assert isinstance(running, InThread)
        yield running


@pytest.fixture
def officer(tmp_path: Path, server: InThread) -> Iterator[Database]:
    with closing(let_in(tmp_path / "xa.db", server, ("thon-1",), "Đặng Văn Tú")) as db:
        _promote(db, server)
        yield db


def _promote(db: Database, server: InThread) -> None:
    """The province has made the machine an officer's, and the machine has heard of it."""
    me = enrolment(db)
    assert me is not None
    keep_enrolment(db, replace(me, commune=COMMUNE))
    keep_fact(db, STANDING, {"role": "officer", "revoked": False})
    with server.province.store.write() as tx:
        device = tx.device(me.replica)
        assert device is not None
        tx.put_device(replace(device, role=Role.OFFICER))


def _in_days(days: int) -> date:
    return (datetime.now(UTC) + timedelta(days=days)).date()


def _guest(**fields: Fields) -> Guest:
    guest = Guest(
        person="Nông Văn Dư",
        role=Role.VOLUNTEER,
        hamlets=(HamletId("thon-1"),),
        place="xã Tri Phú: thôn Bản Giòng",
        last_day=_in_days(7),
    )
    return replace(guest, **fields)


def test_the_invitation_lets_a_machine_into_its_hamlet(tmp_path: Path, officer: Database) -> None:
    made = invite(officer, _guest(), COMMUNE)
    with closing(Database(tmp_path / "moi.db", KEY)) as db:
        invited = by_text(full_text(made), int(datetime.now(UTC).timestamp() * 1000))
        with open_road(db, invited.url) as road:
            joined = enrol(db, invited, EnrolRoad(road).ask)
        assert (joined.person, joined.role) == ("Nông Văn Dư", Role.VOLUNTEER)


def test_the_role_that_counts_is_what_the_province_said_last(officer: Database) -> None:
    me = officer_here(officer)
    assert me is not None
    assert me.role is Role.OFFICER
    keep_fact(officer, STANDING, {"role": "volunteer"})
    assert officer_here(officer) is None
    with pytest.raises(RefusedError, match="Chỉ cán bộ"):
        invite(officer, _guest(), COMMUNE)


def test_a_hamlet_of_another_commune_is_refused_in_the_provinces_words(officer: Database) -> None:
    with pytest.raises(OfficeError, match="chưa biết thôn đó"):
        invite(officer, _guest(hamlets=(HamletId("thon-khac"),)), COMMUNE)


def test_a_clock_that_was_set_back_costs_one_question_more(officer: Database) -> None:
    invite(officer, _guest(), COMMUNE)
    officer.clock = lambda: datetime(2025, 1, 1, tzinfo=UTC)
    keep_fact(officer, "office_at", 0)
    invite(officer, _guest(last_day=_in_days(3)), COMMUNE)
    assert read_fact(officer, "office_at") > datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000


def test_the_machines_of_the_commune_are_kept_for_when_there_is_no_network(
    tmp_path: Path, officer: Database, server: InThread
) -> None:
    let_in(tmp_path / "m.db", server, ("thon-1",), "Lò Văn Pản").close()
    look_at_machines(officer)
    assert [each.person for each in machines(officer)] == ["Đặng Văn Tú", "Lò Văn Pản"]
    server.stop()
    assert len(machines(officer)) == 2


def test_a_fresh_list_is_not_asked_for_again(tmp_path: Path, officer: Database, server: InThread) -> None:
    look_at_machines(officer)
    let_in(tmp_path / "m.db", server, ("thon-1",), "Lò Văn Pản").close()
    look_at_machines(officer)
    assert len(machines(officer)) == 1
    now = officer.now()
    officer.clock = lambda: now + timedelta(minutes=6)
    look_at_machines(officer)
    assert len(machines(officer)) == 2


def test_without_a_network_the_old_list_stays(officer: Database, server: InThread) -> None:
    look_at_machines(officer)
    server.stop()
    now = officer.now()
    officer.clock = lambda: now + timedelta(minutes=6)
    look_at_machines(officer)
    assert len(machines(officer)) == 1


def test_who_is_no_officer_asks_for_no_machines(tmp_path: Path, server: InThread) -> None:
    with closing(let_in(tmp_path / "t.db", server, ("thon-1",))) as db:
        look_at_machines(db)
        assert list(machines(db)) == []


def test_an_officer_ends_a_lost_machines_access_and_gives_it_back(
    server: InThread, officer: Database, tmp_path: Path
) -> None:
    with closing(let_in(tmp_path / "mat.db", server, ("thon-1",), "Lý Văn Pảo")) as lost:
        number = replica_of(lost)
        end_access(officer, number)
        assert meet(lost, server.url).end is End.REVOKED
        assert [machine.revoked for machine in all_machines(officer) if machine.replica == number] == [True]
        readmit(officer, number)
        assert meet(lost, server.url).end is End.DONE


def test_hamlets_are_given_to_a_machine_and_taken_back(server: InThread, officer: Database, tmp_path: Path) -> None:
    with closing(let_in(tmp_path / "pao.db", server, ("thon-1",), "Lý Văn Pảo")) as db:
        number = replica_of(db)
        with server.province.store.write() as tx:
            tx.add_place("thon-2", COMMUNE)
        give_hamlet(officer, number, HamletId("thon-2"))
        take_hamlet(officer, number, HamletId("thon-1"))
        (scopes,) = [machine.scopes for machine in all_machines(officer) if machine.replica == number]
        assert scopes == ("thon-2",)


def test_who_is_no_officer_ends_nobodys_access(server: InThread, tmp_path: Path) -> None:
    with closing(let_in(tmp_path / "to.db", server, ("thon-1",))) as db, pytest.raises(RefusedError, match="cán bộ"):
        end_access(db, 1)
