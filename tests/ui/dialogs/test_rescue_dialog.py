from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.questions import where
from cdtt_app.ui.dialogs.rescue_dialog import RescueDialog
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import PIN, all_done, make_profile, nameless, small_targets, type_in

SENTENCE = "Tệp khoá (keys.json) đọc không được. Hãy khôi phục từ bản sao lưu gần nhất."


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with one backup, whose key file was torn since."""
    profile = Profile(tmp_path / "p")
    make_profile(profile.folder, "Nông Văn Dư")
    db = open_profile(profile, PIN)
    make_backup(db, profile, profile.backups / f"tu-dong-1{SUFFIX}")
    db.close()
    profile.keys.write_text("{")
    return profile


def _dialog(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> RescueDialog:
    dialog = RescueDialog(theme, tasks, profile, SENTENCE)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(partial(all_done, tasks))
    return dialog


def _restore(dialog: RescueDialog, tasks: Tasks, pin: str, qtbot: QtBot) -> None:
    dialog.choice.list.setCurrentIndex(dialog.choice.list.model().index(0, 0))
    type_in(dialog.choice.pin, pin)
    dialog.restore_button.click()
    qtbot.waitUntil(partial(all_done, tasks), timeout=10_000)


def test_a_backup_brings_the_data_back_and_the_torn_files_are_kept(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    _restore(dialog, tasks, PIN, qtbot)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.database is not None
    assert [home.head_name for home in where(dialog.database, Household)] == ["Nông Văn Dư"]
    assert len(list(profile.backups.glob("truoc-khoi-phuc-*"))) == 1
    dialog.database.close()


def test_a_wrong_pin_changes_nothing_on_the_disk(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    before = {path: path.read_bytes() for path in profile.folder.rglob("*") if path.is_file()}
    dialog = _dialog(theme, tasks, profile, qtbot)
    _restore(dialog, tasks, "000001", qtbot)
    assert dialog.isVisible()
    assert "không mở được bản sao lưu" in dialog.banner.sentence()
    assert {path: path.read_bytes() for path in before} == before
    assert list(profile.backups.iterdir()) == [profile.backups / f"tu-dong-1{SUFFIX}"]


def test_it_says_what_is_wrong_and_that_nothing_is_deleted(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert SENTENCE in words
    assert "Không có gì bị xoá" in words


def test_leaving_opens_nothing_and_touches_nothing(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    dialog.reject()
    assert dialog.database is None
    assert profile.keys.read_text() == "{"


def test_without_a_choice_it_asks_for_one(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    dialog.restore_button.click()
    assert "Hãy chọn một bản" in dialog.banner.sentence()


def test_it_fits_is_named_and_has_large_targets(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> None:
    dialog = _dialog(theme, tasks, profile, qtbot)
    dialog.choice.list.setCurrentIndex(dialog.choice.list.model().index(0, 0))
    assert (dialog.width() <= 1366, dialog.height() <= 650) == (True, True)
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
