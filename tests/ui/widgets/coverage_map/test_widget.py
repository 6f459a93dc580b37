from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.domain.map_scene import MapScene, NamedPoint, NoteMark, Severity
from cdtt_app.domain.mercator import project
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map import CoverageMap
from tests.ui.widgets.coverage_map.sample import BOX, MIDDLE, SCENE, Tiles, at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Iterator[CoverageMap]:
    window = QWidget()
    row = QVBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    made = CoverageMap(theme)
    row.addWidget(made)
    window.resize(theme.px(860), theme.px(420))
    qtbot.addWidget(window)
    window.show()
    made.show_scene(SCENE)
    qtbot.waitExposed(window)
    yield made
    window.hide()


def pixel(shown: CoverageMap, point: Point) -> QPoint:
    spot = project(point)
    return shown._view.to_pixels(QPointF(spot.x, spot.y)).toPoint()


def click(shown: CoverageMap, where: QPoint) -> None:
    QTest.mouseClick(shown._view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)


def drag(shown: CoverageMap, *places: QPoint) -> None:
    view = shown._view.viewport()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, places[0])
    for place in places[1:]:
        QTest.mouseMove(view, place)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, places[-1])


def press(shown: CoverageMap, key: Qt.Key) -> None:
    QTest.keyClick(shown._view, key)


def image(shown: CoverageMap) -> QImage:
    return shown.grab().toImage()


def test_the_first_scene_is_shown_whole_and_later_ones_leave_the_view(shown: CoverageMap) -> None:
    box = shown.view_box()
    assert box.south < 22.55 < 22.65 < box.north
    shown._view.zoom(4)
    shown._view.pan(50, 20)
    moved = shown.view_box()
    shown.show_scene(replace(SCENE, homes=()))
    assert shown.view_box() == moved
    shown.show_scene(SCENE, fit=True)
    assert shown.view_box() == box


def test_all_of_it_stays_in_view_when_the_window_changes(shown: CoverageMap) -> None:
    shown.window().resize(500, 400)
    box = shown.view_box()
    assert box.south < 22.55 < 22.65 < box.north
    assert box.west < 105.40 < 105.50 < box.east


def test_a_click_opens_a_case_or_a_note(shown: CoverageMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.case_chosen) as case:
        click(shown, pixel(shown, MIDDLE))
    assert case.args == ["c1"]
    with qtbot.waitSignal(shown.note_chosen) as note:
        click(shown, pixel(shown, at(-30, -30)))
    assert note.args == ["n1"]


def test_a_click_on_bare_ground_opens_nothing(shown: CoverageMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shown.case_chosen), qtbot.assertNotEmitted(shown.note_chosen):
        click(shown, pixel(shown, at(0, 30)))


def test_a_click_on_a_cluster_comes_nearer_until_its_notes_part(shown: CoverageMap, qtbot: QtBot) -> None:
    before = shown._view.pixels
    with qtbot.assertNotEmitted(shown.note_chosen):
        click(shown, pixel(shown, at(30.3, 30.3)))
    assert shown._view.pixels > before * 1.4
    with qtbot.waitSignal(shown.note_chosen) as note:
        click(shown, pixel(shown, at(30.6, 30.6)))
    assert note.args == ["n3"]


def test_notes_of_one_spot_are_opened_in_turn(shown: CoverageMap) -> None:
    opened: list[str] = []
    shown.note_chosen.connect(opened.append)
    shown.show_scene(replace(SCENE, cases=(), notes=tuple(NoteMark(i, MIDDLE, Severity.LOST) for i in "abc")))
    for _ in range(4):
        click(shown, pixel(shown, MIDDLE))
    assert opened == ["a", "b", "c", "a"]


def test_dragging_pans_and_opens_nothing(shown: CoverageMap, qtbot: QtBot) -> None:
    start = pixel(shown, MIDDLE)
    with qtbot.assertNotEmitted(shown.case_chosen):
        drag(shown, start, start + QPoint(40, 0), start + QPoint(120, 35))
    assert pixel(shown, MIDDLE) == start + QPoint(120, 35)


def test_a_lasso_gives_the_notes_inside_it(shown: CoverageMap, qtbot: QtBot) -> None:
    shown.set_lasso(True)
    ring = [pixel(shown, at(*way)) for way in ((20, 20), (40, 20), (40, 40), (20, 40))]
    box = shown.view_box()
    with qtbot.waitSignal(shown.lassoed) as found:
        drag(shown, *ring)
    assert found.args == [["n2", "n3"]]
    assert shown.view_box() == box
    with qtbot.assertNotEmitted(shown.lassoed):
        click(shown, ring[0])


def test_picking_gives_the_place_under_the_mouse_and_under_the_cross(shown: CoverageMap, qtbot: QtBot) -> None:
    shown.set_picking(True)
    with qtbot.waitSignal(shown.spot_picked) as spot:
        click(shown, pixel(shown, at(-20, -10)))
    assert distance_m(Point(*spot.args), at(-20, -10)) < 60  # a pixel
    shown._view.setFocus()
    with qtbot.waitSignal(shown.spot_picked) as spot:
        press(shown, Qt.Key.Key_Return)
    middle = shown._view.point_at(QPointF(shown._view.viewport().rect().center()))
    assert distance_m(Point(*spot.args), middle) < 1
    shown.set_picking(False)
    with qtbot.assertNotEmitted(shown.spot_picked):
        click(shown, pixel(shown, at(-20, -10)))


def test_the_pin_is_drawn_over_its_place(shown: CoverageMap, theme: Theme) -> None:
    place = pixel(shown, at(-20, 0)) - QPoint(0, theme.px(6))
    assert image(shown).pixelColor(place) != QColor(Colour.BLUE)
    shown.set_pin(at(-20, 0))
    assert image(shown).pixelColor(place) == QColor(Colour.BLUE)
    shown.set_pin(None)
    assert image(shown).pixelColor(place) != QColor(Colour.BLUE)


def test_what_panning_kept_looks_like_what_is_drawn_anew(shown: CoverageMap) -> None:
    shown._view.zoom(3)
    image(shown)
    for right, down in ((37, 0), (0, -21), (-80, 55), (3, 3)):
        shown._view.pan(right, down)
        image(shown)
    kept = image(shown)
    shown._view.redraw()
    anew = image(shown)
    other = sum(kept.pixel(x, y) != anew.pixel(x, y) for x in range(kept.width()) for y in range(kept.height()))
    assert other < kept.width() * kept.height() / 1000  # smooth edges may differ by a shade at a seam


def test_keys_pan_zoom_and_bring_everything_back(shown: CoverageMap) -> None:
    whole, pixels = shown.view_box(), shown._view.pixels
    press(shown, Qt.Key.Key_Plus)
    assert shown._view.pixels == pytest.approx(pixels * 2)
    press(shown, Qt.Key.Key_Right)
    press(shown, Qt.Key.Key_Down)
    moved = shown.view_box()
    press(shown, Qt.Key.Key_Minus)
    assert shown._view.pixels == pytest.approx(pixels)
    assert moved.west > whole.west
    assert moved.north < whole.north
    press(shown, Qt.Key.Key_Home)
    assert shown.view_box() == whole


def test_the_zoom_has_limits_and_its_buttons_say_so(shown: CoverageMap) -> None:
    for _ in range(20):
        shown._nearer.click()
    assert not shown._nearer.isEnabled()
    assert shown._view.pixels == pytest.approx(2)
    for _ in range(20):
        shown._farther.click()
    assert not shown._farther.isEnabled()
    shown._middle.click()
    assert shown._nearer.isEnabled()
    assert shown._farther.isEnabled()


def test_zooming_at_a_place_leaves_it_under_the_mouse(shown: CoverageMap) -> None:
    place = pixel(shown, at(30, 30))
    shown._view.zoom(4, QPointF(place))
    assert (pixel(shown, at(30, 30)) - place).manhattanLength() <= 4


def test_tab_goes_from_mark_to_mark_and_then_out(shown: CoverageMap, qtbot: QtBot) -> None:
    view = shown._view
    shown.window().activateWindow()
    view.setFocus()
    said = []
    for _ in range(3):
        press(shown, Qt.Key.Key_Tab)
        said.append(view.accessibleName().partition(": ")[2])
        assert view.focus_rect().width() < view.width() / 4
    assert said == [
        "Ghi nhận, dùng được",
        "Vụ việc Bản Thử, nặng nhất là mất sóng, 17 ghi nhận",
        "Nhóm 2 ghi nhận, nặng nhất là mất sóng",
    ]
    press(shown, Qt.Key.Key_Backtab)
    with qtbot.waitSignal(shown.case_chosen) as case:
        press(shown, Qt.Key.Key_Return)
    assert case.args == ["c1"]
    press(shown, Qt.Key.Key_Tab)
    press(shown, Qt.Key.Key_Tab)
    assert not view.hasFocus()
    assert view.accessibleName() == "Bản đồ vùng lõm sóng"


def test_the_chosen_mark_is_ringed_and_brought_into_view(shown: CoverageMap, theme: Theme) -> None:
    shown._view.zoom(16)
    shown._view.pan(4000, 4000)
    assert not shown._view.viewport().rect().contains(pixel(shown, MIDDLE))
    shown.select("c1")
    middle = pixel(shown, MIDDLE)
    assert shown._view.viewport().rect().contains(middle)
    above = [middle - QPoint(0, rise) for rise in range(theme.px(13) + 3, theme.px(13) + theme.px(6) + 4)]
    assert QColor(Colour.INK) in [image(shown).pixelColor(place) for place in above]
    shown.select(None)
    assert QColor(Colour.INK) not in [image(shown).pixelColor(place) for place in above]


def test_the_scale_bar_is_as_long_as_it_says(shown: CoverageMap) -> None:
    for factor in (1, 3, 7):
        shown._view.zoom(factor)
        length, bar = shown._scale.shown
        box = shown.view_box()
        middle = (box.south + box.north) / 2
        wide = distance_m(Point(middle, box.west), Point(middle, box.east))
        assert length == pytest.approx(wide * bar / shown._view.viewport().width(), rel=0.01)
        assert shown._scale.width() >= bar


def test_with_nothing_there_is_a_grid_and_hamlets_are_named_on_it(shown: CoverageMap) -> None:
    shown.show_scene(MapScene(), fit=True)
    bare = image(shown)
    assert Colour.LINE in {bare.pixelColor(x, bare.height() // 3).name() for x in range(100, bare.width() - 100)}
    shown.show_scene(MapScene(hamlets=(NamedPoint("Bản Một", at(0, 0)), NamedPoint("Bản Hai", at(9, 9)))), fit=True)
    box = shown.view_box()
    assert box.south < MIDDLE.latitude < box.north
    assert {each.label.text for each in shown._view.ground._labels(shown._view.pixels)} == {"Bản Một", "Bản Hai"}


def test_layers_can_be_switched_off(shown: CoverageMap) -> None:
    home = pixel(shown, at(10, 10))
    assert image(shown).pixelColor(home) == QColor("#a4b3ac")
    shown._menu.homes.trigger()
    assert image(shown).pixelColor(home) == QColor(Colour.CARD)


def test_tiles_lie_under_the_areas_and_are_fetched_after_the_frame(shown: CoverageMap, qtbot: QtBot) -> None:
    tiles = Tiles()
    bare = pixel(shown, at(0, 30))
    shown.set_tiles(tiles)
    qtbot.waitUntil(lambda: image(shown).pixelColor(bare) == QColor("#ff0000"))
    asked = len(tiles.asked)
    assert asked == len(set(tiles.asked))
    image(shown)
    assert len(tiles.asked) == asked
    shown._menu.tiles.trigger()
    assert image(shown).pixelColor(bare) == QColor(Colour.CARD)
    shown._menu.tiles.trigger()
    shown.set_tiles(None)
    assert image(shown).pixelColor(bare) == QColor(Colour.CARD)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_tile_that_is_no_picture_is_left_out(shown: CoverageMap, qtbot: QtBot, content: bytes) -> None:
    tiles = Tiles(content)
    shown.set_tiles(tiles)
    image(shown)
    qtbot.waitUntil(lambda: len(tiles.asked) > 0 and not shown._view._tiles._missed)
    asked = len(tiles.asked)
    image(shown)
    assert len(tiles.asked) == asked


def test_tiles_alone_are_brought_into_view(shown: CoverageMap) -> None:
    shown.show_scene(MapScene())
    shown.set_tiles(Tiles())
    box = shown.view_box()
    assert box.south < BOX.south < BOX.north < box.north


def test_signs_can_be_told_apart_in_grey(shown: CoverageMap) -> None:
    found = set()
    for severity in Severity:
        shown.show_scene(replace(SCENE, cases=(), notes=(NoteMark("n", MIDDLE, severity),)), fit=True)
        middle = pixel(shown, MIDDLE)
        grey = shown.grab(shown.rect()).toImage().copy(middle.x() - 13, middle.y() - 13, 26, 26)
        grey = grey.convertToFormat(QImage.Format.Format_Grayscale8)
        found.add(tuple(grey.pixelColor(x, y).red() > 160 for x in range(26) for y in range(26)))
    assert len(found) == 3


@pytest.mark.parametrize("size", [(860, 420), (560, 300), (360, 240)])
def test_nothing_laid_over_the_map_is_cut_or_lies_on_the_buttons(shown: CoverageMap, size: tuple[int, int]) -> None:
    shown.window().resize(*size)
    over = [shown._nearer, shown._farther, shown._layers, shown._middle]
    for part in (*over, shown._legend, shown._scale, shown._north):
        assert shown.rect().contains(part.geometry()), part.accessibleName()
        assert part.accessibleName()
    for button in over:
        assert min(button.width(), button.height()) >= 40
        assert not button.geometry().intersects(shown._legend.geometry())
        assert not button.geometry().intersects(shown._scale.geometry())
    assert not shown._legend.geometry().intersects(shown._scale.geometry())


def test_the_whole_is_described(shown: CoverageMap) -> None:
    assert "20 ghi nhận, 1 vụ việc" in shown._view.accessibleDescription()
    assert "Enter để mở" in shown._view.accessibleDescription()
    shown.show_scene(MapScene())
    assert "Chưa có ghi nhận nào" in shown._view.accessibleDescription()


def test_invented_places_are_called_so(shown: CoverageMap) -> None:
    before = shown._scale.height()
    shown.show_scene(replace(SCENE, illustrative=True))
    assert "Vị trí minh hoạ" in shown._view.accessibleDescription()
    assert shown._scale._note == "vị trí minh hoạ"
    assert shown._scale.height() > before


def test_a_map_of_one_lone_mark_opens_at_it(shown: CoverageMap) -> None:
    spot = Point(12.2, 109.1)
    shown.show_scene(MapScene(notes=(NoteMark("n1", spot, Severity.LOST),)), fit=True)
    box = shown.view_box()
    assert box.south < spot.latitude < box.north
    assert box.west < spot.longitude < box.east
