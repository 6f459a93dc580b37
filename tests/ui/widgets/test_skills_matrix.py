from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.checklist import NOT_ASKED
from cdtt_app.domain.ids import PersonId
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import VisitForm, new_form, with_level, with_observed_turned
from cdtt_app.presenters.visit_matrix import Relevance, matrix_of
from cdtt_app.ui.models.matrix_model import MatrixModel
from cdtt_app.ui.theme import LEVEL_FILLS, Theme
from cdtt_app.ui.widgets.level_legend import LevelLegend, LevelRow
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from tests.factories import make_person
from tests.presenters.visit_samples import DU, HOME, MAY, TOAN, checklist, make_context

CONTEXT = make_context(last_levels={DU.id: {"A1": "1"}}, last_asked=date(2026, 5, 12))


class Form:
    """Keeps the form as the page would, so that what is written is drawn back."""

    def __init__(self, matrix: SkillsMatrix, context: VisitContext = CONTEXT) -> None:
        self.matrix, self.context = matrix, context
        self.value: VisitForm = new_form(context)
        self.relevance = Relevance(context.checklist, context.today)
        self.every_question = False
        matrix.answered.connect(lambda p, q, answer: self.show(with_level(self.value, p, q, answer)))
        matrix.seen_turned.connect(lambda p, q: self.show(with_observed_turned(self.value, p, q)))
        self.show(self.value)

    def show(self, form: VisitForm) -> None:
        self.value = form
        self.matrix.show_matrix(matrix_of(form, self.context, self.relevance, every_question=self.every_question))

    def answer(self, question: str, person: str = DU.id) -> str:
        return self.value.sheet.answer(person, question)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    made.resize(theme.px(870), theme.px(600))
    qtbot.addWidget(made)
    yield made
    made.hide()


@pytest.fixture
def matrix(qtbot: QtBot, theme: Theme, window: QWidget) -> SkillsMatrix:
    made = SkillsMatrix(theme)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    layout.addWidget(QPushButton("sau"))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return made


@pytest.fixture
def form(matrix: SkillsMatrix) -> Form:
    made = Form(matrix)
    matrix.setFocus()
    return made


def _row(matrix: SkillsMatrix, question: str) -> int:
    return [row.question for row in matrix.matrix().rows].index(question)


def test_the_model_keeps_qts_rules() -> None:
    model = MatrixModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    relevance, form = Relevance(checklist(), CONTEXT.today), new_form(CONTEXT)
    model.show_matrix(matrix_of(form, CONTEXT, relevance))
    model.show_matrix(matrix_of(with_level(form, DU.id, "A1", "2"), CONTEXT, relevance))
    model.show_matrix(matrix_of(form, CONTEXT, relevance, every_question=True))
    assert tester.model() is model
    assert (model.rowCount(), model.columnCount()) == (30, 3)


def test_the_model_tells_only_of_rows_that_changed(qtbot: QtBot, form: Form) -> None:
    model = form.matrix.model()
    with qtbot.waitSignal(model.dataChanged) as told:
        form.show(with_level(form.value, TOAN.id, "A3", "2"))
    assert told.args is not None
    first, last = told.args[0], told.args[1]
    assert (first.row(), last.row()) == (1, 1)


def test_digits_write_and_go_down_and_at_the_end_to_the_next_person(form: Form) -> None:
    QTest.keyClicks(form.matrix, "2104")
    assert [form.answer(q) for q in ("A1", "A3", "A4", "B3")] == ["2", "1", "0", "4"]
    assert form.matrix.in_hand() == (4, 0)
    form.matrix.set_in_hand((len(form.matrix.matrix().rows) - 1, 0))
    QTest.keyClick(form.matrix, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert form.answer("F3") == "3"
    assert form.matrix.in_hand() == (0, 1)


def test_space_is_not_asked_and_backspace_clears_where_it_stands(form: Form) -> None:
    QTest.keyClick(form.matrix, Qt.Key.Key_Space)
    assert form.answer("A1") == NOT_ASKED
    QTest.keyClick(form.matrix, Qt.Key.Key_Up)
    QTest.keyClick(form.matrix, Qt.Key.Key_Backspace)
    assert form.answer("A1") == ""
    assert form.matrix.in_hand() == (0, 0)


def test_q_says_that_it_was_seen_and_takes_it_back(form: Form) -> None:
    QTest.keyClicks(form.matrix, "3")
    QTest.keyClick(form.matrix, Qt.Key.Key_Up)
    QTest.keyClicks(form.matrix, "q")
    assert (DU.id, "A1") in form.value.sheet.observed
    QTest.keyClicks(form.matrix, "q")
    assert not form.value.sheet.observed


@pytest.mark.parametrize("key", [Qt.Key.Key_5, Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_Return])
def test_other_keys_write_nothing(form: Form, key: Qt.Key) -> None:
    QTest.keyClick(form.matrix, key)
    QTest.keyClick(form.matrix, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert form.value == new_form(CONTEXT)
    assert form.matrix.in_hand() == (0, 0)


def test_a_key_held_down_writes_once(form: Form) -> None:
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3", autorep=True)
    QTest.keyClicks(form.matrix, "3")
    QApplication.sendEvent(form.matrix, held)
    assert form.answer("A1") == "3"
    assert form.answer("A3") == ""


def test_arrows_home_and_end_pass_over_what_does_not_concern_a_person(form: Form) -> None:
    bank = _row(form.matrix, "D2")
    form.matrix.set_in_hand((bank, 0))
    QTest.keyClick(form.matrix, Qt.Key.Key_End)
    assert form.matrix.in_hand() == (bank, 1)
    QTest.keyClick(form.matrix, Qt.Key.Key_Home)
    assert form.matrix.in_hand() == (bank, 0)
    QTest.keyClick(form.matrix, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert form.matrix.in_hand() == (0, 0)
    QTest.keyClick(form.matrix, Qt.Key.Key_PageDown)
    assert form.matrix.in_hand() == (len(form.matrix.matrix().rows) - 1, 0)
    form.matrix.set_in_hand((_row(form.matrix, "B3"), 2))
    QTest.keyClick(form.matrix, Qt.Key.Key_Down)
    assert form.matrix.in_hand() == (_row(form.matrix, "E1"), 2)


def test_tab_leaves_the_matrix_and_comes_back_to_the_same_cell(form: Form) -> None:
    QTest.keyClicks(form.matrix, "3")
    QTest.keyClick(form.matrix, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert isinstance(after, QPushButton)
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is form.matrix
    assert form.matrix.in_hand() == (1, 0)


def test_no_input_method_and_no_editor_stands_in_the_way_of_a_digit(form: Form) -> None:
    assert not form.matrix.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClicks(form.matrix, "2")
    assert not form.matrix.findChildren(QWidget, "qt_spinbox_lineedit")
    assert form.matrix.state() == SkillsMatrix.State.NoState


def test_the_mouse_alone_is_enough(form: Form) -> None:
    matrix = form.matrix
    row = _row(matrix, "C1")
    _click(matrix, row, 1)
    choices = matrix.window().findChild(LevelRow)
    assert choices is not None
    assert choices.isVisible()
    _press(choices, "Mức 2, cần giúp")
    assert form.answer("C1", TOAN.id) == "2"
    assert not choices.isVisible()
    assert matrix.in_hand() == (row, 1)
    _click(matrix, row, 1)
    _press(choices, "Tận mắt thấy, hay nghe kể")
    assert (TOAN.id, "C1") in form.value.sheet.observed
    _click(matrix, row, 1)
    _press(choices, "Xoá mức đã ghi")
    assert form.answer("C1", TOAN.id) == ""


def test_a_cell_that_does_not_concern_somebody_offers_nothing(form: Form) -> None:
    _click(form.matrix, _row(form.matrix, "D2"), 2)
    choices = form.matrix.window().findChild(LevelRow)
    assert choices is None or not choices.isVisible()
    assert form.matrix.in_hand() == (0, 0)


def test_the_choices_go_away_with_the_next_key_and_stay_inside_the_window(form: Form) -> None:
    matrix = form.matrix
    _click(matrix, len(matrix.matrix().rows) - 1, 1)
    choices = matrix.window().findChild(LevelRow)
    assert choices is not None
    assert matrix.window().rect().contains(choices.geometry())
    QTest.keyClicks(matrix, "1")
    assert not choices.isVisible()
    _click(matrix, 0, 0)
    matrix.hide()
    assert not choices.isVisible()


def test_every_choice_can_be_hit_and_has_a_name(form: Form, theme: Theme) -> None:
    _click(form.matrix, 0, 0)
    choices = form.matrix.window().findChild(LevelRow)
    assert choices is not None
    for each in choices.findChildren(QPushButton):
        assert each.accessibleName()
        assert each.height() >= theme.px(40)
        assert each.width() >= theme.px(40)


def test_the_cell_in_hand_stays_when_more_questions_are_shown(form: Form) -> None:
    form.matrix.set_in_hand((_row(form.matrix, "C4"), 1))
    form.every_question = True
    form.show(form.value)
    assert form.matrix.in_hand() == (_row(form.matrix, "C4"), 1)
    assert len(form.matrix.matrix().rows) == 30


def test_a_screen_reader_hears_skill_person_level_and_last_time(form: Form) -> None:
    form.show(with_level(form.value, DU.id, "A1", "2"))
    heard = QAccessible.queryAccessibleInterface(form.matrix)
    children = (heard.child(number) for number in range(heard.childCount()))
    said = next(each.text(QAccessible.Text.Name) for each in children if each.role() is QAccessible.Role.Cell)
    assert said == "Mở máy, chỉnh tiếng, cỡ chữ, Ông Dư: mức 2, cần giúp, lần trước 1"
    assert form.matrix.accessibleName()
    assert form.matrix.accessibleDescription()


def test_each_level_has_its_own_fill_on_the_screen(form: Form) -> None:
    for question, level in zip(("A1", "A3", "A4", "B3", "C1"), "01234", strict=True):
        form.show(with_level(form.value, DU.id, question, level))
    form.matrix.clearFocus()
    picture = form.matrix.viewport().grab().toImage()
    for row, fill in enumerate(LEVEL_FILLS):
        assert _near_left(picture, _pill(form.matrix, row, 0)) == QColor(fill), row


def test_not_asked_seen_and_blank_are_drawn_differently(form: Form) -> None:
    form.show(with_level(form.value, DU.id, "A1", "2"))
    told = form.matrix.viewport().grab(_pill(form.matrix, 0, 0)).toImage()
    form.show(with_observed_turned(form.value, DU.id, "A1"))
    seen = form.matrix.viewport().grab(_pill(form.matrix, 0, 0)).toImage()
    form.show(with_level(form.value, DU.id, "A1", NOT_ASKED))
    hatched = form.matrix.viewport().grab(_pill(form.matrix, 0, 0)).toImage()
    form.show(with_level(form.value, DU.id, "A1", ""))
    blank = form.matrix.viewport().grab(_pill(form.matrix, 0, 0)).toImage()
    pictures = [told, seen, hatched, blank]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_the_row_and_the_column_in_hand_are_tinted_only_with_the_keyboard_there(form: Form) -> None:
    form.matrix.set_in_hand((2, 1))
    ground = QPoint(form.matrix.columnViewportPosition(0) + 3, form.matrix.rowViewportPosition(2) + 6)
    tinted = form.matrix.viewport().grab().toImage().pixelColor(ground)
    form.matrix.clearFocus()
    plain = form.matrix.viewport().grab().toImage().pixelColor(ground)
    assert tinted == QColor("#eef5f1")
    assert plain != tinted


def test_names_are_never_cut_and_many_people_scroll_beside_the_skills(matrix: SkillsMatrix, theme: Theme) -> None:
    many = tuple(make_person(HOME, f"Nông Thị Phượng {n}", position=n) for n in range(9))
    Form(matrix, replace(CONTEXT, people=many))
    bar = matrix.horizontalScrollBar()
    assert bar.maximum() > 0
    left = matrix.verticalHeader().width()
    widest = max(matrix.fontMetrics().horizontalAdvance(row.label) for row in matrix.matrix().rows)
    assert left >= widest
    assert matrix.columnWidth(0) >= theme.px(88)
    matrix.set_in_hand((0, 8))
    assert bar.value() == bar.maximum()
    assert matrix.verticalHeader().width() == left


def test_four_people_need_no_sideways_scrolling(matrix: SkillsMatrix) -> None:
    Form(matrix, replace(CONTEXT, people=(DU, TOAN, MAY, replace(MAY, id=PersonId("p-4")))))
    QApplication.processEvents()
    assert matrix.horizontalScrollBar().maximum() == 0
    total = matrix.verticalHeader().width() + sum(matrix.columnWidth(n) for n in range(4))
    assert total <= matrix.width()


def test_rows_are_lower_in_a_low_window_and_fit_where_they_can(matrix: SkillsMatrix, theme: Theme) -> None:
    Form(matrix)
    rows = len(matrix.matrix().rows)
    matrix.resize(matrix.width(), theme.px(50) + rows * theme.px(38))
    assert theme.px(36) <= matrix.rowHeight(0) < theme.px(40)
    matrix.resize(matrix.width(), theme.px(300))
    assert matrix.rowHeight(0) == theme.px(40)
    matrix.set_low(True)
    assert matrix.rowHeight(0) == theme.px(36)


def test_on_a_page_that_scrolls_it_is_as_high_as_all_its_rows(matrix: SkillsMatrix) -> None:
    Form(matrix)
    matrix.set_grows(True)
    rows = len(matrix.matrix().rows)
    assert matrix.minimumSizeHint().height() >= matrix.head_height() + rows * matrix.rowHeight(0)
    assert matrix.verticalScrollBar().maximum() == 0 or not matrix.verticalScrollBar().isVisible()
    assert matrix.head_picture().height() == matrix.head_height() * matrix.devicePixelRatio()


def test_the_legend_says_every_level(qtbot: QtBot, theme: Theme) -> None:
    legend = LevelLegend(theme)
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint())
    legend.grab()
    words = {each.text() for each in legend.findChildren(QWidget) if hasattr(each, "text")}
    assert {"chưa biết", "mới nghe", "cần giúp", "tự làm", "dạy được"} <= words


def _cell(matrix: SkillsMatrix, row: int, column: int) -> QRect:
    return matrix.visualRect(matrix.model().index(row, column))


def _pill(matrix: SkillsMatrix, row: int, column: int) -> QRect:
    held = matrix.in_hand()
    matrix.set_in_hand((row, column))
    rect = matrix.focus_rect()
    if held is not None:
        matrix.set_in_hand(held)
    return rect


def _near_left(picture: QImage, pill: QRect) -> QColor:
    return picture.pixelColor(pill.left() + 6, pill.center().y())


def _click(matrix: SkillsMatrix, row: int, column: int) -> None:
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=_cell(matrix, row, column).center())


def _press(choices: LevelRow, name: str) -> None:
    button = next(each for each in choices.findChildren(QPushButton) if each.accessibleName() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
