"""Whole evenings through the real windows, as a volunteer would live them."""

import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.visit import Outcome
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.selfcheck import Grade, full_check
from cdtt_app.storage.settings import Settings, keep_settings
from cdtt_app.storage.visits import visits_of
from cdtt_app.ui.evening import Evening
from cdtt_app.ui.program import Program
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from tests.journeys.programs import running

ROOT = Path(__file__).resolve().parents[2]
BEGIN_AND_WAIT = """
import sys, time
from pathlib import Path
from tests.journeys.programs import open_program, begin_visit
program = open_program(Path(sys.argv[1]))
begin_visit(program, "BG-004", "21111210")
print("typed", flush=True)
time.sleep(60)
"""


@pytest.fixture(params=[13, 18], ids=lambda size: f"{size}pt")
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "thuc-hanh"
    keep_settings(folder, Settings(request.param))
    with running(folder) as opened:
        yield opened


def test_the_scripted_evening_ends_by_itself_and_leaves_its_pictures(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "cdtt_app", "run"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Phiếu đã lưu và tìm lại được." in done.stdout
    assert len(list((tmp_path / "out" / "evening").glob("*.png"))) >= 6


def test_a_visit_cut_off_by_kill_9_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "thuc-hanh"
    child = subprocess.Popen(
        [sys.executable, "-c", BEGIN_AND_WAIT, str(folder)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"typed\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with running(folder) as program:
        home = household_by_code(program.desk().db, "BG-004")
        assert home is not None
        before = len(visits_of(program.desk().db, home.id))
        program.desk().ways.start_visit(home.id)
        evening = Evening(program, tmp_path)
        matrix = _matrix(program)
        matrix.setFocus()
        cells = [row[0].answer for row in matrix.matrix().cells]
        assert "".join(cells) == "21111210"
        for _ in range(8):
            evening.press(Qt.Key.Key_Down)
        evening.write("3")
        evening.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        visits = visits_of(program.desk().db, home.id)
        assert len(visits) == before + 1
        (levels,) = visits[0].answers["a"].values()
        assert len(levels) == 9
        assert Grade.BAD not in {finding.grade for finding in full_check(program.desk().db, Profile(folder))}


def test_four_people_by_keyboard_alone(program: Program, tmp_path: Path) -> None:
    evening = Evening(program, tmp_path)
    control = Qt.KeyboardModifier.ControlModifier
    evening.press(Qt.Key.Key_2, control)
    evening.press(Qt.Key.Key_F2)
    evening.write("nvd")
    QTest.qWait(350)
    evening.press(Qt.Key.Key_Down)
    evening.press(Qt.Key.Key_Return)
    QTest.qWait(50)
    _tab_to(evening, "Ghi lượt thăm", "Ghi thăm")
    evening.press(Qt.Key.Key_Space)
    QTest.qWait(50)
    _tab_until(evening, lambda: isinstance(evening.focus(), SkillsMatrix))
    for _ in range(4):
        evening.write("2" * 13)
    evening.press(Qt.Key.Key_S, control)
    db = program.desk().db
    home = household_by_code(db, "BG-004")
    assert home is not None
    latest = visits_of(db, home.id)[0]
    assert latest.outcome is Outcome.MET
    assert sorted(len(levels) for levels in latest.answers["a"].values()) == [13] * 4
    evening.press(Qt.Key.Key_Z, control)
    assert latest.id not in {visit.id for visit in visits_of(db, home.id)}


def test_no_window_flashes_up_beside_the_main_one(program: Program) -> None:
    watch = _Watch()
    program.app.installEventFilter(watch)
    try:
        _go_everywhere(program)
    finally:
        program.app.removeEventFilter(watch)
    assert watch.seen == []


def test_every_page_fits_a_small_screen(program: Program) -> None:
    program.window.resize(1024, 640)
    _go_everywhere(program)
    assert program.window.minimumSizeHint().width() <= 1024
    assert program.window.minimumSizeHint().height() <= 640


def test_a_second_window_on_the_same_data_is_refused_in_words(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    other = Program(Namespace(command="app", practice=True, profile=program.folder, smoke=False))
    assert not other.open()
    other.close()
    other.window.close()
    assert "cửa sổ khác" in said[0]


class _Watch(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def _matrix(program: Program) -> SkillsMatrix:
    return next(found for found in program.window.findChildren(SkillsMatrix) if found.isVisible())


def _go_everywhere(program: Program) -> None:
    home = household_by_code(program.desk().db, "BG-004")
    ways = program.desk().ways
    for key in ("today", "households", "visit", "settings"):
        ways.open_page(key)
        program.app.processEvents()
    id_ = home.id if home else HouseholdId("")
    ways.open_household(id_)
    program.app.processEvents()
    ways.start_visit(id_)
    program.app.processEvents()


def _tab_to(evening: Evening, *names: str) -> None:
    _tab_until(evening, lambda: evening.focus().accessibleName() in names)


def _tab_until(evening: Evening, reached: Callable[[], bool]) -> None:
    for _ in range(60):
        if reached():
            return
        evening.press(Qt.Key.Key_Tab)
    raise AssertionError("the keyboard does not get there")
