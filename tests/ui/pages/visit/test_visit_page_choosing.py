from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.storage.drafts import drafts
from cdtt_app.storage.households import people
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.visit_page import VisitPage
from cdtt_app.ui.widgets.line_button import LineButton
from tests.ui.pages.desks import Sent
from tests.ui.pages.visit.visit_hands import banner_of, button_named, click, matrix_of, press


def test_the_page_begins_with_whom_to_visit_and_what_was_recorded(page: VisitPage) -> None:
    said = [each.accessibleName() for each in page.findChildren(LineButton)]
    assert said[0] == "Nông Văn Dư, BG-004 · Nà Phiêng · hẹn hôm nay 19:30"
    assert any("vắng" in each for each in said)
    assert page.page_subtitle() == "Chọn hộ để ghi"
    assert QApplication.focusWidget() is page._chooser.search


def test_a_household_is_found_and_opened_by_typing(page: VisitPage) -> None:
    QTest.keyClicks(page._chooser.search, "nong van du")
    QTest.keyClick(page._chooser.search, Qt.Key.Key_Return)
    assert page.page_subtitle() == "Hộ ông Nông Văn Dư · BG-004 · Cụm Nà Phiêng · 4 người"
    assert QApplication.focusWidget() is matrix_of(page)


def test_nothing_found_says_what_to_try(page: VisitPage) -> None:
    QTest.keyClicks(page._chooser.search, "zzzz")
    QTest.keyClick(page._chooser.search, Qt.Key.Key_Return)
    assert any("Không thấy hộ nào" in each.text() for each in page.findChildren(QLabel))
    assert page._state is None


def test_a_recorded_visit_opens_its_household(page: VisitPage, sent: Sent) -> None:
    shown = [each for each in page.findChildren(LineButton) if "hẹn lại" in each.accessibleName()]
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    assert sent.calls[0][0] == "open_household"


def test_an_unknown_household_is_said(page: VisitPage) -> None:
    page.start(HouseholdId("khong-co"))
    assert "Không thấy hộ này" in banner_of(page).sentence()
    assert page._state is None


def test_a_household_without_people_leads_to_its_page(
    page: VisitPage, desk: Desk, agreed: Household, sent: Sent
) -> None:
    with desk.db.write() as tx:
        for person in people(desk.db, (agreed.id,))[agreed.id]:
            tx.save(replace(person, deleted="thử"))
    page.start(agreed.id)
    click(page, "Mở hộ để thêm người")
    assert sent.calls[-1] == ("open_household", (agreed.id,))


def test_escape_goes_back_to_the_list_and_f2_searches_with_the_draft_kept(
    page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    press(Qt.Key.Key_Escape)
    assert page._state is None
    assert QApplication.focusWidget() is page._chooser.search
    assert button_named(page, "Ghi tiếp phiếu hộ Nông Văn Dư").isVisible()
    page.start(agreed.id)
    press(Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page._chooser.search
    assert len(drafts(desk.db)) == 1
