from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.history import Event
from cdtt_app.presenters.history import HouseholdHistory
from cdtt_app.presenters.history_take_back import TakeBack
from cdtt_app.services.errors import RefusedError
from cdtt_app.ui.dialogs.history_dialog import HistoryDialog
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.sheet_dialog import LARGEST
from tests.presenters.history_samples import DAY, KNOWN, START, event_of, story
from tests.presenters.household_samples import HOME, VAN
from tests.ui.dialogs.locked import nameless, small_targets

PHONED = replace(HOME, phone="0912345678")
MOVED = replace(HOME, phone="0987654321")
TODAY = date(2026, 6, 20)


class _Book:
    """A household that is kept in memory, and its history."""

    def __init__(self, *events: Event) -> None:
        self.events = events or (*story(PHONED, MOVED), *story(VAN))
        self.taken: list[TakeBack] = []
        self.refusal = ""

    def read(self) -> HouseholdHistory:
        return HouseholdHistory(
            name="hộ Nông Văn Dư", line="BG-004 · thôn Bản Giòng", events=self.events, known=KNOWN, today=TODAY
        )

    def take_back(self, offer: TakeBack) -> None:
        if self.refusal:
            raise RefusedError((self.refusal,))
        self.taken.append(offer)
        self.events = (*self.events, event_of(MOVED, PHONED, START + 5 * DAY))


@pytest.fixture
def book() -> _Book:
    return _Book()


def _open(theme: Theme, book: _Book, qtbot: QtBot) -> HistoryDialog:
    dialog = HistoryDialog(theme, book.read, book.take_back)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.wait(1)
    return dialog


def _texts(dialog: HistoryDialog) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def _offers(dialog: HistoryDialog) -> list[QPushButton]:
    found = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
    return [each for each in found if each.text() not in ("", "Đóng", dialog.more.text())]


def test_every_change_is_a_line_and_its_old_value_can_be_had(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    dialog = _open(theme, book, qtbot)
    assert "Chị Mai sửa số điện thoại: 0912 345 678 → 0987 654 321" in _texts(dialog)
    (offer,) = _offers(dialog)
    assert offer.text() == "Lấy lại 0912 345 678"
    assert offer.accessibleName() == "Lấy lại 0912 345 678, số điện thoại: 0912 345 678"
    offer.click()
    assert [each.values for each in book.taken] == [{"phone": "0912345678"}]


def test_after_taking_back_the_history_goes_on_and_says_so(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    dialog = _open(theme, book, qtbot)
    _offers(dialog)[0].click()
    qtbot.waitUntil(lambda: "Chị Mai sửa số điện thoại: 0987 654 321 → 0912 345 678" in _texts(dialog))
    assert dialog.banner.sentence() == "Đã lấy lại số điện thoại: 0912 345 678."
    assert [each.text() for each in _offers(dialog)] == ["Lấy lại 0987 654 321"]
    assert dialog.tabs.hasFocus()


def test_a_refusal_is_said_and_nothing_changes(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    book.refusal = "Số này đã dùng cho hộ khác."
    dialog = _open(theme, book, qtbot)
    before = _texts(dialog)
    _offers(dialog)[0].click()
    assert dialog.banner.sentence() == book.refusal
    assert set(before) <= set(_texts(dialog))


def test_the_records_are_shown_as_they_were_on_the_day_chosen(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    dialog = _open(theme, book, qtbot)
    dialog.tabs.setCurrentIndex(1)
    first = START.astimezone().date()
    assert dialog.day.day() == TODAY
    assert "0987 654 321" in _texts(dialog)
    dialog.day.setDate(QDate(first.year, first.month, first.day))
    qtbot.waitUntil(lambda: "0912 345 678" in _texts(dialog))
    assert "0987 654 321" not in _texts(dialog)
    assert {"Hộ Nông Văn Dư", "Bế Thị Vân"} <= set(_texts(dialog))
    dialog.day.setDate(QDate(2020, 1, 1))
    assert dialog.day.day() == first
    dialog.day.setDate(QDate(2030, 1, 1))
    assert dialog.day.day() == TODAY


def test_one_side_is_seen_at_a_time_and_the_arrows_change_it(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    dialog = _open(theme, book, qtbot)
    assert not dialog.day.isVisible()
    QTest.keyClick(dialog.tabs, Qt.Key.Key_Right)
    assert dialog.day.isVisible()
    assert _offers(dialog) == []


def test_what_was_kept_aside_and_a_wrong_clock_are_marked(theme: Theme, qtbot: QtBot) -> None:
    odd = event_of(PHONED, MOVED, START + 9 * DAY, received_at=START + DAY, kept_aside=("phone",))
    dialog = _open(theme, _Book(*story(PHONED), odd), qtbot)
    chips = [each.text() for each in dialog.findChildren(Chip) if each.isVisible()]
    assert chips == ["Để riêng, sổ không dùng", "Giờ máy lệch ít nhất 8 ngày"]


def test_a_long_history_is_shown_in_parts(theme: Theme, qtbot: QtBot) -> None:
    notes = [replace(HOME, note=f"lần {number}") for number in range(50)]
    dialog = _open(theme, _Book(*story(*notes)), qtbot)
    assert not any("ghi hộ mới" in text for text in _texts(dialog))
    dialog.more.click()
    qtbot.waitUntil(lambda: any("ghi hộ mới" in text for text in _texts(dialog)))
    assert not dialog.more.isVisible()


def test_a_household_without_history_says_so(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    book.events = ()
    dialog = _open(theme, book, qtbot)
    assert "Chưa có gì được ghi về hộ này." in _texts(dialog)
    dialog.tabs.setCurrentIndex(1)
    assert any("Hôm ấy sổ chưa ghi hộ này" in text for text in _texts(dialog))


def test_enter_presses_the_button_that_has_the_keyboard_and_nothing_else(
    theme: Theme, book: _Book, qtbot: QtBot
) -> None:
    dialog = _open(theme, book, qtbot)
    QTest.keyClick(dialog.tabs, Qt.Key.Key_Return)
    dialog.tabs.setCurrentIndex(1)
    dialog.day.setFocus()
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    assert book.taken == []
    assert dialog.isVisible()
    dialog.tabs.setCurrentIndex(0)
    offer = _offers(dialog)[0]
    offer.setFocus()
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert len(book.taken) == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_fits_is_named_and_has_large_targets(theme: Theme, book: _Book, qtbot: QtBot) -> None:
    book.events = (*book.events, *story(*(replace(HOME, note="x" * n) for n in range(1, 9))))
    dialog = _open(theme, book, qtbot)
    for tab in (0, 1):
        dialog.tabs.setCurrentIndex(tab)
        qtbot.wait(1)
        assert dialog.width() <= 1024
        assert dialog.height() <= LARGEST.height()
        assert dialog._scroll.horizontalScrollBar().maximum() == 0
        assert nameless(dialog) == []
        assert small_targets(dialog, theme.px(40)) == []
