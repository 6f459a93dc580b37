from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cdtt_app.presenters.sync_facts import Enrolment, ParcelTaken
from cdtt_app.presenters.sync_parcels import NO_PARCEL
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.enrol_dialog import EnrolDialog
from cdtt_app.ui.dialogs.question_dialog import QuestionDialog
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages import sync_parcels
from cdtt_app.ui.pages.sync_page import SyncPage
from cdtt_app.ui.pages.sync_parcels import NO_STICK
from cdtt_app.ui.theme import Tone
from tests.factories import make_household
from tests.presenters.sync_samples import CODE, DAYS, EVENING, LATE, PROGRESS, QUESTION, SITUATIONS, evening
from tests.ui.dialogs.locked import all_done, type_in
from tests.ui.pages.desks import Sent
from tests.ui.pages.sync.sync_hands import MADE, QUESTION_VALUE, SAVED, Behind, dialog, press


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick is in the machine."""
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setattr(sync_parcels, "usb_folder", lambda: folder)
    return folder


def _done(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(partial(all_done, desk.tasks))


def test_the_button_sends_and_then_stops_once(page: SyncPage, behind: Behind) -> None:
    press(page, "Thử gửi ngay")
    behind.tell(evening(progress=PROGRESS))
    press(page, "Dừng")
    press(page, "Đang dừng…")
    assert [name for name, _ in behind.calls] == ["send", "stop"]


def test_stopping_is_said_until_it_is_over(page: SyncPage, behind: Behind) -> None:
    behind.tell(evening(progress=PROGRESS))
    press(page, "Dừng")
    behind.tell(evening(progress=PROGRESS))
    assert page.state.button.text() == "Đang dừng…"
    behind.tell(EVENING)
    behind.tell(evening(progress=PROGRESS))
    assert page.state.button.text() == "Dừng"


def test_practice_leads_back_to_the_real_data(page: SyncPage, behind: Behind, sent: Sent) -> None:
    behind.tell(SITUATIONS["thuc-hanh"])
    press(page, "Về sổ thật")
    assert sent.calls == [("practise", (False,))]
    assert not page.parcel_out.stick.isEnabled()


def test_the_person_chooses_which_day_is_printed(page: SyncPage, behind: Behind) -> None:
    menu = page.days.day_menu()
    titles = [action.text() for action in menu.actions()]
    assert titles == ["Hôm nay, 24/11", "Thứ Hai, 23/11", "Chủ Nhật, 22/11", "Thứ Bảy, 21/11"]
    menu.actions()[1].trigger()
    assert behind.asked("print_day") == [(date(2026, 11, 23), page.window())]


def test_the_only_day_is_printed_at_once(page: SyncPage, behind: Behind) -> None:
    behind.tell(evening(days=DAYS[-1:]))
    press(page, "In sổ ngày")
    assert behind.asked("print_day") == [(date(2026, 11, 24), page.window())]


def test_what_fails_is_said_in_words(page: SyncPage, behind: Behind, sent: Sent) -> None:
    behind.tell(evening(days=DAYS[-1:]))
    behind.trouble = StorageError("hết giấy")
    press(page, "In sổ ngày")
    assert sent.calls == [("say", ("Chưa được: hết giấy.", Tone.RED))]


def test_the_page_reads_again_when_records_are_written(
    page: SyncPage, behind: Behind, desk: Desk, qtbot: QtBot
) -> None:
    behind.facts = evening(days=())
    with desk.db.write() as tx:
        tx.save(make_household())
    qtbot.waitUntil(lambda: not page.days.table.isVisible())


def test_a_hidden_page_reads_when_it_is_opened_and_not_before(
    window: MainWindow, page: SyncPage, behind: Behind
) -> None:
    window.hide()
    behind.tell(evening(days=()))
    assert page.value is not None
    assert page.value.book.waiting == 12
    window.show()
    page.opened()
    assert page.value.book.waiting == 0


def test_a_parcel_goes_to_the_stick(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, stick: Path, qtbot: QtBot
) -> None:
    behind.gate.clear()
    press(page, "Chép ra USB")
    behind.tell(EVENING)  # news in the meantime must not free the buttons
    assert not page.parcel_out.file.isEnabled()
    behind.gate.set()
    _done(desk, qtbot)
    assert behind.asked("write_parcel") == [(stick,)]
    told = "Đã chép 12 phiếu vào USB. Rút USB an toàn rồi đưa xã. Kèm 2 gói mang hộ. Tên tệp: " + MADE.name
    assert sent.calls[-1][1] == (told, Tone.GREEN)
    assert page.parcel_out.file.isEnabled()


def test_without_a_stick_the_person_is_told_to_put_one_in(
    page: SyncPage, behind: Behind, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_parcels, "usb_folder", lambda: None)
    press(page, "Chép ra USB")
    press(page, "Nhận từ USB")
    assert sent.calls == [("say", (NO_STICK, Tone.AMBER))] * 2
    assert behind.calls == []


def test_a_full_stick_is_told_and_the_buttons_come_back(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, stick: Path, qtbot: QtBot
) -> None:
    behind.trouble = StorageError("USB đầy")
    press(page, "Chép ra USB")
    _done(desk, qtbot)
    assert stick.exists()
    assert sent.calls[-1][1] == ("Chưa được: USB đầy.", Tone.RED)
    assert page.parcel_out.stick.isEnabled()


def _choose_file(folder: Path, name: str) -> None:
    def act() -> None:
        window = dialog()
        assert isinstance(window, QFileDialog)
        window.setDirectory(str(folder))
        window.selectFile(name)
        window.accept()

    QTimer.singleShot(0, act)


def test_a_file_for_zalo_is_written_where_the_person_says(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, tmp_path: Path, qtbot: QtBot
) -> None:
    _choose_file(tmp_path, "gui-xa")
    press(page, "Tệp gửi Zalo")
    _done(desk, qtbot)
    assert behind.asked("write_parcel") == [(tmp_path / "gui-xa.goi",)]
    assert "Mở Zalo, gửi tệp này cho xã." in sent.calls[-1][1][0]


def test_what_lies_on_the_stick_is_taken_in(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, stick: Path, qtbot: QtBot
) -> None:
    press(page, "Nhận từ USB")
    assert not page.parcel_in.file.isEnabled()
    _done(desk, qtbot)
    assert behind.asked("read_parcel") == [(stick,)]
    assert sent.calls == [("say", ("Đã nhận 1 gói của tỉnh: tỉnh báo nhận 9 phiếu.", Tone.GREEN))]
    assert page.parcel_in.file.isEnabled()


def test_a_stick_without_parcels_is_told(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, stick: Path, qtbot: QtBot
) -> None:
    behind.taken = ParcelTaken(parcels=0)
    press(page, "Nhận từ USB")
    _done(desk, qtbot)
    assert behind.asked("read_parcel") == [(stick,)]
    assert sent.calls == [("say", (NO_PARCEL, Tone.AMBER))]


def test_a_file_from_zalo_is_taken_in(page: SyncPage, behind: Behind, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "xa.tra").write_bytes(b"x")
    _choose_file(tmp_path, "xa.tra")
    press(page, "Nhận tệp Zalo")
    _done(desk, qtbot)
    assert behind.asked("read_parcel") == [(tmp_path / "xa.tra",)]


def test_a_row_put_aside_opens_by_its_key(page: SyncPage, behind: Behind) -> None:
    press(page, "Sửa số: BG-073 · Vi Văn Thoả")
    assert behind.calls == [("open_aside", ("a1", page.window()))]


def test_late_work_in_the_tray_opens_the_same_way(page: SyncPage, behind: Behind) -> None:
    behind.tell(SITUATIONS["can-bo"])
    press(page, f"Xem: {LATE[0].title}")
    assert behind.calls == [("open_aside", ("t1", page.window()))]


def test_an_officer_invites_another_machine(page: SyncPage, behind: Behind) -> None:
    assert not page.office.machines.invite.isVisible()
    behind.tell(SITUATIONS["can-bo"])
    press(page, "Mời máy mới")
    assert behind.calls == [("invite", (page.window(),))]


def _in_question(choice: int | None, *, leave: bool = False) -> None:
    def act() -> None:
        window = dialog()
        assert isinstance(window, QuestionDialog)
        if leave:
            window.reject()
        elif choice is None:
            window.unsure.click()
        else:
            window.cards[choice].click()
            window.keep.click()

    QTimer.singleShot(0, act)


def test_a_question_is_answered_and_can_be_taken_back(page: SyncPage, behind: Behind, sent: Sent) -> None:
    behind.tell(evening(questions=(QUESTION,)))
    _in_question(1)
    press(page, f"Trả lời: {QUESTION.title}")
    assert behind.calls == [("question", ("q1",)), ("answer", ("q1", 1))]
    assert sent.calls == [("saved", (f"Đã giữ {QUESTION_VALUE.choices[1].value_text}.", SAVED))]


def test_nobody_is_forced_to_decide(page: SyncPage, behind: Behind, sent: Sent) -> None:
    behind.tell(evening(questions=(QUESTION,)))
    _in_question(None)
    press(page, f"Trả lời: {QUESTION.title}")
    assert behind.calls == [("question", ("q1",)), ("ask_again", ("q1",))]
    assert sent.calls == [("say", ("Đã ghi lại để hỏi hộ trong lượt thăm tới.", Tone.BLUE))]


def test_leaving_a_question_changes_nothing(page: SyncPage, behind: Behind, sent: Sent) -> None:
    behind.tell(evening(questions=(QUESTION,)))
    _in_question(0, leave=True)
    press(page, f"Trả lời: {QUESTION.title}")
    assert (behind.calls, sent.calls) == ([("question", ("q1",))], [])


def test_the_machine_joins_with_the_code_from_the_paper(
    page: SyncPage, behind: Behind, desk: Desk, sent: Sent, qtbot: QtBot
) -> None:
    behind.tell(evening(enrolment=Enrolment.NONE))

    def fill() -> None:
        window = dialog()
        assert isinstance(window, EnrolDialog)
        type_in(window.address, "so-tay.tinh.example")
        type_in(window.code, CODE.lower())
        window.join.click()

    QTimer.singleShot(0, fill)
    press(page, "Nhập mã nối máy")
    _done(desk, qtbot)
    assert behind.asked("enrol_typed") == [("https://so-tay.tinh.example", CODE.replace("-", ""))]
    assert behind.calls[-1] == ("send", ())
    assert sent.calls == [("say", ("Máy này đã nối với tỉnh.", Tone.GREEN))]
