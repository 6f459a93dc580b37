from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cdtt_app.ui.translator import VietnameseTranslator

KEYS_AND_DIRECTION = {"QShortcut", "QGuiApplication"}
SHORTCUTS = {"Alt+Left", "Alt+Right", "Alt+Up"}


class _Listening(VietnameseTranslator):
    """Remembers what Qt asked for and did not get."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: set[tuple[str, str]] = set()

    def translate(self, context: str, text: str, _hint: str | None = None, _n: int = -1) -> str | None:
        answer = super().translate(context, text, _hint, _n)
        if answer is None and context not in KEYS_AND_DIRECTION and text not in SHORTCUTS:
            self.missing.add((context, text))
        return answer


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[_Listening]:
    made = _Listening()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def _words(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


@pytest.mark.parametrize("standard", list(QMessageBox.StandardButton), ids=lambda b: str(b.name))
def test_every_button_of_a_message_box_speaks_vietnamese(
    standard: QMessageBox.StandardButton, listening: _Listening, qtbot: QtBot
) -> None:
    if standard is QMessageBox.StandardButton.NoButton:
        return
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(standard)
    assert listening.missing == set()
    for button in box.buttons():
        assert VietnameseTranslator().translate("QPlatformTheme", button.text()) is None, button.text()


def test_details_of_a_message_box_speak_vietnamese(listening: _Listening, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("x")
    assert "Xem chi tiết…" in [button.text() for button in box.buttons()]
    assert listening.missing == set()


def test_the_menu_of_a_line_speaks_vietnamese(listening: _Listening, qtbot: QtBot) -> None:
    line = QLineEdit("abc")
    qtbot.addWidget(line)
    assert _words(line.createStandardContextMenu()) == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xoá", "Chọn hết"]
    assert listening.missing == set()


def test_the_menu_of_a_long_text_speaks_vietnamese(listening: _Listening, qtbot: QtBot) -> None:
    text = QPlainTextEdit("abc")
    qtbot.addWidget(text)
    assert _words(text.createStandardContextMenu()) == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xoá", "Chọn hết"]
    assert listening.missing == set()


@pytest.mark.parametrize("mode", list(QFileDialog.FileMode), ids=lambda m: str(m.name))
@pytest.mark.parametrize("accept", list(QFileDialog.AcceptMode), ids=lambda a: str(a.name))
def test_the_window_that_chooses_files_speaks_vietnamese(
    mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode, listening: _Listening, qtbot: QtBot
) -> None:
    window = QFileDialog()
    qtbot.addWidget(window)
    window.setOption(QFileDialog.Option.DontUseNativeDialog)
    window.setFileMode(mode)
    window.setAcceptMode(accept)
    window.setViewMode(QFileDialog.ViewMode.Detail)
    window.show()
    QApplication.processEvents()
    heads = _heads(window)
    assert ["Tên", "Cỡ", "Loại", "Ngày sửa"] in heads
    tips = {button.toolTip() for button in window.findChildren(QToolButton)}
    assert {"Lùi lại", "Đi tiếp", "Thư mục chứa nó", "Tạo thư mục mới", "Xem danh sách", "Xem chi tiết"} <= tips
    assert listening.missing == set()


def _heads(window: QWidget) -> list[list[str]]:
    models = [view.model() for view in window.findChildren(QAbstractItemView)]
    return [
        [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
        for model in models
        if model is not None
    ]


@pytest.mark.parametrize("make", [QSpinBox, lambda: QScrollBar(Qt.Orientation.Vertical)], ids=["number", "scroll bar"])
def test_the_menus_of_numbers_and_scroll_bars_ask_for_nothing_unknown(
    make: type[QWidget], listening: _Listening, qtbot: QtBot
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.wait(1)
    QTimer.singleShot(30, _close_menus)
    QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2)))
    assert listening.missing == set()


def _close_menus() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMenu):
            each.close()


def test_names_of_keys_stay_as_they_are_printed_on_the_keyboard() -> None:
    assert VietnameseTranslator().translate("QShortcut", "Delete") is None


def test_an_access_key_does_not_hide_a_word() -> None:
    assert VietnameseTranslator().translate("QFileDialog", "File &name:") == "Tên tệp:"


def test_what_qt_fills_in_keeps_its_place() -> None:
    source = "%1 already exists.\nDo you want to replace it?"
    assert "%1" in (VietnameseTranslator().translate("QFileDialog", source) or "")
