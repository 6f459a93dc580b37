"""What a person reads and types on the page of the households."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from cdtt_app.ui.pages.households_page import HouseholdsPage

TEXT = Qt.ItemDataRole.AccessibleTextRole


def listed(page: HouseholdsPage) -> list[str]:
    model = page.list.model
    return [str(model.index(row).data(TEXT)) for row in range(model.rowCount())]


def said(inside: QWidget | None) -> list[str]:
    assert inside is not None
    return [each.text() for each in inside.findChildren(QLabel) if each.isVisibleTo(inside)]


def search(page: HouseholdsPage, text: str) -> None:
    page.list.search.setFocus()
    page.list.search.setText(text)
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)
