import pytest

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.sync_page import SyncPage
from tests.presenters.sync_samples import EVENING
from tests.ui.pages.sync.sync_hands import Behind


@pytest.fixture
def behind() -> Behind:
    return Behind(EVENING)


@pytest.fixture
def row(desk: Desk, behind: Behind) -> PageRow:
    return PageRow("sync", "Gửi & nhận", "refresh-cw", lambda: SyncPage(desk, behind.acts()))


@pytest.fixture
def page(window: MainWindow) -> SyncPage:
    made = window.page("sync")
    assert isinstance(made, SyncPage)
    return made
