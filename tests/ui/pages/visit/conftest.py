import pytest

from cdtt_app.domain.household import Household
from cdtt_app.storage.households import people
from cdtt_app.storage.visits import consents_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.visit_page import VisitPage
from tests.ui.pages.homes import home
from tests.ui.pages.visit.visit_hands import AGREED


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("visit", "Lượt thăm", "clipboard-list", lambda: VisitPage(desk))


@pytest.fixture
def page(window: MainWindow) -> VisitPage:
    made = window.page("visit")
    assert isinstance(made, VisitPage)
    return made


@pytest.fixture
def agreed(desk: Desk) -> Household:
    return home(desk.db, AGREED)


@pytest.fixture
def stranger(desk: Desk) -> Household:
    """A household of two or more that nobody asked yet."""
    codes = (f"BG-{number:03d}" for number in range(1, 99))
    homes = (home(desk.db, code) for code in codes)
    return next(h for h in homes if not consents_of(desk.db, h.id) and len(people(desk.db, (h.id,))[h.id]) > 1)
