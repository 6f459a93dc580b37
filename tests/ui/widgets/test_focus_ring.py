import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.focus_ring import FocusRings, ring_of
from cdtt_app.ui.widgets.page_scroll import PageScroll

OUTSET = 5
Window = Callable[..., QWidget]


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    assert theme

    def show(*widgets: QWidget) -> QWidget:
        made = QWidget()
        qtbot.addWidget(made)
        column = QVBoxLayout(made)
        for each in widgets:
            column.addWidget(each)
        made.resize(400, 300)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return show


def _around(widget: QWidget) -> QRect:
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return place.adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET)


def _ring_at(window: QWidget) -> QRect | None:
    ring = ring_of(window)
    return ring.geometry() if ring is not None and ring.isVisible() else None


def test_the_ring_stands_around_what_has_the_keyboard(window: Window, qtbot: QtBot) -> None:
    one, two = QPushButton("Một"), QPushButton("Hai")
    shown = window(one, two)
    one.setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(one))
    QTest.keyClick(one, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(two))


def test_the_ring_follows_when_the_window_grows(window: Window, qtbot: QtBot) -> None:
    field = QLineEdit()
    shown = window(field)
    field.setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(field))
    shown.resize(700, 400)
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(field))
    assert field.width() > 600


def test_the_ring_follows_scrolling_and_is_cut_where_the_page_is_cut(
    window: Window, theme: Theme, qtbot: QtBot
) -> None:
    page = PageScroll(theme)
    fields = [QLineEdit() for _ in range(20)]
    for each in fields:
        page.body.addWidget(each)
    shown = window(page)
    fields[0].setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(fields[0]))
    page.verticalScrollBar().setValue(theme.px(20))
    view = page.viewport()
    seen = QRect(view.mapTo(shown, QPoint(0, 0)), view.size())
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(fields[0]) & seen)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: _ring_at(shown) is None)


def test_in_a_list_the_ring_stands_on_the_current_row(window: Window, qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.addItems(["Nông Văn Dư", "Lò Thị Nhình"])
    shown = window(rows)
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    row = rows.visualRect(rows.currentIndex()).translated(rows.viewport().mapTo(shown, QPoint(0, 0)))
    qtbot.waitUntil(lambda: _ring_at(shown) == row)


def test_a_mouse_click_on_a_button_draws_no_ring_until_a_key_is_pressed(window: Window, qtbot: QtBot) -> None:
    tick, other = QCheckBox("Ghi vị trí nhà"), QPushButton("Khác")
    shown = window(other, tick)
    other.setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) is not None)
    QTest.mousePress(tick, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    QTest.mouseRelease(tick, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    qtbot.waitUntil(lambda: _ring_at(shown) is None)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _ring_at(shown) == _around(tick))


def test_the_ring_never_takes_the_mouse(window: Window, qtbot: QtBot) -> None:
    button = QPushButton("Lưu")
    shown = window(button)
    button.setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) is not None)
    assert shown.childAt(button.geometry().center()) is button


def test_a_window_without_an_owner_dies_at_once_and_nothing_breaks(theme: Theme, qtbot: QtBot) -> None:
    assert theme
    for _ in range(5):
        lonely = QCheckBox("Ghi")
        lonely.show()
        lonely.setFocus()
        QApplication.processEvents()
        gone = weakref.ref(lonely)
        del lonely
        gc.collect()
        assert gone() is None
    qtbot.wait(20)


def test_there_is_one_follower_however_often_the_text_size_changes(theme: Theme, dressed_app: QApplication) -> None:
    assert theme
    QApplication.processEvents()
    assert len(dressed_app.findChildren(FocusRings)) == 1


def test_a_painted_ring_leaves_a_white_gap(window: Window, theme: Theme, qtbot: QtBot) -> None:
    shown = window(QLabel("Chữ"), QPushButton("Lưu"))
    button = shown.findChild(QPushButton)
    assert button is not None
    button.setFocus()
    qtbot.waitUntil(lambda: _ring_at(shown) is not None)
    image = shown.grab().toImage()
    place = _around(button)
    column = [image.pixelColor(place.center().x(), place.top() + y).name() for y in range(6)]
    assert column[1] == "#1b5fa8"
    assert column[4] in {"#ffffff", "#fdfefe", "#fefefe"}
    assert theme
