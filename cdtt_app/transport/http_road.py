"""The road over the network: one POST is push, pull and receipt."""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from cdtt_app.sync.envelope import MAGIC
from cdtt_app.transport.road import Obstacle, Reply, RoadError

if TYPE_CHECKING:
    import requests

PATH = "/v1/sync"
CONTENT_TYPE = "application/vnd.cdtt.message"
_TOO_BUSY = frozenset({429, 500, 502, 503, 504})
_LOGIN_FIRST = 511
_CONNECT_SECONDS, _READ_SECONDS = 15.0, 60.0
_MOST_WAIT = 3600.0
_LONGEST_SENTENCE = 400
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})  # no proxy stands before it
Away: TypeAlias = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """How the province is reached; `authority` is the path of a PEM file with its own certificate authority."""

    url: str
    proxy: str = ""
    authority: str = ""
    connect_seconds: float = _CONNECT_SECONDS
    read_seconds: float = _READ_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    wait: float
    content_type: str
    body: bytes


class HttpRoad:
    """One connection kept open for as long as the road is; not for several threads at once.

    `away` is entered around each wait for the network.
    """

    def __init__(self, settings: HttpSettings, away: Away = nullcontext) -> None:
        self._settings = settings
        self._away = away
        self._session: requests.Session | None = None

    @property
    def url(self) -> str:
        """Where the province answers."""
        return self._settings.url.rstrip("/")

    def session(self) -> "requests.Session":
        """The connection; headers that cost bytes and say nothing are left out."""
        if self._session is None:
            import requests
            from urllib3.util import SKIP_HEADER

            session = requests.Session()
            session.trust_env = not self._settings.proxy and urlsplit(self.url).hostname not in _THIS_MACHINE
            session.headers.clear()
            session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
            if self._settings.proxy:
                session.proxies = {"http": self._settings.proxy, "https": self._settings.proxy}
            self._session = session
        return self._session

    def exchange(self, data: bytes) -> Reply:
        """Send one message and wait for its answer; raises RoadError."""
        started = time.monotonic()
        try:
            answer = self._ask(PATH, data, CONTENT_TYPE)
            if not answer.body.startswith(MAGIC):  # a login page comes with status 200 too
                spoilt = answer.content_type == CONTENT_TYPE
                raise RoadError(Obstacle.STRANGE if spoilt else Obstacle.PORTAL, sent=len(data))
        except RoadError as error:
            error.seconds = time.monotonic() - started
            raise
        return Reply(data=answer.body, sent=len(data), seconds=time.monotonic() - started)

    def post(self, path: str, data: bytes, content_type: str) -> bytes:
        """What the province answers to a body; raises RoadError."""
        return self._ask(path, data, content_type).body

    def _ask(self, path: str, data: bytes, content_type: str) -> _Answer:
        answer = self._post(path, data, content_type)
        obstacle = _obstacle(answer.status)
        if obstacle is not None:
            raise RoadError(obstacle, sent=len(data), wait=answer.wait, said=_said(answer.body))
        return answer

    def _post(self, path: str, data: bytes, content_type: str) -> _Answer:
        import requests

        url = self._settings.url.rstrip("/") + path
        limits = (self._settings.connect_seconds, self._settings.read_seconds)
        try:
            with self._away():
                reply = self.session().post(
                    url,
                    data=data,
                    headers={"Content-Type": content_type},
                    timeout=limits,
                    allow_redirects=False,
                    verify=self._settings.authority or None,  # said here: the session's gives way to the environment's
                )
        except requests.exceptions.SSLError as error:
            raise RoadError(Obstacle.NOT_TRUSTED) from error
        except (requests.exceptions.ConnectTimeout, requests.exceptions.ProxyError) as error:
            raise RoadError(Obstacle.NO_NETWORK) from error
        except requests.exceptions.Timeout as error:
            raise RoadError(Obstacle.TIMEOUT, sent=len(data)) from error
        except requests.exceptions.ConnectionError as error:
            raise RoadError(_which(error), sent=len(data)) from error
        except requests.exceptions.RequestException as error:
            raise RoadError(Obstacle.CUT, sent=len(data)) from error
        kind, wait = reply.headers.get("Content-Type", ""), _wait(reply.headers.get("Retry-After", ""))
        return _Answer(status=reply.status_code, wait=wait, content_type=kind, body=reply.content)

    def close(self) -> None:
        """Let the connection go."""
        if self._session is not None:
            self._session.close()
            self._session = None


def _which(error: Exception) -> Obstacle:
    """No connection at all, or one that broke: in the second case the message may have arrived."""
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError):
        return Obstacle.NO_NETWORK
    return Obstacle.CUT


def _wait(words: str) -> float:
    return min(float(words), _MOST_WAIT) if words.isdecimal() else 0.0


def _said(body: bytes) -> str:
    """The sentence of a refusal after RFC 9457; nothing when it is not the province that refuses."""
    try:
        words = json.loads(body)
    except ValueError:
        return ""
    sentence = words.get("detail", "") if isinstance(words, dict) else ""
    return sentence if isinstance(sentence, str) and len(sentence) <= _LONGEST_SENTENCE else ""


def _obstacle(status: int) -> Obstacle | None:
    if status in _TOO_BUSY:
        return Obstacle.RESTING
    if status == _LOGIN_FIRST or 300 <= status < 400:
        return Obstacle.PORTAL
    return Obstacle.REFUSED if status >= 400 else None
