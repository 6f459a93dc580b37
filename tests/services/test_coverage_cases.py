from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.coverage import CoverageNote, Reading, Strength
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Location, Network
from cdtt_app.domain.ids import HouseholdId, MemberId
from cdtt_app.domain.team import Member, MemberRole
from cdtt_app.services import coverage_cases as acts
from cdtt_app.services.coverage import read_board
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.rights import is_officer
from cdtt_app.services.setup import MEMBER
from cdtt_app.services.undo import take_back
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.questions import by_id, where
from tests.factories import HAMLET, NOW, make_note

S = CaseState
OFFICER = Member(id=MemberId("m-tu"), hamlet_id=HAMLET, name="Nông Anh Tú", role=MemberRole.OFFICER)


@pytest.fixture
def office(db: Database) -> Database:
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        tx.save(OFFICER)
    keep_fact(db, MEMBER, OFFICER.id)
    return db


def noted(db: Database, latitude: float = 22.6, place: str = "Nhà văn hoá") -> CoverageNote:
    note = make_note(
        place=place,
        location=Location(latitude=latitude, longitude=105.3),
        readings={"VinaPhone": Reading(host=Network.VINAPHONE, strength=Strength.NONE)},
    )
    with db.write() as tx:
        tx.save(note)
    return note


def only_case(db: Database) -> CaseView:
    (view,) = read_board(db).cases
    return view


def walk(db: Database, *states: CaseState) -> None:
    for state in states:
        acts.take_step(db, acts.blank_step(db, only_case(db).case.id, state))


def test_a_volunteer_opens_no_case(office: Database) -> None:
    keep_fact(office, MEMBER, None)
    note = noted(office)
    assert not is_officer(office)
    with pytest.raises(RefusedError, match="cán bộ xã"):
        acts.open_case(office, [note.id])
    assert where(office, CoverageCase) == ()


def test_near_notes_are_proposed_accepted_and_given_back(office: Database) -> None:
    noted(office), noted(office, 22.602)
    (spot,) = read_board(office).spots
    saved = acts.accept(office, spot, "Bản Giòng")
    view = only_case(office)
    assert (view.case.number, view.case.title, view.course.state) == (1, "Bản Giòng", S.NEW)
    assert len(view.facts.notes) == 2
    assert read_board(office).spots == ()
    take_back(office, saved)
    board = read_board(office)
    assert (board.cases, len(board.spots[0].notes)) == ((), 2)


def test_a_later_note_joins_the_open_case_but_not_one_that_is_over(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    noted(office, 22.601)
    (spot,) = read_board(office).spots
    assert spot.case_id == only_case(office).case.id
    acts.accept(office, spot)
    assert len(only_case(office).facts.notes) == 2
    step = acts.blank_step(office, only_case(office).case.id, S.NOT_AS_REPORTED)
    acts.take_step(office, replace(step, why="đo lại thấy tốt"))
    noted(office, 22.601)
    assert read_board(office).spots[0].case_id is None


def test_a_case_of_homes_is_called_by_its_hamlet_never_by_a_family(office: Database) -> None:
    at_home = replace(noted(office, place="nhà anh Chẻo"), household_id=HouseholdId("hh-1"))
    with office.write() as tx:
        tx.save(at_home)
    acts.open_case(office, [at_home.id])
    assert only_case(office).case.title == "Bản Giòng"


def test_splitting_makes_another_case_and_leaves_one_note_at_least(office: Database) -> None:
    one, two = noted(office), noted(office, 22.602, "Đầu thôn")
    acts.open_case(office, [one.id, two.id])
    with pytest.raises(RefusedError, match="còn ít nhất một"):
        acts.split(office, [one.id, two.id])
    acts.split(office, [two.id])
    assert {(v.case.title, len(v.facts.notes)) for v in read_board(office).cases} == {
        ("Bản Giòng", 1),
        ("Bản Giòng, Đầu thôn", 1),
    }


def test_merged_cases_are_one_and_can_be_two_again(office: Database) -> None:
    for latitude in (22.6, 22.7):
        acts.open_case(office, [noted(office, latitude).id])
    first, second = (view.case for view in read_board(office).cases)
    saved = acts.merge(office, first.id, [second.id])
    assert len(only_case(office).facts.notes) == 2
    absorbed = by_id(office, CoverageCase, second.id)
    assert absorbed is not None
    assert absorbed.merged_into == first.id
    with pytest.raises(RefusedError, match="Không thấy"):
        acts.blank_step(office, second.id, S.VERIFIED)
    take_back(office, saved)
    assert len(read_board(office).cases) == 2


def test_a_case_cannot_be_merged_with_itself(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    id_ = only_case(office).case.id
    with pytest.raises(RefusedError, match="từ hai vụ việc"):
        acts.merge(office, id_, [id_])


def test_a_step_that_the_table_forbids_is_not_written(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    with pytest.raises(RefusedError, match="đã sang bước khác"):
        acts.take_step(office, acts.blank_step(office, only_case(office).case.id, S.SENT))
    assert where(office, CaseStep) == ()


def test_a_batch_moves_all_or_none(office: Database) -> None:
    for latitude in (22.6, 22.7):
        acts.open_case(office, [noted(office, latitude).id])
    first, second = (view.case.id for view in read_board(office).cases)
    acts.take_step(office, acts.blank_step(office, first, S.VERIFIED))
    with pytest.raises(RefusedError, match="Bản Giòng, Nhà văn hoá: Vụ việc đã sang"):
        acts.take_steps(office, [acts.blank_step(office, id_, S.SENT) for id_ in (first, second)])
    assert len(where(office, CaseStep)) == 1
    saved = acts.take_steps(office, [acts.blank_step(office, second, S.VERIFIED)])
    take_back(office, saved)
    assert {view.course.state for view in read_board(office).cases} == {S.VERIFIED, S.NEW}


def test_a_paper_travels_with_its_step(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    step = replace(acts.blank_step(office, only_case(office).case.id, S.VERIFIED), attachment_name="bien-ban.pdf")
    acts.take_step(office, step, b"%PDF-1.7 bien ban")
    (kept,) = where(office, CaseStep)
    assert kept.attachment is not None
    assert (kept.attachment_kind, kept.attachment_size) == ("application/pdf", 17)
    assert blobs.content(office, kept.attachment) == b"%PDF-1.7 bien ban"


def test_on_air_and_measured_good_closes_it(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    walk(office, S.VERIFIED, S.SENT, S.SURVEYING, S.PLANNED, S.ON_AIR, S.CLOSED)
    assert only_case(office).course.state is S.CLOSED
    assert read_board(office).hamlets[0].open_cases == 0


def test_the_most_urgent_case_stands_first_and_what_is_over_last(office: Database) -> None:
    big, small = noted(office, 22.6), noted(office, 22.7)
    with office.write() as tx:
        tx.save(replace(big, households_affected=98))
    acts.open_case(office, [small.id], "nhỏ")
    acts.open_case(office, [big.id], "to")
    assert [view.case.title for view in read_board(office).cases] == ["to", "nhỏ"]
    step = replace(acts.blank_step(office, read_board(office).cases[0].case.id, S.DUPLICATE), why="trùng VL-001")
    acts.take_step(office, step)
    assert [view.case.title for view in read_board(office).cases] == ["nhỏ", "to"]


def test_a_late_answer_is_counted_for_its_hamlet(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    walk(office, S.VERIFIED)
    step = acts.blank_step(office, only_case(office).case.id, S.SENT)
    day = NOW.date() - timedelta(days=12)
    acts.take_step(office, replace(step, happened_on=day - timedelta(days=30), deadline=day))
    (hamlet,) = read_board(office).hamlets
    assert (hamlet.open_cases, hamlet.overdue, hamlet.count.notes) == (1, 1, 1)


def test_a_step_stands_behind_the_others_although_the_clock_went_back(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    id_ = only_case(office).case.id
    acts.take_step(office, replace(acts.blank_step(office, id_, S.VERIFIED), written_at=NOW + timedelta(days=400)))
    acts.take_step(office, acts.blank_step(office, id_, S.SENT))
    assert only_case(office).course.state is S.SENT


def test_what_the_officer_writes_on_a_case_is_kept(office: Database) -> None:
    acts.open_case(office, [noted(office).id])
    case = only_case(office).case
    acts.edit_case(office, replace(case, title=" Cụm Nà Cọn ", households_affected=12))
    kept = only_case(office)
    assert (kept.case.title, kept.facts.households) == ("Cụm Nà Cọn", 12)
    with pytest.raises(RefusedError, match="cần có tên"):
        acts.edit_case(office, replace(case, title=" "))
