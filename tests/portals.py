"""What stands between a client and its server and answers in its place.

`with Portal(("127.0.0.1", port), Mode.LOGIN) as portal:` and the client talks to `portal.url` instead. The mode may be
changed at any time. Plain HTTP; a request has a Content-Length or no body.
"""

import random
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, cast

LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Wi-Fi quán nước</title></head>"
    "<body><form><input name='so_dien_thoai'><button>Vào mạng</button></form></body></html>"
).encode()
LOGIN_PATH = "/dang-nhap"
OF_ONE_CONNECTION = {"connection", "content-length", "transfer-encoding"}


class Mode(StrEnum):
    """What the portal does with a request."""

    OPEN = "open"  # hand it on, hand the reply back
    LOGIN = "login"  # 200 and a login page, whatever was asked
    REDIRECT = "redirect"  # 302 to the login page, and the page there
    FAIL_AFTER = "fail after"  # hand it on, and say 502 although the server has done it
    TRUNCATE = "truncate"  # hand it on, and break off in the middle of the reply
    OLD_REPLY = "old reply"  # do not hand it on: the last reply that was handed back comes again
    GARBAGE = "garbage"  # hand it on, and hand back noise under the reply's own status and headers
    NOT_HTTP = "not HTTP"  # noise instead of a status line


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply as the client gets it."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    bytes_sent: int | None = None  # of the body, when the connection breaks off after them


_LOGIN = Reply(status=200, headers=(("Content-Type", "text/html; charset=utf-8"),), body=LOGIN_PAGE)
_TO_LOGIN = Reply(status=302, headers=(("Location", LOGIN_PATH),))
_BAD_GATEWAY = Reply(status=502, headers=(("Content-Type", "text/html"),), body=b"<h1>502 Bad Gateway</h1>")


class Portal:
    """A portal on a port of its own."""

    def __init__(self, target: tuple[str, int], mode: Mode, *, seed: int = 0) -> None:
        self.mode = mode
        self.requests = 0
        self.handed_on = 0  # and answered by the server
        self._target = target
        self._last: Reply | None = None
        self._chance = random.Random(seed)
        self._counting = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def address(self) -> tuple[str, int]:
        """Where the client connects to."""
        return "127.0.0.1", self._server.server_port

    @property
    def url(self) -> str:
        """The address that an HTTP client is given."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def reply_to(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | bytes:
        """What a request gets; bytes are something that is not even HTTP."""
        with self._counting:
            self.requests += 1
        match self.mode:
            case Mode.LOGIN:
                return _LOGIN
            case Mode.REDIRECT:
                return _LOGIN if path == LOGIN_PATH else _TO_LOGIN
            case Mode.NOT_HTTP:
                return self._chance.randbytes(500)
            case Mode.OLD_REPLY if self._last:
                return self._last
            case _:
                return self._spoilt(self._hand_on(method, path, headers, body))

    def _spoilt(self, reply: Reply) -> Reply:
        match self.mode:
            case Mode.FAIL_AFTER:
                return _BAD_GATEWAY
            case Mode.TRUNCATE:
                return replace(reply, bytes_sent=len(reply.body) // 2)
            case Mode.GARBAGE:
                return replace(reply, body=self._chance.randbytes(len(reply.body)))
            case _:
                self._last = reply
                return reply

    def _hand_on(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        try:
            with closing(HTTPConnection(*self._target, timeout=60)) as connection:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                content = answer.read()
        except (OSError, HTTPException):
            return _BAD_GATEWAY
        with self._counting:
            self.handed_on += 1
        kept = tuple((name, value) for name, value in answer.getheaders() if name.lower() not in OF_ONE_CONNECTION)
        return Reply(status=answer.status, headers=kept, body=content)


class _Handler(BaseHTTPRequestHandler):
    timeout = 10  # for a client that connects and says nothing

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client may leave when it likes
            super().handle()

    def log_message(self, *_said: object) -> None:
        """Keep quiet."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_ONE_CONNECTION}
        reply = cast("_Server", self.server).portal.reply_to(self.command, self.path, headers, body)
        if isinstance(reply, bytes):
            self.wfile.write(reply)
            return
        self.send_response_only(reply.status)
        for name, value in (*reply.headers, ("Content-Length", str(len(reply.body)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body[: reply.bytes_sent])

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # whatever the method
            return self._answer
        raise AttributeError(name)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # the end waits for them

    def __init__(self, portal: Portal) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.portal = portal
