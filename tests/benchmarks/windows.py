"""Child processes that open a window and say when it was painted and how much memory they hold."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.village import fill

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
window = QLabel("Sổ tay")
window.resize(1366, 690)
window.show()
"""

OURS = """
import sys
from argparse import Namespace
from pathlib import Path
from cdtt_app.ui.program import Program
practice = len(sys.argv) < 3  # a second word: real data, which has no province of its own beside it
program = Program(Namespace(command="app", practice=practice, profile=Path(sys.argv[1]), smoke=False))
app, window = program.app, program.window
window.show()
"""

WITH_DATA = (
    OURS
    + """
program.open()
"""
)

HOUSEHOLDS = (
    WITH_DATA
    + """
window.show_page("households")
"""
)

_REPORT = """
import json, os, time
from pathlib import Path
for _ in range(8):
    app.processEvents()
assert not window.grab().isNull()
at = time.clock_gettime(time.CLOCK_MONOTONIC)
rows = Path("/proc/self/smaps_rollup").read_text().splitlines()
pss = sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
print(json.dumps({"at": at, "pss": pss / 1024}), flush=True)
os._exit(0)
"""


class Opened(NamedTuple):
    """Seconds from the start of the process to the painted window, and PSS in MB."""

    seconds: float
    megabytes: float


def open_window(code: str, *arguments: str) -> Opened:
    """Run one child on the screen there is, or offscreen."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    said = subprocess.run(
        [sys.executable, "-c", code + _REPORT, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path.cwd(),
    ).stdout
    told = json.loads(said.splitlines()[-1])
    return Opened(told["at"] - begun, told["pss"])


def make_practice_folder(folder: Path) -> None:
    """The practice hamlet, made once before anything is measured."""
    open_window(WITH_DATA, str(folder))


def make_big_folder(folder: Path, *, households: int = 10_000) -> None:
    """Households of four, many of them."""
    from cdtt_app import paths
    from cdtt_app.imports.units_file import load_units
    from cdtt_app.services.setup import Setup, set_up
    from cdtt_app.storage.profile import Profile
    from tests.benchmarks.village import as_hamlet

    units = load_units(paths.resources() / "units")
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai")
    db = set_up(Profile(folder), setup, units, paths.resources() / "checklists", pin=None).db
    fill(db, households, 4, hamlet=as_hamlet(db))
    db.close()
