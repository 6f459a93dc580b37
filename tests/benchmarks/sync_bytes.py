"""Bytes on the wire of a day of 30 visits and of an evening with nothing new, headers and handshakes counted."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cdtt_app.services.sync import End, sync_now
from cdtt_app.storage.database import Database
from cdtt_app.transport.http_road import HttpRoad
from tests.benchmarks.figure import Figure
from tests.benchmarks.sync_machines import Place, a_day, place, record
from tests.certificates import make_certificates
from tests.journeys.sync.enrolled import on_road, ways
from tests.links import Link, LinkProxy

HAMLET = "thon-ban-giong-000"
DAYS = 5
IDLE_ROUNDS = 60
_KB = 1000


def measure() -> Iterator[Figure]:
    """A machine that has met its province before; each day over a connection of its own."""
    with place() as there:
        days = [_day(there, seed, "http") for seed in range(DAYS)]
        idle, taken = _idle(there)
    up, down, exchanges, connections = (statistics.median(column) for column in zip(*days, strict=True))
    yield _most("a day of 30 visits, up, without TLS", up / _KB, "KB", 5.5)
    yield _most("the same, down", down / _KB, "KB")
    yield _most("exchanges of that day", exchanges, "", 1)
    yield _most("connections of that day", connections, "", 1)
    with tempfile.TemporaryDirectory() as folder:
        certificates = make_certificates(Path(folder))
        with place(tls=certificates) as there:
            days = [_day(there, seed, "https", str(certificates.authority)) for seed in range(DAYS)]
    up, down, _, connections = (statistics.median(column) for column in zip(*days, strict=True))
    yield _most("a day of 30 visits, up, with TLS and its handshake", up / _KB, "KB", 8.5)
    yield _most("the same, both ways", (up + down) / _KB, "KB", 8.5)
    yield _most("nothing to do: both ways, headers included", idle, "bytes", 700)
    yield _most("nothing to do: warm (median)", taken, "ms", 10)


def _day(there: Place, seed: int, scheme: str, authority: str = "") -> tuple[int, int, int, int]:
    """Bytes up and down, exchanges, connections."""
    db = there.machine(HAMLET)
    with on_road(there.server.url, authority=authority) as road:
        sync_now(db, ways(road))
    record(db, a_day(seed, HAMLET, int(time.time() * 1000)))
    with LinkProxy(("127.0.0.1", there.server.settings.port), Link()) as link:
        with on_road(f"{scheme}://localhost:{link.address[1]}", authority=authority) as road:
            report = sync_now(db, ways(road))
        assert (report.end, report.progress.waiting) == (End.DONE, 0)
        return link.up.bytes_delivered, link.down.bytes_delivered, link.exchanges, link.connections


def _idle(there: Place) -> tuple[float, float]:
    """Bytes of one exchange over an open connection, and its milliseconds."""
    db = there.machine(HAMLET)
    with LinkProxy(("127.0.0.1", there.server.settings.port), Link()) as link, on_road(link.url) as road:
        for _ in range(2):  # reads the hamlet first
            sync_now(db, ways(road))
        before = link.up.bytes_delivered + link.down.bytes_delivered
        sync_now(db, ways(road))
        size = link.up.bytes_delivered + link.down.bytes_delivered - before
    with on_road(there.server.url) as road:
        taken = [_seconds(db, road) for _ in range(IDLE_ROUNDS)]
    return size, statistics.median(taken) * 1000


def _seconds(db: Database, road: HttpRoad) -> float:
    begun = time.perf_counter()
    report = sync_now(db, ways(road))
    taken = time.perf_counter() - begun
    assert report.end is End.DONE
    return taken


def _most(what: str, value: float, unit: str, target: float | None = None) -> Figure:
    return Figure(what=what, value=value, unit=unit, target=target, absolute=True)
