from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.household import Barrier, Household, Network, Power, Signal
from cdtt_app.domain.person import AgeBand, FamilyRole
from cdtt_app.storage.households import household, people
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from tests.factories import make_consent
from tests.ui.dialogs.household.household_hands import line, pick, red, save, shown, type_into


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


def test_the_form_fits_a_small_screen(edit: HouseholdDialog) -> None:
    assert edit.height() <= 650
    assert edit.width() <= 1024
    for button in (b for b in edit.findChildren(QPushButton) if b.isVisible()):
        assert button.accessibleName()
        assert button.height() >= 40
