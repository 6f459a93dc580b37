import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.standing import State
from cdtt_app.services.household_removal import remove_household
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.visits import consents_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.dialogs.household_leave_dialog import ConsentWithdrawDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import Page, PageRow
from cdtt_app.ui.pages import household_acts as acts
from cdtt_app.ui.pages.household_visits_tab import VisitCard
from cdtt_app.ui.pages.households_page import HouseholdsPage
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.small_charts import SparkLine
from tests.factories import NOW, make_household, make_visit
from tests.ui.pages.desks import Sent, make_desk, practice_db

TEXT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "p"
    practice_db(folder).close()
    return folder


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(template: Path, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    folder = tmp_path / "p"
    shutil.copytree(template, folder)
    db = open_profile(Profile(folder), clock=lambda: NOW)
    made = make_desk(db, folder, theme, sent)
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[MainWindow]:
    rows = (PageRow("households", "Hộ gia đình", "house", lambda: HouseholdsPage(desk)),)
    made = MainWindow(theme, rows, person="Chị Mai", practice=True)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.show_page("households")
    yield made
    made.hide()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> HouseholdsPage:
    made = window.page("households")
    assert isinstance(made, HouseholdsPage)
    qtbot.waitUntil(lambda: made.detail.name() != "" and made._listing.counted)
    return made


class Shelved:
    """Background work that is answered when the test says so."""

    def __init__(self, waiting: list[Callable[[acts.Counts], None]]) -> None:
        self._waiting = waiting

    def run(self, _work: object, done: Callable[[acts.Counts], None], _failed: object) -> None:
        self._waiting.append(done)

    def close(self) -> None:
        pass


def home(db: Database, code: str) -> Household:
    found = household_by_code(db, code)
    assert found is not None
    return found


def listed(page: HouseholdsPage) -> list[str]:
    model = page.list.model
    return [str(model.index(row).data(TEXT)) for row in range(model.rowCount())]


def said(inside: QWidget | None) -> list[str]:
    assert inside is not None
    return [each.text() for each in inside.findChildren(QLabel) if each.isVisibleTo(inside)]


def search(page: HouseholdsPage, text: str) -> None:
    page.list.search.setFocus()
    page.list.search.setText(text)
    QTest.keyClick(page.list.search, Qt.Key.Key_Return)


def test_the_whole_hamlet_is_listed_cluster_by_cluster(page: HouseholdsPage) -> None:
    assert page.page_subtitle() == "Thôn Bản Giòng · 98 hộ, 412 người"
    rows = listed(page)
    assert rows[0].startswith("Nà Phiêng, ")
    assert len(rows) == 98 + sum(", BG-" not in row for row in rows)
    assert page.detail.name() == rows[1].split(",")[0]


def test_typing_waits_for_a_pause_and_shows_the_best_first(page: HouseholdsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_F2)
    QTest.keyClicks(page.list.search, "nvd")
    assert page._listing.query == ""
    qtbot.waitUntil(lambda: page.detail.name() == "Nông Văn Dư")
    rows = listed(page)
    assert rows[0] == "Chữ đầu tên chủ hộ, 3 hộ"
    assert rows[1].startswith("Nông Văn Dư, BG-004, ")
    assert any("Con dâu: Nguyễn Vân Diệp" in row for row in rows)
    short = page._desk.theme.large
    assert page.list._sentence.text() == f"5 hộ{'' if short else ' khớp “nvd”'}, giống nhất ở trên"
    assert not page.list.filter.isVisible()


def test_enter_in_the_search_opens_the_first_household(page: HouseholdsPage) -> None:
    search(page, "bg-031")
    assert page.detail.name() == "Nông Vĩnh Đoan"
    assert QApplication.focusWidget() is page.detail.tabs


def test_arrow_down_leaves_the_search_for_the_list(page: HouseholdsPage, qtbot: QtBot) -> None:
    page.list.search.setFocus()
    page.list.search.setText("nvd")
    qtbot.waitUntil(lambda: page.detail.name() == "Nông Văn Dư")
    QTest.keyClick(page.list.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.list.view
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.name() == "Nông Vĩnh Đoan")
    QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.detail.tabs


def test_escape_goes_back_to_the_list_and_out_of_the_search(page: HouseholdsPage) -> None:
    search(page, "nvd")
    QTest.keyClick(page.window(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.view
    assert page._listing.query == "nvd"
    QTest.keyClick(page.window(), Qt.Key.Key_Escape)
    assert (page._listing.query, page.list.search.text()) == ("", "")
    assert len(listed(page)) > 98


def test_nothing_found_says_how_to_try_again(page: HouseholdsPage) -> None:
    search(page, "zzz")
    assert page.list._sentence.text() == "Không hộ nào khớp “zzz”"
    assert "Không thấy hộ nào" in said(page.list)


def test_a_click_opens_a_household(page: HouseholdsPage) -> None:
    view = page.list.view
    place = view.visualRect(page.list.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.detail.name() == listed(page)[2].split(",")[0]


def test_a_filter_keeps_the_households_that_stand_so(page: HouseholdsPage) -> None:
    page.list.filter.chosen.emit(State.ASKED_HELP)
    rows = [row for row in listed(page) if ", BG-" in row]
    assert rows
    assert all(row.endswith("Nhờ giúp") for row in rows)
    texts = [each.text() for each in page.list.filter._chips.findChildren(QPushButton)]
    assert texts[:2] == ["Tất cả 98", "Chưa thăm 27"]
    assert f"Nhờ giúp {len(rows)}" in texts
    assert page.list.filter._choice.currentText() == f"Nhờ giúp {len(rows)}"


def test_the_filter_is_worked_by_hand(page: HouseholdsPage) -> None:
    chosen: list[object] = []
    page.list.filter.chosen.connect(chosen.append)
    if page._desk.theme.large:
        page.list.filter._choice.activated.emit(0)
        assert chosen == [None]
    else:
        chip = next(b for b in page.list.filter._chips.findChildren(QPushButton) if b.text().startswith("Chưa thăm"))
        chip.click()
        assert chosen == [State.NEVER]


def test_a_filter_without_households_says_so(page: HouseholdsPage) -> None:
    page._listing = replace(page._listing, states={})
    page._filter(State.OVERDUE)
    assert "Không có hộ nào như vậy" in said(page.list)


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


def test_the_page_follows_what_is_written(page: HouseholdsPage, desk: Desk, qtbot: QtBot) -> None:
    wanted = home(desk.db, "BG-004")
    page.open_household(wanted.id)
    remove_household(desk.db, wanted.id, "Ghi nhầm")
    qtbot.waitUntil(lambda: page.detail.name() not in {"", "Nông Văn Dư"})
    assert "97 hộ" in page.page_subtitle()


def test_a_hidden_page_does_not_read(page: HouseholdsPage, desk: Desk, qtbot: QtBot) -> None:
    page.hide()
    remove_household(desk.db, home(desk.db, "BG-004").id, "Ghi nhầm")
    qtbot.wait(50)
    assert "98 hộ" in page.page_subtitle()


def test_an_empty_hamlet_offers_the_register(page: HouseholdsPage, desk: Desk, sent: Sent) -> None:
    desk.db.connection().execute("DELETE FROM household")
    page.opened()
    assert "Chưa có hộ nào" in said(page.list)
    next(b for b in page.list.findChildren(QPushButton) if b.text() == "Nhập sổ hộ của xã").click()
    assert sent.calls == [("import_register", ())]


def test_the_buttons_open_the_form(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    page.detail.edit.click()
    (dialog,) = page.window().findChildren(HouseholdDialog)
    assert dialog.windowTitle() == "Sửa hộ Nông Văn Dư"
    dialog.close()
    page.list.new.click()
    assert page.window().findChildren(HouseholdDialog)[-1].windowTitle() == "Hộ mới"


def test_without_a_hamlet_there_is_no_new_household(page: HouseholdsPage, desk: Desk, sent: Sent) -> None:
    desk.db.connection().execute("DELETE FROM hamlet")
    keep_fact(desk.db, "hamlet", HamletId("khong-co"))
    page.list.new.click()
    assert sent.calls[-1][0] == "say"
    assert "chưa có thôn nào" in sent.calls[-1][1][0]


def test_a_narrow_window_shows_the_list_first_and_the_household_in_its_place(
    page: HouseholdsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 690)
    qtbot.waitUntil(lambda: page._single)
    assert window.size().width() == 1024
    assert (page.list.isVisible(), page.detail.isVisible()) == (True, False)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert (page.list.isVisible(), page.detail.isVisible()) == (False, True)
    page.detail.back.click()
    assert (page.list.isVisible(), QApplication.focusWidget() is page.list.view) == (True, True)


def test_nothing_reaches_past_the_window(page: HouseholdsPage, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    for width in (1366, 1200, 1024):
        window.resize(width, 690)
        qtbot.wait(20)
        for button in (b for b in page.findChildren(QPushButton) if b.isVisible()):
            right = button.mapTo(window, QPoint(button.width(), 0)).x()
            assert right <= width, (width, button.text())


def test_controls_are_large_and_named(page: HouseholdsPage, desk: Desk) -> None:
    page.open_household(home(desk.db, "BG-004").id)
    for button in (b for b in page.findChildren(QPushButton) if b.isVisible()):
        assert button.accessibleName(), button.text()
        assert button.height() >= 40


def test_f6_goes_from_the_list_to_the_household(page: HouseholdsPage) -> None:
    assert page.panes() == [page.list, page.detail]


def test_a_failed_count_is_said(
    page: HouseholdsPage, sent: Sent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise StorageError("Đĩa không đọc được.")

    monkeypatch.setattr(acts, "count", fail)
    page._count()
    qtbot.waitUntil(lambda: bool(sent.calls))
    assert sent.calls[0][1][0] == "Đĩa không đọc được."


def test_a_count_that_comes_too_late_is_not_shown(page: HouseholdsPage, desk: Desk, qtbot: QtBot) -> None:
    waiting: list[Callable[[acts.Counts], None]] = []
    object.__setattr__(desk, "tasks", Shelved(waiting))
    page._count()
    page._count()
    waiting[1](acts.Counts({}, 7))
    waiting[0](acts.Counts({}, 5))
    qtbot.wait(1)
    assert page._listing.people == 7


def test_a_new_search_starts_at_the_top(page: HouseholdsPage, qtbot: QtBot) -> None:
    search(page, "nv")
    QTest.keyClick(page.window(), Qt.Key.Key_Escape)
    for _ in range(6):
        QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    page.list.search.setFocus()
    page.list.search.setText("nvd")
    qtbot.waitUntil(lambda: page._listing.query == "nvd")
    assert page.list.view.currentIndex() == page.list.model.first()
    assert page.list.view.verticalScrollBar().value() == 0


def test_a_search_that_finds_nothing_leaves_the_household_in_hand(page: HouseholdsPage, sent: Sent) -> None:
    name, chosen = page.detail.name(), page._chosen
    search(page, "zzz")
    page.detail.visit.click()
    assert (page.detail.name(), sent.calls[-1]) == (name, ("start_visit", (chosen,)))


def test_a_household_of_another_hamlet_names_it_when_found(page: HouseholdsPage, desk: Desk) -> None:
    other = Hamlet(id=HamletId("h-khe"), commune_code="02239", word=HamletWord.THON, name="Bản Khẻ", prefix="BK")
    with desk.db.write() as tx:
        tx.save(other)
        tx.save(make_household("Quan Văn Thiềng", hamlet_id=other.id, code="BK-001", cluster="Đầu bản"))
    search(page, "quan van thieng")
    assert any("BK-001, Bản Khẻ, Đầu bản" in row for row in listed(page))


def test_a_key_shows_its_answer_within_a_blink(page: HouseholdsPage) -> None:
    page._search("n")
    began = time.perf_counter()
    page._search("nv")
    page.list.view.grab()
    assert time.perf_counter() - began < 0.15  # 5 to 15 ms here; room for a busy machine
