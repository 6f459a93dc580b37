import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.theme import Theme
from tests.factories import NOW
from tests.ui.pages.desks import Sent, make_desk, practice_db


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice hamlet, to be copied, never written to."""
    folder = tmp_path_factory.mktemp("template") / "p"
    practice_db(folder).close()
    return folder


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(template: Path, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    """A desk over a copy of the practice hamlet."""
    folder = tmp_path / "p"
    shutil.copytree(template, folder)
    db = open_profile(Profile(folder), clock=lambda: NOW)
    made = make_desk(db, folder, theme, sent)
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, row: PageRow) -> Iterator[MainWindow]:
    """A window of nothing but the page of `row`, which each page's own conftest names."""
    made = MainWindow(theme, (row,), person="Chị Mai", practice=True)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.show_page(row.key)
    yield made
    made.hide()
