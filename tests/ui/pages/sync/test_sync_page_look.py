from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from cdtt_app.presenters.sync_facts import Aside
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.sync_page import SyncPage
from cdtt_app.ui.theme import Theme
from tests.presenters.sync_samples import EVENING, PROGRESS, QUESTION, SITUATIONS, evening
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.sync.sync_hands import Behind, cut_words

SIZES = ((1366, 768), (1366, 690), (1024, 690))


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_in_any_situation(
    window: MainWindow, page: SyncPage, behind: Behind, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for name, facts in SITUATIONS.items():
        behind.tell(facts)
        assert (window.width(), window.height()) == size, name
        assert cut_words(page) == [], name
        for scroll in page.findChildren(QScrollArea):
            assert scroll.horizontalScrollBar().maximum() == 0, name


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
@pytest.mark.parametrize("name", ["khong-mang", "dang-gui"])
def test_at_the_usual_text_size_a_volunteer_never_scrolls(
    window: MainWindow, page: SyncPage, behind: Behind, theme: Theme, size: tuple[int, int], name: str
) -> None:
    if theme.large:
        return
    window.resize(*size)
    behind.tell(SITUATIONS[name])
    shown = [scroll for scroll in page.findChildren(QScrollArea) if scroll.isVisible()]
    assert [scroll.verticalScrollBar().maximum() for scroll in shown] == [0, 0]


def test_targets_are_large_and_named(window: MainWindow, page: SyncPage, behind: Behind, theme: Theme) -> None:
    behind.tell(SITUATIONS["can-bo"])
    assert nameless(page) == []
    assert small_targets(page, theme.px(40)) == []
    assert page.state.button.height() >= theme.px(48)
    assert window.isVisible()


def _stops(page: SyncPage) -> list[QWidget]:
    stops: list[QWidget] = []
    page.state.button.setFocus()
    here = QApplication.focusWidget()
    while here is not None and page.isAncestorOf(here) and here not in stops:
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    return stops


def test_tab_reaches_everything_from_the_button_down(page: SyncPage, behind: Behind) -> None:
    behind.tell(evening(questions=(QUESTION,)))
    rows = [each.button for each in page.aside.rows()]
    assert len(rows) == 3
    parcels = [*page.parcel_out.buttons(), *page.parcel_in.buttons()]
    assert _stops(page) == [page.state.button, page.days.print, page.days.table, page.link.chart, *parcels, *rows]


def test_what_tab_reaches_is_scrolled_into_sight(window: MainWindow, page: SyncPage) -> None:
    window.resize(1024, 690)
    _settle()
    first, last = (each.button for each in page.aside.rows())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    _settle()
    assert last.hasFocus()
    place = last.mapTo(window, QPoint(0, 0))
    assert 0 < place.y() <= window.height() - window.foot.height() - last.height()


def test_the_button_keeps_the_keyboard_while_its_work_changes(page: SyncPage, behind: Behind) -> None:
    assert page.state.button.hasFocus()
    behind.tell(evening(progress=PROGRESS))
    assert (page.state.button.hasFocus(), page.state.button.text()) == (True, "Dừng")
    behind.tell(EVENING)
    assert (page.state.button.hasFocus(), page.state.button.text()) == (True, "Thử gửi ngay")


def test_a_row_keeps_the_keyboard_when_the_rows_are_made_anew(page: SyncPage, behind: Behind) -> None:
    page.aside.rows()[1].button.setFocus()
    late = Aside(title="BG-001", sentence="x", advice="y", act="Xem", key="a3")
    behind.tell(replace(EVENING, asides=(late, *EVENING.asides)))
    (held,) = [each.row.key for each in page.aside.rows() if each.button.hasFocus()]
    assert held == "a2"


def test_news_that_changes_no_row_leaves_the_rows_alone(page: SyncPage, behind: Behind) -> None:
    before = page.aside.rows()
    behind.tell(evening(progress=PROGRESS))
    assert page.aside.rows() == before


def test_f6_goes_through_the_cards(window: MainWindow, page: SyncPage) -> None:
    page.state.button.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        here = QApplication.focusWidget()
        seen.append(next((each for each in page.panes() if here is not None and each.isAncestorOf(here)), None))
    assert seen == [page.days, page.parcel_out, page.parcel_in, page.aside]


def test_only_an_officer_sees_late_work_and_machines(page: SyncPage, behind: Behind) -> None:
    assert not page.office.isVisible()
    behind.tell(SITUATIONS["can-bo"])
    assert page.office.isVisible()
    table = page.office.machines.table.model()
    said = [table.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(table.rowCount())]
    assert said[0] == "Máy Nà Tông, Nông Thị Khoa"
    assert len(said) == 5


def test_the_day_book_is_read_out_cell_by_cell(page: SyncPage) -> None:
    model = page.days.table.model()
    said = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(6)]
    assert said == [
        "Ngày: Hôm nay, 24/11",
        "Đã ghi: 18",
        "Đã gửi: 6",
        "Tỉnh nhận: 6",
        "Lúc: 12:05",
        "Còn lại: 12 phiếu trên máy này",
    ]


def test_the_sentence_and_the_counts_stand_at_the_top(page: SyncPage) -> None:
    assert page.state._heading.text() == "Chưa có mạng. 12 phiếu đang chờ trên máy này."
    assert page.state.pills.words() == "Trên máy này 12 → Đã gửi 1 → Tỉnh đã nhận 39"
    assert page.page_subtitle() == "Thứ Ba, 24/11/2026"
