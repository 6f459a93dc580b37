from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

LINES = (TwoLines("a", "Xã Tri Phú", "Tỉnh Tuyên Quang"), TwoLines("b", "Xã Phú Linh", "Tỉnh Tuyên Quang"))


def _list(theme: Theme, qtbot: QtBot) -> TwoLineList:
    made = TwoLineList(theme, "Các xã tìm được")
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_lines(LINES)
    made.set_rows_shown(2)
    made.show()
    return made


def test_nothing_is_chosen_until_somebody_chooses(theme: Theme, qtbot: QtBot) -> None:
    made = _list(theme, qtbot)
    assert made.key() == ""
    assert made.lines() == LINES


def test_arrows_choose_and_tell(theme: Theme, qtbot: QtBot) -> None:
    made = _list(theme, qtbot)
    heard: list[str] = []
    made.chosen.connect(heard.append)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_End)
    assert (heard[-1], made.key()) == ("b", "b")


def test_what_was_chosen_stays_chosen_in_a_new_list(theme: Theme, qtbot: QtBot) -> None:
    made = _list(theme, qtbot)
    made.show_lines(LINES[::-1], "a")
    assert (made.key(), made.currentIndex().row()) == ("a", 1)
    made.show_lines(LINES, "khac")
    assert made.key() == ""


def test_a_screen_reader_hears_both_lines_and_rows_are_large_enough(theme: Theme, qtbot: QtBot) -> None:
    made = _list(theme, qtbot)
    index = made.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Xã Tri Phú, Tỉnh Tuyên Quang"
    assert made.visualRect(index).height() >= theme.px(40)
    assert made.verticalScrollBar().maximum() == 0
