from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from cdtt_app import paths
from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.presenters.settings_welcome import Step
from cdtt_app.services.setup import COMMUNE, current_hamlet, current_member
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.questions import where
from cdtt_app.ui.dialogs.restore_dialog import RestoreDialog
from cdtt_app.ui.dialogs.welcome_dialog import WelcomeDialog
from cdtt_app.ui.dialogs.welcome_parts import PersonPanel, PinPanel
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import PIN, all_done, make_profile, nameless, small_targets, type_in


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(paths.resources() / "units")


@pytest.fixture
def dialog(theme: Theme, tasks: Tasks, units: UnitRegister, tmp_path: Path, qtbot: QtBot) -> WelcomeDialog:
    made = WelcomeDialog(theme, tasks, Profile(tmp_path / "moi"), lambda: units)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _field(dialog: WelcomeDialog, name: str) -> QLineEdit:
    return next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name and f.isVisible())


def _find_commune(dialog: WelcomeDialog, words: str) -> None:
    type_in(dialog.place.search, words)
    QTest.keyClick(dialog.place.search, Qt.Key.Key_Return)


def _to_pin(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    _find_commune(dialog, "linh phu")
    QTest.mouseClick(dialog.place.found.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    type_in(dialog.place.hamlet, "Bản Khẻ")
    dialog.next_button.click()
    type_in(_field(dialog, "Họ và tên"), "Lương Thị Mai")
    type_in(_field(dialog, "Bà con gọi là"), "Chị Mai")
    dialog.next_button.click()


def _make(dialog: WelcomeDialog, tasks: Tasks, qtbot: QtBot) -> None:
    _to_pin(dialog)
    type_in(_field(dialog, "Mã PIN mới"), PIN)
    type_in(_field(dialog, "Gõ lại mã PIN"), PIN)
    dialog.next_button.click()
    qtbot.waitUntil(partial(all_done, tasks), timeout=20_000)


def test_an_old_name_finds_the_commune_of_today(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    _find_commune(dialog, "linh phu")
    first = dialog.place.found.lines()[0]
    assert (first.title, "xã Linh Phú" in first.words) == ("Xã Tri Phú", True)


def test_four_steps_make_the_profile_with_commune_hamlet_and_member(
    dialog: WelcomeDialog, tasks: Tasks, qtbot: QtBot
) -> None:
    _make(dialog, tasks, qtbot)
    assert dialog.step is Step.CODE
    db = dialog.database
    assert db is not None
    hamlet, member = current_hamlet(db), current_member(db)
    assert hamlet is not None
    assert member is not None
    assert (hamlet.name, hamlet.word, member.name, member.called) == (
        "Bản Khẻ",
        HamletWord.THON,
        "Lương Thị Mai",
        "Chị Mai",
    )
    assert read_fact(db, COMMUNE) == hamlet.commune_code
    db.close()
    open_profile(Profile(db.path.parent), PIN).close()
    open_profile(Profile(db.path.parent), dialog.code.code.text()).close()


def test_the_recovery_code_must_be_written_down_before_one_goes_on(
    dialog: WelcomeDialog, tasks: Tasks, qtbot: QtBot
) -> None:
    _make(dialog, tasks, qtbot)
    assert not dialog.code.written.isChecked()
    assert not dialog.next_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "ghi ra giấy" in dialog.banner.sentence()
    dialog.code.written.click()
    dialog.next_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.database is not None
    dialog.database.close()


def test_nothing_is_written_before_the_pin_is_agreed(dialog: WelcomeDialog, tmp_path: Path) -> None:
    _to_pin(dialog)
    assert dialog.step is Step.PIN
    type_in(_field(dialog, "Mã PIN mới"), "123456")
    dialog.next_button.click()
    assert "dễ đoán" in dialog.banner.sentence()
    assert not (tmp_path / "moi").exists()


def test_a_step_with_something_missing_says_what_and_stays(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    dialog.next_button.click()
    assert dialog.step is Step.PLACE
    assert "chọn xã" in dialog.banner.sentence()
    assert dialog.place.search.property("invalid") is True
    assert dialog.place.search.hasFocus()


def test_escape_goes_back_a_step_and_keeps_what_was_typed(dialog: WelcomeDialog) -> None:
    _to_pin(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.step is Step.PERSON
    assert _field(dialog, "Họ và tên").text() == "Lương Thị Mai"
    for _ in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_practising_needs_nothing(dialog: WelcomeDialog, tmp_path: Path) -> None:
    dialog._start.practise.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.practise, dialog.database) == (True, None)
    assert not (tmp_path / "moi").exists()


def test_the_local_word_follows_the_commune(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    _find_commune(dialog, "xa trung khanh")
    dialog.place.found.setCurrentIndex(dialog.place.found.model().index(0, 0))
    assert dialog.place.word.value() == HamletWord.XOM


def test_a_name_that_is_nowhere_says_what_to_try(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    _find_commune(dialog, "zzzz")
    assert not dialog.place.found.isVisible()
    assert "tên cũ" in dialog.place._hint.text()


def test_the_keyboard_alone_picks_the_commune(dialog: WelcomeDialog) -> None:
    dialog._start.set_up.click()
    _find_commune(dialog, "linh phu")
    assert dialog.place.found.hasFocus()
    QTest.keyClick(dialog.place.found, Qt.Key.Key_Down)
    assert dialog.place.found.key() == dialog.place.found.lines()[1].key


def test_a_machine_that_was_here_before_comes_back_from_its_backup(
    dialog: WelcomeDialog, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    old = Profile(tmp_path / "cu")
    make_profile(old.folder, "Nông Văn Dư")
    db = open_profile(old, PIN)
    backup = make_backup(db, old, tmp_path / f"usb{SUFFIX}").path
    db.close()

    def choose() -> None:
        restore = QApplication.activeModalWidget()
        assert isinstance(restore, RestoreDialog)
        restore.choice.add_file(backup)
        type_in(restore.choice.pin, PIN)
        restore.restore_button.click()

    QTimer.singleShot(0, choose)
    dialog._start.restore.click()
    qtbot.waitUntil(partial(all_done, tasks), timeout=20_000)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.database is not None
    assert [home.head_name for home in where(dialog.database, Household)] == ["Nông Văn Dư"]
    dialog.database.close()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(
    theme: Theme, tasks: Tasks, units: UnitRegister, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "chan").write_text("một tệp nằm chắn đường")
    dialog = WelcomeDialog(theme, tasks, Profile(tmp_path / "chan" / "moi"), lambda: units)
    qtbot.addWidget(dialog)
    dialog.show()
    _make(dialog, tasks, qtbot)
    assert "Không tạo được thư mục" in dialog.banner.sentence()
    assert dialog.step is Step.PIN
    assert isinstance(dialog._panels[Step.PERSON], PersonPanel)
    pin = dialog._panels[Step.PIN]
    assert isinstance(pin, PinPanel)
    assert pin.pin.text() == PIN


@pytest.mark.parametrize("step", list(Step))
def test_every_step_fits_is_named_and_has_large_targets(
    dialog: WelcomeDialog, theme: Theme, step: Step, qtbot: QtBot
) -> None:
    dialog._go(step)
    qtbot.wait(1)
    assert dialog.width() <= 1366
    assert dialog.height() <= 650
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
