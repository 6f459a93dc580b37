import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.domain.role import Role
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages.sync_page import SyncPage
from cdtt_app.ui.pages.sync_wiring import sync_acts
from cdtt_app.ui.style import apply_style
from cdtt_app.ui.theme import Theme
from tests.factories import NOW
from tests.server.running import RunningServer, running_server
from tests.ui.conftest import clear_windows
from tests.ui.pages.desks import Sent, make_desk
from tests.ui.pages.sync_wired.joining import join


def _now_ms() -> int:
    return int(NOW.timestamp() * 1000)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "tinh", clock=_now_ms) as running:
        yield running


@pytest.fixture
def theme(dressed_app: QApplication) -> Iterator[Theme]:
    """The usual text size alone: what is drawn is tested beside the page."""
    made = Theme(13)
    apply_style(dressed_app, made)
    yield made
    clear_windows(dressed_app)


@pytest.fixture
def desk(template: Path, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    """A desk over the practice hamlet as if it were real; not joined yet."""
    folder = tmp_path / "p"
    shutil.copytree(template, folder)
    db = open_profile(Profile(folder), clock=lambda: NOW)
    made = make_desk(db, folder, theme, sent)
    yield made
    made.sender.close()
    made.tasks.close()
    db.close()


@pytest.fixture
def joined(desk: Desk, server: RunningServer) -> Desk:
    """The same, let in as the leader of its hamlet."""
    join(desk.db, server, "Lương Thị Mai", Role.LEADER)
    return desk


@pytest.fixture
def row(desk: Desk) -> PageRow:
    return PageRow("sync", "Gửi & nhận", "refresh-cw", lambda: SyncPage(desk, sync_acts(desk)))


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SyncPage:
    made = window.page("sync")
    assert isinstance(made, SyncPage)
    qtbot.wait(1)
    return made
