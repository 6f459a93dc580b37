"""The attachment lane: a tus 1.0.0 subset (core and creation) whose addresses are the SHA-256 of the content.

So creating twice is creating once, and a whole file that hashes to its address needs no more trust. Statuses beyond
tus: 460 when the content is not what its address says, 429 when a machine leaves too many uploads unfinished, 507 when
the disk is full. X-HTTP-Method-Override is not heeded.
"""

import errno
import re
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from cdtt_app.domain.attachment import MOST_BYTES, Sha256, is_address
from cdtt_app.server import upload_files
from cdtt_app.server.upload_files import TooManyError, Upload, WrongContentError
from cdtt_app.sync.signed_request import FILES

P = ParamSpec("P")
T = TypeVar("T")
Allowed = Callable[[Request], Awaitable[int | None]]

TUS = "1.0.0"
WRONG_CONTENT = 460
_PIECE = "application/offset+octet-stream"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one machine may ask of the lane; a PATCH that sends nothing for `idle_seconds` is over."""

    file_bytes: int = MOST_BYTES
    patch_bytes: int = 1024 * 1024
    unfinished: int = 50
    idle_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class _Turn:
    """One request at a time on one upload."""

    reading: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    over: anyio.Event = field(default_factory=anyio.Event)


DEFAULT_LIMITS = Limits()


def upload_routes(folder: Path, allowed: Allowed, limits: Limits = DEFAULT_LIMITS) -> list[Route]:
    """The lane's routes. `allowed` names the replica that asks, or None (401); it may `refuse` by itself."""
    lane = _Lane(folder, allowed, limits)
    return [
        Route(FILES, lane.collection, methods=["OPTIONS", "POST"]),
        Route(FILES + "/{sha256}", lane.file, methods=["OPTIONS", "HEAD", "PATCH", "GET"]),
    ]


def refuse(status: int, detail: str) -> NoReturn:
    """Answer with a status and this word, as the province and nobody else answers."""
    raise HTTPException(status, detail, {"Tus-Resumable": TUS})


class _Lane:
    def __init__(self, folder: Path, allowed: Allowed, limits: Limits) -> None:
        self._folder = folder
        self._allowed = allowed
        self._limits = limits
        self._turns: dict[tuple[Sha256, int], _Turn] = {}

    async def collection(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._abilities()
        replica = await self._replica(request)
        _check_version(request)
        length = _number(request, "upload-length")
        sha256 = _address_in_metadata(request)
        if length > self._limits.file_bytes:
            refuse(413, "file too big")
        async with self._turn(sha256, replica):
            upload = await _on_disk(upload_files.begin, self._folder, sha256, replica, length, self._limits.unfinished)
        place = {"Location": f"{request.url.path}/{sha256}"}
        return _state(200 if upload.part is None else 201, upload, place)

    async def file(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._abilities()
        replica = await self._replica(request)
        sha256 = Sha256(request.path_params["sha256"])
        if not is_address(sha256):
            refuse(404, "no such file")
        if request.method == "GET":
            return await self._content(sha256)
        _check_version(request)
        async with self._turn(sha256, replica) as turn:
            upload = await _on_disk(upload_files.find, self._folder, sha256, replica)
            if upload is None:
                refuse(404, "no such upload")
            if request.method == "PATCH":
                upload = await self._patched(request, upload, turn)
        return _state(204 if request.method == "PATCH" else 200, upload, {"Cache-Control": "no-store"})

    async def _patched(self, request: Request, upload: Upload, turn: _Turn) -> Upload:
        if request.headers.get("content-type") != _PIECE:
            refuse(415, f"content type must be {_PIECE}")
        if _number(request, "upload-offset") != upload.received:
            refuse(409, f"{upload.received} bytes are here")
        announced = _number(request, "content-length", missing=411)
        if announced > min(self._limits.patch_bytes, upload.length - upload.received):
            refuse(413, "piece too big")
        body = await self._body(request, turn)
        if upload.part is None:  # a last piece whose answer was lost is sent again, empty
            return upload
        return await _on_disk(upload_files.append, self._folder, upload, upload.part, body)

    async def _body(self, request: Request, turn: _Turn) -> bytes:
        """What arrives before the end, a cut, silence, or the same machine coming back on a new connection."""
        body = bytearray()
        with turn.reading, suppress(ClientDisconnect):
            turn.reading.deadline = anyio.current_time() + self._limits.idle_seconds
            async for piece in request.stream():
                body += piece
                turn.reading.deadline = anyio.current_time() + self._limits.idle_seconds
        return bytes(body)

    @asynccontextmanager
    async def _turn(self, sha256: Sha256, replica: int) -> AsyncIterator[_Turn]:
        # A connection that died unnoticed must not keep its own machine waiting: the newer request ends the older.
        key = (sha256, replica)
        while (before := self._turns.get(key)) is not None:
            before.reading.cancel()
            await before.over.wait()
        turn = self._turns[key] = _Turn()
        try:
            yield turn
        finally:
            del self._turns[key]
            turn.over.set()

    async def _content(self, sha256: Sha256) -> Response:
        path = upload_files.whole_path(self._folder, sha256)
        try:
            stat = await run_in_threadpool(path.stat)
        except FileNotFoundError:
            refuse(404, "no such file")
        headers = {
            "Tus-Resumable": TUS,
            "ETag": f'"{sha256}"',
            "Cache-Control": "private, immutable",
            "X-Content-Type-Options": "nosniff",
        }
        return FileResponse(path, headers=headers, media_type="application/octet-stream", stat_result=stat)

    async def _replica(self, request: Request) -> int:
        replica = await self._allowed(request)
        if replica is None:
            raise HTTPException(401, "not a machine of ours", {"WWW-Authenticate": "CDTT", "Tus-Resumable": TUS})
        return replica

    def _abilities(self) -> Response:
        headers = {"Tus-Version": TUS, "Tus-Extension": "creation", "Tus-Max-Size": str(self._limits.file_bytes)}
        return Response(status_code=204, headers={"Tus-Resumable": TUS, **headers})


async def _on_disk(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The work, in a thread; what goes wrong there, as an answer."""
    try:
        return await run_in_threadpool(work, *args, **kwargs)
    except TooManyError:
        refuse(429, "too many unfinished uploads")
    except WrongContentError:
        refuse(WRONG_CONTENT, "the content is not what its address says")
    except FileNotFoundError:
        refuse(404, "the upload was removed")
    except OSError as error:
        if error.errno not in _FULL:
            raise
        refuse(507, "disk full")


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != TUS:
        raise HTTPException(412, f"speaks tus {TUS}", {"Tus-Resumable": TUS, "Tus-Version": TUS})


def _number(request: Request, name: str, missing: int = 400) -> int:
    text = request.headers.get(name)
    if text is None:
        refuse(missing, f"{name} is missing")
    if _NUMBER.fullmatch(text) is None:
        refuse(400, f"{name} is no number")
    return int(text)


def _address_in_metadata(request: Request) -> Sha256:
    pairs = (pair.split() for pair in request.headers.get("upload-metadata", "").split(","))
    texts = [pair[1] for pair in pairs if len(pair) == 2 and pair[0] == "sha256"]
    try:
        (address,) = [b64decode(text, validate=True).decode("ascii") for text in texts]
    except ValueError:  # none, several, or not base64 of ASCII
        address = ""
    if not is_address(address):
        refuse(400, "upload-metadata must name the sha256 of the content, once")
    return Sha256(address)


def _state(status: int, upload: Upload, more: dict[str, str]) -> Response:
    offset, length = str(upload.received), str(upload.length)
    headers = {"Tus-Resumable": TUS, "Upload-Offset": offset, "Upload-Length": length, **more}
    return Response(status_code=status, headers=headers)
