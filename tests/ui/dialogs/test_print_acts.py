from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.storage.database import Database
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.print_acts import Outcome, acts_for, documents_folder, print_paper
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.theme import Theme
from tests.documents.papers import paper
from tests.ui.dialogs.locked import all_done
from tests.ui.pages.desks import Sent, make_desk


@pytest.fixture
def desk(db: Database, tmp_path: Path, theme: Theme) -> Desk:
    return make_desk(db, tmp_path, theme, Sent())


def test_the_printer_used_last_is_remembered(desk: Desk, qtbot: QtBot) -> None:
    assert acts_for(desk).liked == ""
    acts_for(desk).like("Canon")
    qtbot.waitUntil(partial(all_done, desk.tasks))
    assert acts_for(desk).liked == "Canon"


def test_a_page_opens_the_window_and_learns_what_was_done(desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    titles: list[str] = []

    def leave() -> None:
        opened = QApplication.activeModalWidget()
        assert isinstance(opened, PrintDialog)
        qtbot.waitUntil(partial(all_done, desk.tasks), timeout=20_000)
        titles.append(opened.windowTitle())
        opened.reject()

    QTimer.singleShot(0, leave)
    assert print_paper(desk, partial(paper, 1), "Tờ thử", "to-thu", window) == Outcome()
    assert titles == ["Tờ thử"]


def test_the_folder_of_papers_is_made_when_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert documents_folder().is_dir()
