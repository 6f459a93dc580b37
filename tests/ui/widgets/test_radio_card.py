from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.radio_card import RadioCard

Cards = Callable[..., list[RadioCard]]


@pytest.fixture
def cards(theme: Theme, qtbot: QtBot) -> Iterator[Cards]:
    """Puts cards with these values into a window."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)

    def make(*values: str) -> list[RadioCard]:
        made = [RadioCard(theme, value, "Pảo ghi, máy thôn", "18/11/2026 lúc 20:05") for value in values]
        for card in made:
            column.addWidget(card)
        window.resize(theme.px(420), theme.px(400))
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        return made

    yield make
    window.hide()


def test_one_card_at_a_time_by_arrows_space_and_mouse(cards: Cards) -> None:
    one, two = cards("0900 000 214", "0900 000 241")
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)
    assert (one.isChecked(), two.isChecked()) == (True, False)
    QTest.keyClick(one, Qt.Key.Key_Down)
    assert (one.isChecked(), two.isChecked(), two.hasFocus()) == (False, True, True)
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(one.width() - 5, one.height() - 5))
    assert (one.isChecked(), two.isChecked()) == (True, False)


def test_the_first_arrow_already_chooses(cards: Cards) -> None:
    one, two = cards("0900 000 214", "0900 000 241")
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Down)
    assert (one.isChecked(), two.isChecked()) == (False, True)
    QTest.keyClick(two, Qt.Key.Key_Up)
    assert (one.isChecked(), two.isChecked()) == (True, False)


def test_a_screen_reader_hears_value_person_and_time(cards: Cards) -> None:
    (card,) = cards("0900 000 214")
    assert card.accessibleName() == "0900 000 214, Pảo ghi, máy thôn, 18/11/2026 lúc 20:05"


def test_a_long_value_goes_on_below_and_is_written_smaller(cards: Cards, theme: Theme) -> None:
    note = "Nhà ở cuối bản, qua cầu treo rồi rẽ trái, gặp buổi tối. "
    short, long = cards("0900 000 214", note * 4)
    assert long.heightForWidth(theme.px(400)) > 2 * short.heightForWidth(theme.px(400))
    assert long.heightForWidth(theme.px(400)) > long.heightForWidth(theme.px(800))
    assert long._lines[0][1].pointSizeF() < short._lines[0][1].pointSizeF()


def test_the_chosen_card_looks_different(cards: Cards) -> None:
    (card,) = cards("0900 000 214")
    before = card.grab().toImage()
    card.setChecked(True)
    assert card.grab().toImage() != before
