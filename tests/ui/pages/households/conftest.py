import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.households_page import HouseholdsPage


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("households", "Hộ gia đình", "house", lambda: HouseholdsPage(desk))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> HouseholdsPage:
    made = window.page("households")
    assert isinstance(made, HouseholdsPage)
    qtbot.waitUntil(lambda: made.detail.name() != "" and made._listing.counted)
    return made
