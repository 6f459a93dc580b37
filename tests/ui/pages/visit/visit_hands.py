"""What a person does on the visit page, and what stands on it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QWidget

from cdtt_app.domain.consent import Purpose
from cdtt_app.ui.pages.visit_form_view import VisitFormView
from cdtt_app.ui.pages.visit_page import VisitPage
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix

W = TypeVar("W", bound=QWidget)
AGREED = "BG-004"  # agreed in an earlier year, four people


def form_of(page: VisitPage) -> VisitFormView:
    assert page._form is not None
    return page._form


def matrix_of(page: VisitPage) -> SkillsMatrix:
    return find(page, SkillsMatrix)


def banner_of(page: VisitPage) -> Banner:
    return find(page, Banner)


def find(page: QWidget, kind: type[W]) -> W:
    return page.findChildren(kind)[0]


def named(page: QWidget, kind: type[W], name: str) -> W:
    found = [each for each in page.findChildren(kind) if each.accessibleName() == name]
    return next((each for each in found if each.isVisible()), found[0])


def button_named(page: QWidget, name: str) -> QAbstractButton:
    return named(page, QAbstractButton, name)


def boxes_of(page: VisitPage) -> dict[str, QCheckBox]:
    names = ("Ghi lượt thăm và kỹ năng", "Ghi vị trí nhà", "Ghi thứ tiếng hay nói ở nhà")
    return {name: named(page, QCheckBox, name) for name in names}


def click(page: QWidget, name: str) -> None:
    button = button_named(page, name)
    assert button.isVisible(), name
    button.click()


def tick(page: VisitPage, purpose: Purpose) -> None:
    assert purpose is Purpose.VISITS
    boxes_of(page)["Ghi lượt thăm và kỹ năng"].click()


def choose(page: VisitPage, name: str, key: str) -> None:
    field = named(page, ChoiceField, name)
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def type_text(text: str) -> None:
    QTest.keyClicks(held(), text)


def held() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(held(), key, modifier)


def press_until(key: Qt.Key, there: Callable[[], bool]) -> None:
    for _ in range(60):
        if there():
            return
        press(key)
    raise AssertionError("the keyboard did not get there")


def tab_to(name: str) -> None:
    press_until(Qt.Key.Key_Tab, lambda: held().accessibleName() == name)
