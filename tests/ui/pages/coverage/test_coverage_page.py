import random
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import ALLOWED, CaseState, CaseStep, CoverageCase, course
from cdtt_app.domain.ids import CaseId
from cdtt_app.presenters.coverage_page import CoverageReading, Tab, batch
from cdtt_app.presenters.coverage_steps import Choice
from cdtt_app.services.undo import take_back
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.questions import by_id, where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.coverage_page import CoveragePage
from tests.factories import NOW, make_step
from tests.ui.pages.coverage.coverage_hands import Behind, cut_words, pressed, settle
from tests.ui.pages.desks import Sent

S = CaseState
DIRECT = ("Mở vụ việc", "Bỏ", "Xem đủ", "In hồ sơ", "Xem mọi đề xuất")  # buttons that are no step and open no window


def case_called(desk: Desk, title: str) -> CoverageCase:
    return where(desk.db, CoverageCase, "title = ?", (title,))[0]


def state_of(desk: Desk, id_: CaseId) -> CaseState:
    return course(where(desk.db, CaseStep, "case_id = ?", (id_,))).state


def titles(page: CoveragePage) -> list[str]:
    model = page.list.model
    return [str(model.data(model.index(row))).split(",")[0] for row in range(model.rowCount())]


def stand(page: CoveragePage, id_: str, qtbot: QtBot, desk: Desk) -> None:
    index = page.list.model.index_of(id_)
    page.list.view.scrollTo(index)
    place = page.list.view.visualRect(index).center()
    QTest.mouseClick(page.list.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.state.chosen == id_
    settle(page, qtbot, desk)


def test_an_officer_sees_cases_by_urgency_and_the_first_one_in_full(
    page: CoveragePage, qtbot: QtBot, desk: Desk
) -> None:
    settle(page, qtbot, desk)
    assert titles(page) == ["Bản Giòng", "Thôm Luông", "Bản Khẻ", "Cụm Nà Cọn"]
    assert page.list.tabs.tabs[Tab.SPOTS].text() == "Chờ gộp 5"
    detail = page.detail.detail
    assert detail is not None
    assert (detail.title, detail.chips[0].words, detail.code) == (
        "Bản Giòng: mất sóng",
        "Quá hạn trả lời 12 ngày",
        "Vụ việc VL-007",
    )
    assert "đang ở đây từ 21/10" in page.detail.line.accessibleName()


@pytest.mark.parametrize("officer", [False])
def test_a_volunteer_sees_notes_first_and_changes_no_case(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    assert page.state.shown_tab is Tab.NOTES
    assert not page.list.tabs.tabs[Tab.SPOTS].isVisible()
    page.list.tabs.tabs[Tab.CASES].click()
    page.board.show_part("detail")
    settle(page, qtbot, desk)
    words = [button.accessibleName() for button in page.detail.buttons]
    assert words == ["Xem 17 ghi nhận", "In hồ sơ", "Việc khác"]


def test_a_step_is_taken_said_and_can_be_undone(page: CoveragePage, qtbot: QtBot, desk: Desk, sent: Sent) -> None:
    settle(page, qtbot, desk)
    case = case_called(desk, "Bản Khẻ")
    stand(page, case.id, qtbot, desk)
    pressed(page.detail, "Gửi Sở").click()
    settle(page, qtbot, desk)
    assert state_of(desk, case.id) is S.SENT
    assert page.detail.detail is not None
    assert page.detail.buttons[0].accessibleName() == "Ghi trả lời của Sở"
    name, (words, saved) = sent.calls[-1]
    assert (name, words) == ("saved", "Bản Khẻ: đã ghi “Gửi Sở” ngày 24/11/2026.")
    take_back(desk.db, saved)
    assert state_of(desk, case.id) is S.VERIFIED


def test_turning_back_in_the_window_writes_nothing(
    page: CoveragePage, behind: Behind, qtbot: QtBot, desk: Desk, sent: Sent
) -> None:
    settle(page, qtbot, desk)
    behind.answers = False
    before = where(desk.db, CaseStep)
    page.board.show_part("detail")
    pressed(page.detail, "Nhắc Sở").click()
    assert where(desk.db, CaseStep) == before
    assert behind.asked == [f"1 {S.SURVEYING}"]
    assert not [call for call in sent.calls if call[0] == "saved"]


def test_several_cases_get_one_step_with_one_undo(page: CoveragePage, qtbot: QtBot, desk: Desk, sent: Sent) -> None:
    settle(page, qtbot, desk)
    two = [case_called(desk, title) for title in ("Bản Giòng", "Thôm Luông")]
    page.list.view.select_ids(tuple(case.id for case in two))
    page.list.view.selected.emit(page.list.view.selected_ids())
    assert page.list.batch.isVisible()
    page._step_several(Choice(state=S.PLANNED, words="Ghi kế hoạch", icon="check"))
    assert [state_of(desk, case.id) for case in two] == [S.PLANNED, S.PLANNED]
    take_back(desk.db, sent.calls[-1][1][1])
    assert [state_of(desk, case.id) for case in two] == [S.SURVEYING, S.SENT]


def test_a_ring_on_the_map_makes_one_case_of_the_loose_notes(
    page: CoveragePage, qtbot: QtBot, desk: Desk, sent: Sent
) -> None:
    settle(page, qtbot, desk)
    loose = where(desk.db, CoverageNote, "case_id IS NULL AND place LIKE 'Nà Lạ%'")
    page.circle(on=True)
    page.map.lassoed.emit([note.id for note in loose[:3]])
    settle(page, qtbot, desk)
    assert not page.map_is_circling()
    made = {note.case_id for note in where(desk.db, CoverageNote) if note.id in {each.id for each in loose[:3]}}
    assert len(made) == 1
    assert None not in made
    page.map.lassoed.emit([])
    assert "không có ghi nhận nào chưa gộp" in sent.calls[-1][1][0]


def test_a_note_opened_on_the_map_is_shown_and_stands_in_the_list(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    note = where(desk.db, CoverageNote, "place = 'Nà Lạ 2'")[0]
    page.map.note_chosen.emit(note.id)
    settle(page, qtbot, desk)
    assert page.state.shown_tab is Tab.NOTES
    assert page.list.model.id_at(page.list.view.currentIndex()) == note.id
    assert page.detail.detail is not None
    assert page.detail.detail.title == "Nà Lạ 2"


def test_a_note_is_removed_with_a_reason(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    note = where(desk.db, CoverageNote, "place = 'Trường Nà Vai'")[0]
    page.map.note_chosen.emit(note.id)
    settle(page, qtbot, desk)
    assert page.detail.detail is not None
    assert any("Quá 12 tháng" in notice.words for notice in page.detail.detail.notices)
    pressed(page.detail, "Bỏ").click()
    kept = by_id(desk.db, CoverageNote, note.id)
    assert kept is not None
    assert kept.deleted == "ghi hai lần"


def test_filters_narrow_the_list_and_the_map(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    field = page.list.filters.fields["network"]
    field.set_value("VinaPhone")
    field.chosen.emit("VinaPhone")
    assert titles(page) == ["Bản Giòng", "Thôm Luông"]
    page.list.filters.clear()
    assert len(titles(page)) == 4


def test_an_answer_that_comes_late_is_dropped(page: CoveragePage, behind: Behind, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    gate, now = Event(), page.state.reading
    assert now is not None
    old = replace(now, board=replace(now.board, cases=()))

    def late() -> CoverageReading:
        gate.wait(5)
        return old

    behind.reading = late
    page.opened()
    QTest.qWait(50)  # the first question has been taken up
    behind.reading = None
    page.opened()
    qtbot.waitUntil(lambda: page.state.reading is not now)
    gate.set()
    settle(page, qtbot, desk)
    assert len(titles(page)) == 4


def test_an_error_is_a_sentence(page: CoveragePage, behind: Behind, qtbot: QtBot, desk: Desk, sent: Sent) -> None:
    def broken() -> CoverageReading:
        raise StorageError("Đĩa đầy.")

    behind.reading = broken
    page.opened()
    qtbot.waitUntil(lambda: not desk.tasks.busy())
    qtbot.waitUntil(lambda: any(call[1][0] == "Đĩa đầy." for call in sent.calls))


def test_a_step_from_another_machine_is_told_not_followed(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    case = case_called(desk, "Bản Khẻ")
    with desk.db.write() as tx:
        tx.save(make_step(case, S.ON_AIR))
    page.map.case_chosen.emit(case.id)
    settle(page, qtbot, desk)
    page.map.case_chosen.emit(case.id)
    assert page.detail.detail is not None
    assert any("“Đã phát sóng”" in notice.words for notice in page.detail.detail.notices)
    assert state_of(desk, case.id) is S.VERIFIED


def test_the_form_opens_over_the_page_and_escape_comes_back(
    page: CoveragePage, window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    settle(page, qtbot, desk)
    pressed(page, "Ghi mới").click()
    assert not page.board.isVisible()
    window._go_back()
    assert page.board.isVisible()
    settle(page, qtbot, desk)


def test_the_hamlets_have_totals_and_the_rule(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    page.list.tabs.tabs[Tab.HAMLETS].click()
    settle(page, qtbot, desk)
    assert page.board.hamlets.isVisible()
    assert not page.map.isVisible()
    assert "11/26 4" in page.board.hamlets.chart.accessibleName()


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("tab", [Tab.CASES, Tab.NOTES, Tab.SPOTS, Tab.HAMLETS])
def test_nothing_is_cut(page: CoveragePage, window: MainWindow, width: int, tab: Tab, qtbot: QtBot, desk: Desk) -> None:
    window.resize(width, 690)
    page.list.tabs.tabs[tab].click()
    settle(page, qtbot, desk)
    assert (window.width(), window.height()) == (width, 690)
    assert cut_words(page) == []
    if page.map.isVisible():
        assert page.map.height() >= 240
    page.board.show_part("detail")
    settle(page, qtbot, desk)
    assert cut_words(page) == []


def test_every_control_has_a_name_and_the_list_goes_by_keyboard(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    settle(page, qtbot, desk)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.detail is not None and page.detail.detail.title.startswith("Thôm Luông"))
    assert all(button.accessibleName() for button in page.detail.buttons)


def press_anything(page: CoveragePage, dice: random.Random) -> None:
    """One of the buttons in the detail or of the batch, or an entry of one of their menus."""
    detail = page.detail.detail
    steps = [choice for action in detail.actions for choice in action.choices] if detail else []
    menus = [page.detail.step_menu(tuple(steps)), *([page.detail.others_menu(detail)] if detail else [])]
    presses = [each.click for each in page.detail.buttons if each.accessibleName() in DIRECT]
    presses += [entry.trigger for menu in menus for entry in menu.actions() if entry.data() is not None]
    bar = page.list.batch
    presses += [each.click for each in (bar.merge, bar.open) if each.isVisible()]
    presses += [partial(page._step_several, choice) for choice in batch(page.state).steps]
    dice.choice(presses or [page.opened])()
    for menu in menus:
        menu.deleteLater()


def check_against_the_table(desk: Desk) -> int:
    """How many steps there are; each was allowed where it was taken."""
    count = 0
    for case in where(desk.db, CoverageCase):
        steps = where(desk.db, CaseStep, "case_id = ?", (case.id,))
        assert course(steps).astray == ()
        state = S.NEW
        for step in sorted(steps, key=lambda step: (step.written_at, step.id)):
            assert step.state is state or step.state in ALLOWED[state], (state, step.state)
            state = step.state
            count += 1
    return count


@pytest.mark.parametrize("seed", range(4))
def test_no_sequence_of_clicks_reaches_a_state_the_table_forbids(
    page: CoveragePage, behind: Behind, qtbot: QtBot, desk: Desk, sent: Sent, seed: int
) -> None:
    settle(page, qtbot, desk)
    dice = random.Random(seed)
    clock = [NOW]

    def tick() -> datetime:
        clock[0] += timedelta(seconds=1)
        return clock[0]

    desk.db.clock = tick
    before = check_against_the_table(desk)
    for _ in range(30):
        page.list.tabs.tabs[dice.choice([Tab.CASES, Tab.CASES, Tab.CASES, Tab.NOTES, Tab.SPOTS])].click()
        rows = [page.list.model.index(row) for row in range(page.list.model.rowCount())]
        if rows:
            page._stand(page.list.model.id_at(dice.choice(rows)))
            page._select(tuple({page.list.model.id_at(dice.choice(rows)) for _ in range(dice.randrange(4))}))
        behind.answers = dice.random() < 0.9
        told = len(sent.calls)
        press_anything(page, dice)
        if dice.random() < 0.2 and len(sent.calls) > told and sent.calls[-1][0] == "saved":
            take_back(desk.db, sent.calls[-1][1][1])
        if dice.random() < 0.7:  # now and then faster than the page is drawn anew
            settle(page, qtbot, desk)
    settle(page, qtbot, desk)
    assert check_against_the_table(desk) > before
