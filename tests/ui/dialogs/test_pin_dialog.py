from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError, WrongPinError
from cdtt_app.storage.profile import Created, Profile, change_pin, open_profile
from cdtt_app.storage.questions import where
from cdtt_app.ui.dialogs.pin_change_dialog import PinChangeDialog
from cdtt_app.ui.dialogs.pin_dialog import PinDialog
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import PIN, all_done, make_profile, nameless, small_targets, type_in


@pytest.fixture
def created(tmp_path: Path) -> Created:
    return make_profile(tmp_path / "p", "Nông Văn Dư")


@pytest.fixture
def profile(created: Created) -> Profile:
    return Profile(created.db.path.parent)


def _door(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot) -> PinDialog:
    dialog = PinDialog(theme, tasks, partial(open_profile, profile))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def _try(dialog: PinDialog, tasks: Tasks, pin: str, qtbot: QtBot) -> None:
    type_in(dialog.pin, pin)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(partial(all_done, tasks), timeout=10_000)


def test_the_right_pin_opens_the_data_for_the_window(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    _try(dialog, tasks, PIN, qtbot)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.database is not None
    assert [home.head_name for home in where(dialog.database, Household)] == ["Nông Văn Dư"]
    dialog.database.close()


def test_the_recovery_code_opens_it_too_however_it_is_typed(
    theme: Theme, tasks: Tasks, created: Created, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    _try(dialog, tasks, (created.recovery_code or "").lower().replace("-", " "), qtbot)
    assert dialog.database is not None
    dialog.database.close()


def test_a_wrong_pin_says_so_and_the_field_waits_for_the_next_try(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    _try(dialog, tasks, "111222", qtbot)
    assert "chưa đúng" in dialog.banner.sentence()
    assert dialog.isVisible()
    assert dialog.pin.property("invalid") is True
    assert dialog.pin.selectedText() != ""
    assert dialog.open_button.isEnabled()


def test_after_five_wrong_pins_the_door_stays_shut_for_a_growing_while(
    theme: Theme, tasks: Tasks, qtbot: QtBot
) -> None:
    tried: list[str] = []

    def refuse(pin: str) -> Database:
        tried.append(pin)
        raise WrongPinError("Mã PIN chưa đúng.")

    dialog = PinDialog(theme, tasks, refuse)
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(5):
        _try(dialog, tasks, "111222", qtbot)
    assert not dialog.open_button.isEnabled()
    assert dialog.open_button.text() == "Chờ 5 giây"
    _try(dialog, tasks, "333444", qtbot)
    assert "333444" not in tried
    for _ in range(5):
        dialog._tick()
    assert (dialog.open_button.isEnabled(), dialog.open_button.text()) == (True, "Mở khoá")
    _try(dialog, tasks, "111222", qtbot)
    assert dialog.open_button.text() == "Chờ 10 giây"


def test_the_pin_is_covered_until_the_tick_uncovers_it(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    type_in(dialog.pin, PIN)
    assert PIN not in dialog.pin.displayText()
    (tick,) = dialog.findChildren(QCheckBox)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert dialog.pin.displayText() == PIN
    assert not dialog.pin.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_forgetting_the_pin_is_explained_in_the_dialog(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    dialog._explain()
    assert any("mã khôi phục" in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert dialog.height() <= 650


def test_escape_leaves_without_data_even_while_it_is_opening(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    type_in(dialog.pin, PIN)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(partial(all_done, tasks), timeout=10_000)
    assert (dialog.result(), dialog.database) == (QDialog.DialogCode.Rejected, None)


def test_damaged_data_offers_the_rescue_with_its_sentence(
    theme: Theme, tasks: Tasks, db: Database, qtbot: QtBot
) -> None:
    heard: list[str] = []

    def damaged(_pin: str) -> Database:
        raise DamagedError("Tệp dữ liệu đọc không được.")

    def rescue(sentence: str) -> Database:
        heard.append(sentence)
        return db

    dialog = PinDialog(theme, tasks, damaged, rescue)
    qtbot.addWidget(dialog)
    dialog.show()
    _try(dialog, tasks, PIN, qtbot)
    next(b for b in dialog.banner._actions if b.text() == "Khôi phục…").click()
    assert (heard, dialog.database) == (["Tệp dữ liệu đọc không được."], db)


def test_everything_at_the_door_is_named_and_large_enough(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _door(theme, tasks, profile, qtbot)
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []


def _change(theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot, *words: str) -> PinChangeDialog:
    dialog = PinChangeDialog(theme, tasks, profile)
    qtbot.addWidget(dialog)
    dialog.show()
    for field, text in zip((dialog.old, dialog.new, dialog.again), words, strict=True):
        type_in(field, text)
    dialog.change_button.click()
    qtbot.waitUntil(partial(all_done, tasks), timeout=10_000)
    return dialog


def test_the_new_pin_opens_the_data_and_the_old_one_no_longer(
    theme: Theme, tasks: Tasks, profile: Profile, qtbot: QtBot
) -> None:
    dialog = _change(theme, tasks, profile, qtbot, PIN, "975312", "975312")
    assert dialog.result() == QDialog.DialogCode.Accepted
    open_profile(profile, "975312").close()
    with pytest.raises(WrongPinError):
        open_profile(profile, PIN)


@pytest.mark.parametrize(
    ("words", "wrong", "sentence"),
    [
        (("", "975312", "975312"), "old", "đang dùng"),
        ((PIN, "123456", "123456"), "new", "dễ đoán"),
        ((PIN, "975312", "975313"), "again", "chưa giống"),
        (("000001", "975312", "975312"), "old", "chưa đúng"),
    ],
)
def test_a_refused_change_leaves_the_old_pin_working(
    theme: Theme,
    tasks: Tasks,
    profile: Profile,
    qtbot: QtBot,
    words: tuple[str, str, str],
    wrong: str,
    sentence: str,
) -> None:
    dialog = _change(theme, tasks, profile, qtbot, *words)
    assert dialog.isVisible()
    assert sentence in dialog.banner.sentence()
    assert getattr(dialog, wrong).property("invalid") is True
    assert dialog.height() <= 650
    open_profile(profile, PIN).close()


def test_the_recovery_code_may_stand_for_the_old_pin(
    theme: Theme, tasks: Tasks, created: Created, profile: Profile, qtbot: QtBot
) -> None:
    change_pin(profile, PIN, "135792")  # a PIN that was forgotten since
    dialog = _change(theme, tasks, profile, qtbot, created.recovery_code or "", "975312", "975312")
    assert dialog.result() == QDialog.DialogCode.Accepted
    open_profile(profile, "975312").close()
