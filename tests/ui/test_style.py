import gc
import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cdtt_app.ui.style import apply_style, build_qss
from cdtt_app.ui.theme import RESOURCES, Theme


def test_every_control_is_forty_pixels_high_at_least(theme: Theme, qtbot: QtBot) -> None:
    for make in (QPushButton, QLineEdit, QComboBox, QDateEdit, QCheckBox, QRadioButton):
        control: QWidget = make()
        qtbot.addWidget(control)
        control.ensurePolished()
        assert control.sizeHint().height() >= theme.px(40) >= 40, make.__name__


def test_the_whole_row_of_a_tick_can_be_clicked(theme: Theme, qtbot: QtBot) -> None:
    tick = QCheckBox("Ghi vị trí nhà")
    qtbot.addWidget(tick)
    tick.show()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(theme.px(60), 2))
    assert tick.isChecked()


def test_a_toggle_keeps_its_height_when_it_is_switched_on(theme: Theme, qtbot: QtBot) -> None:
    toggle = QPushButton("VNeID")
    toggle.setProperty("kind", "toggle")
    toggle.setCheckable(True)
    qtbot.addWidget(toggle)
    toggle.ensurePolished()
    before = toggle.sizeHint()
    toggle.setChecked(True)
    assert toggle.sizeHint() == before
    assert before.height() == theme.px(40)


def test_the_style_outlives_the_function_that_made_it(theme: Theme, dressed_app: QApplication) -> None:
    apply_style(dressed_app, theme)
    gc.collect()
    size = dressed_app.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconSize)
    assert size == theme.px(18)


def test_every_picture_of_the_sheet_exists() -> None:
    named = re.findall(r'url\("([^"]+)"\)', build_qss(Theme()))
    assert named
    assert all((RESOURCES / "styles" / path.rsplit("/", 1)[1]).is_file() for path in named)


def test_no_rule_sets_a_font_size_since_it_would_beat_the_fonts_of_the_labels() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", build_qss(Theme()), flags=re.DOTALL)
    assert "font-size" not in sheet
    assert "font:" not in sheet
