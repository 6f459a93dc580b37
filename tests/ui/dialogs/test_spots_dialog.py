import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import accept, open_case
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from cdtt_app.ui.dialogs.spots_dialog import NONE_LEFT, SpotActs, SpotsDialog
from cdtt_app.ui.theme import Theme
from tests.presenters.case_samples import who
from tests.ui.dialogs.case_office import faults, noted, open_office, settle, shown


@pytest.fixture
def office(db: Database) -> Database:
    """A case with one note, two notes beside it, one note far away."""
    open_office(db)
    open_case(db, [noted(db).id], "Bản Giòng")
    noted(db, 22.601, "đầu bản"), noted(db, 22.6015, "đầu bản")
    noted(db, 22.7, "xóm xa")
    return db


def opened(theme: Theme, qtbot: QtBot, db: Database) -> SpotsDialog:
    acts = SpotActs(accept=lambda spot, title: accept(db, spot, title), who=who)
    dialog = SpotsDialog(theme, read_board(db), acts)
    shown(qtbot, dialog)
    return dialog


def titles(db: Database) -> dict[str, int]:
    notes = where(db, CoverageNote)
    return {case.title: sum(note.case_id == case.id for note in notes) for case in where(db, CoverageCase)}


def test_the_rule_and_each_proposal_are_read(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert "cách nhau tới 500 m" in said
    first, second = dialog.list.lines()
    assert (first.title, first.words) == ("đầu bản", "2 ghi nhận · cách nhau 56 m · VinaPhone · cạnh VL-001")
    assert (second.title, second.words) == ("xóm xa", "1 ghi nhận · VinaPhone")
    assert len(dialog.table.rows()) == len(dialog.table.ticked()) == 2


def test_notes_join_the_case_there_and_the_next_proposal_comes(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    assert dialog.join.text() == "Thêm vào VL-001"
    dialog.join.click()
    assert titles(office) == {"Bản Giòng": 3}
    assert dialog.banner.sentence() == "Đã thêm 2 ghi nhận vào VL-001."
    assert (dialog.list.key(), dialog.join.isVisible()) == (dialog.list.lines()[0].key, False)
    assert [line.title for line in dialog.list.lines()] == ["xóm xa"]


def test_a_case_of_its_own_takes_the_name_and_only_ticked_notes(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.title.selectAll()
    QTest.keyClicks(dialog.title, "Dau ban")
    dialog.make.click()
    assert titles(office) == {"Bản Giòng": 1, "Dau ban": 1}
    assert "1 ghi nhận bỏ dấu vẫn nằm trong “Chờ gộp”" in dialog.banner.sentence()


def test_without_a_tick_nothing_can_be_joined(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    for _ in range(2):
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.table.ticked() == ()
    assert (dialog.make.isEnabled(), dialog.join.isEnabled(), dialog.later.isEnabled()) == (False, False, True)


def test_ticks_and_names_stay_while_looking_at_another(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    left = dialog.table.ticked()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.title.text() == "xóm xa"
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    assert (dialog.title.text(), dialog.table.ticked()) == ("đầu bản", left)


def test_put_off_goes_on_and_at_the_end_nothing_is_left(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    dialog.later.click()
    dialog.make.click()
    settle()
    assert titles(office) == {"Bản Giòng": 1, "xóm xa": 1}
    assert NONE_LEFT in [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert not any(each.isEnabled() for each in (dialog.make, dialog.join, dialog.later))
    assert len(dialog.saved) == 1
    take_back(office, dialog.saved[0])
    assert len(read_board(office).spots) == 2


def test_a_refusal_is_said_and_the_proposal_stays(theme: Theme, qtbot: QtBot, office: Database) -> None:
    def refuse(_spot: Spot, _title: str) -> Saved:
        raise RefusedError("Các ghi nhận này đã thuộc vụ việc khác.")

    dialog = SpotsDialog(theme, read_board(office), SpotActs(accept=refuse, who=who))
    shown(qtbot, dialog)
    dialog.make.click()
    assert dialog.banner.sentence() == "Các ghi nhận này đã thuộc vụ việc khác."
    assert (len(dialog.list.lines()), dialog.saved) == (2, ())


def test_escape_closes_and_takes_nothing(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.result(), titles(office)) == (QDialog.DialogCode.Rejected, {"Bản Giòng": 1})


def test_it_fits_is_named_and_has_large_targets(theme: Theme, qtbot: QtBot, office: Database) -> None:
    dialog = opened(theme, qtbot, office)
    assert faults(dialog, theme.px) == []
    dialog.make.click()
    settle()
    assert faults(dialog, theme.px) == []
