from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import (
    ChoiceField,
    DateField,
    NumberField,
    SearchField,
    line_field,
    note_field,
    set_invalid,
)


def test_a_day_is_written_the_vietnamese_way_and_the_calendar_speaks_it(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "Ngày thăm", date(2026, 11, 24))
    qtbot.addWidget(field)
    assert field.text() == "24/11/2026"
    assert field.calendarWidget().locale().monthName(11) == "tháng 11"
    assert field.calendarWidget().firstDayOfWeek() is Qt.DayOfWeek.Monday


def test_a_changed_day_is_told_but_a_set_one_is_not(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "Ngày thăm", date(2026, 11, 24))
    qtbot.addWidget(field)
    heard: list[date] = []
    field.day_changed.connect(heard.append)
    field.set_day(date(2026, 11, 25))
    assert heard == []
    field.setDate(QDate(2026, 12, 1))
    assert heard == [date(2026, 12, 1)]


def test_searching_waits_for_a_pause_in_typing(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Tìm hộ", "Tìm tên")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    for text in ("H", "Hu", "Huo", "Huow", "Hươ", "Hương"):
        field.setText(text)
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(250)
    assert heard == ["Hương"]


def test_enter_searches_at_once_and_only_once(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Tìm hộ", "Tìm tên")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    field.setText("Dư")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["Dư"]
    qtbot.wait(250)
    assert heard == ["Dư"]


def test_the_cross_of_the_search_field_appears_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Tìm hộ", "Tìm tên")
    qtbot.addWidget(field)
    clear = next(each for each in field.actions() if each.text() == "Xoá chữ đã gõ")
    assert not clear.isVisible()
    field.setText("Dư")
    assert clear.isVisible()
    clear.trigger()
    assert field.text() == ""


def test_a_choice_is_told_only_when_a_person_makes_it(theme: Theme, qtbot: QtBot) -> None:
    assert theme
    field = ChoiceField("Việc", [Option("a", "Thăm tại nhà"), Option("b", "Họp dân")])
    qtbot.addWidget(field)
    heard: list[str] = []
    field.chosen.connect(heard.append)
    field.set_value("b")
    assert (field.value(), heard) == ("b", [])
    field.set_value(None)
    assert field.value() is None
    field.show()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert heard == ["a"]


def test_the_two_buttons_change_a_number_within_its_bounds(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, "Số điện thoại thông minh", 0, 2)
    qtbot.addWidget(field)
    field.show()
    less, more = field.findChildren(QPushButton)
    heard: list[int] = []
    field.number_changed.connect(heard.append)
    for _ in range(3):
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert heard == [1, 2, 1]
    field.set_value(0)
    assert (field.value(), heard) == (0, [1, 2, 1])
    assert all(min(each.width(), each.height()) >= 40 for each in (less, more))


def test_the_number_itself_can_be_seen(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, "Số máy", 0, 99)
    qtbot.addWidget(field)
    field.set_value(44)
    field.show()
    inner = field.findChild(QLineEdit)
    assert inner is not None
    assert inner.width() >= inner.fontMetrics().horizontalAdvance("44") + 8
    assert inner.height() >= inner.fontMetrics().height()


def test_a_wrong_field_turns_red_and_back(theme: Theme, qtbot: QtBot) -> None:
    assert theme
    field = line_field("Số điện thoại", text="0912")
    qtbot.addWidget(field)
    field.resize(200, 40)
    set_invalid(field, True)
    assert field.grab().toImage().pixelColor(150, 20).name() == "#fce8e6"
    set_invalid(field, False)
    assert field.grab().toImage().pixelColor(150, 20).name() == "#ffffff"


def test_tab_leaves_a_long_text(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field, following = note_field(theme, "Ghi chú"), QPushButton("Lưu")
    column = QVBoxLayout(holder)
    column.addWidget(field)
    column.addWidget(following)
    holder.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == ""
    assert holder.focusWidget() is following


@pytest.mark.parametrize("kind", ["line", "note", "date", "choice", "number", "search"])
def test_every_field_tells_a_screen_reader_its_name(kind: str, theme: Theme, qtbot: QtBot) -> None:
    fields: dict[str, QWidget] = {
        "line": line_field("Tên"),
        "note": note_field(theme, "Tên"),
        "date": DateField(theme, "Tên", date(2026, 1, 1)),
        "choice": ChoiceField("Tên", [Option("a", "A")]),
        "number": NumberField(theme, "Tên", 0, 1),
        "search": SearchField(theme, "Tên", ""),
    }
    for each in fields.values():
        qtbot.addWidget(each)
    field = fields[kind]
    inner = [*field.findChildren(QSpinBox), *field.findChildren(QLineEdit)]
    assert field.accessibleName() == "Tên" or any(each.accessibleName() == "Tên" for each in inner)
    for each in inner:
        spoken = QAccessible.queryAccessibleInterface(each)
        assert spoken is not None
        assert spoken.text(QAccessible.Text.Name) in {"Tên", "Năm"}
