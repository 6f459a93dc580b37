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
from screenshots_coverage import coverage_scenes, coverage_windows

from cdtt_app.domain.ids import HouseholdId, VisitId
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.services.visits import VisitEntry, log_visit
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.settings import SIZES, Settings, keep_settings
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.program import Program
from cdtt_app.ui.sender import Road
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix

WIDTH, HEIGHT = 1366, 768
PATIENCE_SECONDS = 60


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
            for path in coverage_windows(program, target, size):
                sys.stdout.write(f"{path}\n")
            program.window.close()
            program.close()


def _scenes(program: Program) -> dict[str, Callable[[], None]]:
    ways = program.desk().ways
    home = household_by_code(program.desk().db, "BG-004")
    id_ = home.id if home else HouseholdId("")
    return {
        "gui-nhan": lambda: _send_and_receive(program),
        "hom-nay": lambda: ways.open_page("today"),
        "ho-gia-dinh": lambda: ways.open_household(id_),
        "luot-tham": lambda: ways.start_visit(id_),
        "luot-tham-dang-ghi": lambda: _type_levels(program, id_),
        "cai-dat": lambda: ways.open_page("settings"),
    } | coverage_scenes(program, id_)


def _send_and_receive(program: Program) -> None:
    """The page once the practice hamlet's own province has answered."""
    desk = program.desk()
    desk.ways.open_page("sync")
    for _ in range(PATIENCE_SECONDS * 10):
        if desk.sender.road is not Road.OPENING:
            break
        QTest.qWait(100)
    desk.sender.send()
    while desk.sender.state.running:
        QTest.qWait(100)
    for code in ("BG-004", "BG-011", "BG-023"):
        _nobody_at_home(desk, code)


def _nobody_at_home(desk: Desk, code: str) -> None:
    """A visit that waits to be sent."""
    home = household_by_code(desk.db, code)
    if home is not None:
        visit = Visit(
            id=VisitId(desk.db.new_id()),
            household_id=home.id,
            hamlet_id=home.hamlet_id,
            visited_on=desk.today(),
            recorded_at=desk.db.now(),
            outcome=Outcome.ABSENT,
        )
        log_visit(desk.db, VisitEntry(visit=visit))


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
