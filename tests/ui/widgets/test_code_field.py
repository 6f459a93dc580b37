import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.code_field import CodeField


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> CodeField:
    made = CodeField(theme, "Mã nối máy")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.setFocus()
    return made


def test_letters_fall_into_groups_while_they_are_typed(field: CodeField) -> None:
    QTest.keyClicks(field, "7kq49m2xo")
    assert (field.text(), field.code(), field.cursorPosition()) == ("7KQ4-9M2X-0", "7KQ49M2X0", 11)


def test_own_spaces_and_hyphens_do_no_harm(field: CodeField) -> None:
    QTest.keyClicks(field, "7kq4-9m2x ")
    QTest.keyClicks(field, "l")
    assert field.text() == "7KQ4-9M2X-1"


def test_a_letter_put_right_in_the_middle_leaves_the_cursor_behind_it(field: CodeField) -> None:
    QTest.keyClicks(field, "7kq49m2x")
    field.setCursorPosition(2)
    QTest.keyClicks(field, "gb")
    assert (field.text(), field.cursorPosition()) == ("7KGB-Q49M-2X", 4)
    QTest.keyClicks(field, "c")
    assert (field.text(), field.cursorPosition()) == ("7KGB-CQ49-M2X", 6)


def test_deleting_goes_back_through_the_groups(field: CodeField) -> None:
    QTest.keyClicks(field, "7kq49m")
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.code() == "7KQ"


def test_a_pasted_code_is_grouped(field: CodeField) -> None:
    QApplication.clipboard().setText("7kq4-9m2x-hh3p")
    field.paste()
    assert field.text() == "7KQ4-9M2X-HH3P"


def test_a_scanner_types_a_square_code(field: CodeField) -> None:
    QTest.keyClicks(field, "CDTT1:7K2B9HH3.")
    assert field.text() == "CDTT1:7K2B9HH3."


def test_no_input_method_turns_letters_into_marks(field: CodeField) -> None:
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
