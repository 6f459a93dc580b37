from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import Reading, Strength
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import ALLOWED, Block, CaseState, course, step_problems
from cdtt_app.domain.household import Network
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import blank_step, case_course, open_case, take_step
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.ui.dialogs.case_step_dialog import CaseStepDialog
from cdtt_app.ui.dialogs.case_step_paper import NO_PAPER
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets import file_choice
from tests.factories import make_note, make_step
from tests.presenters.case_samples import RULES, TODAY, view_of
from tests.ui.dialogs.case_office import faults, noted, open_office, settle, shown

S = CaseState
PDF = b"%PDF-1.7\n1 0 obj\n"


def make(theme: Theme, view: CaseView, following: CaseState, count: int = 1) -> CaseStepDialog:
    return CaseStepDialog(theme, view, make_step(view.case, following), TODAY, RULES, count=count)


def opened(theme: Theme, qtbot: QtBot, state: CaseState, following: CaseState, count: int = 1) -> CaseStepDialog:
    dialog = make(theme, view_of(notes=(make_note(),), state=state), following, count)
    shown(qtbot, dialog)
    return dialog


def fill(dialog: CaseStepDialog) -> None:
    """As little as a person must do."""
    if dialog.blocks is not None:
        dialog.blocks.cards[Block.FEW_HOUSEHOLDS].click()
    elif not dialog.keep.isEnabled():
        dialog.why.setPlainText("đã hỏi")


@pytest.mark.parametrize("state", list(S))
def test_whatever_is_clicked_the_step_is_one_that_the_table_allows(
    theme: Theme, qtbot: QtBot, state: CaseState
) -> None:
    view = view_of(notes=(make_note(),), state=state)
    for following in S:
        dialog = make(theme, view, following)
        qtbot.addWidget(dialog)
        fill(dialog)
        dialog.keep.click()
        allowed = following is state or following in ALLOWED[state]
        assert (dialog.result() == QDialog.DialogCode.Accepted) is allowed
        if allowed:
            assert step_problems(view.course, dialog.step(), today=TODAY) == ()
            assert course((*view.course.taken, dialog.step())).state is following


def test_a_letter_sent_is_due_in_thirty_days_and_may_be_set_otherwise(theme: Theme, qtbot: QtBot) -> None:
    dialog = opened(theme, qtbot, S.VERIFIED, S.SENT)
    assert dialog.deadline is not None
    assert dialog.deadline.day.day() == TODAY + timedelta(days=30)
    dialog.deadline.day.setDate(dialog.deadline.day.date().addDays(-10))
    assert dialog.step().deadline == TODAY + timedelta(days=20)
    dialog.deadline.on.click()
    assert (dialog.step().deadline, dialog.deadline.day.isEnabled()) == (None, False)


def test_what_is_missing_is_said_until_it_is_there(theme: Theme, qtbot: QtBot) -> None:
    dialog = opened(theme, qtbot, S.NEW, S.NOT_AS_REPORTED)
    assert (dialog.keep.isEnabled(), dialog.banner.isVisible()) == (False, True)
    assert dialog.banner.sentence() == "Hãy ghi lý do, để người ghi nhận hiểu vì sao."
    dialog.why.insertPlainText("đo lại thì có sóng")
    assert (dialog.keep.isEnabled(), dialog.banner.isVisible()) == (True, False)
    dialog.day.setDate(dialog.day.date().addDays(1))
    assert (dialog.keep.isEnabled(), "sau hôm nay" in dialog.banner.sentence()) == (False, True)


def test_a_step_is_written_by_keyboard_alone(theme: Theme, qtbot: QtBot) -> None:
    dialog = opened(theme, qtbot, S.SENT, S.BLOCKED)
    first = dialog.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.step().block is Block.NO_POWER


def test_tab_goes_through_the_fields_in_the_order_of_the_page(theme: Theme, qtbot: QtBot) -> None:
    dialog = opened(theme, qtbot, S.SENT, S.PLANNED)
    assert dialog.stations is not None
    seen = []
    for _ in range(5):
        seen.append(dialog.focusWidget())
        dialog.focusNextChild()
    assert seen == [dialog.why, dialog.stations.operator, dialog.stations.station, dialog.day, dialog.document]


def test_escape_writes_nothing(theme: Theme, qtbot: QtBot) -> None:
    dialog = opened(theme, qtbot, S.NEW, S.VERIFIED)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_operator_station_letter_and_measurement_come_into_the_step(theme: Theme, qtbot: QtBot) -> None:
    plan = opened(theme, qtbot, S.SENT, S.PLANNED)
    assert plan.stations is not None
    plan.stations.operator.setCurrentText("Viettel")
    plan.stations.operator.activated.emit(plan.stations.operator.currentIndex())
    plan.stations.station.setText("TQG0424-11")
    plan.document.setText(" 88/SKHCN ")
    step = plan.step()
    assert (step.operator, step.station, step.document) == (Network.VIETTEL, "TQG0424-11", "88/SKHCN")
    good = make_note(readings={"Viettel": Reading(host=Network.VIETTEL, strength=Strength.GOOD)})
    closing = make(theme, view_of(notes=(good,), state=S.ON_AIR), S.CLOSED)
    shown(qtbot, closing)
    assert closing.measurement is not None
    assert closing.step().why == "Lần đo 24/11/2026, cạnh nhà văn hoá: Viettel tốt."
    closing.measurement.setCurrentIndex(0)
    closing.measurement.activated.emit(0)
    assert closing.step().why == ""


def test_a_paper_is_read_and_can_be_taken_away(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(theme, qtbot, S.SENT, S.SENT)
    place = tmp_path / "trả lời.pdf"
    place.write_bytes(PDF)
    dialog.paper.take(place)
    assert dialog.attachment() == (PDF, "application/pdf")
    assert (dialog.step().attachment_name, dialog.keep.isEnabled()) == ("trả lời.pdf", True)
    dialog.paper.drop.click()
    assert (dialog.attachment(), dialog.paper.words()) == ((b"", ""), NO_PAPER)
    assert (dialog.step().attachment_name, dialog.keep.isEnabled()) == ("", False)


def test_a_file_that_is_no_paper_is_refused_and_the_one_before_stays(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(theme, qtbot, S.NEW, S.VERIFIED)
    good, bad = tmp_path / "a.pdf", tmp_path / "b.pdf"
    good.write_bytes(PDF)
    bad.write_bytes(b"MZ\x90")
    dialog.paper.take(good)
    for place, said in (
        (bad, "không phải tệp PDF"),
        (tmp_path / "không có.pdf", "Không thấy tệp"),
        (tmp_path, "Không"),
    ):
        dialog.paper.take(place)
        assert said in dialog.banner.sentence()
    assert (dialog.attachment()[0], dialog.keep.isEnabled()) == (PDF, True)


def test_the_button_opens_the_house_own_file_window(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.png"
    place.write_bytes(b"\x89PNG\r\n\x1a\n.")
    monkeypatch.setattr(file_choice, "_chosen", lambda window: window.deleteLater() or place)
    dialog = opened(theme, qtbot, S.NEW, S.VERIFIED)
    dialog.paper.choose.click()
    assert dialog.attachment()[1] == "image/png"


def test_the_step_and_its_paper_are_taken_by_the_service(theme: Theme, qtbot: QtBot, db: Database) -> None:
    open_case(open_office(db), [noted(db).id])
    (view,) = read_board(db).cases
    case = view.case
    dialog = CaseStepDialog(theme, view, blank_step(db, case.id, S.VERIFIED), TODAY, RULES)
    qtbot.addWidget(dialog)
    dialog.why.setPlainText("xã đã đo")
    dialog.keep.click()
    take_step(db, dialog.step(), PDF, "application/pdf")
    now = case_course(db, case.id)
    assert (now.state, now.taken[0].why, now.taken[0].attachment_size) == (S.VERIFIED, "xã đã đo", len(PDF))
    assert now.taken[0].attachment is not None
    assert blobs.content(db, now.taken[0].attachment) == PDF


@pytest.mark.parametrize(
    ("state", "following", "count"),
    [
        (S.VERIFIED, S.SENT, 1),
        (S.SENT, S.PLANNED, 1),
        (S.SENT, S.BLOCKED, 1),
        (S.SENT, S.SENT, 4),
        (S.ON_AIR, S.CLOSED, 1),
    ],
)
def test_it_fits_is_named_and_has_large_targets(
    theme: Theme, qtbot: QtBot, state: CaseState, following: CaseState, count: int
) -> None:
    dialog = opened(theme, qtbot, state, following, count)
    settle()
    assert faults(dialog, theme.px) == []
    assert dialog.keep.text().endswith("bước này" if count == 1 else "cho 4 vụ việc")
