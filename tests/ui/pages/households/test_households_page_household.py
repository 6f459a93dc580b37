from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.visits import consents_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.household_leave_dialog import ConsentWithdrawDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import Page, PageRow
from cdtt_app.ui.pages.household_visits_tab import VisitCard
from cdtt_app.ui.pages.households_page import HouseholdsPage
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.small_charts import SparkLine
from tests.factories import make_household, make_visit
from tests.ui.pages.desks import Sent
from tests.ui.pages.homes import home
from tests.ui.pages.households.households_hands import said, search


def test_open_household_puts_search_and_filter_away(page: HouseholdsPage, desk: Desk) -> None:
    search(page, "nvd")
    wanted = home(desk.db, "BG-072")
    page.open_household(wanted.id)
    assert (page._listing.query, page.list.current(), page.detail.name()) == ("", wanted.id, wanted.head_name)
    view = page.list.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_the_page_may_be_sent_to_a_household_before_it_was_ever_opened(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    rows = (
        PageRow("today", "Hôm nay", "house", Page),
        PageRow("households", "Hộ", "house", lambda: HouseholdsPage(desk)),
    )
    window = MainWindow(theme, rows, person="Chị Mai", practice=True)
    qtbot.addWidget(window)
    window.show()
    made = window.page("households")
    assert isinstance(made, HouseholdsPage)
    wanted = home(desk.db, "BG-072")
    made.open_household(wanted.id)
    window.show_page("households")
    assert (made.detail.name(), made.list.current()) == (wanted.head_name, wanted.id)


def test_ghi_luot_tham_starts_a_visit_here(page: HouseholdsPage, desk: Desk, sent: Sent) -> None:
    wanted = home(desk.db, "BG-004")
    page.open_household(wanted.id)
    page.detail.visit.click()
    assert sent.calls == [("start_visit", (wanted.id,))]


def test_a_half_written_visit_is_told_and_gone_on_with(page: HouseholdsPage, desk: Desk) -> None:
    wanted = home(desk.db, "BG-004")
    keep_draft(desk.db, f"visit/{wanted.id}", {})
    page.open_household(wanted.id)
    assert "Chưa xong" in said(page.detail)
    assert page.detail.visit.accessibleName() == "Ghi tiếp lượt thăm"
    page.detail.tabs.setCurrentIndex(2)
    assert "Lượt thăm chưa xong" in said(page.detail)


def test_the_overview_shows_people_visits_house_and_sheets(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    words = said(page.detail)
    for expected in ("Người trong hộ", "Bế Thị Vân", "Các lượt thăm", "Điện lưới", "Viettel", "Tờ đã phát"):
        assert expected in words
    lines = [line for line in page.detail.findChildren(SparkLine) if line.isVisible()]
    assert len(lines) == 4
    assert lines[3].accessibleName().startswith("Bế Thị Vân: tự làm được ")


def test_every_tab_opens(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    expected = ("Người trong hộ", "Gọi là", "Kết quả", "Sóng trong nhà", "Tờ đã phát", "Nhà đang đồng ý")
    for number, words in enumerate(expected):
        page.detail.tabs.setCurrentIndex(number)
        assert words in said(page.detail._stack.currentWidget())


def test_a_household_with_little_known_says_what_to_do(page: HouseholdsPage, desk: Desk) -> None:
    bare = make_household("Ma Văn Lẻ", hamlet_id=page._listing.hamlets[0].id, code="BG-500")
    with desk.db.write() as tx:
        tx.save(bare)
    page.open_household(bare.id)
    sentences = " ".join(said(page.detail))
    for number in range(6):
        page.detail.tabs.setCurrentIndex(number)
        sentences += " ".join(said(page.detail._stack.currentWidget()))
    for expected in ("Chưa ghi ai.", "Chưa thăm lần nào", "Bấm Sửa hộ", "Chưa phát tờ nào.", "Chưa hỏi nhà này"):
        assert expected in sentences


def test_a_visit_opens_and_closes(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    page.detail.tabs.setCurrentIndex(2)
    first, second = page.detail.findChildren(VisitCard)[:2]
    assert "Kết quả" in said(first)
    assert "Kết quả" not in said(second)
    second._turn.click()
    assert "Kết quả" in said(second)
    assert any(label.accessibleName().endswith("tự làm") for label in second.findChildren(QLabel))
    second._turn.click()
    assert "Kết quả" not in said(second)
    assert second._turn.accessibleName().startswith("Xem lượt thăm ")


def test_many_visits_have_a_way_to_all_of_them(page: HouseholdsPage, desk: Desk) -> None:
    wanted = home(desk.db, "BG-004")
    with desk.db.write() as tx:
        for month in range(1, 8):
            tx.save(make_visit(wanted, visited_on=date(2026, month, 1), answers={}))
    page.open_household(wanted.id)
    next(b for b in page.detail.findChildren(QPushButton) if b.text().startswith("Xem cả 11 lượt thăm")).click()
    assert page.detail.tabs.currentIndex() == 2
    assert len(page.detail.findChildren(VisitCard)) == 11


def test_consent_is_withdrawn_after_a_question(page: HouseholdsPage, desk: Desk, sent: Sent, qtbot: QtBot) -> None:
    wanted = home(desk.db, "BG-004")
    page.open_household(wanted.id)
    page.detail.tabs.setCurrentIndex(5)
    next(b for b in page.detail.findChildren(QPushButton) if b.text() == "Rút lại đồng ý").click()
    (dialog,) = page.window().findChildren(ConsentWithdrawDialog)
    assert any("chỉ ghi số người" in words for words in said(dialog))
    assert QApplication.focusWidget() is not dialog.withdraw
    dialog.withdraw.click()
    assert not allows(in_force(consents_of(desk.db, wanted.id)), Purpose.VISITS)
    name, (sentence, saved) = sent.calls[-1]
    assert (name, isinstance(saved, Saved)) == ("saved", True)
    assert "Nông Văn Dư" in sentence
    qtbot.waitUntil(lambda: "đồng ý" not in said(page.detail._stack.currentWidget()))
    take_back(desk.db, saved)
    qtbot.waitUntil(lambda: "đồng ý" in said(page.detail._stack.currentWidget()))
