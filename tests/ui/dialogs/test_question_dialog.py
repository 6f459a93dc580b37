from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.presenters.question_value import Choice, QuestionValue
from cdtt_app.ui.dialogs.question_dialog import NOT_CHOSEN, QuestionDialog
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.sync.sync_hands import QUESTION_VALUE, cut_words


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> QuestionDialog:
    return _open(theme, qtbot, QUESTION_VALUE)


def _open(theme: Theme, qtbot: QtBot, value: QuestionValue) -> QuestionDialog:
    made = QuestionDialog(theme, value)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    for _ in range(4):
        QApplication.processEvents()
    return made


def test_the_question_its_facts_and_the_note_are_read(dialog: QuestionDialog) -> None:
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible() and each.text()]
    assert said[0] == QUESTION_VALUE.title
    assert set(QUESTION_VALUE.facts) <= set(said)
    assert "Số không chọn vẫn được giữ trong lịch sử của hộ." in said


def test_nothing_is_chosen_for_the_person(dialog: QuestionDialog) -> None:
    dialog.keep.click()
    assert (dialog.isVisible(), dialog.banner.sentence(), dialog.chosen()) == (True, NOT_CHOSEN, None)


def test_a_choice_is_kept_by_keyboard_alone(dialog: QuestionDialog) -> None:
    assert dialog.cards[0].hasFocus()
    QTest.keyClick(dialog.cards[0], Qt.Key.Key_Down)
    QTest.keyClick(dialog.cards[1], Qt.Key.Key_Return)
    assert (dialog.result(), dialog.chosen()) == (QDialog.DialogCode.Accepted, 1)


def test_unsure_is_an_answer_even_after_something_was_chosen(dialog: QuestionDialog) -> None:
    dialog.cards[0].click()
    dialog.unsure.click()
    assert (dialog.result(), dialog.chosen()) == (QDialog.DialogCode.Accepted, None)


def test_escape_answers_nothing(dialog: QuestionDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_its_words_are_those_of_the_question(theme: Theme, qtbot: QtBot) -> None:
    made = _open(theme, qtbot, replace(QUESTION_VALUE, keep_label="Giữ tên đã chọn", note="Tên kia vẫn còn."))
    assert made.keep.text() == "Giữ tên đã chọn"
    assert [each for each in made.findChildren(QLabel) if each.text() == "Tên kia vẫn còn."]


def test_many_long_answers_scroll_and_nothing_is_cut(theme: Theme, qtbot: QtBot) -> None:
    long = Choice(value_text="Nhà ở cuối bản, qua cầu treo rồi rẽ trái. " * 3, who="Pảo ghi", when="18/11/2026")
    made = _open(theme, qtbot, replace(QUESTION_VALUE, choices=(long,) * 6))
    assert made.height() <= 650
    assert cut_words(made) == []
    for card in made.cards:
        assert card.height() >= card.heightForWidth(card.width())


def test_it_fits_is_named_and_has_large_targets(dialog: QuestionDialog, theme: Theme) -> None:
    assert (dialog.width() <= 1024, dialog.height() <= 650) == (True, True)
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
    assert cut_words(dialog) == []
