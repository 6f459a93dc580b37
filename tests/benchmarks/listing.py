"""From the search (after the pause in typing) to the painted list, with 100,000 people, in the real window."""

import os
import statistics
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure, percentile
from tests.benchmarks.windows import make_big_folder

TYPED = ("nong van duc", "nvd", "Duwcs", "hoàng", "bg 004", "kieu")


def measure() -> Iterator[Figure]:
    """Every prefix of every query; the list is drawn before the clock stops."""
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        make_big_folder(Path(folder) / "big", households=25_000)
        taken = _run(Path(folder) / "big")
    for what, value in (("median", statistics.median(taken)), ("95th percentile", percentile(taken, 0.95))):
        yield Figure(
            what=f"key to painted list, 100,000 people ({what})", value=value, unit="ms", target=50, absolute=True
        )


def _run(folder: Path) -> list[float]:
    from cdtt_app.ui.pages.households_page import HouseholdsPage
    from cdtt_app.ui.program import Program

    program = Program(Namespace(command="app", practice=False, profile=folder, smoke=False))
    program.open()
    program.window.show_page("households")
    page = program.window.current_page()
    assert isinstance(page, HouseholdsPage)
    while program.session is not None and program.session.tasks.busy():
        program.app.processEvents()
    taken = []
    for typed in TYPED:
        for end in range(1, len(typed) + 1):
            begun = time.perf_counter()
            page._search(typed[:end])
            program.app.processEvents()
            taken.append((time.perf_counter() - begun) * 1000)
    program.close()
    return taken
