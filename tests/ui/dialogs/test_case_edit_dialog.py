import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.household import Power
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import edit_case, open_case
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.dialogs.case_edit_dialog import NOT_YET, CaseEditDialog
from cdtt_app.ui.theme import Theme
from tests.factories import make_case
from tests.presenters.case_samples import STATION, full_note, view_of
from tests.ui.dialogs.case_office import faults, noted, open_office, settle, shown

CASE = make_case(stations=(STATION,), terrain="thung lũng", power=Power.OWN, difficult_hamlet=False)


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> CaseEditDialog:
    made = CaseEditDialog(theme, view_of(CASE, (full_note(),)))
    shown(qtbot, made)
    return made


def test_untouched_it_gives_the_same_case(dialog: CaseEditDialog) -> None:
    assert dialog.title.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.result(), dialog.case()) == (QDialog.DialogCode.Accepted, CASE)


def test_what_is_set_is_saved_by_the_service(theme: Theme, qtbot: QtBot, db: Database) -> None:
    open_case(open_office(db), [noted(db).id], "Bản Giòng")
    made = CaseEditDialog(theme, read_board(db).cases[0])
    shown(qtbot, made)
    made.title.setText("Bản Giòng trên")
    made.households.setText("98")
    made.difficult.setCurrentIndex(1)
    made.difficult.activated.emit(1)
    made.note.setPlainText("đã gọi")
    made.add.click()
    made.rows[0].texts["code"].setText("TQG0424-11")
    made.rows[0].texts["distance"].setText("3,5 km")
    made.keep.click()
    edit_case(db, made.case())
    kept = by_id(db, CoverageCase, made.case().id)
    assert kept is not None
    assert (kept.title, kept.households_affected, kept.difficult_hamlet, kept.note) == (
        "Bản Giòng trên",
        98,
        True,
        "đã gọi",
    )
    assert [(each.code, each.distance_m) for each in kept.stations] == [("TQG0424-11", 3500)]


def test_blank_means_what_the_notes_say(dialog: CaseEditDialog) -> None:
    assert dialog.power.itemText(0) == "Theo ghi nhận: điện lưới"
    dialog.power.setCurrentIndex(0)
    dialog.power.activated.emit(0)
    assert (dialog.case().power, dialog.case().households_affected) == (None, None)


def test_what_is_wrong_is_said_beside_the_field_and_gone_to(dialog: CaseEditDialog) -> None:
    dialog.rows[0].texts["distance"].setText("xa")
    dialog.keep.click()
    settle()
    assert (dialog.isVisible(), dialog.banner.sentence()) == (True, NOT_YET)
    wrong = dialog.rows[0].boxes["distance"]
    assert wrong.control.hasFocus()
    assert wrong.visibleRegion().boundingRect().height() == wrong.height()
    assert "không phải là số" in wrong.control.accessibleDescription()
    dialog.rows[0].texts["distance"].setText("800 m")
    assert (dialog.banner.isVisible(), dialog.case().stations[0].distance_m) == (False, 800)


def test_a_place_with_two_meanings_is_asked_and_never_guessed(dialog: CaseEditDialog) -> None:
    row = dialog.rows[0]
    row.texts["place"].setText("22,61 105,35 và 22,70 105,40")
    settle()
    assert len(row.answers) == 2
    row.answers[1].click()
    settle()
    place = dialog.case().stations[0].location
    assert place is not None
    assert (place.latitude, place.longitude) == (22.7, 105.4)
    assert (row.answers, row.texts["place"].hasFocus()) == ([], True)


def test_a_station_is_added_and_dropped_by_keyboard(dialog: CaseEditDialog) -> None:
    dialog.add.setFocus()
    QTest.keyClick(dialog.add, Qt.Key.Key_Space)
    settle()
    assert dialog.rows[1].texts["code"].hasFocus()
    QTest.keyClicks(dialog.rows[1].texts["code"], "TQG2")
    assert [each.code for each in dialog.case().stations] == [STATION.code, "TQG2"]
    dialog.rows[0].drop.setFocus()
    QTest.keyClick(dialog.rows[0].drop, Qt.Key.Key_Space)
    settle()
    assert [each.code for each in dialog.case().stations] == ["TQG2"]
    (left,) = dialog.rows
    assert (left.isVisible(), left.texts["code"].text()) == (True, "TQG2")
    left.texts["code"].setText("TQG3")
    assert [each.code for each in dialog.case().stations] == ["TQG3"]


def test_enter_goes_to_the_next_field(dialog: CaseEditDialog) -> None:
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert (dialog.isVisible(), dialog.households.hasFocus()) == (True, True)


def test_escape_changes_nothing(dialog: CaseEditDialog) -> None:
    dialog.title.setText("Khác")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_it_fits_is_named_and_has_large_targets(dialog: CaseEditDialog, theme: Theme) -> None:
    assert faults(dialog, theme.px) == []
    dialog.households.setText("nhiều")
    dialog.rows[0].texts["place"].setText("22,61 105,35 và 22,70 105,40")
    settle()
    assert faults(dialog, theme.px) == []
