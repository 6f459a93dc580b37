"""A connection that says nothing, or half of something, is let go."""

import socket
import time
from pathlib import Path

import pytest

from cdtt_app.server import patience
from tests.server.running import running_server


@pytest.mark.parametrize("begun", [b"", b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-"])
def test_headers_that_never_end_are_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.3)
    with running_server(tmp_path) as server, socket.create_connection(("localhost", server.settings.port), 10) as line:
        since = time.monotonic()
        try:
            line.sendall(begun)
            for _ in range(100):  # one letter now and then does not help
                time.sleep(0.05)
                line.sendall(b"T" if begun else b"")
                line.settimeout(0.001)
                try:
                    if line.recv(10) == b"":
                        break
                except TimeoutError:
                    continue
        except (ConnectionResetError, BrokenPipeError):
            pass
        assert 0.2 < time.monotonic() - since < 3


def test_an_exchange_that_takes_its_time_between_requests_is_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.2)
    ask = b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
    with running_server(tmp_path) as server, socket.create_connection(("localhost", server.settings.port), 10) as line:
        for _ in range(2):
            line.sendall(ask)
            assert line.recv(65536).startswith(b"HTTP/1.1 200 ")
            time.sleep(0.5)
