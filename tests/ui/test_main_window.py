from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.presenters.network import Network
from cdtt_app.ui.main_window import MainWindow, Page, PageRow
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.widgets.messages import Banner

KEYS = ("hom_nay", "ho", "tham", "cai_dat")


class _Paper(Page):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.page_title = title
        self.opened_times = 0
        self.went_back = 0
        self.searched = 0
        self.subtitle = "98 hộ"
        column = QVBoxLayout(self)
        self.field = QLineEdit()
        column.addWidget(self.field)

    def page_subtitle(self) -> str:
        return self.subtitle

    def opened(self) -> None:
        self.opened_times += 1

    def go_back(self) -> None:
        self.went_back += 1

    def start_search(self) -> None:
        self.searched += 1


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def window(theme: Theme, made: list[str], qtbot: QtBot) -> MainWindow:
    def maker(key: str, title: str) -> Callable[[], Page]:
        def make() -> Page:
            made.append(key)
            return _Paper(title)

        return make

    titles = ("Hôm nay", "Hộ gia đình", "Lượt thăm", "Cài đặt")
    icons = ("calendar-check", "house", "clipboard-list", "settings")
    rows = [
        PageRow(key, title, icon, maker(key, title), at_bottom=key == "cai_dat")
        for key, title, icon in zip(KEYS, titles, icons, strict=True)
    ]
    shown = MainWindow(theme, rows, person="Chị Mai", practice=True)
    qtbot.addWidget(shown)
    shown.show_page("hom_nay")
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def _paper(window: MainWindow) -> _Paper:
    page = window.current_page()
    assert isinstance(page, _Paper)
    return page


def _buttons(window: MainWindow) -> list[QPushButton]:
    return window.nav.findChildren(QPushButton)


def test_a_page_is_built_when_it_is_first_opened_and_only_once(window: MainWindow, made: list[str]) -> None:
    assert made == ["hom_nay"]
    window.show_page("ho")
    window.show_page("hom_nay")
    window.show_page("ho")
    assert made == ["hom_nay", "ho"]
    assert _paper(window).opened_times == 2


def test_the_numbers_with_ctrl_open_the_pages_from_top_to_bottom(window: MainWindow) -> None:
    for number, title in enumerate(("Hôm nay", "Hộ gia đình", "Lượt thăm", "Cài đặt"), start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert _paper(window).page_title == title


def test_a_click_in_the_list_opens_the_page_and_marks_it(window: MainWindow) -> None:
    second = _buttons(window)[1]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert _paper(window).page_title == "Hộ gia đình"
    assert [each.isChecked() for each in _buttons(window)] == [False, True, False, False]


def test_arrows_in_the_list_move_and_open(window: MainWindow) -> None:
    _buttons(window)[0].setFocus()
    QTest.keyClick(_buttons(window)[0], Qt.Key.Key_Down)
    assert _paper(window).page_title == "Hộ gia đình"


def test_escape_and_f2_are_handed_to_the_page_in_front(window: MainWindow) -> None:
    window.show_page("ho")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert (_paper(window).went_back, _paper(window).searched) == (1, 1)


def test_f6_goes_round_the_panes_and_back(window: MainWindow) -> None:
    _paper(window).field.setFocus()
    visited: list[QWidget | None] = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(window.focusWidget())
    assert visited == [window.top.person, _buttons(window)[0], _paper(window).field]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is _buttons(window)[0]


def test_the_title_follows_the_page_and_its_subtitle(window: MainWindow) -> None:
    assert window.top.words() == "Hôm nay 98 hộ"
    _paper(window).subtitle = "97 hộ"
    _paper(window).subtitle_changed.emit()
    assert window.top.words() == "Hôm nay 97 hộ"


def test_the_foot_says_what_is_only_on_this_machine(window: MainWindow) -> None:
    window.set_foot(12, "12:05 hôm nay")
    assert window.foot.sentence() == "Còn 12 phiếu chưa gửi · Tỉnh nhận gần nhất 12:05 hôm nay"
    window.set_foot(0, None)
    assert window.foot.sentence() == "Không còn phiếu nào chưa gửi · Tỉnh chưa nhận phiếu nào"


def test_a_banner_offers_to_undo_and_goes_away_when_taken(window: MainWindow) -> None:
    undone: list[bool] = []
    window.banner("Đã lưu phiếu.", Tone.GREEN, "Hoàn tác", lambda: undone.append(True))
    banner = window.findChild(Banner)
    assert banner is not None
    assert banner.isVisible()
    undo = next(each for each in banner.findChildren(QPushButton) if each.text() == "Hoàn tác")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not banner.isVisible()


def test_the_frame_leaves_room_on_the_smallest_screen(window: MainWindow) -> None:
    smallest = window.minimumSizeHint()
    assert smallest.width() <= 1024
    assert smallest.height() <= 640


def test_six_pages_fit_below_each_other_under_a_windows_title_bar(theme: Theme, qtbot: QtBot) -> None:
    rows = [PageRow(str(n), "Gửi & nhận", "house", Page, at_bottom=n == 6) for n in range(7)]
    shown = MainWindow(theme, rows, person="Chị Mai", practice=False)
    qtbot.addWidget(shown)
    shown.resize(1366, 690)
    shown.show()
    assert shown.size().height() == 690
    boxes = [each.geometry() for each in _buttons(shown)]
    assert all(one.bottom() < other.top() for one, other in pairwise(boxes))
    assert all(box.height() >= 40 for box in boxes)
    assert boxes[-1].bottom() < shown.nav.height()


def test_every_button_of_the_frame_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    for button in window.findChildren(QPushButton):
        spoken = QAccessible.queryAccessibleInterface(button)
        assert spoken is not None
        assert spoken.text(QAccessible.Text.Name)


def test_the_person_and_the_network_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.set_network(Network(False, "Chưa có mạng"))
    assert "Chưa có mạng" in window.top.words()
    window.set_network(Network(True, "Có mạng, chậm"))
    assert "Có mạng, chậm" in window.top.words()
    window.set_network(None)
    assert "mạng" not in window.top.words()
    with qtbot.waitSignal(window.person_clicked):
        QTest.mouseClick(window.top.person, Qt.MouseButton.LeftButton)
