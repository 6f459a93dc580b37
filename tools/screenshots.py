"""Writes a picture of every page in both text sizes, over a fresh practice hamlet."""

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.settings import SIZES, Settings, keep_settings
from cdtt_app.ui.program import Program

WIDTH, HEIGHT = 1366, 768


def main(target: Path) -> None:
    """Take the pictures into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            keep_settings(Path(folder), Settings(size))
            program = Program(Namespace(command="app", practice=True, profile=Path(folder), smoke=False))
            program.open()
            program.window.resize(WIDTH, HEIGHT)
            for name, go in _scenes(program).items():
                go()
                _grab(program, target / f"{name}-{size}.png")
            program.window.close()
            program.close()


def _scenes(program: Program) -> dict[str, Callable[[], None]]:
    ways = program.desk().ways
    home = household_by_code(program.desk().db, "BG-004")
    id_ = home.id if home else HouseholdId("")
    return {
        "hom-nay": lambda: ways.open_page("today"),
        "ho-gia-dinh": lambda: ways.open_household(id_),
        "luot-tham": lambda: ways.start_visit(id_),
        "cai-dat": lambda: ways.open_page("settings"),
    }


def _grab(program: Program, path: Path) -> None:
    for _ in range(8):
        program.app.processEvents()
    program.window.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screenshots"))
