"""Start to first painted window, against a bare PySide6 window."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.windows import BARE, OURS, WITH_DATA, make_practice_folder, open_window

ROUNDS = 9


def measure() -> Iterator[Figure]:
    """Warm, in turn, so that all see the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        make_practice_folder(Path(folder) / "p")
        bare, ours, page = [], [], []
        for _ in range(ROUNDS):
            bare.append(open_window(BARE).seconds)
            ours.append(open_window(OURS, str(Path(folder) / "p")).seconds)
            page.append(open_window(WITH_DATA, str(Path(folder) / "p")).seconds)
    base = statistics.median(bare)
    yield Figure(
        what="start to first window (median)",
        value=statistics.median(ours),
        unit="s",
        baseline=base,
        baseline_name="bare PySide6 window",
        target=2.5,
    )
    yield Figure(
        what="start to Hôm nay with the practice hamlet on it (median)",
        value=statistics.median(page),
        unit="s",
        baseline=base,
        baseline_name="bare PySide6 window",
    )
