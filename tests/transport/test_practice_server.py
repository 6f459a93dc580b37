"""The practice hamlet's own province as a real process: it answers, lets in, ends; one left behind is found again."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from cdtt_app.sync.invitation import parse_text
from cdtt_app.transport import practice_server
from cdtt_app.transport.practice_server import PracticeServer, available, start_practice_server

COMMUNE = "02239"
PATIENCE = 15


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PracticeServer]:
    made = start_practice_server(tmp_path / "tinh")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop()


def _answers(server: PracticeServer) -> bool:
    with suppress(requests.RequestException):
        return requests.get(server.url + "/v1/health", timeout=2).ok
    return False


def test_it_is_there_where_the_source_is() -> None:
    assert available()


def test_it_answers_until_it_is_stopped(server: PracticeServer) -> None:
    assert _answers(server)
    server.stop()
    assert not _answers(server)
    assert not (server.folder / "dang-chay.json").exists()


def test_its_invitation_is_for_its_own_address(server: PracticeServer) -> None:
    made = parse_text(server.invitation("Chị Mai", COMMUNE, ("thon-1",)), int(time.time() * 1000))
    assert (made.person, made.url) == ("Chị Mai", server.url)


def test_one_that_a_dead_window_left_running_is_used_and_stopped_too(server: PracticeServer) -> None:
    found = start_practice_server(server.folder)
    assert (found.url, found.pid, found.process) == (server.url, server.pid, None)
    found.stop()
    assert server.process is not None
    assert server.process.wait(PATIENCE) is not None
    if server.process.stdout is not None:
        server.process.stdout.close()


@pytest.mark.parametrize("said", ["", "{}", '{"url": "http://127.0.0.1:9", "pid": 1}', '{"url": 7, "pid": "x"}'])
def test_a_note_of_one_that_is_gone_does_not_mislead(tmp_path: Path, said: str) -> None:
    (tmp_path / "dang-chay.json").write_text(said)
    made = start_practice_server(tmp_path)
    try:
        assert made.process is not None
        assert made.pid != os.getpid()
        assert json.loads((tmp_path / "dang-chay.json").read_text())["url"] == made.url
    finally:
        made.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there can be held up")
def test_one_that_does_not_listen_is_ended_all_the_same(
    server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_server, "_STOP_SECONDS", 0.2)
    os.kill(server.pid, signal.SIGSTOP)
    server.stop()
    assert server.process is not None
    assert server.process.poll() is not None
