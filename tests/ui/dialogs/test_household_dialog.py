from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Barrier, Household, Location, Network, Power, Signal
from cdtt_app.domain.person import AgeBand, FamilyRole, Person
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import drafts, keep_draft, read_draft
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.households import household, household_by_code, people
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.dialogs.household_leave_dialog import HouseholdLeaveDialog
from cdtt_app.ui.theme import Theme
from tests.factories import HAMLET, make_consent, make_household, make_person, make_visit
from tests.ui.pages.desks import Sent, make_desk


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def home(db: Database) -> Household:
    """BG-004 with two people, in a hamlet of two clusters."""
    made = make_household(
        "Nông Văn Dư",
        code="BG-004",
        cluster="Nà Phiêng",
        phone="0912345678",
        location=Location(latitude=22.59804, longitude=105.46481),
    )
    hamlet = Hamlet(
        id=HAMLET,
        commune_code="02239",
        word=HamletWord.THON,
        name="Bản Giòng",
        prefix="BG",
        clusters=("Nà Phiêng", "Khuổi Luông"),
    )
    with db.write() as tx:
        for entity in (hamlet, made, _person(made, "Nông Văn Dư", 0), _person(made, "Bế Thị Vân", 1)):
            tx.save(entity)
    keep_fact(db, "hamlet", HAMLET)
    return made


@pytest.fixture
def desk(db: Database, home: Household, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    assert home
    made = make_desk(db, tmp_path, theme, sent)
    yield made
    made.tasks.close()


def _person(made: Household, name: str, position: int) -> Person:
    role = FamilyRole.DAUGHTER_IN_LAW if position else FamilyRole.HEAD
    return make_person(made, name, position=position, role=role)


def shown(qtbot: QtBot, desk: Desk, opening: acts.Opening) -> HouseholdDialog:
    dialog = HouseholdDialog(desk, opening)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    qtbot.wait(10)
    return dialog


@pytest.fixture
def new(qtbot: QtBot, desk: Desk) -> HouseholdDialog:
    return shown(qtbot, desk, acts.open_new(desk.db))


@pytest.fixture
def edit(qtbot: QtBot, desk: Desk, home: Household) -> HouseholdDialog:
    return shown(qtbot, desk, acts.open_kept(desk.db, home.id))


def line(dialog: HouseholdDialog, name: str) -> QLineEdit:
    control = dialog.form.fields.control(name)
    assert isinstance(control, QLineEdit)
    return control


def type_into(field: QLineEdit, text: str) -> None:
    """Type as the input method does: whole letters with their marks."""
    field.setFocus()
    field.selectAll()
    for sign in text:
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def pick(control: QWidget | None, text: str) -> None:
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findText(text))
    control.activated.emit(control.currentIndex())


def save(dialog: HouseholdDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def red(dialog: HouseholdDialog) -> list[str]:
    return [
        each.text()
        for each in dialog.form.findChildren(QLabel)
        if "#b3261e" in each.styleSheet() and each.isVisibleTo(dialog) and each.text()
    ]


def test_a_new_household_is_saved_with_its_head(new: HouseholdDialog, desk: Desk, sent: Sent) -> None:
    assert line(new, "code").text() == "BG-005"
    assert "thôn Bản Giòng" in next(each.text() for each in new.findChildren(QLabel))
    type_into(line(new, "name"), "Quan Văn Thiềng")
    type_into(line(new, "member_count"), "5")
    save(new)
    kept = household_by_code(desk.db, "BG-005")
    assert kept is not None
    assert (kept.head_name, kept.member_count, kept.hamlet_id) == ("Quan Văn Thiềng", 5, HAMLET)
    (head,) = people(desk.db, (kept.id,))[kept.id]
    assert (head.name, head.role) == ("Quan Văn Thiềng", FamilyRole.HEAD)
    assert not new.isVisible()
    assert drafts(desk.db) == ()
    (opened, (id_,)), (said, (sentence, _saved)) = sent.calls
    assert (opened, id_, said) == ("open_household", kept.id, "saved")
    assert sentence == "Đã ghi hộ mới Quan Văn Thiềng, BG-005."


def test_undoing_a_new_household_gives_the_form_back(new: HouseholdDialog, desk: Desk, sent: Sent) -> None:
    type_into(line(new, "name"), "Quan Văn Thiềng")
    save(new)
    saved = sent.calls[-1][1][1]
    assert isinstance(saved, Saved)
    take_back(desk.db, saved)
    assert acts.open_new(desk.db).form.name == "Quan Văn Thiềng"


def test_the_double_is_asked_about_before_it_is_written(
    new: HouseholdDialog, desk: Desk, sent: Sent, qtbot: QtBot
) -> None:
    type_into(line(new, "name"), "nong van du")
    qtbot.waitUntil(new.guard.isVisible)
    words = [each.text() for each in new.guard.findChildren(QLabel)]
    assert words[0] == "Có phải hộ này không?"
    assert "Nông Văn Dư · BG-004" in words
    assert "Cụm Nà Phiêng · cùng tên chủ hộ" in words
    save(new)
    assert new.isVisible()
    assert "Hãy trả lời" in new.banner.sentence()
    assert household_by_code(desk.db, "BG-005") is None
    assert sent.calls == []


def test_it_is_another_family(new: HouseholdDialog, desk: Desk, qtbot: QtBot) -> None:
    type_into(line(new, "phone"), "0912 345 678")
    qtbot.waitUntil(new.guard.isVisible)
    new.guard.none.click()
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.wait(300)
    assert not new.guard.isVisible()
    save(new)
    assert household_by_code(desk.db, "BG-005") is not None


def test_it_is_the_same_family(new: HouseholdDialog, desk: Desk, home: Household, sent: Sent, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.waitUntil(new.guard.isVisible)
    next(b for b in new.guard.findChildren(QPushButton) if b.text() == "Đúng, mở hộ này").click()
    assert sent.calls == [("open_household", (home.id,))]
    assert not new.isVisible()
    assert drafts(desk.db) == ()


def test_the_guard_follows_what_is_typed(new: HouseholdDialog, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.waitUntil(new.guard.isVisible)
    type_into(line(new, "name"), "Ma Văn Tụ")
    qtbot.waitUntil(lambda: not new.guard.isVisible())


def test_what_is_wrong_stands_beside_its_field(new: HouseholdDialog, desk: Desk) -> None:
    assert red(new) == []
    type_into(line(new, "phone"), "123")
    save(new)
    assert "Hộ cần có tên gọi. Hãy ghi tên chủ hộ." in red(new)
    assert "Số điện thoại chưa đúng. Hãy xem lại, hoặc để trống." in red(new)
    assert line(new, "phone").accessibleDescription().startswith("Số điện thoại")
    assert QApplication.focusWidget() is line(new, "name")
    assert household_by_code(desk.db, "BG-005") is None


def test_the_first_thing_that_is_wrong_comes_into_sight(new: HouseholdDialog, qtbot: QtBot) -> None:
    bar = new._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    save(new)
    qtbot.waitUntil(lambda: bar.value() < 60)


def test_a_code_that_is_taken_is_said_at_once(new: HouseholdDialog) -> None:
    type_into(line(new, "code"), "bg-004")
    assert red(new) == ["Mã này đã dùng cho hộ Nông Văn Dư. Hãy chọn mã khác."]


def test_a_child_is_counted_not_named(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    edit.form.people.add.click()
    row = edit.form.people.row(edit._form.people[-1].id)
    assert QApplication.focusWidget() is row.name
    type_into(row.name, "Nông Văn Bé")
    pick(row.band, AgeBand.CHILD.value.capitalize())
    assert any("chỉ được đếm" in sentence for sentence in red(edit))
    save(edit)
    assert edit.isVisible()
    row.count.click()
    save(edit)
    kept = household(desk.db, home.id)
    assert kept is not None
    assert (kept.children_count, len(people(desk.db, (home.id,))[home.id])) == (1, 2)


def test_people_are_added_moved_changed_and_taken_away(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    edit.form.people.add.click()
    row = edit.form.people.row(edit._form.people[-1].id)
    type_into(row.name, "Lò Thị Nhình")
    type_into(row.called, "Bà Nhình")
    type_into(row.phone, "0987 654 321")
    pick(row.role, "Vợ")
    pick(row.band, "Từ 60 tuổi")
    row.up.click()
    edit.form.people.row(edit._form.people[-1].id).remove.click()
    save(edit)
    du, nhinh = people(desk.db, (home.id,))[home.id]
    assert (du.name, nhinh.name, nhinh.called, nhinh.role) == (
        "Nông Văn Dư",
        "Lò Thị Nhình",
        "Bà Nhình",
        FamilyRole.WIFE,
    )
    assert (nhinh.phone, nhinh.born is not None) == ("0987654321", True)


def test_tab_goes_through_the_people_in_their_order(edit: HouseholdDialog) -> None:
    first, second = (edit.form.people.row(person.id) for person in edit._form.people)
    edit.form.asked_help.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first.name
    first.phone.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.name
    second.phone.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is edit.form.people.add
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is edit.form.fields.control("power")


def test_enter_goes_to_the_next_field_and_does_not_save(edit: HouseholdDialog) -> None:
    line(edit, "name").setFocus()
    QTest.keyClick(line(edit, "name"), Qt.Key.Key_Return)
    assert edit.isVisible()
    assert QApplication.focusWidget() is line(edit, "code")


def test_the_first_key_does_not_replace_the_name(edit: HouseholdDialog) -> None:
    assert QApplication.focusWidget() is line(edit, "name")
    assert line(edit, "name").selectedText() == ""


def test_the_house_is_written_down(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    pick(edit.form.fields.control("power"), "Điện tự cấp")
    pick(edit.form.fields.control("power_cuts"), "Hay mất")
    pick(edit.form.fields.control("television"), "Không")
    type_into(line(edit, "smartphones"), "2")
    QTest.keyClick(edit.form.house.picks[Network.VIETTEL], Qt.Key.Key_2)
    edit.form.house.barriers.findChildren(QPushButton)[0].click()
    edit.form.asked_help.click()
    cluster = edit.form.fields.control("cluster")
    assert isinstance(cluster, QComboBox)
    assert [cluster.itemText(n) for n in range(cluster.count())] == ["Nà Phiêng", "Khuổi Luông"]
    cluster.setEditText("Lũng Vài")
    note = edit.form.fields.control("note")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("chó dữ")
    edit.save.click()
    kept = household(desk.db, home.id)
    assert kept is not None
    assert (kept.cluster, kept.note, kept.asked_help) == ("Lũng Vài", "chó dữ", True)
    connection = kept.connection
    assert (connection.power, connection.power_cuts, connection.television) == (Power.OWN, True, False)
    assert (connection.smartphones, connection.barriers) == (2, (Barrier.PRICE,))
    assert connection.signal == {Network.VIETTEL: Signal.CALLS}


def test_without_consent_the_place_is_kept_rounded(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    assert any("làm tròn" in each.text() for each in edit.form.findChildren(QLabel))
    QApplication.clipboard().setText("22.61234, 105.47891")
    line(edit, "latitude").selectAll()
    QTest.keyClick(line(edit, "latitude"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line(edit, "longitude").text() == "105.47891"
    save(edit)
    kept = household(desk.db, home.id)
    assert kept is not None
    assert kept.location is not None
    assert (kept.location.latitude, kept.location.longitude, kept.location.accuracy_m) == (22.612, 105.479, 100)


def test_language_is_asked_only_where_the_family_agreed(
    edit: HouseholdDialog, desk: Desk, home: Household, qtbot: QtBot
) -> None:
    assert edit.form.fields.control("spoken_language") is None
    edit.reject()
    with desk.db.write() as tx:
        tx.save(make_consent(home, Purpose.LANGUAGE, Purpose.LOCATION))
    again = shown(qtbot, desk, acts.open_kept(desk.db, home.id))
    type_into(line(again, "spoken_language"), "tiếng Tày")
    again.form.interpreter.click()
    save(again)
    kept = household(desk.db, home.id)
    assert kept is not None
    assert (kept.spoken_language, kept.interpreter) == ("tiếng Tày", True)
    assert kept.location == home.location


def test_every_change_is_kept_as_a_draft(edit: HouseholdDialog, desk: Desk, home: Household, qtbot: QtBot) -> None:
    type_into(line(edit, "address"), "nhà đầu cầu")
    qtbot.waitUntil(lambda: read_draft(desk.db, f"household/{home.id}") is not None)
    edit._keeping.stop()
    edit.hide()  # as when the power goes
    again = shown(qtbot, desk, acts.open_kept(desk.db, home.id))
    assert line(again, "address").text() == "nhà đầu cầu"
    assert "mở lại" in again.banner.sentence()
    type_into(line(again, "address"), "")
    QTest.keyClick(line(again, "address"), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: read_draft(desk.db, f"household/{home.id}") is None)


def test_escape_keeps_what_was_typed_and_says_so(
    edit: HouseholdDialog, desk: Desk, home: Household, sent: Sent
) -> None:
    type_into(line(edit, "address"), "nhà đầu cầu")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not edit.isVisible()
    assert sent.calls[-1][1][0] == "Đã giữ bản ghi dở. Bấm Sửa hộ để ghi tiếp."
    assert read_draft(desk.db, f"household/{home.id}") is not None
    kept = household(desk.db, home.id)
    assert kept == home


def test_closing_an_untouched_form_leaves_nothing(edit: HouseholdDialog, desk: Desk, sent: Sent) -> None:
    assert edit.drop.text() == "Đóng"
    edit.drop.click()
    assert (drafts(desk.db), sent.calls) == ((), [])


def test_what_was_typed_can_be_thrown_away(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    type_into(line(edit, "address"), "nhà đầu cầu")
    assert edit.drop.text() == "Bỏ những gì vừa ghi"
    edit.drop.click()
    assert drafts(desk.db) == ()
    assert household(desk.db, home.id) == home


def test_a_full_disk_loses_nothing(edit: HouseholdDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> Saved:
        raise DiskFullError("Ổ đĩa đã đầy.")

    monkeypatch.setattr(acts, "save", full)
    monkeypatch.setattr(acts, "keep", full)
    type_into(line(edit, "address"), "nhà đầu cầu")
    save(edit)
    assert edit.isVisible()
    assert edit.banner.sentence() == "Ổ đĩa đã đầy."
    edit._keep()
    assert line(edit, "address").text() == "nhà đầu cầu"


def test_a_household_leaves_the_list_with_a_reason(
    edit: HouseholdDialog, desk: Desk, home: Household, sent: Sent
) -> None:
    with desk.db.write() as tx:
        tx.save(make_visit(home))
    edit.leave.click()
    (question,) = edit.findChildren(HouseholdLeaveDialog)
    assert any("2 người và 1 lượt thăm" in each.text() for each in question.findChildren(QLabel))
    assert not question.remove.isEnabled()
    question.reasons[1].click()
    question.remove.click()
    assert not edit.isVisible()
    gone = household(desk.db, home.id)
    assert gone is not None
    assert gone.deleted == "Ghi nhầm, không có hộ này"
    name, (sentence, saved) = sent.calls[-1]
    assert (name, sentence) == ("saved", "Đã bỏ hộ Nông Văn Dư khỏi danh sách.")
    take_back(desk.db, saved)
    assert household(desk.db, home.id) == home


def test_leaving_the_list_can_be_thought_over(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    edit.leave.click()
    (question,) = edit.findChildren(HouseholdLeaveDialog)
    next(b for b in question.findChildren(QPushButton) if b.text() == "Thôi").click()
    assert edit.isVisible()
    assert household(desk.db, home.id) == home


def test_a_household_that_is_gone_cannot_be_opened_or_left(edit: HouseholdDialog, desk: Desk, home: Household) -> None:
    edit.leave.click()
    (question,) = edit.findChildren(HouseholdLeaveDialog)
    desk.db.connection().execute("UPDATE household SET deleted = 'ghi nhầm'")
    question.reasons[0].click()
    question.remove.click()
    assert "Không thấy hộ" in question.banner.sentence()
    with pytest.raises(RefusedError, match="Không thấy hộ"):
        acts.open_kept(desk.db, home.id)


def test_a_draft_of_a_new_household_is_opened_again(new: HouseholdDialog, desk: Desk, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Quan Văn Thiềng")
    new.reject()
    again = shown(qtbot, desk, acts.open_new(desk.db))
    assert line(again, "name").text() == "Quan Văn Thiềng"
    assert again._opening.base.id == new._opening.base.id


def test_the_form_says_since_when_it_is_unfinished(desk: Desk, home: Household, qtbot: QtBot) -> None:
    keep_draft(desk.db, f"household/{home.id}", {"name": "Nông Văn Dự"})
    dialog = shown(qtbot, desk, acts.open_kept(desk.db, home.id))
    assert f"{datetime(2026, 11, 24, 12, 30, tzinfo=UTC).astimezone():%H:%M}" in dialog.banner.sentence()


def test_the_form_fits_a_small_screen(edit: HouseholdDialog) -> None:
    assert edit.height() <= 650
    assert edit.width() <= 1024
    for button in (b for b in edit.findChildren(QPushButton) if b.isVisible()):
        assert button.accessibleName()
        assert button.height() >= 40
