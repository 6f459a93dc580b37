import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.households_page import HouseholdsPage
from tests.ui.pages.desks import Sent


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("households", "Hộ gia đình", "house", lambda: HouseholdsPage(desk))


def test_weak_signal_is_noted_from_the_household(window: MainWindow, sent: Sent, qtbot: QtBot) -> None:
    page = window.page("households")
    assert isinstance(page, HouseholdsPage)
    qtbot.waitUntil(lambda: page.detail.name() != "" and page._listing.counted)
    page.detail.coverage.click()
    assert sent.calls[-1] == ("note_coverage", (page._chosen,))
