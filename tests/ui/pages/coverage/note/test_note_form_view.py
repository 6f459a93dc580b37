from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import Strength, Use, Works
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household, Network
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.services.undo import take_back
from cdtt_app.storage.drafts import drafts
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.note_form_view import NoteFormView
from tests.ui.pages.coverage.note.note_hands import HOME, Keys, Make, button, has_button, held, newest, notes, write
from tests.ui.pages.desks import Sent
from tests.ui.pages.homes import home

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(field: QComboBox | QDateEdit) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def begun(desk: Desk) -> list[str]:
    return [draft.name for draft in drafts(desk.db, "note/")]


def test_from_a_household_one_network_takes_two_keys(
    view: NoteFormView, desk: Desk, house: Household, sent: Sent
) -> None:
    before, keys = notes(desk.db), Keys()
    view.start(house.id)
    keys.press(Qt.Key.Key_1)
    keys.press(Qt.Key.Key_S, CTRL)
    note = newest(desk.db, before)
    assert keys.count == 2
    assert (note.household_id, note.place) == (house.id, house.cluster)
    assert {brand: said.strength for brand, said in note.readings.items()} == {"Viettel": Strength.NONE}
    assert sent.calls[-1][0] == "saved"
    assert sent.calls[-1][1][0] == f"Đã ghi sóng ở hộ {house.head_name}."
    assert begun(desk) == []


def test_from_nothing_it_takes_three_keys_beside_the_name(view: NoteFormView, desk: Desk, house: Household) -> None:
    before, keys = notes(desk.db), Keys()
    view.start()
    keys.type_text(HOME)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_3)
    keys.press(Qt.Key.Key_S, CTRL)
    assert newest(desk.db, before).household_id == house.id
    assert keys.count - len(HOME) == 3


def test_from_nothing_it_takes_three_clicks_beside_the_name(
    view: NoteFormView, desk: Desk, house: Household, qtbot: QtBot
) -> None:
    before = notes(desk.db)
    view.start()
    QTest.keyClicks(held(), HOME)
    row = f"{house.head_name}, {HOME} · {house.cluster}"
    qtbot.waitUntil(lambda: has_button(view, row))
    for name in (row, "MobiFone: yếu", "Lưu ghi nhận"):
        QTest.mouseClick(button(view, name), Qt.MouseButton.LeftButton)
    note = newest(desk.db, before)
    assert (note.household_id, note.readings["MobiFone"].host) == (house.id, Network.MOBIFONE)


def test_each_digit_goes_on_to_the_next_network(view: NoteFormView, desk: Desk, house: Household) -> None:
    before, keys = notes(desk.db), Keys()
    view.start(house.id)
    for key in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_Right):
        keys.press(key)
    keys.press(Qt.Key.Key_S, CTRL)
    said = {brand: each.strength for brand, each in newest(desk.db, before).readings.items()}
    assert said == {"Viettel": Strength.GOOD, "VinaPhone": Strength.UNSTEADY, "MobiFone": Strength.UNSTEADY}


def test_a_pick_is_taken_back_by_a_second_click(view: NoteFormView, house: Household) -> None:
    view.start(house.id)
    for expected in (True, False):
        button(view, "Viettel: yếu").click()
        assert button(view, "Viettel: yếu").isChecked() is expected


def test_the_quick_path_needs_no_scrolling(view: NoteFormView, house: Household, desk: Desk) -> None:
    if desk.theme.large:
        pytest.skip("promised at the usual text size")
    view.resize(1254, 542)
    view.start(house.id)
    QApplication.processEvents()
    assert view._scroll.verticalScrollBar().maximum() == 0


def test_a_draft_outlives_the_form(make: Make, desk: Desk, house: Household) -> None:
    first = make()
    first.start(house.id)
    Keys().press(Qt.Key.Key_2)
    button(first, "Ghi thêm").click()
    write(first, "households", "khoảng 12")
    write(first, "place", "gốc đa")
    first.hide()
    again = make()
    again.start(house.id)
    assert button(again, "Viettel: chập chờn").isChecked()
    assert again.more.isVisible(), "“Ghi thêm” is as it was left"
    write(again, "people", "40")
    before = notes(desk.db)
    again.save()
    note = newest(desk.db, before)
    assert (note.households_affected, note.people_affected, note.place) == (12, 40, "gốc đa")


def test_a_draft_can_be_thrown_away(make: Make, desk: Desk, house: Household) -> None:
    first = make()
    first.start(house.id)
    Keys().press(Qt.Key.Key_2)
    again = make()
    again.start(house.id)
    button(again, "Bỏ nháp, ghi lại từ đầu").click()
    assert not button(again, "Viettel: chập chờn").isChecked()
    assert begun(desk) == []


def test_escape_leaves_and_the_draft_stays(view: NoteFormView, desk: Desk, house: Household, qtbot: QtBot) -> None:
    view.start(house.id)
    Keys().press(Qt.Key.Key_2)
    with qtbot.waitSignal(view.left):
        Keys().press(Qt.Key.Key_Escape)
    assert begun(desk) == [f"note/{house.id}"]


def test_a_form_that_nobody_touched_leaves_no_draft(view: NoteFormView, desk: Desk, house: Household) -> None:
    view.start(house.id)
    button(view, "Viettel: yếu").click()
    assert begun(desk)
    button(view, "Viettel: yếu").click()
    assert begun(desk) == []


def test_an_undone_save_is_on_the_form_again(view: NoteFormView, desk: Desk, sent: Sent) -> None:
    view.start()
    write(view, "place", "gốc đa")
    button(view, "Viettel: yếu").click()
    view.save()
    assert not button(view, "Viettel: yếu").isChecked()
    take_back(desk.db, sent.calls[-1][1][1])
    QApplication.processEvents()
    assert button(view, "Viettel: yếu").isChecked()


def test_what_is_missing_is_said_and_nothing_is_saved(view: NoteFormView, desk: Desk, house: Household) -> None:
    before = notes(desk.db)
    view.start(house.id)
    assert "Chưa ghi mạng nào" in view.bar.words()
    view.save()
    assert "Chưa ghi mạng nào" in view.banner.sentence()
    button(view, "Viettel: yếu").click()
    write(view, "households", "nhiều")
    view.save()
    assert "“nhiều” không phải là số" in view.banner.sentence()
    assert held() is view.more.field("households")
    assert notes(desk.db) == before


def test_a_wrong_number_of_another_network_brings_that_network(view: NoteFormView, house: Household) -> None:
    view.start(house.id)
    button(view, "Viettel: yếu").click()
    write(view, "MobiFone/rsrp", "mạnh")
    view.more.detail.show_brand("iTel")
    view.save()
    assert view.more.detail.brand == "MobiFone"
    assert held() is view.more.detail.fields["rsrp"]


def test_what_works_is_kept_for_the_network_in_hand(view: NoteFormView, desk: Desk, house: Household) -> None:
    before = notes(desk.db)
    view.start(house.id)
    button(view, "Ghi thêm").click()
    button(view, "Mạng: iTel").click()
    button(view, "Gọi: lúc được").click()
    button(view, "Số vạch: 2").click()
    write(view, "iTel/rsrp", "104")
    view.save()
    reading = newest(desk.db, before).readings["iTel"]
    assert (reading.works, reading.bars, reading.rsrp_dbm) == ({Use.CALL: Works.SOMETIMES}, 2, -104)
    assert reading.host is Network.VINAPHONE


def test_a_kept_note_is_changed_in_place(view: NoteFormView, desk: Desk, house: Household) -> None:
    view.start(house.id)
    button(view, "Viettel: yếu").click()
    before = notes(desk.db)
    view.save()
    made = newest(desk.db, before)
    view.start(note=made.id)
    assert button(view, "Viettel: yếu").isChecked()
    button(view, "Viettel: tốt").click()
    view.save()
    again = newest(desk.db, before)
    assert (again.id, again.readings["Viettel"].strength) == (made.id, Strength.GOOD)


def test_another_household_moves_the_note_but_keeps_the_picks(view: NoteFormView, desk: Desk, house: Household) -> None:
    other = home(desk.db, "BG-013")
    view.start(house.id)
    button(view, "Viettel: yếu").click()
    button(view, "Đổi hộ").click()
    Keys().type_text("BG-013")
    Keys().press(Qt.Key.Key_Return)
    before = notes(desk.db)
    view.save()
    note = newest(desk.db, before)
    assert (note.household_id, note.place) == (HouseholdId(other.id), other.cluster)
    assert note.readings["Viettel"].strength is Strength.WEAK


def test_the_wheel_changes_no_choice(view: NoteFormView, house: Household) -> None:
    view.start(house.id)
    button(view, "Ghi thêm").click()
    fields: tuple[QComboBox | QDateEdit, ...] = (*view.findChildren(QComboBox), *view.findChildren(QDateEdit))
    assert len(fields) == 4
    for field in fields:
        before = shown(field)
        field.setFocus()
        turn = QWheelEvent(
            QPointF(5, 5),
            field.mapToGlobal(QPointF(5, 5)),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turn)
        assert shown(field) == before, field.accessibleName()


@pytest.mark.parametrize("width", [1254, 880])
def test_everything_that_takes_keys_has_a_name_and_room(view: NoteFormView, house: Household, width: int) -> None:
    view.resize(width, 540)
    view.start(house.id)
    button(view, "Mạng khác").click()
    button(view, "Ghi thêm").click()
    QApplication.processEvents()
    stops = [w for w in view.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(w).__name__ for w in stops if not w.accessibleName()] == []
    assert [w.accessibleName() for w in stops if w.height() < 38] == []
    assert view._scroll.horizontalScrollBar().maximum() == 0


def test_tab_goes_as_things_stand(view: NoteFormView, house: Household) -> None:
    view.start(house.id)
    view.home.other.setFocus()
    names = []
    for _ in range(12):
        names.append(held().accessibleName())
        Keys().press(Qt.Key.Key_Tab)
    assert names[:4] == ["Đổi hộ", "Chỗ này không thuộc hộ nào", "Cụm, tên chỗ", "Loại điểm"]
    networks = [name for name in names if name.endswith(": không có")]
    assert networks == ["Viettel: không có", "VinaPhone: không có", "MobiFone: không có"]
    assert names.index("Viettel: không có") > names.index("Từ ảnh")


def test_a_spot_of_no_household_is_given_its_hamlet(view: NoteFormView, desk: Desk, house: Household) -> None:
    kept = by_id(desk.db, Hamlet, house.hamlet_id)
    assert kept is not None
    other = replace(kept, id=HamletId("thon-khac"), name="Bản Khẻ", prefix="BK")
    with desk.db.write() as tx:
        tx.save(other)
    before = notes(desk.db)
    view.start()
    choice = view.home.hamlet
    assert choice.isVisible()
    assert choice.value() == house.hamlet_id
    choice.set_value(other.id)
    choice.chosen.emit(other.id)
    write(view, "place", "Dốc Đỏ")
    button(view, "Viettel: không có").click()
    view.turn_back()
    view.start()
    assert choice.value() == other.id
    button(view, "Lưu ghi nhận").click()
    assert newest(desk.db, before).hamlet_id == other.id
    view.start(house.id)
    assert not choice.isVisible()
