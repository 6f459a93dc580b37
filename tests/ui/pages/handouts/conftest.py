import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.services.rights import play_officer
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from tests.ui.pages.handouts.handouts_hands import Behind, settle


@pytest.fixture
def officer() -> bool:
    return False


@pytest.fixture
def behind(desk: Desk, officer: bool) -> Behind:
    play_officer(desk.db, on=officer)
    return Behind(desk)


@pytest.fixture
def row(desk: Desk, behind: Behind) -> PageRow:
    return PageRow("handouts", "Tài liệu", "file-text", lambda: HandoutsPage(desk, behind.acts()))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, desk: Desk) -> HandoutsPage:
    made = window.page("handouts")
    assert isinstance(made, HandoutsPage)
    settle(made, qtbot, desk)
    return made
