"""The papers of an evening, chosen and printed on a real copy of the practice hamlet."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.paper_sheet import sheet_code
from cdtt_app.presenters.handout_batch import Filter, Pick
from cdtt_app.services.paper_sheets import sheets_out
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.services.undo import take_back
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import evening_papers_dialog as module
from cdtt_app.ui.dialogs import print_dialog
from cdtt_app.ui.dialogs.evening_papers_dialog import EveningPapersDialog, Leave, print_evening
from cdtt_app.ui.dialogs.print_acts import Outcome
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.theme import Theme
from tests.documents.rendering import picture, read_codes, words
from tests.ui.dialogs.locked import all_done, nameless, small_targets
from tests.ui.pages.desks import Sent, make_desk, practice_db
from tests.ui.pages.homes import home
from tests.ui.pages.sync.sync_hands import cut_words

TOMORROW = date(2026, 11, 25)
Paper = Callable[[], bytes]


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, sent: Sent) -> Iterator[Desk]:
    db = practice_db(tmp_path / "p")
    made = make_desk(db, tmp_path / "p", theme, sent)
    yield made
    made.tasks.close()
    db.close()


def make(desk: Desk, qtbot: QtBot) -> EveningPapersDialog:
    hamlet = hamlet_in_hand(desk.db)
    assert hamlet is not None
    dialog = EveningPapersDialog(desk, hamlet)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.papers.board is not None)
    QApplication.processEvents()
    return dialog


def untick_but(dialog: EveningPapersDialog, count: int) -> None:
    """Leave the first ones of the list ticked."""
    dialog.homes.all.click()
    for row in range(count):
        dialog.homes.model.toggle(dialog.homes.model.index(row))


def test_tomorrow_is_offered_with_everybody_to_visit_in_walking_order(desk: Desk, qtbot: QtBot) -> None:
    dialog = make(desk, qtbot)
    assert dialog.homes.day.day() == TOMORROW
    model = dialog.homes.model
    assert model.rowCount() == 37
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole).startswith("Nông Văn Dư, BG-004")
    assert dialog.what.sum.text() == "Sẽ in: tờ đi thăm 37 nhà, 37 phiếu thăm, 2 phiếu trắng."
    assert dialog.preview.isEnabled()


def test_space_takes_a_tick_away_and_the_sum_follows(desk: Desk, qtbot: QtBot) -> None:
    dialog = make(desk, qtbot)
    view = dialog.homes.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert "tờ đi thăm 36 nhà" in dialog.what.sum.text()
    assert view.currentIndex().row() == 0
    dialog.homes.all.click()
    assert dialog.papers.chosen == ()
    assert dialog.what.sum.text() == "Sẽ in: 2 phiếu trắng."
    dialog.what.blanks.set_value(1)
    dialog.what.blanks.number_changed.emit(0)
    assert not dialog.preview.isEnabled()
    dialog.homes.all.click()
    assert len(dialog.papers.chosen) == 37


def test_a_cluster_may_be_taken_whole(desk: Desk, qtbot: QtBot) -> None:
    dialog = make(desk, qtbot)
    field = dialog.homes.pick
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert dialog.papers.filter == Filter(Pick.CLUSTER, "Nà Phiêng")
    assert dialog.homes.model.rowCount() == 34


def test_another_evening_is_read_anew_and_a_past_one_cannot_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    dialog = make(desk, qtbot)
    untick_but(dialog, 1)
    dialog.homes.day.setDate(dialog.homes.day.date().addDays(3))
    assert not dialog.preview.isEnabled()
    qtbot.waitUntil(lambda: dialog.papers.board is not None)
    assert dialog.papers.day == TOMORROW + timedelta(days=3)
    assert len(dialog.papers.chosen) == len(dialog.papers.listed) > 37  # more promises have come due by then
    dialog.homes.day.setDate(dialog.homes.day.date().addDays(-30))
    assert dialog.papers.day == desk.today()


def run(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    *answers: Callable[[EveningPapersDialog], int],
    outcome: Outcome,
) -> list[bytes]:
    """Open the window; each answer leaves it once. What was shown in the preview, which ends with `outcome`."""
    shown: list[bytes] = []
    left = list(answers)

    def exec_(dialog: EveningPapersDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: dialog.papers.board is not None)
        return left.pop(0)(dialog)

    def print_(_desk: Desk, paper: Paper, title: str, file_name: str, _window: QWidget) -> Outcome:
        assert (title, file_name) == ("Giấy đi thăm Thứ Tư, 25/11/2026", "giay-di-tham-20261125")
        shown.append(paper())
        return outcome

    monkeypatch.setattr(EveningPapersDialog, "exec", exec_)
    monkeypatch.setattr(module, "print_paper", print_)
    parent = QWidget()
    qtbot.addWidget(parent)
    print_evening(desk, parent)
    assert not left
    return shown


def three_homes(dialog: EveningPapersDialog) -> int:
    untick_but(dialog, 3)
    dialog.what.blanks.number_changed.emit(1)
    return Leave.PREVIEW


def leave(_dialog: EveningPapersDialog) -> int:
    return 0


def test_one_file_holds_the_list_and_the_sheets_and_printed_sheets_are_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, sent: Sent
) -> None:
    (pdf,) = run(desk, monkeypatch, qtbot, three_homes, outcome=Outcome(copies=1))
    sheets = sheets_out(desk.db)
    assert [sheet.household_id for sheet in sheets[:3]] == [home(desk.db, c).id for c in ("BG-004", "BG-007", "BG-011")]
    assert (len(sheets), sheets[3].household_id, sheets[3].run_on) == (4, None, TOMORROW)
    pages = words(pdf)
    assert "Danh sách đi thăm" in pages[0]
    assert "4 phiếu thăm" in pages[0]
    codes = [code for page in range(len(pages)) for code in read_codes(picture(pdf, 150, page))]
    assert list(dict.fromkeys(codes)) == [sheet_code(sheet) for sheet in sheets]
    ((way, (sentence, saved)),) = sent.calls
    assert (way, "Máy nhớ 4 phiếu" in sentence) == ("saved", True)
    take_back(desk.db, saved)
    assert sheets_out(desk.db) == ()


def test_a_preview_left_without_printing_keeps_nothing_and_leads_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, sent: Sent
) -> None:
    def again(dialog: EveningPapersDialog) -> int:
        assert len(dialog.papers.chosen) == 3  # as it was left
        return 0

    shown = run(desk, monkeypatch, qtbot, three_homes, again, outcome=Outcome())
    assert len(shown) == 1
    assert sheets_out(desk.db) == ()
    assert sent.calls == []


def test_printed_once_more_the_sheets_keep_their_codes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, sent: Sent
) -> None:
    def without_blanks(dialog: EveningPapersDialog) -> int:
        three_homes(dialog)
        dialog.what.blanks.number_changed.emit(0)
        return Leave.PREVIEW

    run(desk, monkeypatch, qtbot, without_blanks, outcome=Outcome(saved=Path("a.pdf")))
    before = sheets_out(desk.db)
    sent.calls.clear()
    run(desk, monkeypatch, qtbot, without_blanks, outcome=Outcome(copies=1))
    assert sheets_out(desk.db) == before
    assert [way for way, _ in sent.calls] == ["say"]


def test_only_the_list_makes_no_sheet(desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def only_list(dialog: EveningPapersDialog) -> int:
        dialog.what.visits.click()
        dialog.what.blanks.number_changed.emit(0)
        return Leave.PREVIEW

    (pdf,) = run(desk, monkeypatch, qtbot, only_list, outcome=Outcome(copies=1))
    assert all("Danh sách đi thăm" in page for page in words(pdf))
    assert sheets_out(desk.db) == ()


def test_sheets_that_cannot_be_kept_are_not_to_be_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, sent: Sent
) -> None:
    said: list[str] = []

    def full(*_arguments: object) -> None:
        raise StorageError("Đĩa đầy.")

    def read_banner(dialog: EveningPapersDialog) -> int:
        said.append(dialog.banner.sentence())
        return 0

    monkeypatch.setattr(module, "keep_printed", full)
    run(desk, monkeypatch, qtbot, three_homes, read_banner, outcome=Outcome(copies=1))
    assert said == ["Máy chưa nhớ được mã các phiếu vừa in, đừng dùng giấy ấy. Đĩa đầy."]
    assert sent.calls == []


def test_the_notice_of_a_meeting_is_opened_from_here_and_leads_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[str] = []

    def meeting(dialog: EveningPapersDialog) -> int:
        dialog.meeting.click()
        return dialog.result()

    monkeypatch.setattr(module, "print_notice", lambda _desk, hamlet, _window: opened.append(hamlet.name))
    assert run(desk, monkeypatch, qtbot, meeting, leave, outcome=Outcome()) == []
    assert opened == ["Bản Giòng"]


def test_saved_from_the_real_preview_the_sheets_are_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, sent: Sent
) -> None:
    path = tmp_path / "giay.pdf"
    left = [three_homes]

    def choose(dialog: EveningPapersDialog) -> int:
        dialog.show()
        qtbot.waitUntil(lambda: dialog.papers.board is not None)
        return left.pop(0)(dialog)

    def save(dialog: PrintDialog) -> int:
        dialog.show()
        qtbot.waitUntil(dialog.save_button.isEnabled, timeout=20_000)
        dialog.save_button.click()
        qtbot.waitUntil(lambda: dialog.outcome.saved is not None)
        qtbot.waitUntil(lambda: all_done(desk.tasks))
        dialog.reject()
        return 0

    monkeypatch.setattr(EveningPapersDialog, "exec", choose)
    monkeypatch.setattr(PrintDialog, "exec", save)
    monkeypatch.setattr(print_dialog, "choose_new_file", lambda *_arguments: path)
    parent = QWidget()
    qtbot.addWidget(parent)
    print_evening(desk, parent)
    assert len(sheets_out(desk.db)) == 4
    assert "Danh sách đi thăm" in words(path.read_bytes())[0]
    assert [way for way, _ in sent.calls] == ["saved"]


def test_the_window_can_be_read_touched_and_named(desk: Desk, qtbot: QtBot) -> None:
    dialog = make(desk, qtbot)
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    low = small_targets(dialog, desk.theme.px(40))
    assert [each for each in low if "Phiếu trắng" not in each] == []  # that one lies inside a frame of 40
    assert dialog.width() <= 1024
    assert dialog.height() <= 650
