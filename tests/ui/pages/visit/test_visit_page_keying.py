"""Keying in sheets of paper: by keyboard, sheet after sheet."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cdtt_app.domain.checklist import AnswerSheet
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_state
from cdtt_app.domain.visit import Topic
from cdtt_app.services.paper_sheets import keep_printed, new_sheets, sheets_out
from cdtt_app.services.visits import draft_name
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft, read_draft
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.visits import handouts_of, visits_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages import visit_page
from cdtt_app.ui.pages.visit_keying_strip import KeyingStrip
from cdtt_app.ui.pages.visit_page import VisitPage
from tests.ui.pages.homes import home
from tests.ui.pages.visit.visit_hands import banner_of, find, held, matrix_of, press, tab_to

ANSWERS_OF_A_FAMILY = 52  # 13 questions asked at the door, 4 people


class Keys:
    """Presses keys into whatever holds the keyboard, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(held(), letter)
            self.pressed += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(held(), key, modifier)
        self.pressed += 1


@pytest.fixture
def sheets(desk: Desk, agreed: Household) -> tuple[PaperSheet, ...]:
    """Three of last night's: two families, and a blank one."""
    other = home(desk.db, "BG-007")
    made = new_sheets(desk.db, (agreed, other, None), desk.today().replace(day=23))
    keep_printed(desk.db, made)
    return made


def kept(db: Database, sheet: PaperSheet) -> PaperSheet:
    found = by_id(db, PaperSheet, sheet.id)
    assert found is not None
    return found


def strip_of(page: VisitPage) -> KeyingStrip:
    return find(page, KeyingStrip)


def test_the_form_begins_with_the_evening_of_the_sheet_and_says_what_is_keyed_in(
    page: VisitPage, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    assert page._state is not None
    assert page._state.form.visited_on == sheets[0].run_on
    assert strip_of(page).isVisible()
    assert strip_of(page).words().startswith("Đang gõ phiếu ")
    assert "1/3 · nhập từ phiếu giấy buổi 23/11" in strip_of(page).words()
    page.go_back()
    assert not strip_of(page).isVisible()


def test_an_ordinary_visit_knows_nothing_of_paper(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    assert not strip_of(page).isVisible()
    assert page._state is not None
    assert page._state.form.visited_on == page._state.context.today


def test_a_family_of_four_is_keyed_in_with_one_key_an_answer(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    keys = Keys()
    page.start(agreed.id, sheets[0].id)
    cells = matrix_of(page).matrix().cells
    assert sum(cell.relevant for row in cells for cell in row) == ANSWERS_OF_A_FAMILY
    assert QApplication.focusWidget() is matrix_of(page)
    keys.type("2013" * 13)
    keys.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert keys.pressed == ANSWERS_OF_A_FAMILY + 1
    visit = visits_of(desk.db, agreed.id)[0]
    written = AnswerSheet.from_document(visit.answers).answers
    assert [len(answers) for answers in written.values()] == [13] * 4
    assert visit.visited_on == sheets[0].run_on
    assert (kept(desk.db, sheets[0]).visit_id, len(sheets_out(desk.db))) == (visit.id, 2)


def test_a_full_sheet_is_78_keys_so_at_two_a_second_it_takes_less_than_a_minute(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    tab, space, keys = Qt.Key.Key_Tab, Qt.Key.Key_Space, Keys()
    page.start(agreed.id, sheets[0].id)
    keys.type("2013" * 13)
    for _ in range(2):  # past "Hỏi lại" and who was met
        keys.press(tab)
    for answer in "310":  # three networks
        keys.press(tab)
        keys.type(answer)
    for tabs in (2, 2, 3):  # the first topic, in a week, the first sheet left
        for _ in range(tabs):
            keys.press(tab)
        keys.press(space)
    keys.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    visit = visits_of(desk.db, agreed.id)[0]
    assert len(visit.signal) == 3
    assert visit.topics == (Topic.VNEID,)
    assert visit.next_visit == sheets[0].run_on + timedelta(days=7)
    assert [given.topic for given in handouts_of(desk.db, agreed.id) if given.visit_id == visit.id] == ["vneid"]
    assert keys.pressed + len("K7M4TX") + 1 == 78


def test_a_family_asked_for_the_first_time_begins_with_what_it_answered_nine_keys_before_its_skills(
    page: VisitPage, desk: Desk, stranger: Household
) -> None:
    sheets = new_sheets(desk.db, (stranger,), desk.today())
    keep_printed(desk.db, sheets)
    tab, back, space, keys = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Keys()
    page.start(stranger.id, sheets[0].id)
    assert held().accessibleName() == "Ghi lượt thăm và kỹ năng"
    keys.press(space)
    for _ in range(3):
        keys.press(tab)
    assert held().accessibleName() == "Ký giấy"
    keys.press(space)
    for _ in range(4):
        keys.press(back)
    assert QApplication.focusWidget() is matrix_of(page)
    assert keys.pressed == 9
    keys.type("2")
    page.save()
    assert visits_of(desk.db, stranger.id)[0].answers["a"]
    assert kept(desk.db, sheets[0]).visit_id is not None


def test_after_a_sheet_the_next_one_is_one_key_away(
    page: VisitPage, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    QTest.keyClicks(matrix_of(page), "2")
    page.save()
    other = sheets[1].household_id
    assert "Phiếu kế tiếp 2/3: hộ " in strip_of(page).words()
    assert QApplication.focusWidget() is strip_of(page).go_on
    press(Qt.Key.Key_Space)
    assert page._state is not None
    assert (page._state.context.household.id, page._state.paper) == (other, sheets[1])


def test_a_blank_sheet_asks_for_its_household_and_the_last_one_ends_the_evening(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(visit_page, "key_in_sheets", lambda _desk, _parent, blank=None: asked.append(blank))
    assert sheets[1].household_id is not None
    page.start(agreed.id, sheets[0].id)
    page.save()
    page.start(sheets[1].household_id, sheets[1].id)
    page.save()
    assert strip_of(page).words() == "Phiếu kế tiếp 3/3: phiếu trắng"
    strip_of(page).go_on.click()
    assert asked == [sheets[2].id]
    page.start(agreed.id, sheets[2].id)
    page.save()
    assert kept(desk.db, sheets[2]).household_id == agreed.id
    assert strip_of(page).words() == "Đã gõ hết phiếu giấy của buổi 23/11."
    assert not strip_of(page).go_on.isVisible()


def test_taking_back_brings_the_sheet_back_too(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    page.save()  # nothing was changed, so there is no draft that could remember the sheet
    assert sheet_state(kept(desk.db, sheets[0])) is SheetState.ENTERED
    page.undo()
    assert sheet_state(kept(desk.db, sheets[0])) is SheetState.OUT
    assert page._state is not None
    assert page._state.paper == sheets[0]
    assert strip_of(page).words().startswith("Đang gõ phiếu ")


def test_half_a_sheet_waits_as_a_draft_and_goes_on_as_the_same_sheet(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    assert read_draft(desk.db, draft_name(agreed.id)) is None
    QTest.keyClicks(matrix_of(page), "21")
    page.go_back()
    page.start(agreed.id)
    assert page._state is not None
    assert page._state.paper == sheets[0]
    assert [row[0].answer for row in matrix_of(page).matrix().cells][:2] == ["2", "1"]
    page.go_back()
    page.start(agreed.id, sheets[0].id)
    page.undo()
    assert not banner_of(page).isVisible()


def test_undoing_every_key_of_a_sheet_leaves_no_draft(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    QTest.keyClicks(matrix_of(page), "2")
    page.undo()
    assert read_draft(desk.db, draft_name(agreed.id)) is None
    assert page._state is not None
    assert page._state.form.paper == sheets[0].id


def test_an_older_draft_of_the_household_is_said(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    keep_draft(desk.db, draft_name(agreed.id), {"note": "ghi từ hôm trước"})
    page.start(agreed.id, sheets[0].id)
    assert "ghi dở từ trước" in banner_of(page).sentence()
    assert page._state is not None
    assert (page._state.form.note, page._state.form.visited_on) == ("ghi từ hôm trước", sheets[0].run_on)


def test_a_sheet_that_somebody_else_keyed_in_meanwhile_is_not_keyed_in_twice(
    page: VisitPage, desk: Desk, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    QTest.keyClicks(matrix_of(page), "2")
    elsewhere = VisitPage(desk)
    elsewhere.start(agreed.id, sheets[0].id)
    elsewhere.save()
    elsewhere.deleteLater()
    page.save()
    assert "đã có người gõ rồi" in banner_of(page).sentence()
    assert len([v for v in visits_of(desk.db, agreed.id) if v.visited_on == sheets[0].run_on]) == 1


def test_a_sheet_of_another_household_is_not_taken(page: VisitPage, desk: Desk, sheets: tuple[PaperSheet, ...]) -> None:
    page.start(HouseholdId(home(desk.db, "BG-031").id), sheets[0].id)
    assert page._state is not None
    assert page._state.paper is None
    assert not strip_of(page).isVisible()


def test_the_keyboard_goes_on_from_the_skills_to_the_rest_in_the_order_of_the_paper(
    page: VisitPage, agreed: Household, sheets: tuple[PaperSheet, ...]
) -> None:
    page.start(agreed.id, sheets[0].id)
    for name in ("Sóng Viettel: Không có", "VNeID", "1 tuần", "Mở VNeID", "Ghi chú"):
        tab_to(name)
