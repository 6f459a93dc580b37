import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import Strength
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.pick_row import PickRow
from cdtt_app.ui.widgets.strength_pick import bars_pick, strength_pick


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> PickRow:
    made = strength_pick(theme, "Viettel")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.put_keyboard()
    return made


def press(row: PickRow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(row.focusWidget(), key)


def test_a_digit_picks_and_asks_for_the_next_row(row: PickRow, qtbot: QtBot) -> None:
    with qtbot.waitSignals([row.picked, row.left], order="strict"):
        press(row, Qt.Key.Key_2)
    assert row.value() == Strength.UNSTEADY


def test_a_digit_beyond_the_row_picks_nothing(row: PickRow) -> None:
    press(row, Qt.Key.Key_5, Qt.Key.Key_0)
    assert row.value() == ""


def test_arrows_stay_inside_the_row(row: PickRow) -> None:
    press(row, Qt.Key.Key_Right)
    assert row.value() == Strength.NONE
    press(row, *[Qt.Key.Key_Right] * 9)
    assert row.value() == Strength.GOOD
    press(row, Qt.Key.Key_Left)
    assert row.value() == Strength.WEAK


def test_up_and_down_leave_the_row_without_picking(row: PickRow) -> None:
    steps: list[int] = []
    row.left.connect(steps.append)
    press(row, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert (steps, row.value()) == ([1, -1], "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_an_answer_can_be_taken_back(row: PickRow, key: Qt.Key) -> None:
    press(row, Qt.Key.Key_1, key)
    assert row.value() == ""
    assert not any(button.isChecked() for button in row.buttons)


def test_tab_stops_once_at_what_is_picked(row: PickRow) -> None:
    row.set_value(Strength.WEAK)
    stops = [button for button in row.buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [button.accessibleName() for button in stops] == ["Viettel: yếu"]


def test_showing_an_answer_tells_nobody(row: PickRow) -> None:
    told: list[str] = []
    row.picked.connect(told.append)
    row.set_value(Strength.GOOD)
    row.set_value("gì đó lạ")
    assert (told, row.value()) == ([], "")


def test_phones_show_none_to_five_bars(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_pick(theme, "Số vạch")
    qtbot.addWidget(bars)
    assert [button.text() for button in bars.buttons] == ["0", "1", "2", "3", "4", "5"]
    pictures = {bytes(button.icon().pixmap(20, 20).toImage().constBits()) for button in bars.buttons}
    assert len(pictures) == 6
