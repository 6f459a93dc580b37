import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.standing import State
from cdtt_app.presenters.strip import Cluster, Square
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.hamlet_strip import HamletStrip, StateLegend
from cdtt_app.ui.widgets.household_mark import draw_household_mark


def _cluster(title: str, count: int) -> Cluster:
    squares = tuple(Square(f"{title}-{n}", list(State)[n % 5], f"Hộ {n}") for n in range(count))
    return Cluster(title, f"{count} hộ", squares)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> HamletStrip:
    made = HamletStrip(theme)
    qtbot.addWidget(made)
    made.show_clusters([_cluster("A", 34), _cluster("B", 37), _cluster("C", 27)])
    made.resize(theme.px(800), made.heightForWidth(theme.px(800)))
    made.show()
    return made


def test_three_clusters_stand_side_by_side_in_two_rows(strip: HamletStrip, theme: Theme) -> None:
    assert strip.heightForWidth(theme.px(830)) < theme.px(70)


@pytest.mark.parametrize("width", [220, 300, 480, 640, 900])
def test_every_household_is_inside_the_strip_at_every_width(width: int, strip: HamletStrip, theme: Theme) -> None:
    strip.resize(theme.px(width), strip.heightForWidth(theme.px(width)))
    cells = [cell for cell, _square in strip._cells]
    assert len(cells) == 98
    assert all(strip.rect().contains(cell) for cell in cells)
    assert not any(one.intersects(other) for i, one in enumerate(cells) for other in cells[i + 1 :])


def test_a_click_on_a_square_chooses_its_household(strip: HamletStrip, qtbot: QtBot) -> None:
    cell, square = strip._cells[40]
    with qtbot.waitSignal(strip.household_chosen) as told:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=cell.center())
    assert told.args == [square.household_id]


def test_the_arrows_reach_every_household_and_enter_chooses(strip: HamletStrip, qtbot: QtBot) -> None:
    strip.setFocus()
    for _ in range(3):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.focus_rect() == strip._cells[3][0]
    QTest.keyClick(strip, Qt.Key.Key_Down)
    below = strip.focus_rect()
    assert below.top() > strip._cells[3][0].top()
    assert below.left() == strip._cells[3][0].left()
    QTest.keyClick(strip, Qt.Key.Key_End)
    with qtbot.waitSignal(strip.household_chosen) as told:
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert told.args == ["C-26"]


def test_the_name_of_the_household_is_spoken(strip: HamletStrip) -> None:
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleName() == "Các hộ trong thôn: Hộ 1: hẹn hôm nay"


def test_the_keyboard_stays_on_its_household_when_the_strip_is_shown_anew(strip: HamletStrip) -> None:
    for _ in range(5):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    strip.show_clusters([_cluster("Z", 3), _cluster("A", 34)])
    assert strip.focus_rect() == next(cell for cell, square in strip._cells if square.household_id == "A-5")


def test_an_empty_hamlet_breaks_nothing(theme: Theme, qtbot: QtBot) -> None:
    empty = HamletStrip(theme)
    qtbot.addWidget(empty)
    empty.show_clusters([])
    QTest.keyClick(empty, Qt.Key.Key_Right)
    QTest.keyClick(empty, Qt.Key.Key_Return)
    assert not empty.grab().isNull()


def test_the_five_marks_differ_in_shape_and_not_by_colour_alone() -> None:
    drawn = {state: _grey(state) for state in State}
    for one in State:
        for other in State:
            if one is not other:
                differing = sum(abs(a - b) > 40 for a, b in zip(drawn[one], drawn[other], strict=True))
                assert differing >= 20, (one, other)


def _grey(state: State) -> list[int]:
    image = QImage(26, 26, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        draw_household_mark(painter, QRectF(0, 0, 26, 26), state)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [grey.pixelColor(x, y).red() for x in range(26) for y in range(26)]


def test_the_legend_says_how_many_of_each(theme: Theme, qtbot: QtBot) -> None:
    legend = StateLegend(theme)
    qtbot.addWidget(legend)
    legend.show_counts({State.VISITED: 61, State.OVERDUE: 5})
    assert [item.accessibleName() for item in legend._items.values()] == [
        "Đã thăm 61",
        "Hẹn hôm nay 0",
        "Nhờ giúp 0",
        "Quá hạn 5",
        "Chưa thăm 0",
    ]
