import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cdtt_app.services.errors import RefusedError
from cdtt_app.ui.dialogs.late_work_dialog import SURE, LateWorkDialog, LateWorkValue
from cdtt_app.ui.theme import Theme
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.sync.sync_hands import cut_words

VALUE = LateWorkValue(
    title="Hộ Lục Văn Bảo",
    reason="Ghi trên máy đã thôi được gửi phiếu.",
    advice="",
    parts=(
        (
            "Hộ Lục Văn Bảo, lượt thăm 24/11/2026",
            "Lý Văn Pảo, máy cũ thôn Bản Khẻ, tỉnh nhận 24/11/2026 lúc 20:05",
            ("Ngày thăm: 24/11/2026", "Kết quả: Gặp", "Ghi chú: bà ở nhà một mình, con đi làm xa, hẹn chiều mai tới"),
        ),
        ("Hộ Lục Văn Bảo", "Lý Văn Pảo, máy cũ thôn Bản Khẻ, tỉnh nhận 24/11/2026 lúc 20:05", ()),
    ),
    decides=True,
    may_come_in=True,
    has_household=True,
)


class _Officer:
    """Remembers the decision."""

    def __init__(self) -> None:
        self.decided: list[bool] = []
        self.trouble: Exception | None = None

    def decide(self, taken: bool) -> str:
        if self.trouble is not None:
            raise self.trouble
        self.decided.append(taken)
        return "Xong."


@pytest.fixture
def officer() -> _Officer:
    return _Officer()


def _open(theme: Theme, value: LateWorkValue, officer: _Officer, qtbot: QtBot) -> LateWorkDialog:
    dialog = LateWorkDialog(theme, value, officer.decide)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def test_taking_in_needs_one_press_and_leaving_out_two(theme: Theme, officer: _Officer, qtbot: QtBot) -> None:
    dialog = _open(theme, VALUE, officer, qtbot)
    dialog.refuse.click()
    assert officer.decided == []
    assert dialog.banner.sentence() == SURE
    dialog.refuse.click()
    assert officer.decided == [False]
    assert dialog.result() == QDialog.DialogCode.Accepted
    _open(theme, VALUE, officer, qtbot).take.click()
    assert officer.decided == [False, True]


def test_a_decision_that_fails_is_told_and_the_window_stays(theme: Theme, officer: _Officer, qtbot: QtBot) -> None:
    officer.trouble = RefusedError("Phiếu này đã có người xem rồi. Hãy mở lại danh sách.")
    dialog = _open(theme, VALUE, officer, qtbot)
    dialog.take.click()
    assert dialog.isVisible()
    assert dialog.banner.sentence() == str(officer.trouble)


def test_the_keyboard_stands_where_nothing_is_decided(theme: Theme, officer: _Officer, qtbot: QtBot) -> None:
    dialog = _open(theme, VALUE, officer, qtbot)
    assert dialog.focusWidget() is dialog.leave


def test_the_window_can_be_read_touched_and_named(theme: Theme, officer: _Officer, qtbot: QtBot) -> None:
    dialog = _open(theme, VALUE, officer, qtbot)
    dialog.refuse.click()
    QApplication.processEvents()
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []
