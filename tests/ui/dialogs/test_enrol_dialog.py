from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.dialogs.enrol_dialog import EnrolDialog
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.presenters.sync_samples import CODE, PLAIN
from tests.ui.dialogs.locked import all_done, nameless, small_targets, type_in
from tests.ui.pages.sync.sync_hands import cut_words

SCANNED = "CDTT1:7K2B9HH3P8."


@dataclass
class Province:
    """Answers as told; remembers who asked."""

    asked: list[tuple[str, ...]] = field(default_factory=list)
    trouble: str = ""
    gate: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def explain(self, error: Exception) -> str:
        return str(error)

    def enrol_typed(self, address: str, code: str) -> str:
        return self._answer(address, code)

    def enrol_scanned(self, text: str) -> str:
        return self._answer(text)

    def enrol_file(self, path: Path) -> str:
        return self._answer(path.name)

    def other_ways(self, parent: QWidget) -> None:
        self.asked.append((parent.windowTitle(),))

    def _answer(self, *asked: str) -> str:
        self.gate.wait(10)
        self.asked.append(asked)
        if self.trouble:
            raise StorageError(self.trouble)
        return "Máy này đã nối với tỉnh."


@pytest.fixture
def province() -> Province:
    return Province()


@pytest.fixture
def dialog(theme: Theme, tasks: Tasks, province: Province, qtbot: QtBot) -> EnrolDialog:
    made = EnrolDialog(theme, tasks, province)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def _fill(dialog: EnrolDialog) -> None:
    type_in(dialog.address, "so-tay.tinh.example")
    type_in(dialog.code, CODE.lower())


def test_address_and_code_are_handed_over_tidied(
    dialog: EnrolDialog, province: Province, tasks: Tasks, qtbot: QtBot
) -> None:
    _fill(dialog)
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)
    qtbot.waitUntil(partial(all_done, tasks))
    assert province.asked == [("https://so-tay.tinh.example", PLAIN)]
    assert (dialog.result(), dialog.said) == (QDialog.DialogCode.Accepted, "Máy này đã nối với tỉnh.")


def test_what_is_missing_is_asked_for_field_by_field(dialog: EnrolDialog, province: Province) -> None:
    dialog.join.click()
    assert "Hãy gõ địa chỉ" in dialog.banner.sentence()
    assert dialog.address.hasFocus()
    type_in(dialog.address, "so-tay.tinh.example")
    dialog.join.click()
    assert "Hãy gõ mã nối máy" in dialog.banner.sentence()
    assert dialog.code.hasFocus()
    assert (dialog.address.property("invalid"), dialog.code.property("invalid")) == (False, True)
    assert province.asked == []


def test_the_hint_counts_down_and_warns_of_the_input_method(dialog: EnrolDialog) -> None:
    type_in(dialog.code, "7kq4")
    assert dialog._hint.text() == "Còn 22 chữ nữa."
    dialog.code.insert("đ")
    assert "Tắt bộ gõ tiếng Việt" in dialog._hint.text()
    assert dialog.code.property("invalid") is True


def test_a_refusal_is_told_and_what_was_typed_stays(
    dialog: EnrolDialog, province: Province, tasks: Tasks, qtbot: QtBot
) -> None:
    province.trouble = "Tỉnh không nhận mã này. Xin cán bộ xã mã mới."
    _fill(dialog)
    dialog.join.click()
    qtbot.waitUntil(partial(all_done, tasks))
    assert (dialog.isVisible(), dialog.banner.sentence()) == (True, province.trouble)
    assert dialog.code.code() == PLAIN
    assert dialog.join.isEnabled()
    province.trouble = ""
    dialog.join.click()
    qtbot.waitUntil(partial(all_done, tasks))
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_while_the_province_is_asked_nothing_can_be_pressed_twice_but_one_may_leave(
    dialog: EnrolDialog, province: Province, tasks: Tasks, qtbot: QtBot
) -> None:
    province.gate.clear()
    _fill(dialog)
    dialog.join.click()
    assert (dialog.busy, dialog.join.isEnabled(), dialog.progress.isVisible()) == (True, False, True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    province.gate.set()
    qtbot.waitUntil(partial(all_done, tasks))


def test_a_scanned_square_code_needs_no_address(
    dialog: EnrolDialog, province: Province, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog.code.setFocus()
    QTest.keyClicks(dialog.code, SCANNED)
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)  # as the scanner does at the end
    qtbot.waitUntil(partial(all_done, tasks))
    assert province.asked == [(SCANNED,)]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_an_invitation_file_needs_no_typing(
    dialog: EnrolDialog, province: Province, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "to-ban-giong.cdtt-moi").write_bytes(b"x")

    def choose() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, QFileDialog)
        window.setDirectory(str(tmp_path))
        window.selectFile("to-ban-giong.cdtt-moi")
        window.accept()

    QTimer.singleShot(0, choose)
    dialog.file.click()
    qtbot.waitUntil(partial(all_done, tasks))
    assert province.asked == [("to-ban-giong.cdtt-moi",)]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_it_fits_is_named_and_has_large_targets(dialog: EnrolDialog, theme: Theme) -> None:
    dialog.join.click()
    for _ in range(4):
        QApplication.processEvents()
    assert (dialog.width() <= 1024, dialog.height() <= 650) == (True, True)
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
    assert cut_words(dialog) == []


def test_another_way_to_the_province_is_asked_for_in_a_window_of_its_own(
    dialog: EnrolDialog, province: Province
) -> None:
    dialog.other.click()
    assert province.asked == [("Nối máy với tỉnh",)]
    assert dialog.isVisible()
