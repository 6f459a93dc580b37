from dataclasses import replace

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.role import Role
from cdtt_app.domain.visit import Visit
from cdtt_app.services.conflicts import open_questions
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.history import household_events
from cdtt_app.services.tray import dismiss, late_work, mark_seen, own_set_aside, take_in
from cdtt_app.storage.database import Database
from cdtt_app.storage.late_work import Decision
from cdtt_app.storage.questions import by_id
from cdtt_app.sync.operation import Operation
from tests.factories import HAMLET, make_household, make_visit
from tests.services.meetings import Land, a_hamlet

PAO = 2


@pytest.fixture
def team(land: Land) -> tuple[Land, Database, Database, Database, Household]:
    """Mai, Pảo and an officer, who know the same household."""
    mai, pao = land.machine("Lương Thị Mai"), land.machine("Lò Văn Pảo", machine="máy 2")
    officer = land.machine("Nguyễn Thị Hà", role=Role.OFFICER)
    home = make_household("Lục Văn Bảo", phone="0900000000")
    with mai.write() as tx:
        tx.save(a_hamlet())
        tx.save(home)
    land.meet(mai, pao, officer)
    return land, mai, pao, officer, home


Team = tuple[Land, Database, Database, Database, Household]


def _phone(db: Database, home: Household, phone: str) -> None:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    with db.write() as tx:
        tx.save(replace(kept, phone=phone))


def _phone_of(db: Database, home: Household) -> str:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    return kept.phone


def test_late_work_of_a_machine_whose_access_ended_waits_for_the_officer(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    (waiting,) = late_work(officer)
    assert (waiting.author.person, waiting.author.machine) == ("Lò Văn Pảo", "máy 2")
    assert (waiting.item.reason, waiting.record.id, waiting.may_come_in) == ("revoked", home.id, True)
    assert waiting.record.fields["phone"] == "0912345678"
    assert _phone_of(officer, home) == "0900000000"
    assert late_work(mai) == ()


def test_what_is_taken_in_is_in_everybodys_book_and_says_whose_it_was(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    take_in(officer, late_work(officer)[0])
    assert late_work(officer) == ()
    assert _phone_of(officer, home) == "0912345678"
    land.meet(officer, mai)
    assert _phone_of(mai, home) == "0912345678"
    event = household_events(mai, home.id)[-1]
    assert (event.person, event.late_of) == ("Nguyễn Thị Hà", "Lò Văn Pảo")
    assert open_questions(mai) == ()  # made on what still stood
    with land.province.store.read() as tx:
        assert tx.counts()["undecided"] == 0


def test_several_changes_of_one_field_come_in_one_after_the_other_without_a_question(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0911111111")
    _phone(pao, home, "0922222222")  # made on Pảo's own first change
    land.end_access(PAO)
    land.meet(pao, officer)
    while late := late_work(officer):
        take_in(officer, late[0])
    land.meet(officer, mai)
    assert _phone_of(mai, home) == "0922222222"
    assert open_questions(mai) == ()


def test_a_base_of_the_others_log_is_not_mistaken_for_one_of_ones_own(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0911111111")  # number 1 of Pảo's log
    _phone(pao, home, "0922222222")  # made on it
    _phone(officer, home, "0933333333")  # number 1 of the officer's log
    land.end_access(PAO)
    land.meet(officer, pao, officer)
    take_in(officer, late_work(officer)[1])
    land.meet(officer, mai)
    (question,) = open_questions(mai)
    assert {claim.value for claim in question.claims} == {"0922222222", "0933333333"}


def test_late_work_that_meets_a_newer_edit_is_asked_about(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    _phone(mai, home, "0987654321")
    land.meet(mai, pao, officer)
    take_in(officer, late_work(officer)[0])
    land.meet(officer, mai)
    (question,) = open_questions(mai)
    assert {claim.value for claim in question.claims} == {"0912345678", "0987654321"}


def test_a_dismissed_operation_stays_out_and_the_machine_is_told_once(team: Team) -> None:
    land, mai, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    assert [own.decision for own in own_set_aside(pao)] == [Decision.OPEN]
    dismiss(officer, late_work(officer)[0])
    assert late_work(officer) == ()
    land.end_access(PAO, ended=False)
    land.meet(officer, mai, pao, pao)
    assert _phone_of(mai, home) == "0900000000"
    (own,) = own_set_aside(pao)
    assert own.dismissed
    mark_seen(pao, own)
    assert own_set_aside(pao) == ()


def test_own_work_that_was_taken_in_is_no_longer_listed(team: Team) -> None:
    land, _, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    take_in(officer, late_work(officer)[0])
    land.end_access(PAO, ended=False)
    land.meet(officer, pao, pao)
    assert own_set_aside(pao) == ()


def test_two_officers_do_not_decide_twice(team: Team) -> None:
    land, _, pao, officer, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, officer)
    (waiting,) = late_work(officer)
    take_in(officer, waiting)
    with pytest.raises(RefusedError, match="đã có người xem"):
        dismiss(officer, waiting)
    other = land.machine("Ma Văn Sính", role=Role.OFFICER)
    land.meet(officer, other)
    assert late_work(other) == ()


def test_only_an_officer_may_decide(team: Team) -> None:
    land, mai, pao, _, home = team
    _phone(pao, home, "0912345678")
    land.end_access(PAO)
    land.meet(pao, mai)
    (waiting,) = late_work(mai)
    for act in (take_in, dismiss):
        with pytest.raises(RefusedError, match="cán bộ xã"):
            act(mai, waiting)


def test_what_is_wrong_in_itself_can_only_be_dismissed(team: Team) -> None:
    land, _, pao, officer, _ = team
    with pao.write() as tx:
        tx.take_in(Operation(kind="alien", id="x1", scope=HAMLET, clock=0, schema=1, changes={"a": ("b", 0)}))
    land.meet(pao, officer)
    (waiting,) = late_work(officer)
    assert (waiting.item.reason, waiting.may_come_in) == ("unknown_kind", False)
    with pytest.raises(RefusedError, match="có chỗ sai"):
        take_in(officer, waiting)
    dismiss(officer, waiting)
    land.meet(officer)
    assert late_work(officer) == ()


def test_a_visit_for_a_hamlet_that_was_taken_away_comes_in_whole(team: Team) -> None:
    land, mai, pao, officer, home = team
    visit = make_visit(home, note="ghi trước khi đổi thôn")
    with pao.write() as tx:
        tx.save(visit)
    land.take_hamlet(PAO)
    land.meet(pao, officer)
    (waiting,) = late_work(officer)
    assert waiting.item.reason == "not_granted"
    take_in(officer, waiting)
    land.meet(officer, mai)
    assert by_id(mai, Visit, visit.id) == visit
