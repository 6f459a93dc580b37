"""Around every request: how long it took, how many bytes, one line in the log; an error never leaves with its words."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cdtt_app.server.bodies import problem
from cdtt_app.server.limits import TooOftenError
from cdtt_app.server.logs import note, note_error
from cdtt_app.server.metrics import ROUTES, Metrics

_TOLD = "cdtt.told"


@dataclass(slots=True)
class _Passage:
    """What passes while a request is answered."""

    received: int = 0
    sent: int = 0
    status: int = 0
    told: dict[str, object] = field(default_factory=dict)


def tell(scope: Scope, **facts: object) -> None:
    """Add facts to the line that the log will have of this request: numbers and kinds only."""
    scope[_TOLD].update(facts)


class Front:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, metrics: Metrics, enter: Callable[[Request], None]) -> None:
        self._app = app
        self._metrics = metrics
        self._enter = enter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, passage = time.perf_counter(), _Passage()
        scope[_TOLD] = passage.told

        async def receiving() -> Message:
            message = await receive()
            passage.received += len(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            passage.status = message.get("status", passage.status)
            passage.sent += len(message.get("body", b""))
            await send(message)

        try:
            self._enter(Request(scope))
            await self._app(scope, receiving, sending)
        except TooOftenError as error:
            headers = {"Retry-After": str(error.retry_after), "Connection": "close"}
            await problem(429, "too often", headers=headers)(scope, receiving, sending)
        except Exception as error:  # whatever it is: the server goes on, and its message, which may quote, stays inside
            note_error("failed", error, route=route_of(scope))
            if passage.status:
                raise ConnectionAbortedError("the answer was cut") from None
            await problem(500, "failed")(scope, receiving, sending)
        finally:
            self._count(scope, passage, time.perf_counter() - begun)

    def _count(self, scope: Scope, passage: _Passage, seconds: float) -> None:
        route, status = route_of(scope), passage.status or 499
        self._metrics.answered(route, status, seconds, passage.received, passage.sent)
        note(
            "request",
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            received=passage.received,
            sent=passage.sent,
            **passage.told,
        )


def route_of(scope: Scope) -> str:
    """The route's name: the path itself says too much, and strangers would make up any number of them."""
    path = scope["path"]
    if path.startswith("/v1/files/"):
        return "/v1/files"
    return path if path in ROUTES else "other"
