import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.households_page import HouseholdsPage
from tests.ui.pages.desks import Sent
from tests.ui.pages.homes import home

CODE = "BG-017"


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("households", "Hộ gia đình", "house", lambda: HouseholdsPage(desk))


@pytest.fixture
def households(window: MainWindow, qtbot: QtBot) -> HouseholdsPage:
    made = window.page("households")
    assert isinstance(made, HouseholdsPage)
    qtbot.waitUntil(lambda: made.detail.name() != "" and made._listing.counted)
    return made


def test_the_household_leads_to_its_sheets(households: HouseholdsPage, sent: Sent) -> None:
    households.detail.handouts.click()
    assert sent.calls[-1] == ("open_handouts", (households._chosen,))


@pytest.mark.parametrize("written", ["plain", "grouped", "small", "address"])
def test_a_code_typed_or_scanned_from_a_sheet_opens_its_household(
    households: HouseholdsPage, desk: Desk, qtbot: QtBot, written: str
) -> None:
    found = home(desk.db, CODE)
    code = code_of(found.id)
    typed = {
        "plain": code,
        "grouped": grouped(code),
        "small": code.lower(),
        "address": f"HTTPS://SO.EXAMPLE.VN/P/{code}",
    }[written]
    households.start_search()
    QTest.keyClicks(households.list.search, typed)
    QTest.keyClick(households.list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: households.detail.name() == found.head_name)
    assert households._chosen == found.id


def test_the_name_has_room_beside_the_buttons(households: HouseholdsPage, window: MainWindow, desk: Desk) -> None:
    window.resize(1366, 690)
    name = households.detail._name
    assert name.width() >= name.fontMetrics().horizontalAdvance("Hoàng Văn") or desk.theme.large
    assert households.detail.handouts.accessibleName() == "Tờ cho nhà này"
