"""The province on the network: the one door for messages, enrolment, officers' acts, files, and how the server is."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cdtt_app.domain.attachment import Sha256
from cdtt_app.server import office
from cdtt_app.server.bodies import on_http_error, problem, read_body
from cdtt_app.server.contact import Contact
from cdtt_app.server.enrolment import TOO_OFTEN, Enrolled, RefusedError, enrol
from cdtt_app.server.file_permission import by_signature
from cdtt_app.server.front import Front, tell
from cdtt_app.server.gate import Gate, may_read_figures
from cdtt_app.server.limits import TooOftenError
from cdtt_app.server.logs import note, note_error
from cdtt_app.server.metrics import ACCEPTED, ASIDE, ENROLLED, Metrics
from cdtt_app.server.office import OfficeReply
from cdtt_app.server.openapi import MESSAGE, app_version, document
from cdtt_app.server.parcels import PARCEL, Delivered, deliver
from cdtt_app.server.province import Province
from cdtt_app.server.receive import Answer, epoch_of, receive
from cdtt_app.server.rights import granted
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import StoreError
from cdtt_app.server.upkeep import keep_tidy
from cdtt_app.server.uploads import upload_routes
from cdtt_app.sync.enrolment import EnrolmentError
from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.messages import Trouble
from cdtt_app.sync.parcel import looks_sealed

_JSON = "application/json"
_FIGURES = "text/plain; version=0.0.4"
_AWAY = {"Retry-After": "5"}


def make_app(province: Province, settings: Settings, metrics: Metrics | None = None) -> Starlette:
    """The server around a province. When it stops, it closes the province's store."""
    counted = metrics or Metrics()
    doors = _Doors(province, settings, counted)
    settings.files.mkdir(parents=True, exist_ok=True)
    permission = by_signature(doors.working_key, doors.may_fetch, province.clock)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        note("started", version=app_version())
        upkeep = asyncio.create_task(keep_tidy(province, settings))
        yield
        upkeep.cancel()
        await run_in_threadpool(province.store.close)
        counted.close()
        note("stopped")

    app = Starlette(
        routes=[
            Route("/v1/sync", doors.sync, methods=["POST"]),
            Route("/v1/parcels", doors.parcels, methods=["POST"]),
            Route("/v1/enrol", doors.enrol, methods=["POST"]),
            Route("/v1/office", doors.office, methods=["POST"]),
            Route("/v1/health", doors.health),
            Route("/v1/metrics", doors.metrics),
            Route("/v1/openapi.json", doors.openapi),
            *upload_routes(settings.files, permission),
        ],
        middleware=[Middleware(Front, metrics=counted, enter=doors.gate.enter)],
        exception_handlers={
            HTTPException: on_http_error,
            EnvelopeError: doors.on_noise,
            StoreError: _on_store_error,
            TooOftenError: _on_too_often,
        },
        lifespan=life,
    )
    app.router.redirect_slashes = False
    return app


class _Doors:
    def __init__(self, province: Province, settings: Settings, metrics: Metrics) -> None:
        self.gate = Gate(settings.limits)
        self._province = province
        self._settings = settings
        self._metrics = metrics
        self._contact = Contact(province, settings.limits.remembered)
        self._description = json.dumps(document(), ensure_ascii=False).encode()

    async def sync(self, request: Request) -> Response:
        data = await self._body(request, MESSAGE, self._settings.limits.body_bytes)
        answer = await run_in_threadpool(self._receive, data)
        self._note(request, answer)
        return Response(answer.data, media_type=MESSAGE)

    async def parcels(self, request: Request) -> Response:
        """What somebody brought for another; empty when it is not for this province, and may be thrown away."""
        data = await self._body(request, PARCEL, self._settings.limits.parcel_bytes)
        if not looks_sealed(data):
            raise EnvelopeError("not a parcel")
        delivered = await run_in_threadpool(self._deliver, data)
        if delivered is None:
            self.gate.failed(request)
            return Response(status_code=204)
        self._note(request, delivered.answer)
        return Response(delivered.data, media_type=PARCEL)

    def _deliver(self, data: bytes) -> Delivered | None:
        delivered = deliver(self._province, data, self.gate.admit)
        if delivered is not None and delivered.answer.trouble != Trouble.UNKNOWN:
            self._contact.seen(delivered.answer.replica)
        return delivered

    def _note(self, request: Request, answer: Answer) -> None:
        taken, aside = answer.taken, answer.aside
        self._metrics.add(ACCEPTED, taken - aside)
        self._metrics.add(ASIDE, aside)
        tell(request.scope, replica=answer.replica, offered=answer.offered, acknowledged=answer.acknowledged)
        tell(request.scope, taken=taken, aside=aside, lines=answer.lines, trouble=answer.trouble)
        if answer.trouble == Trouble.UNKNOWN:
            self.gate.failed(request)

    def _receive(self, data: bytes) -> Answer:
        answer = receive(self._province, data, self.gate.admit)
        if answer.trouble != Trouble.UNKNOWN:
            self._contact.seen(answer.replica)
        return answer

    async def office(self, request: Request) -> Response:
        data = await self._body(request, MESSAGE, self._settings.limits.enrol_bytes)
        reply = await run_in_threadpool(self._act, data)
        tell(request.scope, replica=reply.replica, act=reply.act, trouble=reply.trouble)
        return Response(reply.data, media_type=MESSAGE)

    def _act(self, data: bytes) -> OfficeReply:
        reply = office.act(self._province, data, self.gate.admit)
        self._contact.seen(reply.replica)
        return reply

    async def enrol(self, request: Request) -> Response:
        data = await self._body(request, _JSON, self._settings.limits.enrol_bytes)
        try:
            enrolled = await run_in_threadpool(self._enrol, data)
        except RefusedError as error:
            self.gate.failed(request)
            return problem(403, "refused", str(error))
        except EnrolmentError as error:
            self.gate.failed(request)
            return problem(400, "unreadable", str(error))
        except TooOftenError as error:
            return problem(429, "too often", TOO_OFTEN, {"Retry-After": str(error.retry_after)})
        if not enrolled.again:
            self._metrics.add(ENROLLED)
        tell(request.scope, replica=enrolled.replica, hamlets=enrolled.hamlets, again=enrolled.again)
        return Response(enrolled.data, media_type=_JSON)

    def _enrol(self, data: bytes) -> Enrolled:
        return enrol(self._province, data, self.gate.codes)

    async def health(self, _request: Request) -> Response:
        epoch = await run_in_threadpool(self._epoch)
        return Response(
            json.dumps({"ok": True, "version": app_version(), "epoch": epoch}),
            media_type=_JSON,
            headers={"Cache-Control": "no-store"},
        )

    def _epoch(self) -> int:
        with self._province.store.read() as tx:
            return epoch_of(tx)

    async def metrics(self, request: Request) -> Response:
        if not may_read_figures(request, self._settings):
            raise HTTPException(403, "not from here")
        return Response(await run_in_threadpool(self._metrics.text), headers={"Content-Type": _FIGURES})

    async def openapi(self, _request: Request) -> Response:
        return Response(self._description, media_type=_JSON)

    async def on_noise(self, request: Request, _error: Exception) -> Response:
        self.gate.failed(request)
        return problem(400, "not a message of ours")

    async def working_key(self, replica: int) -> bytes | None:
        """The public key of a machine whose access has not ended."""

        def read() -> bytes | None:
            with self._province.store.read() as tx:
                device = tx.device(replica)
            return None if device is None or device.revoked else device.key

        return await run_in_threadpool(read)

    async def may_fetch(self, replica: int, sha256: Sha256) -> bool:
        """Whether a record of one of the machine's hamlets names the file."""

        def read() -> bool:
            with self._province.store.read() as tx:
                device = tx.device(replica)
                return device is not None and not granted(tx, device).isdisjoint(tx.names_of(sha256))

        return await run_in_threadpool(read)

    async def _body(self, request: Request, content_type: str, most: int) -> bytes:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != content_type:
            raise HTTPException(415, f"content type must be {content_type}", {"Connection": "close"})
        return await read_body(request, most, self._settings.limits.body_idle_seconds)


async def _on_store_error(_request: Request, error: Exception) -> Response:
    note_error("database away", error)
    return problem(503, "the database is away", headers=_AWAY)


async def _on_too_often(_request: Request, error: Exception) -> Response:
    if not isinstance(error, TooOftenError):
        raise error
    return problem(429, "too often", headers={"Retry-After": str(error.retry_after)})
