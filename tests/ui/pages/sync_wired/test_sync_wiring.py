"""The page as it is wired: joined by file, read from the data, an officer's invitations, papers, every error."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.documents.invitation_pdf import InvitationSlip
from cdtt_app.domain.role import Role
from cdtt_app.presenters.sync_facts import Enrolment
from cdtt_app.presenters.sync_state_value import Look
from cdtt_app.server.invite import Guest, invite
from cdtt_app.services.day_book import visits_on
from cdtt_app.services.enrolment import by_file, enrol
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.office import look_at_machines
from cdtt_app.services.roads import open_road
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.road_settings import road_settings
from cdtt_app.storage.whereabouts import unsigned_visits
from cdtt_app.sync.enrolment import NOT_THE_PROVINCE, EnrolmentError
from cdtt_app.sync.invitation import file_bytes, full_text
from cdtt_app.sync.invitation_error import MISTYPED, InvitationError
from cdtt_app.sync.office import OfficeAnswer, OfficeError, Trouble
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.parcel_files import ParcelFileError
from cdtt_app.transport.road import Obstacle, RoadError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import print_dialog
from cdtt_app.ui.dialogs.invite_dialog import InviteDialog
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.dialogs.road_dialog import RoadDialog
from cdtt_app.ui.pages import sync_paper_acts
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.pages.sync_page import SyncPage
from cdtt_app.ui.pages.sync_wiring import sync_acts
from cdtt_app.ui.sender import Road
from tests.documents.rendering import picture, read_codes, words
from tests.factories import NOW
from tests.server.running import RunningServer
from tests.sync.invitations import make_invitation
from tests.ui.dialogs.locked import all_done, type_in
from tests.ui.pages.sync.sync_hands import press
from tests.ui.pages.sync_wired.joining import COMMUNE, join, meet

PROXY = "http://10.0.0.1:3128"


def _look(page: SyncPage) -> tuple[Look, str]:
    page.opened()
    assert page.value is not None
    return page.value.state.look, page.value.state.title


def test_a_machine_that_has_not_joined_is_asked_to(page: SyncPage) -> None:
    look, title = _look(page)
    assert look is Look.UNKNOWN
    assert title.startswith("Máy này chưa nối với tỉnh.")


def test_practice_without_a_province_says_so_and_while_it_is_built_something_is_under_way(
    page: SyncPage, desk: Desk
) -> None:
    desk.sender.set_road(Road.NONE)
    assert _look(page)[0] is Look.PRACTICE
    desk.sender.set_road(Road.OPENING)
    assert _look(page) == (Look.SENDING, "Đang hỏi tỉnh có gì mới…")


def test_everything_is_received_and_every_figure_agrees(page: SyncPage, joined: Desk, server: RunningServer) -> None:
    kinds = ("visit", "coverage_note")
    sheets = sum(joined.db.rows(f"SELECT count(*) FROM {kind} WHERE deleted = ''")[0][0] for kind in kinds)
    assert _look(page) == (Look.WAITING, f"{sheets} phiếu đang chờ gửi.")
    assert unsigned_visits(joined.db).here == sheets, "the figure of the foot bar"
    meet(joined.db)
    assert _look(page)[0] is Look.DONE
    assert page.value is not None
    assert page.value.book.pills.received == sheets
    assert sum(int(row.received) for row in page.value.book.rows) == sheets
    assert (page.value.link.good, page.value.link.failed) == (len(page.value.link.bars), 0)
    server.stop()
    meet(joined.db)
    assert _look(page)[0] is Look.NO_NETWORK


def test_the_province_that_ended_the_access_is_believed(page: SyncPage, joined: Desk) -> None:
    keep_fact(joined.db, "standing", {"role": "leader", "revoked": True})
    assert _look(page)[0] is Look.ENDED
    keep_fact(joined.db, "standing", {"role": "leader", "revoked": False})
    keep_fact(joined.db, "barred", "upgrade")
    assert _look(page)[0] is Look.UPGRADE


def test_a_clock_that_is_wrong_is_told(page: SyncPage, joined: Desk) -> None:
    joined.db.clock = lambda: NOW + timedelta(hours=3)
    meet(joined.db)
    assert _look(page) == (Look.CLOCK, "Đồng hồ máy này nhanh 3 giờ.")
    joined.db.clock = lambda: NOW - timedelta(days=40)
    assert _look(page)[1] == "Đồng hồ máy này chậm 40 ngày."


@pytest.fixture
def office(desk: Desk, server: RunningServer) -> Desk:
    """The same machine, the commune's."""
    join(desk.db, server, "Đặng Văn Tú", Role.OFFICER)
    meet(desk.db)
    return desk


D = TypeVar("D", bound=QDialog)


def _in_dialog(kind: type[D], act: Callable[[D], None]) -> None:
    def later() -> None:
        opened = QApplication.activeModalWidget()
        assert isinstance(opened, kind), opened
        try:
            act(opened)
        except BaseException:
            opened.close()  # else the test would wait for ever
            raise

    QTimer.singleShot(0, later)


def test_an_officer_invites_a_machine_and_the_file_lets_it_in(
    page: SyncPage, office: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "moi.cdtt-moi"
    monkeypatch.setattr(sync_paper_acts, "choose_new_file", lambda *_words: target)
    said: list[str] = []

    def invite(dialog: InviteDialog) -> None:
        giong, *others = dialog.form.ticks.values()
        assert [each.text() for each in (giong, *others)] == ["thôn Bản Giòng", "thôn Bản Khẻ", "thôn Thôm Luông"]
        giong.setChecked(True)
        type_in(dialog.form.person, "Nong Van Du")
        dialog.make_button.click()
        qtbot.waitUntil(partial(all_done, office.tasks))
        dialog.save_button.click()
        said.append(dialog.banner.sentence())
        dialog.done_button.click()

    page.opened()
    _in_dialog(InviteDialog, invite)
    press(page, "Mời máy mới")
    assert said == ["Đã lưu moi.cdtt-moi. Trao tận tay, hoặc gửi riêng cho đúng người được mời."]
    with_file = by_file(target.read_bytes(), int(NOW.timestamp() * 1000))
    assert with_file.invitation is not None
    assert with_file.invitation.person == "Nong Van Du"
    assert with_file.invitation.place == "xã Thượng Nông: thôn Bản Giòng"
    other = Database(tmp_path / "moi.db", bytes(32), clock=lambda: NOW)
    try:
        joined_by_file(other, target)
        meet(other)
        ((homes,),) = other.rows("SELECT count(*) FROM household")
        assert homes == 98
    finally:
        other.close()


def joined_by_file(db: Database, path: Path) -> None:
    """As the dialog does it, for a machine without a window."""
    invited = by_file(path.read_bytes(), int(NOW.timestamp() * 1000))
    with open_road(db, invited.url) as road:
        enrol(db, invited, EnrolRoad(road).ask)


def test_an_invitation_that_cannot_be_made_is_refused_in_words(
    page: SyncPage, office: Desk, server: RunningServer, qtbot: QtBot
) -> None:
    server.stop()
    said: list[str] = []

    def invite(dialog: InviteDialog) -> None:
        next(iter(dialog.form.ticks.values())).setChecked(True)
        type_in(dialog.form.person, "Nong Van Du")
        dialog.make_button.click()
        qtbot.waitUntil(partial(all_done, office.tasks))
        said.append(dialog.banner.sentence())
        dialog.leave_button.click()

    page.opened()
    _in_dialog(InviteDialog, invite)
    press(page, "Mời máy mới")
    assert said[0].startswith("Không có mạng, chưa tới được máy chủ của tỉnh.")


def test_the_officer_sees_the_machines_that_were_there_at_the_last_talk(page: SyncPage, office: Desk) -> None:
    look_at_machines(office.db)
    page.opened()
    assert page.value is not None
    assert [(each.name, each.holder, each.warning) for each in page.value.machines] == [
        ("Máy thôn Bản Giòng", "Đặng Văn Tú", "")
    ]


def test_a_volunteer_has_no_office(page: SyncPage, joined: Desk) -> None:
    meet(joined.db)
    page.opened()
    assert not page.office.isVisible()
    sync_acts(joined)
    with pytest.raises(RefusedError, match="Chỉ cán bộ"):
        sync_acts(joined).invite(page)


def test_an_invitation_file_lets_the_machine_in(desk: Desk, server: RunningServer, tmp_path: Path) -> None:
    guest = Guest(person="Lý Văn Pảo", role=Role.VOLUNTEER, commune=COMMUNE)
    path = tmp_path / "moi.cdtt-moi"
    path.write_bytes(file_bytes(invite(server.province, server.settings, guest, NOW.date(), url=server.url)))
    acts = sync_acts(desk)
    said = acts.enrol_file(path)
    assert said == "Máy này đã nối với tỉnh: Lý Văn Pảo, tình nguyện viên. Máy gửi & nhận lần đầu ngay bây giờ."
    assert acts.read().enrolment is Enrolment.ENROLLED
    with pytest.raises(RefusedError, match="đã nối với tỉnh rồi"):
        acts.enrol_file(path)


def test_other_ways_to_the_province_are_kept_or_refused_together(page: SyncPage, desk: Desk) -> None:
    said: list[str] = []

    def choose(dialog: RoadDialog) -> None:
        type_in(dialog.proxy, "10.0.0.1")
        dialog.save.click()
        said.append(dialog.banner.sentence())
        type_in(dialog.proxy, PROXY)
        dialog.save.click()

    _in_dialog(RoadDialog, choose)
    sync_acts(desk).other_ways(page)
    assert said == ["Địa chỉ máy trung gian chưa đúng. Hãy ghi như: http://10.0.0.1:3128"]
    assert road_settings(desk.db).proxy == PROXY


def test_a_day_is_shown_with_its_receipts_and_saved(
    page: SyncPage, joined: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_dialog, "choose_new_file", lambda *asked: tmp_path / asked[4])
    meet(joined.db)
    said: list[str] = []

    def save(dialog: PrintDialog) -> None:
        qtbot.waitUntil(partial(all_done, joined.tasks))
        dialog.save_button.click()
        qtbot.waitUntil(partial(all_done, joined.tasks))
        said.extend((dialog.windowTitle(), dialog.banner.sentence()))
        dialog.close_button.click()

    _in_dialog(PrintDialog, save)
    sync_acts(joined).print_day(date(2026, 11, 23), page)
    assert said == ["Tờ sổ ngày 23/11/2026", f"Đã lưu so-ngay-2026-11-23.pdf trong {tmp_path}."]
    recorded = len(visits_on(joined.db, date(2026, 11, 23)))
    assert recorded >= 1
    assert f"{recorded} ghi, {recorded} tỉnh đã nhận" in words((tmp_path / "so-ngay-2026-11-23.pdf").read_bytes())[0]


def test_a_paper_that_cannot_be_written_is_told(
    page: SyncPage, joined: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_dialog, "choose_new_file", lambda *_words: tmp_path / "no" / "where.pdf")
    said: list[str] = []

    def save(dialog: PrintDialog) -> None:
        qtbot.waitUntil(partial(all_done, joined.tasks))
        dialog.save_button.click()
        qtbot.waitUntil(partial(all_done, joined.tasks))
        said.append(dialog.banner.sentence())
        dialog.close_button.click()

    _in_dialog(PrintDialog, save)
    sync_acts(joined).print_day(date(2026, 11, 23), page)
    assert said == ["Chưa lưu được (không thấy thư mục hoặc tệp). Hãy chọn chỗ khác, hoặc dọn bớt tệp rồi thử lại."]


def test_a_slip_that_was_saved_counts_as_kept(
    office: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_dialog, "choose_new_file", lambda *asked: tmp_path / asked[4])
    slip = InvitationSlip(invitation=make_invitation(), role="cán bộ", made_on=date(2026, 11, 24))
    window = QWidget()
    qtbot.addWidget(window)

    def save(dialog: PrintDialog) -> None:
        qtbot.waitUntil(partial(all_done, office.tasks))
        dialog.save_button.click()
        qtbot.waitUntil(partial(all_done, office.tasks))
        dialog.close_button.click()

    _in_dialog(PrintDialog, save)
    said = sync_paper_acts.print_slip(office, slip, window)
    (kept,) = tmp_path.glob("*.pdf")
    assert said == f"Đã lưu {kept.name}. In ra, rồi trao tận tay."
    assert read_codes(picture(kept.read_bytes(), 150)) == [full_text(slip.invitation)]
    _in_dialog(PrintDialog, lambda dialog: dialog.close_button.click())
    assert sync_paper_acts.print_slip(office, slip, window) == ""


_AGAIN = "Hãy thử lại, hoặc chọn chỗ khác."
_ANSWER = OfficeAnswer(protocol=1, device=1, at=1, now=1, trouble=Trouble.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (StorageError("Đĩa đã đầy."), "Đĩa đã đầy."),
        (RefusedError("Chưa được."), "Chưa được."),
        (ParcelFileError("USB đã đầy."), "USB đã đầy."),
        (InvitationError(MISTYPED), MISTYPED),
        (EnrolmentError(NOT_THE_PROVINCE), NOT_THE_PROVINCE),
        (OfficeError(_ANSWER), "Tỉnh không cho máy này làm việc đó."),
        (RoadError(Obstacle.NO_NETWORK), "Không có mạng"),
        (
            RoadError(Obstacle.RESTING, wait=120),
            "Máy chủ của tỉnh đang nghỉ, không phải lỗi của máy này.",
        ),
        (RoadError(Obstacle.REFUSED, said="Giấy mời này đã dùng."), "Giấy mời này đã dùng."),
        (PermissionError(13, "permission denied"), "Chưa làm được (không có quyền ghi vào đó)."),
        (ZeroDivisionError(), "Chưa làm được (ZeroDivisionError). Phiếu vẫn giữ đủ trên máy"),
    ],
)
def test_every_error_has_its_sentence(error: Exception, begins: str) -> None:
    assert explain(error).startswith(begins)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_has_its_sentence(obstacle: Obstacle) -> None:
    assert len(explain(RoadError(obstacle)).split()) > 8
