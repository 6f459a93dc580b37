"""Figures for Prometheus: a fixed list of numbers, one file for each process that serves, added up when read.

The list is fixed so that several processes can share it without talking, and so that no stranger can make it longer.
"""

import mmap
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock

ROUTES = (
    *("/v1/sync", "/v1/parcels", "/v1/enrol", "/v1/office", "/v1/files"),
    *("/v1/health", "/v1/metrics", "/v1/openapi.json", "other"),
)
_KNOWN = (200, 201, 204, 206, 400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 416, 429, 460, 500, 503, 507)
_STATUSES = (*map(str, _KNOWN), "other")
_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)
_DOUBLE = 8

REQUESTS = "cdtt_requests_total"
SECONDS = "cdtt_request_duration_seconds"
RECEIVED = "cdtt_received_bytes_total"
SENT = "cdtt_sent_bytes_total"
ACCEPTED = "cdtt_operations_accepted_total"
ASIDE = "cdtt_operations_aside_total"
ENROLLED = "cdtt_machines_enrolled_total"
_HELP = {
    REQUESTS: ("counter", "Requests answered."),
    SECONDS: ("histogram", "Time from the first byte of a request's headers to the last byte of the answer."),
    RECEIVED: ("counter", "Bytes of request bodies."),
    SENT: ("counter", "Bytes of answer bodies."),
    ACCEPTED: ("counter", "Operations that entered a hamlet's log."),
    ASIDE: ("counter", "Operations set aside for an officer."),
    ENROLLED: ("counter", "Machines let in."),
}
Series = tuple[str, str]  # name, labels as they are printed


def _all_series() -> Iterator[Series]:
    for route in ROUTES:
        for status in _STATUSES:
            yield REQUESTS, _labels(route=route, status=status)
    for route in ROUTES:
        for bound in (*map(str, _BOUNDS), "+Inf"):
            yield SECONDS + "_bucket", _labels(route=route, le=bound)
        yield SECONDS + "_sum", _labels(route=route)
        yield SECONDS + "_count", _labels(route=route)
    for name in (RECEIVED, SENT):
        for route in ROUTES:
            yield name, _labels(route=route)
    for name in (ACCEPTED, ASIDE, ENROLLED):
        yield name, ""


def _labels(**labels: str) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


_SERIES = tuple(_all_series())
_PLACE = {series: place for place, series in enumerate(_SERIES)}
_SIZE = len(_SERIES) * _DOUBLE


class Metrics:
    """The figures of this process; with a folder, those of its siblings too."""

    def __init__(self, folder: Path | None = None) -> None:
        self._lock = Lock()
        self._folder = folder
        self._memory = mmap.mmap(-1, _SIZE) if folder is None else _mapped(folder / f"{os.getpid()}.metrics")
        self._figures = memoryview(self._memory).cast("d")

    def add(self, name: str, amount: float = 1.0, **labels: str) -> None:
        """Add to one figure."""
        place = _PLACE[name, _labels(**labels) if labels else ""]
        with self._lock:
            self._figures[place] += amount

    def answered(self, route: str, status: int, seconds: float, received: int, sent: int) -> None:
        """A request was answered."""
        known = str(status) if str(status) in _STATUSES else "other"
        self.add(REQUESTS, route=route, status=known)
        for bound in (*map(str, _BOUNDS[bisect_left(_BOUNDS, seconds) :]), "+Inf"):
            self.add(SECONDS + "_bucket", route=route, le=bound)
        self.add(SECONDS + "_sum", seconds, route=route)
        self.add(SECONDS + "_count", route=route)
        self.add(RECEIVED, received, route=route)
        self.add(SENT, sent, route=route)

    def text(self) -> str:
        """All figures in Prometheus' text format."""
        total = [sum(column) for column in zip(*self._everyones(), strict=True)]
        lines, told = [], ""
        for (name, labels), figure in zip(_SERIES, total, strict=True):
            family = next(known for known in _HELP if name.startswith(known))
            if family != told:
                kind, help_ = _HELP[family]
                lines += [f"# HELP {family} {help_}", f"# TYPE {family} {kind}"]
                told = family
            lines.append(f"{name}{labels} {figure:.15g}")
        return "\n".join(lines) + "\n"

    def _everyones(self) -> Iterable[Sequence[float]]:
        yield self._figures.tolist()
        if self._folder is not None:
            for file in self._folder.glob("*.metrics"):
                if file.name != f"{os.getpid()}.metrics" and len(data := file.read_bytes()) == _SIZE:
                    yield memoryview(data).cast("d").tolist()

    def close(self) -> None:
        """Let go of the memory; the file stays, for what was counted stays true."""
        self._figures.release()
        self._memory.close()


def _mapped(path: Path) -> mmap.mmap:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.ftruncate(handle, _SIZE)
        return mmap.mmap(handle, _SIZE)
    finally:
        os.close(handle)
