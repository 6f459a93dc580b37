"""What happens to the window when the data under it changes: text size, lock, restore, practice."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from cdtt_app import paths
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.setup import Setup, set_up
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.households import household_by_code, household_ids
from cdtt_app.storage.profile import Profile, create, open_profile
from cdtt_app.storage.settings import Settings, keep_settings
from cdtt_app.ui.dialogs.pin_dialog import PinDialog
from cdtt_app.ui.dialogs.welcome_dialog import WelcomeDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.program import Program
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from tests.factories import make_household
from tests.journeys.programs import begin_visit, running
from tests.ui.conftest import clear_windows

PIN = "250871"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "thuc-hanh") as program:
        yield program


def test_a_larger_text_size_keeps_the_data_and_the_place(practice: Program, qtbot: QtBot) -> None:
    old = practice.window
    begin_visit(practice, "BG-004", "2111")
    keep_settings(practice.folder, Settings(18))
    practice.desk().ways.rebuild()
    qtbot.waitUntil(lambda: practice.window is not old)
    assert practice.theme.pt == 18
    home = household_by_code(practice.desk().db, "BG-004")
    assert home is not None
    practice.desk().ways.start_visit(home.id)
    matrix = next(found for found in practice.window.findChildren(SkillsMatrix) if found.isVisible())
    assert "".join(row[0].answer for row in matrix.matrix().cells) == "2111"


def test_a_restore_puts_the_backup_in_the_window(practice: Program, tmp_path: Path, qtbot: QtBot) -> None:
    db, profile = practice.desk().db, Profile(practice.folder)
    path = make_backup(db, profile, tmp_path / f"usb{SUFFIX}").path
    with db.write() as tx:
        tx.save(make_household("Người mới"))
    assert len(household_ids(db)) == 99
    old = practice.window
    practice.desk().ways.restore(path, "")
    qtbot.waitUntil(lambda: practice.window is not old and practice.session is not None)
    qtbot.waitUntil(lambda: len(household_ids(practice.desk().db)) == 98)


def test_a_locked_window_shows_nothing_until_the_pin_is_given(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "that"
    units = load_units(paths.resources() / "units")
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai", member_called="Chị Mai")
    set_up(Profile(folder), setup, units, paths.resources() / "checklists", pin=PIN).db.close()
    asked: list[bool] = []

    def give_pin(dialog: PinDialog) -> int:
        asked.append(
            any(window.isVisible() and window.findChildren(SkillsMatrix) for window in QApplication.topLevelWidgets())
        )
        dialog.database = open_profile(Profile(folder), PIN)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PinDialog, "exec", give_pin)
    program = Program(Namespace(command="app", practice=False, profile=folder, smoke=False))
    assert program.open()
    first = program.session
    left_open = QDialog(program.window)
    left_open.open()
    program.desk().ways.lock()
    qtbot.waitUntil(lambda: len(asked) == 2 and program.session is not first)
    QTest.qWait(50)
    assert asked == [False, False]
    assert program.window.top.person.text() == "Chị Mai"
    program.close()
    clear_windows(program.app)


def test_choosing_practice_on_the_first_screen_leaves_one_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def choose(dialog: WelcomeDialog) -> int:
        dialog.practise = True
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(WelcomeDialog, "exec", choose)
    program = Program(Namespace(command="app", practice=False, profile=None, smoke=False))
    assert program.open()
    shown = [window for window in qapp.topLevelWidgets() if isinstance(window, MainWindow) and window.isVisible()]
    assert shown == [program.window]
    assert len(household_ids(program.desk().db)) == 98
    assert program.desk().practice
    program.close()
    clear_windows(program.app)


def test_real_data_is_not_opened_as_practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create(Profile(tmp_path / "that"), PIN).db.close()
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    program = Program(Namespace(command="app", practice=True, profile=tmp_path / "that", smoke=False))
    assert not program.open()
    assert "dữ liệu thật" in said[0]
    program.close()
    clear_windows(program.app)


def test_what_the_look_round_finds_is_said_at_the_start(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "thuc-hanh"
    with running(folder) as first:
        begin_visit(first, "BG-004", "21")
    with running(folder) as again:
        banner = again.window.findChildren(Banner)[0]
        qtbot.waitUntil(lambda: "1 phiếu đang ghi dở" in banner.sentence(), timeout=8000)
