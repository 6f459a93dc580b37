from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.ui.pages.coverage_page import CoveragePage
from cdtt_app.ui.tasks import Progress


@pytest.fixture
def coming(page: CoveragePage, qtbot: QtBot) -> CoveragePage:
    """A map that comes in for as long as nobody stops it."""
    begun = Event()

    def endless(_path: object, progress: Progress) -> str:
        while True:
            begun.set()
            progress(3, 10)
            Event().wait(0.01)

    page._moves._acts = page._acts = replace(
        page._acts, choose_map=lambda _window: Path("xa.geojson"), import_map=endless
    )
    page._import_map()
    qtbot.waitUntil(lambda: begun.is_set() and page.board.importing.bar.value() > 0)
    return page


def test_it_shows_how_far_and_stops_when_asked(coming: CoveragePage, qtbot: QtBot) -> None:
    strip = coming.board.importing
    assert strip.isVisibleTo(coming)
    assert strip.bar.value() / strip.bar.maximum() == pytest.approx(0.3)
    strip.stop.click()
    qtbot.waitUntil(lambda: not coming._moves.importing())
    assert strip.isHidden()


def test_a_second_map_waits_for_the_first(coming: CoveragePage, qtbot: QtBot) -> None:
    coming._import_map()
    assert coming._moves.importing()
    coming.board.importing.stop.click()
    qtbot.waitUntil(lambda: not coming._moves.importing())
