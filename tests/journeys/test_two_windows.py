"""Two machines in the village, each in its window, and one province: joined, sent, asked, answered; by stick too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.role import Role
from cdtt_app.storage.households import household_by_code, household_ids
from cdtt_app.sync.invitation_code import typed_code
from cdtt_app.ui.dialogs.enrol_dialog import EnrolDialog
from cdtt_app.ui.dialogs.history_dialog import HistoryDialog
from cdtt_app.ui.dialogs.question_dialog import QuestionDialog
from cdtt_app.ui.evening import Evening
from cdtt_app.ui.pages import sync_parcels
from cdtt_app.ui.program import Program
from tests.journeys.machines import Laptop, invitation, make_laptop
from tests.journeys.windows import (
    PATIENCE,
    badges,
    badges_in_sight,
    in_dialog,
    press,
    said,
    send,
    sync_page,
    windows_of,
)
from tests.server.running import RunningServer, running_server
from tests.ui.dialogs.locked import type_in


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "tinh") as running:
        yield running


@pytest.fixture
def mai(tmp_path: Path) -> Laptop:
    laptop = make_laptop(tmp_path / "mai", hamlet="Bản Giòng", member="Lương Thị Mai", called="Chị Mai")
    laptop.write_households(3)
    return laptop


@pytest.fixture
def pao(tmp_path: Path) -> Laptop:
    return make_laptop(tmp_path / "pao")


def _join(program: Program, address: str, code: str, qtbot: QtBot) -> None:
    """By the paper, typed."""

    def fill(dialog: EnrolDialog) -> None:
        type_in(dialog.address, address)
        type_in(dialog.code, code)
        dialog.join.click()

    in_dialog(EnrolDialog, fill)
    press(sync_page(program), "Nhập mã nối máy")
    sender = program.desk().sender
    qtbot.waitUntil(lambda: sender.state.report is not None, timeout=PATIENCE)
    QTest.qWait(50)


@pytest.fixture
def pair(server: RunningServer, mai: Laptop, pao: Laptop, qtbot: QtBot) -> Iterator[tuple[Program, Program]]:
    """Both windows; both machines joined from their page, and Pảo's has received the hamlet."""
    with windows_of(mai, pao) as (first, second):
        made = invitation(server, "Lương Thị Mai", role=Role.LEADER)
        _join(first, made.url, typed_code(made.secret), qtbot)
        made = invitation(server, "Lý Văn Pảo", scopes=(mai.hamlet(),))
        _join(second, made.url, typed_code(made.secret), qtbot)
        yield first, second


def test_the_second_machine_works_in_the_hamlet_that_it_received(pair: tuple[Program, Program]) -> None:
    _, second = pair
    assert said(second.window).startswith("Máy này đã nối với tỉnh: Lý Văn Pảo, tình nguyện viên.")
    assert len(household_ids(second.desk().db)) == 3
    second.desk().ways.open_page("households")
    page = second.window.current_page()
    assert page is not None
    assert page.page_subtitle().startswith("Thôn Bản Giòng · 3 hộ")


def _record_nobody_home(program: Program, code: str, folder: Path) -> None:
    """A visit, in the window."""
    home = household_by_code(program.desk().db, code)
    assert home is not None
    program.desk().ways.start_visit(home.id)
    QTest.qWait(50)
    press(program.window, "Vắng")
    Evening(program, folder).press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(50)


def test_the_badge_of_a_visit_turns_when_the_province_has_it(
    pair: tuple[Program, Program], qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = pair
    first.window.activateWindow()
    _record_nobody_home(first, "BG-001", tmp_path)
    assert badges(first, "BG-001") == ["Trên máy này"]
    assert first.window.foot.sentence().startswith("Còn 1 phiếu chưa gửi")
    page = sync_page(first)
    assert page.value is not None
    assert page.value.state.title == "1 phiếu đang chờ gửi."
    send(first, qtbot)
    assert page.value.state.title == "Tỉnh đã nhận đủ, không phiếu nào phải chờ."
    assert [(row.recorded, row.sent, row.received) for row in page.value.book.rows] == [("1", "1", "1")]
    assert first.window.foot.sentence().startswith("Không còn phiếu nào chưa gửi · Tỉnh nhận gần nhất")
    assert "Có mạng" in first.window.top.words()
    assert badges(first, "BG-001") == ["Tỉnh đã nhận"]
    send(second, qtbot)
    assert badges(second, "BG-001") == ["Tỉnh đã nhận"]


def test_a_badge_in_sight_turns_by_itself(pair: tuple[Program, Program], qtbot: QtBot, tmp_path: Path) -> None:
    first, _ = pair
    first.window.activateWindow()
    _record_nobody_home(first, "BG-001", tmp_path)
    assert badges(first, "BG-001") == ["Trên máy này"]
    first.desk().sender.send()
    qtbot.waitUntil(lambda: badges_in_sight(first) == ["Tỉnh đã nhận"], timeout=PATIENCE)


def test_without_a_network_the_page_says_so_and_nothing_is_called_received(
    pair: tuple[Program, Program], server: RunningServer, qtbot: QtBot, tmp_path: Path
) -> None:
    first, _ = pair
    first.window.activateWindow()
    _record_nobody_home(first, "BG-001", tmp_path)
    server.stop()
    page = send(first, qtbot)
    assert page.value is not None
    assert page.value.state.title == "Chưa có mạng. 1 phiếu đang chờ trên máy này."
    assert "Chưa có mạng" in first.window.top.words()
    assert badges(first, "BG-001") == ["Trên máy này"]
    server.start()
    send(first, qtbot)
    assert badges(first, "BG-001") == ["Tỉnh đã nhận"]


def _phone(program: Program, code: str) -> str:
    home = household_by_code(program.desk().db, code)
    assert home is not None
    return home.phone


def _give_phone(program: Program, code: str, phone: str) -> None:
    """What a person types into the household's form comes down to this."""
    db = program.desk().db
    home = household_by_code(db, code)
    assert home is not None
    with db.write() as tx:
        tx.save(replace(home, phone=phone))


def _answer(dialog: QuestionDialog) -> None:
    """The number that Pảo was given."""
    (card,) = [each for each in dialog.cards if "0900 000 214" in each.accessibleName()]
    card.click()
    dialog.keep.click()


def test_two_people_write_different_numbers_one_answers_and_both_agree(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    first, second = pair
    _give_phone(first, "BG-002", "0900000241")
    _give_phone(second, "BG-002", "0900000214")
    send(second, qtbot)
    page = send(first, qtbot)
    assert page.value is not None
    (row,) = page.value.aside.rows
    assert row.title == "Hộ Nông Văn 2: số điện thoại nào đúng?"
    in_dialog(QuestionDialog, _answer)
    press(page, f"Trả lời: {row.title}")
    assert said(first.window) == "Đã giữ 0900 000 214."
    assert page.value.aside.rows == ()
    send(first, qtbot)
    theirs = send(second, qtbot)
    assert theirs.value is not None
    assert theirs.value.aside.rows == ()
    assert (_phone(first, "BG-002"), _phone(second, "BG-002")) == ("0900000214", "0900000214")


def test_an_answer_can_be_taken_back(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    first, second = pair
    _give_phone(second, "BG-002", "0900000214")
    _give_phone(first, "BG-002", "0900000241")
    send(second, qtbot)
    page = send(first, qtbot)
    assert page.value is not None
    assert _phone(first, "BG-002") == "0900000241"
    in_dialog(QuestionDialog, _answer)
    press(page, f"Trả lời: {page.value.aside.rows[0].title}")
    assert _phone(first, "BG-002") == "0900000214"
    QTest.qWait(50)
    press(first.window, "Hoàn tác")
    assert _phone(first, "BG-002") == "0900000241"


def test_a_question_that_nobody_can_answer_waits_for_the_household(pair: tuple[Program, Program], qtbot: QtBot) -> None:
    first, second = pair
    _give_phone(first, "BG-002", "0900000241")
    _give_phone(second, "BG-002", "0900000214")
    send(second, qtbot)
    page = send(first, qtbot)
    assert page.value is not None
    (row,) = page.value.aside.rows
    in_dialog(QuestionDialog, lambda dialog: dialog.unsure.click())
    press(page, f"Trả lời: {row.title}")
    (row,) = page.value.aside.rows
    assert row.sentence == "Đã ghi lại để hỏi hộ. Hỏi được rồi thì trả lời ở đây."


def test_the_history_tells_both_numbers_and_gives_the_lost_one_back(
    pair: tuple[Program, Program], qtbot: QtBot
) -> None:
    first, second = pair
    _give_phone(first, "BG-002", "0900000241")
    _give_phone(second, "BG-002", "0900000214")
    for program in (second, first, second):
        send(program, qtbot)
    seen: list[str] = []
    before = _phone(second, "BG-002")
    other = {"0900000241": "0900 000 214", "0900000214": "0900 000 241"}[before]

    def take_back(dialog: HistoryDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        press(dialog, f"Lấy lại {other}, số điện thoại: {other}")
        dialog.accept()

    badges(second, "BG-002")
    in_dialog(HistoryDialog, take_back)
    press(second.window, "Lịch sử của hộ")
    assert _phone(second, "BG-002") == other.replace(" ", "")
    assert any("0900 000 241" in text for text in seen)
    assert any("0900 000 214" in text for text in seen)


@pytest.fixture(autouse=True)
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One stick, in whichever machine is at work."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setattr(sync_parcels, "usb_folder", lambda: folder)
    return folder


def _moves(program: Program, name: str, qtbot: QtBot) -> str:
    """Press a button of a parcel card; what is said in the end."""
    page = sync_page(program)
    press(page, name)
    qtbot.waitUntil(lambda: not program.desk().tasks.busy(), timeout=PATIENCE)
    QTest.qWait(50)
    return said(program.window)


def test_by_stick_alone_a_visit_is_received_and_the_way_back_too(
    pair: tuple[Program, Program], qtbot: QtBot, tmp_path: Path
) -> None:
    mai, pao = pair
    mai.window.activateWindow()
    _record_nobody_home(mai, "BG-001", tmp_path)
    told = _moves(mai, "Chép ra USB", qtbot)
    assert told.startswith("Đã chép 1 phiếu vào USB. Rút USB an toàn rồi đưa xã.")
    assert badges(mai, "BG-001") == ["Đã gửi"]
    assert mai.window.foot.sentence().startswith("Không còn phiếu nào chưa gửi")
    told = _moves(pao, "Nhận từ USB", qtbot)
    assert told == "Giữ hộ 1 gói của máy khác; máy này có mạng là chuyển đi."
    send(pao, qtbot)  # and with it goes what is carried
    told = _moves(pao, "Chép ra USB", qtbot)
    assert "Kèm 1 gói mang hộ." in told
    told = _moves(mai, "Nhận từ USB", qtbot)
    assert told.startswith("Đã nhận 1 gói của tỉnh: tỉnh báo nhận 1 phiếu")
    assert badges(mai, "BG-001") == ["Tỉnh đã nhận"]
    page = sync_page(mai)
    assert page.value is not None
    assert page.value.parcel_in.before.endswith("tỉnh báo nhận 1 phiếu")
