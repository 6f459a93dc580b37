"""What a person does in the household form, and what stands in it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog


def shown(qtbot: QtBot, desk: Desk, opening: acts.Opening) -> HouseholdDialog:
    dialog = HouseholdDialog(desk, opening)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    qtbot.wait(10)
    return dialog


def line(dialog: HouseholdDialog, name: str) -> QLineEdit:
    control = dialog.form.fields.control(name)
    assert isinstance(control, QLineEdit)
    return control


def type_into(field: QLineEdit, text: str) -> None:
    """Type as the input method does: whole letters with their marks."""
    field.setFocus()
    field.selectAll()
    for sign in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def pick(control: QWidget | None, text: str) -> None:
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findText(text))
    control.activated.emit(control.currentIndex())


def save(dialog: HouseholdDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def red(dialog: HouseholdDialog) -> list[str]:
    return [
        each.text()
        for each in dialog.form.findChildren(QLabel)
        if "#b3261e" in each.styleSheet() and each.isVisibleTo(dialog) and each.text()
    ]
