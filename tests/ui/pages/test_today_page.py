from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.presenters.today import ToVisit, ToVisitGroup
from cdtt_app.services.paper_sheets import keep_printed, new_sheets
from cdtt_app.services.undo import take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.households import household_by_code
from cdtt_app.ui.dialogs import evening_papers_dialog, sheets_out_dialog
from cdtt_app.ui.models.to_visit_model import ToVisitModel
from cdtt_app.ui.pages.today_page import TodayPage
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.fields import ChoiceField
from tests.ui.pages.desks import Sent, make_desk, practice_db


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Path]]:
    folder = tmp_path_factory.mktemp("practice") / "p"
    db = practice_db(folder)
    yield db, folder
    db.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, practice: tuple[Database, Path], sent: Sent) -> TodayPage:
    made = TodayPage(make_desk(*practice, theme, sent))
    qtbot.addWidget(made)
    made.resize(1266, 684)
    made.show()
    made.opened()
    return made


def _list(page: TodayPage) -> QListView:
    return next(view for view in page.findChildren(QListView) if view.accessibleName() == "Các hộ cần thăm")


def test_the_list_counts_what_is_to_visit(page: TodayPage) -> None:
    assert page.page_subtitle() == "Thứ Ba, 24/11/2026 · thôn Bản Giòng"
    assert _list(page).model().rowCount() == 37 + 3


def test_enter_on_the_list_opens_the_household(page: TodayPage, practice: tuple[Database, Path], sent: Sent) -> None:
    view = _list(page)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    first = household_by_code(practice[0], "BG-004")
    assert first is not None
    assert sent.calls == [("open_household", (first.id,))]


def test_the_arrow_passes_over_headings(page: TodayPage) -> None:
    view = _list(page)
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)[0].isdigit()


def test_an_unfinished_visit_is_offered_and_opens(page: TodayPage, practice: tuple[Database, Path], sent: Sent) -> None:
    home = household_by_code(practice[0], "BG-031")
    assert home is not None
    keep_draft(practice[0], f"visit/{home.id}", {"note": "dở"})
    page.opened()
    (button,) = [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Nông Vĩnh Đoan, ghi dở")]
    button.click()
    assert sent.calls == [("start_visit", (home.id,))]


def test_paper_that_nobody_keyed_in_is_counted_and_one_click_away(
    page: TodayPage, practice: tuple[Database, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines() -> list[QPushButton]:
        return [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Còn 2 phiếu giấy chưa gõ")]

    assert lines() == []
    opened: list[object] = []
    monkeypatch.setattr(sheets_out_dialog, "key_in_sheets", lambda _desk, parent: opened.append(parent))
    db = practice[0]
    saved = keep_printed(db, new_sheets(db, (None, None), date(2026, 11, 23)))
    page.opened()
    (line,) = lines()
    assert line.accessibleName().endswith("buổi 23/11 · gõ vào máy")
    line.click()
    assert len(opened) == 1
    take_back(db, saved)
    page.opened()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert lines() == []


def test_the_papers_of_the_evening_are_printed_from_here(page: TodayPage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QWidget] = []
    monkeypatch.setattr(evening_papers_dialog, "print_evening", lambda _desk, parent: opened.append(parent))
    (button,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "In giấy đi thăm"]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [parent.window() for parent in opened] == [page]


def test_the_page_fits_a_small_screen(page: TodayPage) -> None:
    page.resize(924, 600)
    assert page.minimumSizeHint().width() <= 924


def test_a_screen_reader_hears_the_whole_row() -> None:
    rows = (ToVisit(HouseholdId("h1"), 1, "Nông Văn Dư", "BG-004", State.NEVER, "Chưa thăm"),)
    model = ToVisitModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show((ToVisitGroup("Cụm Nà Phiêng", "1 nhà", rows),))
    assert isinstance(tester.model(), QAbstractItemModel)
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == ["Cụm Nà Phiêng, 1 nhà", "1. Nông Văn Dư, BG-004, Chưa thăm"]


def _hamlets(page: TodayPage) -> ChoiceField:
    return next(field for field in page.findChildren(ChoiceField) if field.accessibleName() == "Thôn đang làm")


def test_a_hamlet_without_families_does_not_keep_one_from_going_back(page: TodayPage) -> None:
    _hamlets(page).setFocus()
    QTest.keyClick(_hamlets(page), Qt.Key.Key_End)
    assert page.page_subtitle() == "Thứ Ba, 24/11/2026 · thôn Thôm Luông"
    assert not _list(page).isVisible()
    assert _hamlets(page).isVisible()
    QTest.keyClick(_hamlets(page), Qt.Key.Key_Home)
    assert page.page_subtitle() == "Thứ Ba, 24/11/2026 · thôn Bản Giòng"
    assert _list(page).isVisible()
    assert _hamlets(page).isVisible()
    assert _hamlets(page).hasFocus()


def test_the_name_of_the_hamlet_in_hand_is_not_cut(page: TodayPage) -> None:
    field = _hamlets(page)
    assert field.width() >= field.sizeHint().width()
    assert field.sizeHint().width() > field.fontMetrics().horizontalAdvance("thôn Thôm Luông")
