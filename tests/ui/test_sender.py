"""The sender over real sockets: what it sends by itself and when, what it says, and that nobody ever waits for it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from pytestqt.qtbot import QtBot

from cdtt_app import paths
from cdtt_app.domain.attachment import AttachmentsOn, BlobState, Sha256
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.attachments import set_attachments_on
from cdtt_app.services.pacing import AFTER_SAVE, REST
from cdtt_app.services.sync import End
from cdtt_app.storage import blobs
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment, forget_enrolment, keep_enrolment
from cdtt_app.storage.whereabouts import Where, whereabouts
from cdtt_app.ui.sender import Road, Sender
from tests.factories import make_household
from tests.journeys.sync.enrolled import enrol
from tests.server.running import InThread, running_server

NOBODY = "http://127.0.0.1:9"
SOON = 5_000
MIDDLE = 0.5


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


@pytest.fixture
def sender(machine: Database, qtbot: QtBot) -> Iterator[Sender]:
    assert qtbot is not None  # there is an application
    made = Sender(machine, _units, chance=lambda: MIDDLE)
    yield made
    made.close()


def _units() -> UnitRegister:
    return load_units(paths.resources() / "units")


def _record(db: Database, hamlet: str) -> str:
    household = make_household(hamlet_id=hamlet)
    with db.write() as tx:
        tx.save(household)
    return household.id


def _move(db: Database, url: str) -> None:
    """The province answers somewhere else from now on."""
    known = enrolment(db)
    assert known is not None
    keep_enrolment(db, replace(known, url=url))


def _wait(qtbot: QtBot, sender: Sender, act: Callable[[], None]) -> None:
    """Until the try that this begins is over."""
    act()
    assert sender.state.running
    qtbot.waitUntil(lambda: not sender.state.running, timeout=SOON)


def _next_in(sender: Sender, db: Database) -> float:
    """Seconds until the next try."""
    at = sender.state.next_try_at
    assert at is not None
    return (at - db.now()).total_seconds()


def test_the_first_try_comes_by_itself(sender: Sender, machine: Database, hamlet: str, qtbot: QtBot) -> None:
    household = _record(machine, hamlet)
    sender.start(0.05)
    qtbot.waitUntil(lambda: whereabouts(machine, (household,))[household] is Where.RECEIVED, timeout=SOON)
    qtbot.waitUntil(lambda: sender.state.report is not None, timeout=SOON)
    assert sender.state.report is not None
    assert sender.state.report.end is End.DONE


def test_the_screen_hears_of_each_page_and_of_the_end(
    sender: Sender, machine: Database, hamlet: str, qtbot: QtBot
) -> None:
    _record(machine, hamlet)
    heard: list[tuple[bool, bool]] = []
    sender.changed.connect(lambda: heard.append((sender.state.running, sender.state.progress is not None)))
    _wait(qtbot, sender, sender.send)
    assert heard[0] == (True, False)
    assert (True, True) in heard
    assert heard[-1] == (False, False)


def test_one_try_at_a_time(sender: Sender, machine: Database, hamlet: str, qtbot: QtBot) -> None:
    _record(machine, hamlet)
    sender.send()
    _wait(qtbot, sender, sender.send)
    assert len(last_attempts(machine, 9)) == 1


def test_after_an_answer_it_rests_and_a_save_brings_the_next_try_near(
    sender: Sender, machine: Database, hamlet: str, qtbot: QtBot
) -> None:
    _wait(qtbot, sender, sender.send)
    assert _next_in(sender, machine) == pytest.approx(REST, abs=5)
    sender.saved()
    assert _next_in(sender, machine) == pytest.approx(REST, abs=5), "nothing was written"
    _record(machine, hamlet)
    sender.saved()
    assert _next_in(sender, machine) == pytest.approx(AFTER_SAVE, abs=5)


def test_saving_again_does_not_put_the_try_off(sender: Sender, machine: Database, hamlet: str, qtbot: QtBot) -> None:
    _wait(qtbot, sender, sender.send)
    _record(machine, hamlet)
    sender.saved()
    first = sender.state.next_try_at
    sender.saved()
    assert sender.state.next_try_at == first


def test_without_a_network_each_try_waits_longer_and_a_save_changes_nothing(
    sender: Sender, machine: Database, hamlet: str, qtbot: QtBot
) -> None:
    _move(machine, NOBODY)
    _record(machine, hamlet)
    waits = []
    for _ in range(3):
        _wait(qtbot, sender, sender.send)
        sender.saved()
        waits.append(round(_next_in(sender, machine), -1))
    assert waits == [60, 120, 240]
    assert [each.outcome for each in last_attempts(machine, 3)] == ["no_network"] * 3


def test_a_province_that_is_back_ends_the_waiting(
    sender: Sender, machine: Database, server: InThread, hamlet: str, qtbot: QtBot
) -> None:
    _move(machine, NOBODY)
    household = _record(machine, hamlet)
    _wait(qtbot, sender, sender.send)
    _move(machine, server.url)
    _wait(qtbot, sender, sender.send)
    assert whereabouts(machine, (household,))[household] is Where.RECEIVED
    assert _next_in(sender, machine) == pytest.approx(REST, abs=5)


def test_the_province_says_when_it_wants_to_be_asked_again(
    sender: Sender, machine: Database, hamlet: str, qtbot: QtBot
) -> None:
    with _resting(600) as url:
        _move(machine, url)
        _record(machine, hamlet)
        _wait(qtbot, sender, sender.send)
    assert _next_in(sender, machine) == pytest.approx(600 * 1.125, abs=5)


def test_a_machine_that_has_not_joined_asks_nothing(sender: Sender, machine: Database, hamlet: str) -> None:
    forget_enrolment(machine)
    _record(machine, hamlet)
    sender.send()
    sender.saved()
    assert not sender.state.running
    assert sender.state.next_try_at is None


@pytest.mark.parametrize("road", [Road.OPENING, Road.NONE])
def test_without_a_road_nothing_is_asked(sender: Sender, machine: Database, hamlet: str, road: Road) -> None:
    sender.set_road(road)
    _record(machine, hamlet)
    sender.send()
    assert not sender.state.running


def test_a_damaged_database_is_told_and_the_next_try_still_comes(
    sender: Sender, machine: Database, qtbot: QtBot
) -> None:
    machine.connection().execute("ALTER TABLE cursor RENAME TO lost")
    told: list[Exception] = []
    sender.failed.connect(told.append)
    _wait(qtbot, sender, sender.send)
    assert len(told) == 1
    assert sender.state.next_try_at is not None


class _Resting(BaseHTTPRequestHandler):
    """Come later."""

    seconds = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(503)
        self.send_header("Retry-After", str(self.seconds))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def _resting(seconds: int) -> Iterator[str]:
    """A province that asks to be left alone for so long."""
    handler = type("_RestingSoLong", (_Resting,), {"seconds": seconds})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def _silent() -> Iterator[str]:
    """Somebody who listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_closing_does_not_wait_for_a_dead_line(machine: Database, hamlet: str, qtbot: QtBot) -> None:
    with _silent() as url:
        _move(machine, url)
        _record(machine, hamlet)
        sender = Sender(machine, _units)
        sender.send()
        qtbot.wait(300)
        begun = time.monotonic()
        sender.close()
        assert time.monotonic() - begun < 0.5
    qtbot.wait(300)  # the line is cut: the thread comes back, and touches nothing
    assert last_attempts(machine, 1) == ()


class _StuckPhoto(BaseHTTPRequestHandler):
    """Hands everything on, but the second piece of a photo: that is listened to and never answered."""

    target = ""
    pieces: list[str]
    over: threading.Event

    def do_POST(self) -> None:
        self._hand_on()

    def do_HEAD(self) -> None:
        self._hand_on()

    def do_PATCH(self) -> None:
        self.pieces.append(self.path)
        if len(self.pieces) < 2:
            self._hand_on()
        else:
            self.over.wait(20)
            self.close_connection = True

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        answer = requests.request(self.command, self.target + self.path, data=body, headers=headers, timeout=20)
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def _stuck_photo(target: str) -> Iterator[tuple[str, list[str]]]:
    over, pieces = threading.Event(), list[str]()
    handler = type("_StuckHere", (_StuckPhoto,), {"target": target, "over": over, "pieces": pieces})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", pieces
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _photo(db: Database, household: str) -> Sha256:
    set_attachments_on(db, AttachmentsOn.ALWAYS)  # a busy machine measures a slow road
    with db.write() as tx:
        body = household.encode() + bytes(range(256)) * 2000  # the province keeps the same content once
        return blobs.add_blob(tx, body, kind="image/webp", record=household, at=1)


def test_closing_does_not_wait_for_a_photo_that_hangs(
    machine: Database, server: InThread, hamlet: str, qtbot: QtBot
) -> None:
    household = _record(machine, hamlet)
    sha256 = _photo(machine, household)
    with _stuck_photo(server.url) as (url, pieces):
        _move(machine, url)
        sender = Sender(machine, _units)
        sender.send()
        qtbot.waitUntil(lambda: len(pieces) == 2, timeout=SOON)
        assert whereabouts(machine, (household,))[household] is Where.RECEIVED
        assert len(machine._open) == 1, "only this thread is at the data"
        begun = time.monotonic()
        sender.close()
        assert time.monotonic() - begun < 0.5
    qtbot.wait(300)
    kept = blobs.read_blob(machine, sha256)
    assert kept is not None
    assert kept.state is not BlobState.SENT
    assert kept.offset > 0


def test_a_photo_follows_its_record(machine: Database, sender: Sender, hamlet: str, qtbot: QtBot) -> None:
    household = _record(machine, hamlet)
    sha256 = _photo(machine, household)
    _wait(qtbot, sender, sender.send)
    kept = blobs.read_blob(machine, sha256)
    assert kept is not None
    assert kept.state is BlobState.SENT


def test_a_closed_sender_tries_no_more(machine: Database, hamlet: str, qtbot: QtBot) -> None:
    sender = Sender(machine, _units)
    sender.start(0.05)
    sender.close()
    _record(machine, hamlet)
    sender.send()
    qtbot.wait(200)
    assert last_attempts(machine, 1) == ()
    assert not sender.state.running
