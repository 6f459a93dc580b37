import statistics
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.household import Household
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.visit_head_pin import HeadPin
from cdtt_app.ui.pages.visit_page import VisitPage
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.level_legend import LevelLegend
from tests.ui.pages.visit.visit_hands import click, find, form_of, matrix_of, tick


def test_all_questions_are_shown_on_request(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    click(page, "Hiện đủ 30 câu hỏi")
    assert len(matrix_of(page).matrix().rows) == 30
    click(page, "Hiện đủ 30 câu hỏi")
    assert len(matrix_of(page).matrix().rows) == 13


@pytest.mark.parametrize("size", [(1366, 768), (1366, 690), (1024, 690)])
def test_nothing_is_cut_at_any_size(
    window: MainWindow, page: VisitPage, agreed: Household, theme: Theme, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.start(agreed.id)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    form = form_of(page)
    narrow = theme.large or size[0] < 1200
    assert form._whole.isVisible() is narrow
    assert form._columns.isVisible() is not narrow
    legend = find(page, LevelLegend)
    shown = legend.mapTo(window, QPoint(0, 0))
    assert 0 <= shown.x() <= window.width() - legend.width()
    assert shown.y() + legend.height() <= window.height()
    for scroll in (form._whole, form._column):
        if scroll.isVisible():
            assert scroll.horizontalScrollBar().maximum() == 0


def test_going_from_wide_to_narrow_keeps_the_keyboard_where_it_is(
    window: MainWindow, page: VisitPage, agreed: Household
) -> None:
    page.start(agreed.id)
    matrix = matrix_of(page)
    QTest.keyClicks(matrix, "2")
    window.resize(1024, 690)
    QApplication.processEvents()
    assert QApplication.focusWidget() is matrix
    window.resize(1366, 690)
    QApplication.processEvents()
    assert QApplication.focusWidget() is matrix
    assert matrix.in_hand() == (1, 0)


def test_the_names_stay_in_sight_while_a_narrow_page_scrolls(
    window: MainWindow, page: VisitPage, agreed: Household
) -> None:
    window.resize(1024, 690)
    page.start(agreed.id)
    QApplication.processEvents()
    pin, form = find(page, HeadPin), form_of(page)
    assert not pin.isVisible()
    matrix_of(page).set_in_hand((12, 0))
    QApplication.processEvents()
    form._whole.verticalScrollBar().setValue(form._whole.verticalScrollBar().value() + 10)
    assert pin.isVisible()
    assert pin.pos().y() == 0
    cell = matrix_of(page).focus_rect()
    place = matrix_of(page).viewport().mapTo(form._whole.viewport(), cell.topLeft()).y()
    assert pin.height() <= place <= form._whole.viewport().height()


def test_every_control_has_a_name_and_can_be_hit(page: VisitPage, stranger: Household, theme: Theme) -> None:
    page.start(stranger.id)
    tick(page, Purpose.VISITS)
    click(page, "Lời nói")
    click(page, "Thêm hồ sơ")
    QApplication.processEvents()
    for each in form_of(page).findChildren(QWidget):
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            assert each.accessibleName(), each
            assert each.height() >= theme.px(40), (each, each.accessibleName())


def test_a_key_is_drawn_and_kept_within_one_frame(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    QApplication.processEvents()
    spent = []
    for key in "01234" * 8:
        begun = time.perf_counter()
        QTest.keyClicks(matrix_of(page), key)
        QApplication.processEvents()
        spent.append(time.perf_counter() - begun)
    assert statistics.median(spent) < 0.016
