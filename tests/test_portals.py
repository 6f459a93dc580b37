import socket
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import pytest
import requests

from tests.portals import LOGIN_PAGE, LOGIN_PATH, Mode, Portal


class _Province(ThreadingHTTPServer):
    """Keeps what it is sent, and answers each request with its number and its headers in a long body."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kept: list[tuple[str, str, bytes]] = []

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.server_port


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        kept = cast("_Province", self.server).kept
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kept.append((self.path, self.headers["X-Dict"], body))
        reply = f"reply {len(kept)} ".encode() * 50
        self.send_response_only(201)
        self.send_header("X-Number", str(len(kept)))
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def do_HEAD(self) -> None:
        self.send_response_only(204)
        self.send_header("Upload-Offset", "70")
        self.end_headers()


@pytest.fixture
def province() -> Iterator[_Province]:
    with _Province() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _post(portal: Portal, body: bytes) -> requests.Response:
    return requests.post(f"{portal.url}/v1/sync?a=b", body, headers={"X-Dict": "3"}, timeout=5, allow_redirects=False)


def test_an_open_portal_hands_everything_on_and_back(province: _Province) -> None:
    with Portal(province.address, Mode.OPEN) as portal:
        reply = _post(portal, bytes(range(256)))
        assert (reply.status_code, reply.headers["X-Number"], reply.content) == (201, "1", b"reply 1 " * 50)
        assert province.kept == [("/v1/sync?a=b", "3", bytes(range(256)))]
        head = requests.head(portal.url, timeout=5)
        assert (head.status_code, head.headers["Upload-Offset"]) == (204, "70")
        assert portal.requests == portal.handed_on == 2


def test_a_login_page_comes_for_anything_and_nothing_goes_on(province: _Province) -> None:
    with Portal(province.address, Mode.LOGIN) as portal:
        for reply in (_post(portal, b"day"), requests.get(portal.url, timeout=5)):
            assert reply.status_code == 200
            assert reply.headers["Content-Type"].startswith("text/html")
            assert reply.content == LOGIN_PAGE
        assert (portal.requests, portal.handed_on) == (2, 0)
    assert province.kept == []


def test_a_redirect_leads_to_the_login_page(province: _Province) -> None:
    with Portal(province.address, Mode.REDIRECT) as portal:
        reply = _post(portal, b"day")
        assert (reply.status_code, reply.headers["Location"]) == (302, LOGIN_PATH)
        followed = requests.post(portal.url, b"day", timeout=5)
        assert (followed.status_code, followed.content) == (200, LOGIN_PAGE)
    assert province.kept == []


def test_a_failure_afterwards_is_said_of_what_was_done(province: _Province) -> None:
    with Portal(province.address, Mode.FAIL_AFTER) as portal:
        assert _post(portal, b"day").status_code == 502
    assert [body for _path, _header, body in province.kept] == [b"day"]


def test_a_truncated_reply_breaks_off_in_its_middle(province: _Province) -> None:
    broken = pytest.raises(requests.exceptions.ChunkedEncodingError, match=r"200 bytes read, 200 more expected")
    with Portal(province.address, Mode.TRUNCATE) as portal, broken:
        _post(portal, b"day")
    assert len(province.kept) == 1


def test_an_old_reply_comes_again_for_a_new_request_that_goes_nowhere(province: _Province) -> None:
    with Portal(province.address, Mode.OLD_REPLY) as portal:
        first = _post(portal, b"Monday")
        second = _post(portal, b"Tuesday")
        assert first.headers["X-Number"] == second.headers["X-Number"] == "1"
        assert first.content == second.content
        assert [body for _path, _header, body in province.kept] == [b"Monday"]
        portal.mode = Mode.OPEN
        assert _post(portal, b"Tuesday").headers["X-Number"] == "2"


def test_garbage_looks_like_the_reply_from_outside(province: _Province) -> None:
    with Portal(province.address, Mode.GARBAGE) as portal:
        reply, another = _post(portal, b"day"), _post(portal, b"day")
    assert (reply.status_code, reply.headers["X-Number"], len(reply.content)) == (201, "1", 400)
    assert reply.content != another.content
    assert b"reply" not in reply.content
    assert len(province.kept) == 2


def test_what_is_not_http_is_no_reply_at_all(province: _Province) -> None:
    with Portal(province.address, Mode.NOT_HTTP) as portal:
        with pytest.raises(requests.ConnectionError, match="Connection aborted"):
            _post(portal, b"day")
        with socket.create_connection(portal.address) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert not connection.recv(500).startswith(b"HTTP")
    assert province.kept == []


def test_a_server_that_is_not_there_is_a_bad_gateway() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = closed.getsockname()
    with Portal(address, Mode.OPEN) as portal:
        assert _post(portal, b"day").status_code == 502
        assert portal.handed_on == 0


def test_a_client_that_leaves_in_the_middle_is_nobodys_concern(
    province: _Province, capfd: pytest.CaptureFixture[str]
) -> None:
    with Portal(province.address, Mode.LOGIN) as portal:
        with socket.create_connection(portal.address) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\n")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert _post(portal, b"day").status_code == 200
    assert capfd.readouterr().err == ""
