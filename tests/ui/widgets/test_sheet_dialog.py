from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.sheet_dialog import LARGEST, SheetDialog
from cdtt_app.ui.widgets.text import label


class _Sheet(SheetDialog):
    def __init__(self, theme: Theme, *, leaves_busy: bool) -> None:
        super().__init__(theme, "Thử", leaves_busy=leaves_busy)
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.add_buttons(QPushButton("Thôi"), QPushButton("Đồng ý"))


def _sheet(theme: Theme, qtbot: QtBot, lines: int = 1, *, leaves_busy: bool = False) -> _Sheet:
    sheet = _Sheet(theme, leaves_busy=leaves_busy)
    qtbot.addWidget(sheet)
    for number in range(lines):
        sheet.body.addWidget(
            label(theme, f"Dòng {number}: " + "chữ dài cho đủ một dòng rồi xuống dòng. " * 3, wrap=True)
        )
    sheet.show()
    qtbot.waitExposed(sheet)
    qtbot.wait(1)
    return sheet


def test_it_is_as_high_as_its_body_and_never_higher_than_a_small_screen(theme: Theme, qtbot: QtBot) -> None:
    short, long = _sheet(theme, qtbot), _sheet(theme, qtbot, 40)
    assert short.height() < long.height() == LARGEST.height()
    assert short._scroll.verticalScrollBar().maximum() == 0
    assert long._scroll.verticalScrollBar().maximum() > 0
    assert long._scroll.horizontalScrollBar().maximum() == 0


def test_a_sentence_makes_room_for_itself(theme: Theme, qtbot: QtBot) -> None:
    sheet = _sheet(theme, qtbot)
    before = sheet.height()
    sheet.banner.say("Có điều chưa đúng, hãy xem lại.")
    sheet.fit()
    assert sheet.height() > before
    assert sheet._scroll.verticalScrollBar().maximum() == 0


def test_while_it_works_nothing_can_be_touched_and_escape_waits(theme: Theme, qtbot: QtBot) -> None:
    sheet = _sheet(theme, qtbot)
    sheet.field.setFocus()
    sheet.start_work("Đang ghi…")
    sheet.show_progress(1, 2)
    assert not sheet.field.isEnabled()
    assert not any(each.isEnabled() for each in sheet._buttons)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    sheet.end_work()
    assert sheet.field.isEnabled()
    assert sheet.field.hasFocus()
    assert not sheet.progress.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_work_that_may_be_left_is_left_by_escape(theme: Theme, qtbot: QtBot) -> None:
    sheet = _sheet(theme, qtbot, leaves_busy=True)
    sheet.start_work("Đang mở khoá…")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_answer_that_comes_too_late_calls_nobody(theme: Theme, qtbot: QtBot) -> None:
    heard: list[str] = []
    sheet = SheetDialog(theme, "Thử")
    tell = when_alive(sheet, heard.append)
    tell("một")
    sheet.deleteLater()
    qtbot.waitUntil(lambda: _gone(sheet))
    tell("hai")
    assert heard == ["một"]


def _gone(sheet: SheetDialog) -> bool:
    return not isValid(sheet)
