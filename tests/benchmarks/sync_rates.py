"""Pushing and pulling 1,000 visits through the real client, beside raw commits of PostgreSQL of the same payload."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg

from cdtt_app.services.sync import End, sync_now
from cdtt_app.storage.database import Database
from cdtt_app.transport.http_road import HttpRoad
from tests.benchmarks.figure import Figure
from tests.benchmarks.sync_machines import Place, many_visits, place, record
from tests.journeys.sync.enrolled import on_road, ways
from tests.journeys.sync.torture_store import held_by
from tests.postgres import running

VISITS = 1000
ROUNDS = 7
RAW = "raw single-row commits"
_TABLE = """CREATE TABLE IF NOT EXISTS raw (scope TEXT, number BIGINT, body BYTEA, PRIMARY KEY (scope, number))"""


@dataclass(frozen=True, slots=True)
class Round:
    """Rates a second, and what the server computed for a record, in seconds."""

    raw: float
    push: float
    pull: float
    push_cpu: float
    pull_cpu: float


def measure() -> Iterator[Figure]:
    """In turn, so that all see the same machine: ratios are taken round by round, then their median."""
    with running() as postgres:
        address = postgres.fresh_database()
        with place(address) as there:
            rounds = [_round(there, address, number) for number in range(ROUNDS + 1)][1:]  # the first one warms up
            memory = there.megabytes()
    raw = statistics.median(each.raw for each in rounds)
    yield from _rate("push of 1,000 visits, signed for", [(each.push, each.raw) for each in rounds], raw, 2.5)
    yield from _rate("pull of 1,000 visits, stored", [(each.pull, each.raw) for each in rounds], raw, 2.2)
    for what, values in (
        ("push: CPU of the server for a record", [each.push_cpu for each in rounds]),
        ("pull: CPU of the server for a record", [each.pull_cpu for each in rounds]),
    ):
        yield Figure(what=what, value=statistics.median(values) * 1e6, unit="us")
    yield Figure(what="memory of the server (RSS)", value=memory, unit="MB")


def _rate(what: str, pairs: Sequence[tuple[float, float]], raw: float, target: float) -> Iterator[Figure]:
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    median = statistics.median(ratios)
    yield Figure(
        what=f"{what} (ratio: median of {len(ratios)}, {ratios[0]:.1f}-{ratios[-1]:.1f})",
        value=raw * median,
        unit="/s",
        baseline=raw,
        baseline_name=RAW,
        target=target,
        at_least=True,
    )


def _round(there: Place, address: str, number: int) -> Round:
    hamlet = f"thon-ban-giong-{number:03d}"
    writer, reader = there.machine(hamlet), there.machine(hamlet)
    with on_road(there.server.url) as up, on_road(there.server.url) as down:
        for db, road in ((writer, up), (reader, down)):
            sync_now(db, ways(road))  # met before, and the connection is open
        lines = record(writer, many_visits(VISITS, hamlet, number))
        raw = raw_commits(address, hamlet, lines)
        computed = there.cpu_seconds()
        push = _seconds(writer, up)
        between = there.cpu_seconds()
        pull = _seconds(reader, down)
        pulled = there.cpu_seconds()
    assert set(lines) <= held_by(there.server.province.store)
    ((stored,),) = reader.rows("SELECT count(*) FROM visit")
    assert stored == VISITS
    return Round(raw, VISITS / push, VISITS / pull, (between - computed) / VISITS, (pulled - between) / VISITS)


def raw_commits(address: str, scope: str, lines: Sequence[bytes]) -> float:
    """One connection, each row a commit of its own; rows a second."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_TABLE)
        begun = time.perf_counter()
        for number, body in enumerate(lines):
            connection.execute("INSERT INTO raw VALUES (%s, %s, %s)", (scope, number, body))
        return len(lines) / (time.perf_counter() - begun)


def _seconds(db: Database, road: HttpRoad) -> float:
    begun = time.perf_counter()
    report = sync_now(db, ways(road))
    taken = time.perf_counter() - begun
    assert (report.end, report.progress.waiting) == (End.DONE, 0)
    return taken
