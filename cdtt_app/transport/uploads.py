"""Sending a file: tus 1.0.0 in small pieces, each acknowledged before the next, so that a cut costs one piece."""

import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

from cdtt_app.domain.attachment import Blob, address_of, measured_speed
from cdtt_app.sync.signed_request import FILES
from cdtt_app.transport.lane import PATIENCE, TUS, AnswerError, LaneEnd, Patience, expect, run

CHUNK = 48 * 1024
Progress = Callable[[int, float | None], None]

_WRONG_CONTENT = 460


def send_blob(
    session: requests.Session,
    base_url: str,
    headers: Mapping[str, str],
    blob: Blob,
    body: bytes,
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
    chunk: int = CHUNK,
    patience: Patience = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
) -> LaneEnd:
    """Send what the province does not have yet. `progress` hears each offset it vouches for, and bytes/s if known."""
    if address_of(body) != blob.sha256:
        return LaneEnd.DAMAGED
    sending = _Sending(
        session=session,
        lane=base_url.rstrip("/") + FILES,
        headers={**headers, **TUS},
        blob=blob,
        body=body,
        progress=progress,
        chunk=chunk,
        patience=patience,
        clock=clock,
        begun=blob.offset > 0,
    )
    return run(sending, cancelled, patience)


@dataclass(slots=True, kw_only=True)
class _Sending:
    session: requests.Session
    lane: str
    headers: dict[str, str]
    blob: Blob
    body: bytes
    progress: Progress
    chunk: int
    patience: Patience
    clock: Callable[[], float]
    begun: bool
    reached: int = 0
    offset: int | None = None  # None: the province is to be asked
    was_wrong: bool = False

    def step(self) -> LaneEnd | None:
        """Ask where to go on, or send one piece from there."""
        offset, self.offset = self.offset, None  # until it is answered, nothing is sure
        try:
            if offset is None:
                self._ask()
            else:
                self._send_piece(offset)
        except AnswerError as answer:
            if answer.status in (404, _WRONG_CONTENT):  # the province has nothing of it any more
                self.begun = False
            if answer.status != _WRONG_CONTENT or self.was_wrong:
                raise
            self.was_wrong = True  # a disk of theirs may have lost power; once is no reason to give up
        return LaneEnd.DONE if self.offset == self.blob.size else None

    def _ask(self) -> None:
        if self.begun:
            response = self._request("HEAD", f"/{self.blob.sha256}", {})
        else:
            named = b64encode(self.blob.sha256.encode()).decode()
            about = {"Upload-Length": str(self.blob.size), "Upload-Metadata": f"sha256 {named}"}
            response = self._request("POST", "", about)
            self.begun = True
        self._keep(response, None)

    def _send_piece(self, offset: int) -> None:
        piece = self.body[offset : offset + self.chunk]
        about = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        before = self.clock()
        response = self._request("PATCH", f"/{self.blob.sha256}", about, piece)
        if self._keep(response, measured_speed(len(piece), self.clock() - before)) <= offset:
            raise AnswerError(0)  # answered, but nothing arrived

    def _request(self, method: str, path: str, about: dict[str, str], piece: bytes | None = None) -> requests.Response:
        response = self.session.request(
            method,
            self.lane + path,
            headers=self.headers | about,
            data=piece,
            timeout=self.patience.timeout,
            allow_redirects=False,
        )
        expect(response, 200, 201, 204)
        return response

    def _keep(self, response: requests.Response, speed: float | None) -> int:
        said = response.headers.get("Upload-Offset", "")
        if not said.isdecimal() or int(said) > self.blob.size:
            raise AnswerError(0)
        self.offset = int(said)
        self.reached = max(self.reached, self.offset)
        self.progress(self.offset, speed)
        return self.offset
