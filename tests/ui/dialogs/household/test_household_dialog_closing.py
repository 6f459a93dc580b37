from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.drafts import drafts, keep_draft, read_draft
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.households import household
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.dialogs.household_leave_dialog import HouseholdLeaveDialog
from tests.factories import make_visit
from tests.ui.dialogs.household.household_hands import line, save, shown, type_into
from tests.ui.pages.desks import Sent


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


def test_the_form_says_since_when_it_is_unfinished(desk: Desk, home: Household, qtbot: QtBot) -> None:
    keep_draft(desk.db, f"household/{home.id}", {"name": "Nông Văn Dự"})
    dialog = shown(qtbot, desk, acts.open_kept(desk.db, home.id))
    assert f"{datetime(2026, 11, 24, 12, 30, tzinfo=UTC).astimezone():%H:%M}" in dialog.banner.sentence()


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
