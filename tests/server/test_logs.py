"""What the server writes down of its work, and what never."""

import io
import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from cdtt_app.domain.role import Role
from cdtt_app.server import logs
from tests.server.inviting import ask_to_enrol, invite
from tests.server.running import AsProcess, let_in, running_server
from tests.server.talking import household, post, talker

HAMLET = "0199a0f2-5b6c-7d11-a1b2-00000000000a"
PERSON, NOTE, MACHINE = "Giàng A Tủa", "bà cụ ở nhà một mình", "Máy của Tủa"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged, line by line."""
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    yield stream
    root.handlers = before
    root.setLevel(level)


def lines_of(text: str, event: str = "request") -> list[dict[str, object]]:
    """The lines of one kind."""
    lines: list[dict[str, object]] = [json.loads(line) for line in text.splitlines()]
    return [line for line in lines if line["event"] == event]


def test_one_line_a_request_says_route_machine_counts_time_bytes_and_status(
    tmp_path: Path, written: io.StringIO
) -> None:
    with running_server(tmp_path) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))
        message = me.message([household(HAMLET, NOTE), household("elsewhere", NOTE)])
        answer = post(server, "/v1/sync", message)
    (line,) = lines_of(written.getvalue())
    assert isinstance(line.pop("ms"), float)
    line.pop("at")
    assert line == {
        "level": "info",
        "event": "request",
        "route": "/v1/sync",
        "status": 200,
        "received": len(message),
        "sent": len(answer.content),
        "replica": me.machine.replica,
        "offered": 2,
        "acknowledged": 2,
        "taken": 2,
        "aside": 1,
        "lines": 1,
        "trouble": "",
    }


def test_nobody_and_nothing_personal_is_ever_logged(tmp_path: Path, written: io.StringIO) -> None:
    with running_server(tmp_path) as server:
        officer = let_in(server.province, person=PERSON, role=Role.OFFICER, scopes=[HAMLET])
        talker(server, officer).exchange(server, household(HAMLET, NOTE))
        secret = invite(server.province, person=PERSON, scopes=(HAMLET,))
        ask_to_enrol(server, secret, machine=MACHINE).raise_for_status()
        assert ask_to_enrol(server, secret, machine=MACHINE).status_code == 403  # another key
        post(server, "/v1/enrol", NOTE.encode(), "application/json")
        post(server, "/v1/sync", NOTE.encode())
        requests.get(f"{server.url}/v1/health?ai={PERSON}", timeout=10)
        requests.get(f"{server.url}/v1/files/{'ab' * 32}?x={PERSON}", timeout=10)
        requests.get(f"{server.url}/{PERSON}", timeout=10)
        server.province.store.close()
        post(server, "/v1/sync", talker(server, officer).message([household(HAMLET, NOTE)]))
    text = written.getvalue()
    assert len(lines_of(text)) == 9
    assert [line["route"] for line in lines_of(text)].count("other") == 1
    for word in (PERSON, NOTE, MACHINE, "Tủa", "?", HAMLET, secret.hex(), b64encode(secret).decode(), "127.0.0.1"):
        assert word not in text
        assert word.encode("unicode_escape").decode() not in text
    assert "abab" not in text


def test_an_error_is_told_by_kind_and_place_without_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError(f"cannot read {PERSON}")
    except ValueError as error:
        logs.note_error("failed", error, route="/v1/sync")
    (line,) = lines_of(written.getvalue(), "failed")
    assert (line["error"], line["level"], line["route"]) == ("ValueError", "error", "/v1/sync")
    assert str(line["where"]).startswith("['test_logs.py:")
    assert PERSON not in written.getvalue()


def test_the_program_logs_json_lines_and_nothing_else(tmp_path: Path) -> None:
    with running_server(tmp_path, process=True) as server:
        requests.get(f"{server.url}/v1/health?ai={PERSON}", timeout=10)
        post(server, "/v1/sync", b"noise")
        assert isinstance(server, AsProcess)
        server.stop()
        text = server.log.read_text()
    assert [line["status"] for line in lines_of(text)] == [200, 400]
    assert PERSON not in text
    assert lines_of(text, "stopped")
