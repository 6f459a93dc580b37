"""The notice of a meeting, on a real copy of the practice hamlet."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.services.handout_footer import read_footer
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import meeting_dialog as module
from cdtt_app.ui.dialogs.meeting_dialog import MeetingDialog, print_notice
from cdtt_app.ui.dialogs.print_acts import Outcome
from cdtt_app.ui.theme import Theme
from tests.documents.rendering import words
from tests.ui.dialogs.locked import all_done, nameless, small_targets, type_in
from tests.ui.pages.desks import Sent, make_desk, practice_db
from tests.ui.pages.sync.sync_hands import cut_words


@pytest.fixture
def desk(theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    db = practice_db(tmp_path / "p")
    made = make_desk(db, tmp_path / "p", theme, Sent())
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def hamlet(desk: Desk) -> Hamlet:
    found = hamlet_in_hand(desk.db)
    assert found is not None
    return found


def make(desk: Desk, hamlet: Hamlet, qtbot: QtBot) -> MeetingDialog:
    dialog = MeetingDialog(desk, hamlet)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: all_done(desk.tasks))
    QApplication.processEvents()
    return dialog


def fill(dialog: MeetingDialog) -> None:
    type_in(dialog.fields["where"], "Nhà văn hoá thôn")
    type_in(dialog.fields["subject"], "Cài VNeID cho cả nhà")


def test_it_begins_in_the_name_of_the_team_and_says_what_is_missing(desk: Desk, hamlet: Hamlet, qtbot: QtBot) -> None:
    dialog = make(desk, hamlet, qtbot)
    assert dialog.fields["invited_by"].text() == read_footer(desk.db, desk.units()).team != ""
    assert dialog.focusWidget() is dialog.fields["where"]
    assert dialog.banner.sentence() == "Chưa ghi họp ở đâu. Hãy ghi nơi họp."
    assert not dialog.preview.isEnabled()
    fill(dialog)
    assert dialog.preview.isEnabled()
    assert dialog.banner.isHidden()
    type_in(dialog.fields["at"], "25h")
    assert dialog.banner.sentence().startswith("Chưa rõ họp lúc mấy giờ.")
    assert not dialog.preview.isEnabled()


def test_the_houses_to_tell_on_foot_are_counted(desk: Desk, hamlet: Hamlet, qtbot: QtBot) -> None:
    assert "danh sách 55 nhà không có sóng" in make(desk, hamlet, qtbot)._told.text()


def test_what_was_typed_is_there_again_and_of_a_meeting_that_is_over_only_the_place(
    desk: Desk, hamlet: Hamlet, qtbot: QtBot
) -> None:
    dialog = make(desk, hamlet, qtbot)
    fill(dialog)
    again = make(desk, hamlet, qtbot)
    assert again.form == dialog.form
    assert again.fields["subject"].text() == "Cài VNeID cho cả nhà"
    day = desk.today() - timedelta(days=1)
    again.day.setDate(again.day.date().addDays(-2))
    assert again.form.day == day
    assert again.banner.sentence() == "Ngày họp đã qua. Hãy chọn lại ngày họp."
    later = make(desk, hamlet, qtbot)
    assert (later.fields["where"].text(), later.fields["subject"].text()) == ("Nhà văn hoá thôn", "")
    assert later.form.day == desk.today() + timedelta(days=1)


def test_what_cannot_be_kept_is_said(desk: Desk, hamlet: Hamlet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise StorageError("Đĩa đầy.")

    dialog = make(desk, hamlet, qtbot)
    monkeypatch.setattr(module, "keep_fact", full)
    type_in(dialog.fields["where"], "Nhà văn hoá thôn")
    assert dialog.banner.sentence() == "Đĩa đầy."


def test_enter_leads_to_the_preview_with_the_notice_and_the_list(
    desk: Desk, hamlet: Hamlet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str, list[str]]] = []
    outcomes = [Outcome(), Outcome(copies=1)]  # the first time the person comes back to the form

    def exec_(dialog: MeetingDialog) -> int:
        dialog.show()
        if not shown:
            fill(dialog)
        QTest.keyClick(dialog.fields["subject"], Qt.Key.Key_Return)
        return dialog.result()

    def print_(_desk: Desk, paper: Callable[[], bytes], title: str, name: str, _window: QWidget) -> Outcome:
        shown.append((title, name, words(paper())))
        return outcomes.pop(0)

    monkeypatch.setattr(MeetingDialog, "exec", exec_)
    monkeypatch.setattr(module, "print_paper", print_)
    parent = QWidget()
    qtbot.addWidget(parent)
    print_notice(desk, hamlet, parent)
    assert len(shown) == 2
    title, name, pages = shown[0]
    assert (title, name) == ("Giấy mời họp thôn", "giay-moi-hop-20261125")
    assert "19:30, Thứ Tư, 25/11/2026" in pages[0]
    assert "xã Thượng Nông" in pages[0]
    assert "Nhà cần báo tận nơi" in pages[1]


@pytest.mark.parametrize("full", [False, True])
def test_the_window_can_be_read_touched_and_named(desk: Desk, hamlet: Hamlet, qtbot: QtBot, *, full: bool) -> None:
    dialog = make(desk, hamlet, qtbot)
    if full:
        fill(dialog)
    QApplication.processEvents()
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    assert small_targets(dialog, desk.theme.px(40)) == []
    assert dialog.width() <= 1024
    assert dialog.height() <= 650
