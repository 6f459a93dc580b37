"""Search per key over 100,000 people against the raw encrypted FTS query."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.search import find_households
from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.village import fill

TYPED = ("nong van duc", "nvd", "Duwcs", "hoàng", "bg 004", "lương thị", "090001234", "kieu", "vi thi buom", "thao")
LIMIT = 20
_RAW = """SELECT e.rowid, e.household_id, e.label FROM search_index AS i JOIN search_entry AS e ON e.rowid = i.rowid
  WHERE search_index MATCH ? LIMIT ?"""


def measure() -> Iterator[Figure]:
    """Every prefix of every query, as it is typed."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        db = create(Profile(Path(folder) / "p"), None).db
        fill(db, 25_000, 4)
        raw, ours = [], []
        for _ in range(4):
            for typed in TYPED:
                for end in range(1, len(typed) + 1):
                    key = typed[:end]
                    words = "".join(c if c.isalnum() and c.isascii() else " " for c in key.casefold()).split() or ["a"]
                    expression = " ".join(f'"{word}"*' for word in words)
                    begun = time.perf_counter()
                    db.rows(_RAW, (expression, LIMIT))
                    raw.append((time.perf_counter() - begun) * 1000)
                    begun = time.perf_counter()
                    find_households(db, key, limit=LIMIT)
                    ours.append((time.perf_counter() - begun) * 1000)
        db.close()
    yield Figure(
        what="search per key over 100,000 people (median)",
        value=statistics.median(ours),
        unit="ms",
        baseline=statistics.median(raw),
        baseline_name="raw encrypted FTS query",
    )
    yield Figure(
        what="search per key over 100,000 people (95th percentile)",
        value=percentile(ours, 0.95),
        unit="ms",
        baseline=percentile(raw, 0.95),
        baseline_name="raw encrypted FTS query",
        target=2,
    )
