import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QGraphicsView
from pytestqt.qtbot import QtBot

from cdtt_app.domain.geo import Point
from cdtt_app.domain.map_scene import MapScene
from cdtt_app.ui.dialogs.place_dialog import ABROAD, NO_PIN, PlaceDialog
from cdtt_app.ui.theme import Theme

SPOT = Point(22.62924, 105.34808)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> PlaceDialog:
    made = PlaceDialog(theme, MapScene(), None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_pin_nothing_is_taken(dialog: PlaceDialog) -> None:
    dialog.use.click()
    assert dialog.isVisible()
    assert dialog.banner.sentence() == NO_PIN


def test_the_last_click_is_the_place(dialog: PlaceDialog) -> None:
    dialog.map.spot_picked.emit(22.0, 105.0)
    dialog.map.spot_picked.emit(SPOT.latitude, SPOT.longitude)
    dialog.use.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.place() == SPOT


def test_a_click_on_the_map_puts_the_pin(dialog: PlaceDialog) -> None:
    QTest.mouseClick(dialog.map.findChildren(QGraphicsView)[0].viewport(), Qt.MouseButton.LeftButton)
    at, box = dialog.place(), dialog.map.view_box()
    assert at is not None
    assert box.south < at.latitude < box.north


def test_a_pin_abroad_is_not_taken(dialog: PlaceDialog) -> None:
    dialog.map.spot_picked.emit(40.0, 2.0)
    dialog.use.click()
    assert dialog.isVisible()
    assert dialog.banner.sentence() == ABROAD


def test_it_begins_where_the_place_was(qtbot: QtBot, theme: Theme) -> None:
    dialog = PlaceDialog(theme, MapScene(), SPOT)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.map.view_box()
    assert box.south < SPOT.latitude < box.north
    assert box.west < SPOT.longitude < box.east
    dialog.use.click()
    assert dialog.place() == SPOT


def test_it_fits_a_small_screen(dialog: PlaceDialog) -> None:
    assert dialog.width() <= 960
    assert dialog.height() <= 650
