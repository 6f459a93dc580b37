import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.standing import State
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages import household_acts as acts
from cdtt_app.ui.pages.households_page import HouseholdsPage
from tests.factories import make_household
from tests.ui.pages.desks import Sent
from tests.ui.pages.households.households_hands import listed, said, search


class Shelved:
    """Background work that is answered when the test says so."""

    def __init__(self, waiting: list[Callable[[acts.Counts], None]]) -> None:
        self._waiting = waiting

    def run(self, _work: object, done: Callable[[acts.Counts], None], _failed: object) -> None:
        self._waiting.append(done)

    def close(self) -> None:
        pass


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
