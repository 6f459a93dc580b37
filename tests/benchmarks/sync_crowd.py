"""Twenty machines that come home at once, 50 visits each; and the count of what was signed for and what is stored."""

import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from threading import Barrier

from cdtt_app.services.sync import End, Progress
from cdtt_app.storage.database import Database
from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.sync_machines import Place, many_visits, meet_and_tell, place, record
from tests.benchmarks.sync_rates import RAW, raw_commits
from tests.journeys.sync.enrolled import meet, on_road, replica_of
from tests.journeys.sync.torture_store import held_operations
from tests.postgres import running

MACHINES, VISITS = 20, 50
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Crowd:
    """One time: rates a second, the exchanges' milliseconds, how many were signed for and how many are stored.

    `cpu` is what the server computed for a record, in seconds.
    """

    raw: float
    rate: float
    exchanges: Sequence[float]
    signed: int
    stored: int
    cpu: float


def measure() -> Iterator[Figure]:
    """Each in its own hamlet, and then all in one; counted every time."""
    with running() as postgres:
        address = postgres.fresh_database()
        with place(address) as there:
            apart = [_crowd(there, address, number, together=False) for number in range(ROUNDS + 1)][1:]
            together = [_crowd(there, address, number + 100, together=True) for number in range(ROUNDS)]
            memory = there.megabytes()
    yield from _figures("20 machines x 50 visits at once", apart, target=1.3, most_ms=150)
    yield from _figures("the same, all in one hamlet", together, target=None, most_ms=None)
    yield Figure(what="memory of the server after them (RSS)", value=memory, unit="MB")


def _figures(what: str, times: Sequence[Crowd], *, target: float | None, most_ms: float | None) -> Iterator[Figure]:
    raw = statistics.median(each.raw for each in times)
    ratios = sorted(each.rate / each.raw for each in times)
    yield Figure(
        what=f"{what} (ratio: median of {len(ratios)}, {ratios[0]:.1f}-{ratios[-1]:.1f})",
        value=raw * statistics.median(ratios),
        unit="/s",
        baseline=raw,
        baseline_name=RAW,
        target=target,
        at_least=True,
    )
    slow = statistics.median(percentile(each.exchanges, 0.95) for each in times)
    yield Figure(what=f"{what}: p95 of an exchange", value=slow, unit="ms", target=most_ms, absolute=True)
    yield Figure(
        what=f"{what}: CPU of the server for a record",
        value=statistics.median(each.cpu for each in times) * 1e6,
        unit="us",
    )
    differ = sum(not each.signed == each.stored == MACHINES * VISITS for each in times)
    yield Figure(
        what=f"{what}: times that signed for is not stored, of {len(times)}",
        value=differ,
        unit="",
        target=0,
        absolute=True,
    )


def _crowd(there: Place, address: str, number: int, *, together: bool) -> Crowd:
    names = [f"thon-{number:03d}-{0 if together else place:02d}" for place in range(MACHINES)]
    machines = [there.machine(name) for name in names]
    for index, (name, db) in enumerate(zip(names, machines, strict=True)):
        record(db, many_visits(1, name, -index))  # each has sent something before
        meet(db, there.server.url)
    start = Barrier(MACHINES + 1)
    with ThreadPoolExecutor(MACHINES) as pool:
        lines = []
        for index, (name, db) in enumerate(zip(names, machines, strict=True)):
            lines += record(db, many_visits(VISITS, name, number * MACHINES + index))
        raw = raw_commits(address, f"raw-{number}", lines)
        each = [pool.submit(_come_home, there.server.url, db, start) for db in machines]
        computed = there.cpu_seconds()
        start.wait()
        begun = time.perf_counter()
        done = [one.result() for one in each]
        computed = there.cpu_seconds() - computed
        taken = max(ended for ended, _, _ in done) - begun
    mine = {replica_of(db) for db in machines}
    stored = sum(held.replica in mine for held in held_operations(there.server.province.store)) - MACHINES
    return Crowd(
        raw=raw,
        rate=MACHINES * VISITS / taken,
        exchanges=[ms for _, _, exchanges in done for ms in exchanges],
        signed=sum(signed for _, signed, _ in done),
        stored=stored,
        cpu=computed / (MACHINES * VISITS),
    )


def _come_home(url: str, db: Database, start: Barrier) -> tuple[float, int, list[float]]:
    """When it ended, how many operations were signed for, and the milliseconds of each exchange."""
    heard = [Progress()]
    with on_road(url) as road:
        road.session().get(f"{url}/v1/health", timeout=30)
        db.rows("SELECT 1")  # both connections are open
        start.wait()
        report = meet_and_tell(db, road, heard.append)
        ended = time.perf_counter()
    db.close_thread()
    assert (report.end, report.progress.waiting) == (End.DONE, 0)
    waits = [(later.seconds - sooner.seconds) * 1000 for sooner, later in pairwise(heard)]
    return ended, report.progress.acknowledged, waits
