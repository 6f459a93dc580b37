import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.services.rights import play_officer
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.coverage_page import CoveragePage
from tests.ui.pages.coverage.coverage_hands import Behind, fill


@pytest.fixture
def officer() -> bool:
    return True


@pytest.fixture
def behind(desk: Desk, officer: bool) -> Behind:
    play_officer(desk.db, on=officer)
    fill(desk.db)
    return Behind(desk)


@pytest.fixture
def row(desk: Desk, behind: Behind) -> PageRow:
    return PageRow("coverage", "Vùng lõm sóng", "radio-tower", lambda: CoveragePage(desk, behind.acts()))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> CoveragePage:
    made = window.page("coverage")
    assert isinstance(made, CoveragePage)
    qtbot.waitUntil(lambda: made.state.reading is not None)
    return made
