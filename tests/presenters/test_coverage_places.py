from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.presenters.coverage_detail import detail_of
from cdtt_app.presenters.coverage_places import places, records_of, with_place
from cdtt_app.presenters.coverage_rows import spot_id
from cdtt_app.storage.whereabouts import Where
from tests.factories import make_case, make_note, make_step
from tests.presenters.coverage_boards import board_of, view_of

_CASE = make_case()
_STEPS = [make_step(_CASE, CaseState.VERIFIED), make_step(_CASE, CaseState.SENT)]
BOARD = board_of([view_of(_CASE, _STEPS, [make_note(case_id=_CASE.id)])], [make_note(place="Đầu thôn")])
CASE = BOARD.cases[0]
STEP = CASE.course.taken[-1].id
ALL_THERE = {record: Where.RECEIVED for records in records_of(BOARD).values() for record in records}


def chips(id_: str, where: dict[str, Where]) -> list[str]:
    detail = with_place(detail_of(BOARD, id_, officer=True), places(records_of(BOARD), where))
    assert detail is not None
    return [chip.words for chip in detail.chips]


def test_what_the_province_signed_for_says_so() -> None:
    assert chips(BOARD.notes[0].id, ALL_THERE)[-1] == "Tỉnh đã nhận"
    assert chips(CASE.case.id, ALL_THERE)[-1] == "Tỉnh đã nhận"


def test_a_case_is_there_only_when_its_last_step_is() -> None:
    assert chips(CASE.case.id, ALL_THERE | {STEP: Where.HERE})[-1] == "Trên máy này"
    assert chips(CASE.case.id, ALL_THERE | {STEP: Where.SENT})[-1] == "Đã gửi"


def test_a_note_that_is_only_here_says_so() -> None:
    note = BOARD.notes[0].id
    assert chips(note, ALL_THERE | {note: Where.HERE})[-1] == "Trên máy này"


def test_a_proposal_is_no_record_and_nothing_chosen_has_no_place() -> None:
    assert with_place(None, {}) is None
    spot = next(iter(BOARD.spots), None)
    assert spot is not None
    assert "Tỉnh đã nhận" not in chips(spot_id(spot), ALL_THERE)
