"""Start and memory beside MusicBrainz Picard, a Qt program of the same kind, seen from outside on a real X screen.

Runs where Debian's `picard`, `xdotool` and `xvfb` are installed; elsewhere it yields nothing.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.windows import BARE, make_practice_folder

ROUNDS = 7
_SCREEN = ":93"
_PATIENCE = 20  # seconds
Seen = tuple[float, float]  # seconds to the window, PSS in MB half a second later


def measure() -> Iterator[Figure]:
    """In turn, from the start of the process to the window that the X server shows."""
    tools = [shutil.which(name) for name in ("picard", "xdotool", "Xvfb")]
    if not all(tools):
        return
    with tempfile.TemporaryDirectory() as folder, _screen():
        kept = Path(folder) / "p"
        make_practice_folder(kept)
        commands = {
            "SoTayBare": [sys.executable, "-c", BARE.replace('QLabel("Sổ tay")', 'QLabel("")') + _NAMED],
            "Sổ tay": [sys.executable, "-m", "cdtt_app", "app", "--practice", "--profile", str(kept)],
            "Picard": ["picard"],
        }
        seen: dict[str, list[Seen]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                seen[name].append(_until_shown(command, name))
    for place, what, unit in ((0, "start to first window on X", "s"), (1, "memory (PSS) on X", "MB")):
        bare, ours, picard = (statistics.median(each[place] for each in rounds) for rounds in seen.values())
        yield Figure(what=what, value=ours, unit=unit, baseline=picard, baseline_name="MusicBrainz Picard", target=1)
        yield Figure(
            what=f"{what}, Picard", value=picard, unit=unit, baseline=bare, baseline_name="bare PySide6 window"
        )


_NAMED = """
window.setWindowTitle("SoTayBare")
app.exec()
"""


@contextmanager
def _screen() -> Iterator[None]:
    before = dict(os.environ)
    server = subprocess.Popen(["Xvfb", _SCREEN, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    os.environ["DISPLAY"] = _SCREEN
    os.environ.pop("QT_QPA_PLATFORM", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.kill()
        server.wait()


def _until_shown(command: Sequence[str], name: str) -> Seen:
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path.cwd())
    while time.monotonic() - begun < _PATIENCE:
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", name], capture_output=True, check=False)
        if found.stdout.strip():
            break
        time.sleep(0.005)
    taken = time.monotonic() - begun
    time.sleep(0.5)
    rows = Path(f"/proc/{child.pid}/smaps_rollup").read_text().splitlines()
    child.kill()
    child.wait()
    time.sleep(0.2)
    return taken, sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
