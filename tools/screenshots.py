"""Writes a picture of every page in both text sizes, over a fresh practice hamlet."""

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtTest import QTest

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.settings import SIZES, Settings, keep_settings
from cdtt_app.ui.program import Program
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix

WIDTH, HEIGHT = 1366, 768


def main(target: Path) -> None:
    """Take the pictures into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            keep_settings(Path(folder), Settings(size))
            program = Program(Namespace(command="app", practice=True, profile=Path(folder), smoke=False))
            program.window.resize(WIDTH, HEIGHT)
            program.open()
            program.window.activateWindow()
            QTest.qWaitForWindowActive(program.window)
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
        "luot-tham-dang-ghi": lambda: _type_levels(program, id_),
        "cai-dat": lambda: ways.open_page("settings"),
    }


def _type_levels(program: Program, household: HouseholdId) -> None:
    """Half a visit, as typed at the door."""
    program.desk().ways.start_visit(household)
    QTest.qWait(100)
    matrix = next(found for found in program.window.findChildren(SkillsMatrix) if found.isVisible())
    matrix.setFocus()
    QTest.keyClicks(matrix, "2111121021211" + "100011000011" + " " + "33323332")


def _grab(program: Program, path: Path) -> None:
    for _ in range(8):
        program.app.processEvents()
    program.window.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screenshots"))
