"""Fetching a file that another machine sent: from where the last attempt was cut, believed only by its hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

from cdtt_app.domain.attachment import Blob, address_of
from cdtt_app.sync.signed_request import FILES
from cdtt_app.transport.lane import PATIENCE, LaneEnd, Patience, expect, run

_PIECE = 16 * 1024  # what a cut may cost


def fetch_blob(
    session: requests.Session,
    base_url: str,
    headers: Mapping[str, str],
    blob: Blob,
    have: bytes,
    *,
    arrived: Callable[[bytes], None],
    cancelled: Callable[[], bool],
    patience: Patience = PATIENCE,
) -> LaneEnd:
    """Fetch what follows `have`; `arrived` is given each piece, to keep. DAMAGED: drop all of them, begin anew."""
    fetching = _Fetching(
        session=session,
        url=f"{base_url.rstrip('/')}{FILES}/{blob.sha256}",
        headers={**headers, "Accept-Encoding": "identity"},
        blob=blob,
        body=bytearray(have),
        arrived=arrived,
        cancelled=cancelled,
        patience=patience,
    )
    return run(fetching, cancelled, patience)


@dataclass(slots=True, kw_only=True)
class _Fetching:
    session: requests.Session
    url: str
    headers: dict[str, str]
    blob: Blob
    body: bytearray
    arrived: Callable[[bytes], None]
    cancelled: Callable[[], bool]
    patience: Patience

    @property
    def reached(self) -> int:
        """What has come so far."""
        return len(self.body)

    def step(self) -> LaneEnd | None:
        """Read on until the end, a cut, or the caller's word."""
        end = self._read() if self.reached < self.blob.size else None
        if end is not None or self.reached < self.blob.size:
            return end
        return LaneEnd.DONE if address_of(bytes(self.body)) == self.blob.sha256 else LaneEnd.DAMAGED

    def _read(self) -> LaneEnd | None:
        headers = self.headers | {"Range": f"bytes={self.reached}-"}
        with self.session.get(
            self.url, headers=headers, stream=True, timeout=self.patience.timeout, allow_redirects=False
        ) as response:
            if response.status_code == 416:  # shorter than the record says
                return LaneEnd.DAMAGED
            expect(response, 206, 404)
            if response.status_code == 404:
                return LaneEnd.ABSENT
            return self._take(response)

    def _take(self, response: requests.Response) -> LaneEnd | None:
        if not response.headers.get("Content-Range", "").startswith(f"bytes {self.reached}-"):
            return LaneEnd.DAMAGED
        before = self.reached
        for piece in response.iter_content(_PIECE):
            if self.cancelled():
                return None
            if self.reached + len(piece) > self.blob.size:
                return LaneEnd.DAMAGED
            self.arrived(piece)
            self.body += piece
        return None if self.reached > before else LaneEnd.LATER
