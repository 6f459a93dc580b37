from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.note_form_view import NoteFormView
from tests.ui.pages.coverage.note.note_hands import HOME, Make, World
from tests.ui.pages.homes import home


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def make(qtbot: QtBot, desk: Desk, world: World) -> Iterator[Make]:
    """Makes a form in a window of its own; a second one stands for the program started again."""
    made: list[NoteFormView] = []

    def new() -> NoteFormView:
        view = NoteFormView(desk, world.acts())
        qtbot.addWidget(view)
        view.resize(1254, 600)
        view.show()
        view.activateWindow()
        QTest.qWaitForWindowActive(view)
        made.append(view)
        return view

    yield new
    for view in made:
        view.hide()


@pytest.fixture
def view(make: Make) -> NoteFormView:
    return make()


@pytest.fixture
def house(desk: Desk) -> Household:
    return home(desk.db, HOME)
