from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.line_button import LineButton


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> Iterator[LineButton]:
    """Squeezed into less height than it wants, as in a low window."""
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    made = LineButton(theme, "Chống lừa đảo qua điện thoại", "12 nhà đang giữ gypq")
    column.addWidget(made)
    column.addWidget(QScrollArea(), 1)
    holder.resize(320, 60)
    holder.show()
    qtbot.waitExposed(holder)
    yield made
    holder.hide()


def test_two_whole_lines_have_room_however_low_the_window(button: LineButton, theme: Theme) -> None:
    lines = theme.metrics(Role.NAME).height() + theme.metrics(Role.SMALL).height()
    assert button.height() >= max(lines, theme.px(40))


def test_no_letter_touches_the_edge(button: LineButton) -> None:
    image = QImage(button.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    button.render(image)
    for y in (0, image.height() - 1):
        assert min(image.pixelColor(x, y).lightness() for x in range(4, image.width() // 2)) > 200  # tinted or white


def test_a_screen_reader_hears_both_lines(button: LineButton) -> None:
    assert button.accessibleName() == "Chống lừa đảo qua điện thoại, 12 nhà đang giữ gypq"
