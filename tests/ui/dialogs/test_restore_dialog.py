from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from cdtt_app.storage.backup import SUFFIX, BackupInfo, make_backup
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.ui.dialogs.restore_dialog import RestoreDialog
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import PIN, add_households, all_done, make_profile, nameless, small_targets, type_in


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """Two households, of which the backup on the machine holds one."""
    profile = Profile(tmp_path / "p")
    make_profile(profile.folder, "Nông Văn Dư")
    db = open_profile(profile, PIN)
    make_backup(db, profile, profile.backups / f"tu-dong-1{SUFFIX}")
    add_households(db, "Ma Thị Sính")
    db.close()
    return profile


def _dialog(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot, in_use: int | None = 2) -> RestoreDialog:
    dialog = RestoreDialog(theme, tasks, profile, in_use=in_use)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(partial(all_done, tasks))
    return dialog


def _choose_first(dialog: RestoreDialog) -> None:
    dialog.choice.list.setCurrentIndex(dialog.choice.list.model().index(0, 0))


def _agree(dialog: RestoreDialog, tasks: Tasks, pin: str, qtbot: QtBot) -> None:
    type_in(dialog.choice.pin, pin)
    dialog.restore_button.click()
    qtbot.waitUntil(partial(all_done, tasks), timeout=10_000)


def test_a_backup_of_the_list_is_handed_over_with_the_pin_that_opens_it(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    _choose_first(dialog)
    _agree(dialog, tasks, PIN, qtbot)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.path, dialog.pin) == (profile.backups / f"tu-dong-1{SUFFIX}", PIN)


def test_what_would_be_replaced_is_said_before(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot, in_use=13)
    _choose_first(dialog)
    assert "có 12 lần ghi mới hơn bản này" in dialog.choice._replaces.text()
    assert dialog.choice._replaces.isVisible()


def test_a_wrong_pin_is_told_here_and_not_after_the_data_was_closed(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    _choose_first(dialog)
    _agree(dialog, tasks, "000001", qtbot)
    assert dialog.isVisible()
    assert "không mở được bản sao lưu" in dialog.banner.sentence()
    assert dialog.choice.pin.property("invalid") is True
    assert dialog.path is None


def test_nothing_chosen_and_no_pin_are_asked_for(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    dialog.restore_button.click()
    assert "Hãy chọn một bản" in dialog.banner.sentence()
    _choose_first(dialog)
    dialog.restore_button.click()
    assert "Hãy gõ mã PIN" in dialog.banner.sentence()
    assert all_done(tasks)


def test_a_file_from_a_stick_is_offered_first_and_chosen(
    theme: Theme, tasks: Tasks, profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    db = open_profile(profile, PIN)
    stick = make_backup(db, profile, tmp_path / f"usb{SUFFIX}").path
    db.close()
    dialog = _dialog(theme, tasks, profile, qtbot)

    def choose() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, QFileDialog)
        assert window.testOption(QFileDialog.Option.DontUseNativeDialog)
        window.setDirectory(str(tmp_path))
        window.selectFile(stick.name)
        window.accept()

    QTimer.singleShot(0, choose)
    dialog.choice._browse()
    assert isinstance(dialog.choice.chosen, BackupInfo)
    assert (dialog.choice.chosen.path.name, len(dialog.choice.list.lines())) == (stick.name, 2)


def test_a_file_that_is_no_backup_is_refused_in_words(
    theme: Theme, tasks: Tasks, profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    (tmp_path / "anh.jpg").write_bytes(b"x" * 100)
    dialog.choice.add_file(tmp_path / "anh.jpg")
    assert "anh.jpg không phải bản sao lưu" in dialog.banner.sentence()
    assert dialog.choice.chosen is None


def test_practice_data_asks_for_no_pin(theme: Theme, tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    profile = Profile(tmp_path / "thuc-hanh")
    make_profile(profile.folder, "Nông Văn Dư", pin=None)
    db = open_profile(profile)
    make_backup(db, profile, profile.backups / f"tu-dong-1{SUFFIX}")
    db.close()
    dialog = _dialog(theme, tasks, profile, qtbot)
    _choose_first(dialog)
    assert not dialog.choice.pin.isVisible()
    dialog.restore_button.click()
    qtbot.waitUntil(partial(all_done, tasks))
    assert (dialog.result(), dialog.pin) == (QDialog.DialogCode.Accepted, "")


def test_a_machine_without_backups_says_where_to_look(theme: Theme, tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, Profile(tmp_path / "trong"), qtbot, in_use=None)
    assert not dialog.choice.list.isVisible()
    assert "cắm USB" in dialog.choice._head.text()


def test_escape_leaves_everything_as_it_is(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.result(), dialog.path) == (QDialog.DialogCode.Rejected, None)


def test_it_fits_is_named_and_has_large_targets(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    _choose_first(dialog)
    assert (dialog.width() <= 1366, dialog.height() <= 650) == (True, True)
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
