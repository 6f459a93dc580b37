from pathlib import Path

from pytestqt.qtbot import QtBot

from cdtt_app.storage.households import household_by_code
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from tests.journeys.programs import running


def chosen(page: HandoutsPage) -> str:
    return page.state.home.household.id if page.state.home else ""


def test_the_way_of_a_household_leads_to_the_page_with_that_household_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    with running(tmp_path / "thuc-hanh") as program:
        desk = program.desk()
        home = household_by_code(desk.db, "BG-004")
        assert home is not None
        desk.ways.open_handouts(home.id)
        page = program.window.current_page()
        assert isinstance(page, HandoutsPage)
        qtbot.waitUntil(lambda: chosen(page) == home.id and bool(page.pdf), timeout=10_000)
        desk.ways.open_handouts(None)
        assert chosen(page) == ""
        qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=10_000)
