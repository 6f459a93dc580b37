from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.presenters.today import ToVisit, ToVisitGroup
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.households import household_by_code
from cdtt_app.ui.models.to_visit_model import ToVisitModel
from cdtt_app.ui.pages.today_page import TodayPage
from cdtt_app.ui.theme import Theme
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
