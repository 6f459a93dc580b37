"""Saving a visit against one raw durable commit of the same document in plain sqlite3."""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cdtt_app.services.visits import VisitEntry, log_visit
from cdtt_app.storage.profile import Profile, create
from cdtt_app.sync.codec import to_document
from tests.benchmarks.figure import Figure, percentile
from tests.factories import NOW, make_consent, make_household, make_visit

ROUNDS = 400


def measure() -> Iterator[Figure]:
    """Interleaved, so that both see the same machine."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        ours, service, raw = _run(Path(folder))
    base = statistics.median(raw)
    yield Figure(
        what="save a visit: row + operation, one durable commit (median)",
        value=statistics.median(ours),
        unit="ms",
        baseline=base,
        baseline_name="raw sqlite3 commit",
        target=3,
    )
    yield Figure(
        what="the same, 95th percentile",
        value=percentile(ours, 0.95),
        unit="ms",
        baseline=percentile(raw, 0.95),
        baseline_name="raw sqlite3 commit",
    )
    yield Figure(
        what="log_visit: consent looked up, rules checked, saved (median)",
        value=statistics.median(service),
        unit="ms",
        baseline=base,
        baseline_name="raw sqlite3 commit",
    )


def _run(folder: Path) -> tuple[list[float], list[float], list[float]]:
    db = create(Profile(folder / "p"), None, clock=lambda: NOW).db
    household = make_household()
    with db.write() as tx:
        tx.save(household)
        tx.save(make_consent(household))
    plain = sqlite3.connect(folder / "raw.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE visit (id TEXT PRIMARY KEY, document TEXT NOT NULL)")
    ours, service, raw = [], [], []
    for _ in range(ROUNDS):
        visit = make_visit(household, id=db.new_id())
        document = json.dumps(to_document(visit), ensure_ascii=False)
        begun = time.perf_counter()
        plain.execute("INSERT INTO visit VALUES (?, ?)", (visit.id, document))
        raw.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        with db.write() as tx:
            tx.save(visit)
        ours.append((time.perf_counter() - begun) * 1000)
        entry = VisitEntry(visit=make_visit(household, id=db.new_id()))
        begun = time.perf_counter()
        log_visit(db, entry)
        service.append((time.perf_counter() - begun) * 1000)
    db.close()
    plain.close()
    return ours, service, raw
