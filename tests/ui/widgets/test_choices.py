import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Signal
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice, ToggleChips
from cdtt_app.ui.widgets.signal_pick import SignalPick

OPTIONS = [Option("gap", "Gặp"), Option("vang", "Vắng"), Option("tu_choi", "Từ chối & khác")]


@pytest.fixture
def segments(theme: Theme, qtbot: QtBot) -> SegmentedChoice:
    made = SegmentedChoice(theme, OPTIONS, "Gặp ai")
    qtbot.addWidget(made)
    made.show()
    return made


def _buttons(of: SegmentedChoice | ToggleChips | SignalPick) -> list[QPushButton]:
    return of.findChildren(QPushButton)


def test_nothing_is_chosen_until_somebody_chooses(segments: SegmentedChoice) -> None:
    assert segments.value() is None


def test_a_click_chooses_and_tells(segments: SegmentedChoice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(segments.chosen) as told:
        QTest.mouseClick(_buttons(segments)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["vang"]
    assert segments.value() == "vang"


def test_an_arrow_moves_to_the_next_and_chooses_it(segments: SegmentedChoice, qtbot: QtBot) -> None:
    segments.set_value("gap")
    first = _buttons(segments)[0]
    first.setFocus()
    with qtbot.waitSignal(segments.chosen) as told:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["vang"]
    assert segments.value() == "vang"


def test_setting_a_value_tells_nobody(segments: SegmentedChoice) -> None:
    heard: list[str] = []
    segments.chosen.connect(heard.append)
    segments.set_value("vang")
    segments.set_value(None)
    assert segments.value() is None
    assert heard == []


def test_the_tick_of_the_chosen_one_moves_nothing(segments: SegmentedChoice) -> None:
    before = [each.geometry() for each in _buttons(segments)]
    for key in ("gap", "vang", "tu_choi"):
        segments.set_value(key)
        segments.adjustSize()
        assert [each.geometry() for each in _buttons(segments)] == before


def test_an_ampersand_is_shown_and_not_swallowed(segments: SegmentedChoice) -> None:
    assert _buttons(segments)[2].text() == "Từ chối && khác"
    assert _buttons(segments)[2].accessibleName() == "Từ chối & khác"


def test_several_chips_can_be_on(theme: Theme, qtbot: QtBot) -> None:
    chips = ToggleChips(theme, OPTIONS, "Đã chỉ")
    qtbot.addWidget(chips)
    chips.set_value({"gap"})
    with qtbot.waitSignal(chips.changed) as told:
        QTest.mouseClick(_buttons(chips)[1], Qt.MouseButton.LeftButton)
    assert told.args == [frozenset({"gap", "vang"})]


def test_exclusive_chips_allow_only_one(theme: Theme, qtbot: QtBot) -> None:
    chips = ToggleChips(theme, OPTIONS, "Hẹn lần tới", exclusive=True)
    qtbot.addWidget(chips)
    chips.set_value({"gap"})
    QTest.mouseClick(_buttons(chips)[1], Qt.MouseButton.LeftButton)
    assert chips.value() == {"vang"}


def test_chips_wrap_when_there_is_no_room_and_stay_within_their_width(theme: Theme, qtbot: QtBot) -> None:
    chips = ToggleChips(theme, OPTIONS * 2, "Đã chỉ")
    qtbot.addWidget(chips)
    width = theme.px(220)
    chips.resize(width, chips.heightForWidth(width))
    chips.show()
    boxes = [each.geometry() for each in _buttons(chips)]
    assert chips.heightForWidth(width) > chips.heightForWidth(4000)
    assert all(box.right() < width and box.bottom() < chips.height() for box in boxes)
    assert len({box.top() for box in boxes}) > 1


@pytest.fixture
def pick(theme: Theme, qtbot: QtBot) -> SignalPick:
    made = SignalPick(theme, "Viettel")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("key", "signal"), list(zip("0123", Signal, strict=True)))
def test_the_digits_pick_how_good_the_signal_is(key: str, signal: Signal, pick: SignalPick, qtbot: QtBot) -> None:
    _buttons(pick)[0].setFocus()
    with qtbot.waitSignal(pick.changed) as told:
        QTest.keyClick(_buttons(pick)[0], Qt.Key(ord(key)))
    assert told.args == [signal]
    assert pick.value() is signal


def test_backspace_takes_the_answer_back(pick: SignalPick, qtbot: QtBot) -> None:
    pick.set_value(Signal.CALLS)
    with qtbot.waitSignal(pick.changed) as told:
        QTest.keyClick(_buttons(pick)[2], Qt.Key.Key_Backspace)
    assert told.args == [None]
    assert pick.value() is None


def test_arrows_move_inside_the_pick(pick: SignalPick) -> None:
    pick.set_value(Signal.NONE)
    _buttons(pick)[0].setFocus()
    QTest.keyClick(_buttons(pick)[0], Qt.Key.Key_Right)
    assert pick.value() is Signal.UNSTEADY


def test_each_picture_is_named_and_large_enough_to_hit(pick: SignalPick, theme: Theme) -> None:
    assert [each.accessibleName() for each in _buttons(pick)][:2] == ["Viettel: Không có", "Viettel: Chập chờn"]
    pick.set_value(Signal.CALLS)
    pick.adjustSize()
    assert all(each.width() >= theme.px(40) and each.height() >= theme.px(40) for each in _buttons(pick))
    QTest.mouseClick(_buttons(pick)[3], Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert pick.value() is Signal.DATA
