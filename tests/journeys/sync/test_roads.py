"""Over real sockets: whatever stands on the road, nothing shows as received that the province did not sign for."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from cdtt_app.services.sync import End, Report
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.database import Database
from cdtt_app.storage.whereabouts import Where, whereabouts
from cdtt_app.transport import http_road
from cdtt_app.transport.road import Obstacle
from tests.certificates import Certificates, make_certificates
from tests.factories import make_household
from tests.journeys.sync.enrolled import enrol, meet
from tests.journeys.sync.torture_store import held_operations
from tests.links import Link, LinkProxy
from tests.portals import Mode, Portal
from tests.server.running import InThread, running_server

NOBODY = "http://127.0.0.1:9"
SHORT_SECONDS = 0.5
SPOILT = {
    Mode.LOGIN: Obstacle.PORTAL,
    Mode.REDIRECT: Obstacle.PORTAL,
    Mode.FAIL_AFTER: Obstacle.RESTING,
    Mode.TRUNCATE: Obstacle.CUT,
    Mode.NOT_HTTP: Obstacle.CUT,
    Mode.GARBAGE: Obstacle.STRANGE,
    Mode.OLD_REPLY: Obstacle.STRANGE,
}
ALREADY_THERE = (Mode.FAIL_AFTER, Mode.TRUNCATE, Mode.GARBAGE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InThread]:
    with running_server(tmp_path_factory.mktemp("tinh")) as running:
        assert isinstance(running, InThread)
        yield running


@pytest.fixture
def hamlet() -> str:
    return f"thon-{uuid4().hex[:8]}"


@pytest.fixture
def machine(tmp_path: Path, server: InThread, hamlet: str) -> Iterator[Database]:
    with closing(enrol(tmp_path / "data.db", server, (hamlet,))) as db:
        yield db


def address(server: InThread) -> tuple[str, int]:
    return "127.0.0.1", server.settings.port


def record(db: Database, hamlet: str) -> str:
    """One more household; its id."""
    household = make_household(hamlet_id=hamlet)
    with db.write() as tx:
        tx.save(household)
    return household.id


def where(db: Database, id_: str) -> Where:
    return whereabouts(db, (id_,))[id_]


def at_the_province(server: InThread, hamlet: str) -> int:
    return sum(hamlet.encode() in held.body for held in held_operations(server.province.store))


def ended(report: Report, obstacle: Obstacle) -> bool:
    return (report.end, report.obstacle) == (End.ROAD, obstacle)


@pytest.mark.parametrize("mode", SPOILT)
def test_a_spoilt_answer_is_called_what_it_is_and_nothing_shows_as_received_until_a_good_one_comes(
    mode: Mode, server: InThread, machine: Database, hamlet: str
) -> None:
    with Portal(address(server), Mode.OPEN) as portal:
        first = record(machine, hamlet)
        assert meet(machine, portal.url).end is End.DONE
        second = record(machine, hamlet)
        portal.mode = mode
        for _ in range(2):
            assert ended(meet(machine, portal.url), SPOILT[mode])
        assert (where(machine, first), where(machine, second)) == (Where.RECEIVED, where(machine, second))
        assert where(machine, second) < Where.RECEIVED
        assert at_the_province(server, hamlet) == (2 if mode in ALREADY_THERE else 1)
        portal.mode = Mode.OPEN
        assert meet(machine, portal.url).end is End.DONE
    assert where(machine, second) is Where.RECEIVED
    assert at_the_province(server, hamlet) == 2


def test_every_try_is_remembered_with_its_obstacle(server: InThread, machine: Database, hamlet: str) -> None:
    record(machine, hamlet)
    with Portal(address(server), Mode.LOGIN) as portal:
        for portal.mode in (Mode.LOGIN, Mode.TRUNCATE, Mode.OPEN):
            meet(machine, portal.url)
    assert [attempt.outcome for attempt in last_attempts(machine, 3)] == ["portal", "cut", "ok"]


def test_what_may_have_arrived_shows_as_sent(server: InThread, machine: Database, hamlet: str) -> None:
    id_ = record(machine, hamlet)
    with LinkProxy(address(server), Link(lost_replies=1.0, silent=True)) as link:
        assert ended(meet(machine, link.url, SHORT_SECONDS), Obstacle.TIMEOUT)
    assert where(machine, id_) is Where.SENT


def test_without_any_network_nothing_shows_as_sent(machine: Database, hamlet: str) -> None:
    id_ = record(machine, hamlet)
    assert ended(meet(machine, NOBODY, SHORT_SECONDS), Obstacle.NO_NETWORK)
    assert where(machine, id_) is Where.HERE


def test_a_proxy_that_is_set_is_the_road(server: InThread, machine: Database, hamlet: str) -> None:
    id_ = record(machine, hamlet)
    with Portal(address(server), Mode.OPEN) as proxy:
        assert meet(machine, "http://tinh.invalid", proxy=proxy.url).end is End.DONE
        assert proxy.handed_on > 0
    assert where(machine, id_) is Where.RECEIVED


def test_a_proxy_that_is_away_is_no_network(server: InThread, machine: Database, hamlet: str) -> None:
    id_ = record(machine, hamlet)
    assert ended(meet(machine, server.url, proxy=NOBODY), Obstacle.NO_NETWORK)
    assert where(machine, id_) is Where.HERE


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("chung-thu"))


@pytest.fixture
def secure(tmp_path: Path, certificates: Certificates) -> Iterator[InThread]:
    with running_server(tmp_path / "tinh", tls=certificates) as running:
        assert isinstance(running, InThread)
        yield running


def test_a_province_with_its_own_authority_is_believed_by_who_has_its_certificate_alone(
    tmp_path: Path, secure: InThread, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "khac").mkdir()
    other = make_certificates(tmp_path / "khac")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(other.authority))
    monkeypatch.setattr(http_road, "_THIS_MACHINE", ())  # as with a province far away: the environment has a say
    monkeypatch.setenv("NO_PROXY", "*")
    with closing(enrol(tmp_path / "data.db", secure, ("thon",))) as db:
        id_ = record(db, "thon")
        for authority in (other.authority, ""):
            assert ended(meet(db, secure.url, authority=str(authority)), Obstacle.NOT_TRUSTED)
            assert where(db, id_) is Where.HERE
        assert meet(db, secure.url, authority=str(certificates.authority)).end is End.DONE
        assert where(db, id_) is Where.RECEIVED
