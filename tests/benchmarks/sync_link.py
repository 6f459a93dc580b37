"""Over an emulated link of 40 kbit/s and 600 ms: how long until the receipt of a day of 30 visits is stored."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cdtt_app.services.sync import End, Progress, sync_now
from cdtt_app.storage.attempts import Attempt, keep_attempt
from cdtt_app.storage.database import Database
from tests.benchmarks.figure import Figure
from tests.benchmarks.sync_machines import Place, a_day, meet_and_tell, place, record
from tests.certificates import make_certificates
from tests.journeys.sync.enrolled import on_road, ways
from tests.links import EDGE, LinkProxy

HAMLET = "thon-ban-giong-000"
CLEAN = replace(EDGE, loss=0.0)
ROUNDS = 3
LOSSY_ROUNDS = 20
_PATIENCE = 60.0  # seconds: what the program itself allows


@dataclass(slots=True)
class Try:
    """One day over the link: seconds, how it ended, bytes, exchanges, and the progress with its moment."""

    seconds: float = 0.0
    done: bool = False
    bytes: int = 0
    exchanges: int = 0
    heard: list[tuple[float, Progress]] = field(default_factory=list)


def measure() -> Iterator[Figure]:
    """Each over a connection of its own by a machine that met its province before."""
    with place() as there:
        plain = [_try(there, seed, there.machine(HAMLET)) for seed in range(ROUNDS)]
        yield _seconds("30 visits until the receipt is stored, plain (median)", plain, 2.5)
        lossy = [_try(there, seed, there.machine(HAMLET), loss=EDGE.loss) for seed in range(LOSSY_ROUNDS)]
        yield _seconds(f"the same with 10 % loss (median of {LOSSY_ROUNDS})", lossy, 6)
        worst = max(each.seconds for each in lossy)
        yield Figure(what="the same, slowest", value=worst, unit="s", target=None)
        failures = sum(not each.done for each in lossy)
        yield Figure(what="the same, failures", value=failures, unit="", target=0, absolute=True)
        yield from _after_a_cut(there)
    with tempfile.TemporaryDirectory() as folder:
        certificates = make_certificates(Path(folder))
        with place(tls=certificates) as there:
            authority = str(certificates.authority)
            secure = [_try(there, seed, there.machine(HAMLET), authority=authority) for seed in range(ROUNDS)]
    yield _seconds("the same, TLS cold (median)", secure, 3.5)


def _after_a_cut(there: Place) -> Iterator[Figure]:
    """After a try that broke off little is offered at first: what was signed for is safe when the link dies again."""
    db = there.machine(HAMLET)
    whole = _try(there, 0, db, cut_before=True)
    (at, first), *_ = whole.heard
    yield Figure(what="after a cut: seconds to the first receipt", value=at, unit="s")
    signed = first.acknowledged / (first.acknowledged + first.waiting) * 100
    yield Figure(what="after a cut: signed for by the first receipt", value=signed, unit="%", target=50, absolute=True)
    yield Figure(what="after a cut: seconds to the last receipt", value=whole.seconds, unit="s")
    yield Figure(what="after a cut: exchanges", value=whole.exchanges, unit="")


def _try(
    there: Place, seed: int, db: Database, *, loss: float = 0.0, authority: str = "", cut_before: bool = False
) -> Try:
    with on_road(there.server.url, authority=authority) as road:
        sync_now(db, ways(road))
    record(db, a_day(seed, HAMLET, int(time.time() * 1000)))
    if cut_before:
        _break_off(db)
    told, scheme = Try(), "https" if authority else "http"
    link = replace(CLEAN, loss=loss, seed=seed)
    with LinkProxy(("127.0.0.1", there.server.settings.port), link) as proxy:
        with on_road(f"{scheme}://localhost:{proxy.address[1]}", _PATIENCE, authority=authority) as road:
            begun = time.perf_counter()
            report = meet_and_tell(db, road, lambda now: told.heard.append((time.perf_counter() - begun, now)))
            told.seconds = time.perf_counter() - begun
        told.done = report.end is End.DONE and not report.progress.waiting
        told.bytes = proxy.up.bytes_delivered + proxy.down.bytes_delivered
        told.exchanges = proxy.exchanges
    return told


def _break_off(db: Database) -> None:
    with db.write() as tx:
        keep_attempt(
            tx, Attempt(at=db.now(), road="network", outcome="cut", seconds=20, sent=3000, got=0, inc=1, last=0)
        )


def _seconds(what: str, tries: list[Try], target: float) -> Figure:
    value = statistics.median(each.seconds for each in tries)
    return Figure(what=what, value=value, unit="s", target=target, absolute=True)
