"""The sheets that are still out, on a real copy of the practice hamlet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.domain.paper_sheet import PaperSheet, sheet_code
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.services.paper_sheets import keep_printed, new_sheets, sheets_out
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import sheets_out_dialog
from cdtt_app.ui.dialogs.sheets_out_dialog import SheetsOutDialog, key_in_sheets
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.line_button import LineButton
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.desks import Sent, make_desk, practice_db
from tests.ui.pages.homes import home
from tests.ui.pages.sync.sync_hands import cut_words

EVENING = date(2026, 11, 25)
CODES = ("BG-004", "BG-007", "BG-031")


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, sent: Sent) -> Iterator[Desk]:
    db = practice_db(tmp_path / "p")
    made = make_desk(db, tmp_path / "p", theme, sent)
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def homes(desk: Desk) -> tuple[Household, ...]:
    return tuple(home(desk.db, code) for code in CODES)


@pytest.fixture
def sheets(desk: Desk, homes: tuple[Household, ...]) -> tuple[PaperSheet, ...]:
    """Three families and a blank one."""
    made = new_sheets(desk.db, (*homes, None), EVENING)
    keep_printed(desk.db, made)
    return made


def show(desk: Desk, qtbot: QtBot) -> SheetsOutDialog:
    dialog = SheetsOutDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def rows(dialog: SheetsOutDialog) -> list[LineButton]:
    QApplication.processEvents()  # what was just put there is shown a moment later
    return [each for each in dialog.findChildren(LineButton) if each.isVisible()]


def enter(dialog: SheetsOutDialog, typed: str) -> None:
    QTest.keyClicks(dialog.code, typed)
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)


def press(dialog: SheetsOutDialog, name: str) -> None:
    QApplication.processEvents()  # what was just put there is shown a moment later
    found = [b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.accessibleName() == name]
    found[0].click()


@pytest.mark.parametrize("how", ["typed", "small", "scanned"])
def test_six_characters_and_enter_open_the_sheet(
    desk: Desk, sheets: tuple[PaperSheet, ...], homes: tuple[Household, ...], qtbot: QtBot, how: str
) -> None:
    dialog, code = show(desk, qtbot), sheet_code(sheets[1])
    assert dialog.focusWidget() is dialog.code
    typed = {"typed": grouped(code), "small": code.lower(), "scanned": f"HTTPS://SO.EXAMPLE.VN/P/{code}"}[how]
    enter(dialog, typed)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.sheet, dialog.household) == (sheets[1].id, homes[1].id)


def test_a_wrong_code_says_why_and_can_be_typed_over(
    desk: Desk, sheets: tuple[PaperSheet, ...], homes: tuple[Household, ...], qtbot: QtBot
) -> None:
    dialog = show(desk, qtbot)
    enter(dialog, "K7M")
    assert "sáu chữ và số" in dialog.banner.sentence()
    enter(dialog, code_of(homes[0].id))  # what was selected is typed over
    assert "tờ hướng dẫn của hộ Nông Văn Dư" in dialog.banner.sentence()
    enter(dialog, sheet_code(sheets[0]))
    assert dialog.sheet == sheets[0].id


def test_sheets_stand_by_evening_in_the_order_of_the_walk_and_enter_on_one_opens_it(
    desk: Desk, sheets: tuple[PaperSheet, ...], homes: tuple[Household, ...], qtbot: QtBot
) -> None:
    keep_draft(desk.db, f"visit/{homes[1].id}", {"paper": sheets[1].id})
    dialog = show(desk, qtbot)
    (card,) = [each for each in dialog.findChildren(Card) if each.isVisible()]
    assert card.accessibleName() == "Buổi 25/11"
    names = [row.accessibleName() for row in rows(dialog)]
    assert names[0].startswith("1/4  Nông Văn Dư, mã ")
    assert names[1].endswith("đang gõ dở")
    assert names[3].startswith("4/4  Phiếu trắng")
    rows(dialog)[2].setFocus()
    QTest.keyClick(rows(dialog)[2], Qt.Key.Key_Return)
    assert (dialog.sheet, dialog.household) == (sheets[2].id, homes[2].id)


def test_a_blank_sheet_asks_whose_it_is_before_anything_is_keyed_in(
    desk: Desk, sheets: tuple[PaperSheet, ...], homes: tuple[Household, ...], qtbot: QtBot
) -> None:
    dialog = show(desk, qtbot)
    enter(dialog, sheet_code(sheets[3]))
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.asking.search
    QTest.keyClicks(dialog.asking.search, "nong van du")
    QTest.keyClick(dialog.asking.search, Qt.Key.Key_Return)
    assert (dialog.sheet, dialog.household) == (sheets[3].id, homes[0].id)


def test_nobody_found_and_back_to_the_list(desk: Desk, sheets: tuple[PaperSheet, ...], qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    rows(dialog)[3].click()
    QTest.keyClicks(dialog.asking.search, "zzzz")
    QTest.keyClick(dialog.asking.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    press(dialog, "Về danh sách phiếu")
    assert len(rows(dialog)) == len(sheets)


def test_a_sheet_is_called_off_with_a_reason_and_fetched_back(
    desk: Desk, sheets: tuple[PaperSheet, ...], qtbot: QtBot
) -> None:
    dialog = show(desk, qtbot)
    press(dialog, "Bỏ phiếu này: 1/4  Nông Văn Dư")
    assert dialog.focusWidget() is dialog.calling_off.why
    QTest.keyClick(dialog.calling_off.why, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "vì sao" in dialog.banner.sentence()
    assert sheets_out(desk.db) == sheets
    dialog.calling_off.why.insert("ướt mưa")
    QTest.keyClick(dialog.calling_off.why, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert sheets_out(desk.db) == sheets[1:]
    assert dialog.banner.sentence().endswith(": ướt mưa.")
    press(dialog, "Hoàn tác")
    assert sheets_out(desk.db) == sheets
    assert len(rows(dialog)) == 4


def test_a_chip_gives_the_reason(desk: Desk, sheets: tuple[PaperSheet, ...], qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    press(dialog, "Bỏ phiếu này: 2/4  " + rows(dialog)[1].accessibleName().split("  ")[1].split(",")[0])
    press(dialog, "nhà đi vắng")
    dialog.calling_off.drop.click()
    kept = {sheet.id for sheet in sheets_out(desk.db)}
    assert sheets[1].id not in kept
    assert len(kept) == 3


def test_with_nothing_out_it_says_where_sheets_come_from(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    assert rows(dialog) == []
    assert "trang Hôm nay" in dialog._hint.text()


@pytest.mark.parametrize("part", ["list", "asking", "calling_off"])
def test_the_window_can_be_read_touched_and_named(
    desk: Desk, sheets: tuple[PaperSheet, ...], qtbot: QtBot, part: str
) -> None:
    dialog = show(desk, qtbot)
    assert len(rows(dialog)) == len(sheets)
    if part == "asking":
        rows(dialog)[3].click()
        QTest.keyClicks(dialog.asking.search, "nong van")
        QTest.qWait(300)
    elif part == "calling_off":
        press(dialog, "Bỏ phiếu này: 1/4  Nông Văn Dư")
    QApplication.processEvents()
    assert cut_words(dialog) == []
    assert [row for row in rows(dialog) if row.height() < row.sizeHint().height()] == []
    assert nameless(dialog) == []
    assert small_targets(dialog, desk.theme.px(40)) == []


def test_what_was_chosen_leads_to_the_visit_page(
    desk: Desk,
    sheets: tuple[PaperSheet, ...],
    homes: tuple[Household, ...],
    sent: Sent,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parent = show(desk, qtbot)

    def chosen(dialog: SheetsOutDialog) -> int:
        dialog.show()
        enter(dialog, sheet_code(sheets[0]))
        return dialog.result()

    monkeypatch.setattr(sheets_out_dialog.SheetsOutDialog, "exec", chosen)
    key_in_sheets(desk, parent)
    qtbot.waitUntil(lambda: bool(sent.calls))
    assert sent.calls == [("start_visit", (homes[0].id, sheets[0].id))]
