"""Questions, work that was set aside and late work: read from real logs, decided in the window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.domain.role import Role
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.dialogs.late_work_dialog import SURE, LateWorkDialog
from cdtt_app.ui.pages.sync_rows import SyncRows
from cdtt_app.ui.theme import Theme
from tests.factories import make_household
from tests.services.meetings import Land, a_hamlet
from tests.ui.pages.desks import Sent, make_desk

PAO = 2


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Land]:
    made = Land(tmp_path)
    yield made
    made.close()


@pytest.fixture
def home() -> Household:
    return make_household("Lục Văn Bảo", phone="0900000000")


@pytest.fixture
def team(land: Land, home: Household) -> tuple[Database, Database, Database]:
    """Mai, Pảo and an officer, who know the same household."""
    mai, pao = land.machine("Lương Thị Mai"), land.machine("Lò Văn Pảo", machine="máy 2")
    officer = land.machine("Nguyễn Thị Hà", role=Role.OFFICER)
    with mai.write() as tx:
        tx.save(a_hamlet())
        tx.save(home)
    land.meet(mai, pao, officer)
    return mai, pao, officer


Team = tuple[Database, Database, Database]


@pytest.fixture
def at(tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Callable[[Database], SyncRows]]:
    """The rows of a machine."""
    desks = []

    def make(db: Database) -> SyncRows:
        desks.append(make_desk(db, tmp_path, theme, sent))
        return SyncRows(desks[-1])

    yield make
    for desk in desks:
        desk.sender.close()
        desk.tasks.close()


At = Callable[[Database], SyncRows]


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    assert theme is not None
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _phone(db: Database, home: Household, phone: str) -> None:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    with db.write() as tx:
        tx.save(replace(kept, phone=phone))


def _phone_of(db: Database, home: Household) -> str:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    return kept.phone


def _in_dialog(act: Callable[[LateWorkDialog], None]) -> None:
    def later() -> None:
        opened = QApplication.activeModalWidget()
        assert isinstance(opened, LateWorkDialog)
        try:
            act(opened)
        except BaseException:
            opened.close()  # else the test would wait for ever
            raise

    QTimer.singleShot(0, later)


def _refuse_twice(dialog: LateWorkDialog) -> None:
    dialog.refuse.click()
    dialog.refuse.click()


def _only_to_read(dialog: LateWorkDialog) -> None:
    assert not any(each.isVisible() for each in (dialog.take, dialog.refuse, dialog.household))
    dialog.leave.click()


def _asked(land: Land, team: Team, home: Household) -> Database:
    mai, pao, _ = team
    _phone(mai, home, "0900000241")
    land.clock.pass_by(minutes=1)
    _phone(pao, home, "0900000214")
    land.meet(mai, pao, mai)
    return mai


def test_an_answer_is_to_what_was_read_whatever_comes_in_meanwhile(
    land: Land, team: Team, home: Household, at: At
) -> None:
    mai, _, officer = _asked(land, team, home), *team[1:]
    rows = at(mai)
    (asked,) = rows.questions()
    value = rows.question(asked.key)
    chosen = [each.value_text for each in value.choices].index("0900 000 241")
    land.clock.pass_by(minutes=1)
    _phone(officer, home, "0900000999")  # knowing of neither
    land.meet(officer, mai)
    fresh = at(mai).question(asked.key)
    assert [each.value_text for each in fresh.choices].index("0900 000 241") != chosen
    rows.answer(asked.key, chosen)
    assert _phone_of(mai, home) == "0900000241"


def test_a_question_that_was_answered_meanwhile_is_not_asked(land: Land, team: Team, home: Household, at: At) -> None:
    rows = at(_asked(land, team, home))
    (asked,) = rows.questions()
    rows.question(asked.key)
    rows.answer(asked.key, 0)
    assert rows.questions() == ()
    with pytest.raises(RefusedError, match="vừa có người trả lời"):
        rows.question(asked.key)


def test_a_question_put_off_says_so(land: Land, team: Team, home: Household, at: At) -> None:
    rows = at(_asked(land, team, home))
    (asked,) = rows.questions()
    assert asked.sentence == ""
    rows.question(asked.key)
    rows.ask_again(asked.key)
    assert rows.questions()[0].sentence.startswith("Đã ghi lại để hỏi hộ.")


def _late(land: Land, team: Team, home: Household) -> Database:
    """Pảo writes after his machine's access ended; the officer has heard of it."""
    _, pao, officer = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    return officer


def test_late_work_is_shown_whole_and_taken_into_the_book(
    land: Land, team: Team, home: Household, at: At, window: QWidget, sent: Sent
) -> None:
    officer = _late(land, team, home)
    rows = at(officer)
    (row,) = rows.tray()
    assert (row.title, row.sentence) == ("Hộ Lục Văn Bảo · Lò Văn Pảo", "Ghi trên máy đã thôi được gửi phiếu.")
    seen: list[str] = []

    def take(dialog: LateWorkDialog) -> None:
        seen.extend(each.text() for each in dialog.findChildren(QLabel))
        dialog.take.click()

    _in_dialog(take)
    rows.open(row.key, window)
    assert "Số điện thoại: 0912 345 678" in seen
    assert _phone_of(officer, home) == "0912345678"
    assert rows.tray() == ()
    assert sent.calls[-1][1][0] == "Đã nhận vào sổ."


def test_late_work_is_left_out_only_when_somebody_says_so_twice(
    land: Land, team: Team, home: Household, at: At, window: QWidget
) -> None:
    officer = _late(land, team, home)
    rows = at(officer)
    said: list[str] = []

    def refuse(dialog: LateWorkDialog) -> None:
        dialog.refuse.click()
        said.append(dialog.banner.sentence())
        dialog.refuse.click()

    _in_dialog(refuse)
    rows.open(rows.tray()[0].key, window)
    assert said == [SURE]
    assert rows.tray() == ()
    assert _phone_of(officer, home) == "0900000000"


def test_late_work_may_wait(land: Land, team: Team, home: Household, at: At, window: QWidget) -> None:
    rows = at(_late(land, team, home))
    (row,) = rows.tray()
    _in_dialog(lambda dialog: dialog.leave.click())
    rows.open(row.key, window)
    assert rows.tray() == (row,)


def test_late_work_that_another_officer_saw_first_is_not_opened(
    land: Land, team: Team, home: Household, at: At, window: QWidget
) -> None:
    rows = at(_late(land, team, home))
    (row,) = rows.tray()
    _in_dialog(lambda dialog: dialog.take.click())
    rows.open(row.key, window)
    with pytest.raises(RefusedError, match="vừa có người xem"):
        rows.open(row.key, window)


def test_the_person_sees_what_became_of_own_work_and_puts_it_away(
    land: Land, team: Team, home: Household, at: At, window: QWidget
) -> None:
    _, pao, officer = team
    _late(land, team, home)
    own = at(pao)
    (row,) = own.asides()
    assert (row.title, row.act) == ("Hộ của thôn đã rời máy này", "Xem")
    assert row.advice == "Cán bộ xã xem rồi nhận; hãy báo cán bộ xã."
    _in_dialog(_only_to_read)
    own.open(row.key, window)
    office = at(officer)
    _in_dialog(_refuse_twice)
    office.open(office.tray()[0].key, window)
    land.end_access(PAO, ended=False)
    land.meet(officer, pao)
    (row,) = own.asides()
    assert (row.sentence, row.act) == ("Cán bộ đã xem và không nhận vào sổ.", "Đã đọc")
    own.open(row.key, window)
    assert own.asides() == ()


def test_late_work_leads_to_its_household(
    land: Land, team: Team, home: Household, at: At, window: QWidget, sent: Sent
) -> None:
    rows = at(_late(land, team, home))

    def go(dialog: LateWorkDialog) -> None:
        assert dialog.household.isVisible()
        dialog.household.click()

    _in_dialog(go)
    rows.open(rows.tray()[0].key, window)
    assert sent.calls[-1] == ("open_household", (home.id,))


def test_what_one_machine_wrote_about_one_household_is_one_row(land: Land, team: Team, home: Household, at: At) -> None:
    _, pao, officer = team
    for phone in ("0912345678", "0912345679", "0912345670"):
        _phone(pao, home, phone)
    land.end_access(PAO)
    land.meet(pao, officer)
    (row,) = at(officer).tray()
    assert row.sentence.startswith("3 lần ghi.")
    (own,) = at(pao).asides()
    assert own.sentence.startswith("3 lần ghi.")
