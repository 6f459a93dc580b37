from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Household, LocationSource
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.note_form_view import NoteFormView
from tests.imports.phone_photos import exif, hills, jpeg
from tests.ui.pages.coverage.note.note_hands import Keys, Make, World, button, held, newest, notes, waited, write

WHERE_TAKEN = {1: "N", 2: (22.0, 37.0, 45.0), 3: "E", 4: (105.0, 20.0, 53.0)}


def test_a_clear_text_gives_the_position(view: NoteFormView, desk: Desk) -> None:
    before = notes(desk.db)
    view.start()
    button(view, "Dán toạ độ").click()
    Keys().type_text("105,34808/22,62924")
    button(view, "Viettel: yếu").click()
    view.save()
    note = newest(desk.db, before)
    assert note.location is not None
    assert (note.location.latitude, note.location.longitude) == (22.62924, 105.34808)
    assert (note.location.source, note.location_text) == (LocationSource.TEXT, "105,34808/22,62924")


def test_an_unclear_text_asks_and_a_choice_answers(view: NoteFormView) -> None:
    view.start()
    button(view, "Dán toạ độ").click()
    write(view, "position", "22 105")
    choices = [b for b in view.position._answers.findChildren(QWidget) if "22,00000; 105,00000" in b.accessibleName()]
    assert choices, "a question without its choice"
    assert view._state is not None
    assert view._state.form.location is None, "guessed"
    button(view, choices[0].accessibleName()).click()
    assert "22,00000; 105,00000 · dán toạ độ" in view.position._known.text()


def test_a_text_without_numbers_gets_a_sentence(view: NoteFormView) -> None:
    view.start()
    button(view, "Dán toạ độ").click()
    write(view, "position", "gần nhà ông Dư")
    assert view.position._question.isVisible()
    assert view.position._question.text()


def test_escape_closes_the_line_to_paste_into_and_no_more(view: NoteFormView, qtbot: QtBot) -> None:
    view.start()
    button(view, "Dán toạ độ").click()
    with qtbot.assertNotEmitted(view.left):
        Keys().press(Qt.Key.Key_Escape)
    assert not view.position.text.isVisible()


def test_the_pin_begins_where_the_position_is(view: NoteFormView, world: World) -> None:
    view.start()
    world.spot = Point(22.5, 105.5)
    button(view, "Đặt ghim").click()
    world.spot = None
    button(view, "Đặt ghim").click()
    assert world.asked_at == [None, Point(22.5, 105.5)]
    assert "22,50000; 105,50000 · đặt ghim" in view.position._known.text(), "“Huỷ” changes nothing"


def test_a_photo_is_asked_about_before_its_position_is_used(
    view: NoteFormView, desk: Desk, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    world.photo = tmp_path / "anh.jpg"
    world.photo.write_bytes(jpeg(hills((640, 480)), exif=exif(gps=WHERE_TAKEN)))
    before = notes(desk.db)
    view.start()
    button(view, "Từ ảnh").click()
    waited(qtbot, desk)
    assert view._state is not None
    assert view._state.form.location is None
    button(view, "Dùng và kèm ảnh").click()
    button(view, "Viettel: yếu").click()
    view.save()
    note = newest(desk.db, before)
    assert note.location is not None
    assert (round(note.location.latitude, 3), note.location.source) == (22.629, LocationSource.PHOTO)
    assert [photo.kind for photo in note.photos] == ["image/jpeg"]


def test_photos_are_kept_with_the_draft(
    make: Make, desk: Desk, world: World, house: Household, tmp_path: Path, qtbot: QtBot
) -> None:
    world.photo = tmp_path / "anh.jpg"
    world.photo.write_bytes(jpeg(hills((640, 480))))
    first = make()
    first.start(house.id)
    button(first, "Ghi thêm").click()
    for _ in range(2):
        button(first, "Thêm ảnh").click()
        waited(qtbot, desk)
    first.hide()
    again = make()
    again.start(house.id)
    drops = [b for b in again.more.photos.findChildren(QWidget) if b.accessibleName() == "Bỏ ảnh này" and b.isVisible()]
    assert len(drops) == 2
    QTest.mouseClick(drops[0], Qt.MouseButton.LeftButton)
    button(again, "Viettel: yếu").click()
    before = notes(desk.db)
    again.save()
    assert len(newest(desk.db, before).photos) == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 khong phai anh", b"\xff\xd8\xff cut"])
def test_a_file_that_is_no_photo_gets_a_sentence(
    view: NoteFormView, desk: Desk, world: World, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    world.photo = tmp_path / "anh.jpg"
    world.photo.write_bytes(content)
    view.start()
    button(view, "Từ ảnh").click()
    waited(qtbot, desk)
    assert "Hãy" in view.banner.sentence()
    assert view.banner.isVisible()


def test_a_photo_that_is_gone_gets_a_sentence(
    view: NoteFormView, desk: Desk, world: World, tmp_path: Path, qtbot: QtBot
) -> None:
    world.photo = tmp_path / "rut-the.jpg"
    view.start()
    button(view, "Từ ảnh").click()
    waited(qtbot, desk)
    assert "Không đọc được tệp ảnh" in view.banner.sentence()


def test_tab_goes_from_a_question_to_its_answers(view: NoteFormView) -> None:
    view.start()
    button(view, "Dán toạ độ").click()
    write(view, "position", "22 105")
    view.position.text.setFocus()
    Keys().press(Qt.Key.Key_Tab)
    assert held().accessibleName().startswith("22,00000; 105,00000")
