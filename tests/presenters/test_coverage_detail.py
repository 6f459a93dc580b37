from datetime import timedelta

from cdtt_app.domain.coverage import Reading, Strength, Technology
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.presenters.coverage_detail import detail_of
from cdtt_app.presenters.coverage_filters import Filters
from cdtt_app.presenters.coverage_rows import spot_entries, spot_id
from cdtt_app.presenters.coverage_steps import Do
from tests.factories import NOW, make_case, make_note, make_step
from tests.presenters.coverage_boards import board_of, view_of

S = CaseState
NONE = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.NONE)}
GOOD = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.GOOD)}


def test_a_case_says_its_facts_its_promise_and_its_code() -> None:
    case = make_case(households_affected=98, power=Power.GRID)
    steps = [
        make_step(
            case, state, deadline=(NOW - timedelta(days=12)).date(), happened_on=(NOW - timedelta(days=30)).date()
        )
        for state in (S.VERIFIED, S.SENT)
    ]
    view = view_of(case, steps, [make_note(case_id=case.id, readings=NONE)])
    found = detail_of(board_of([view]), case.id, officer=True)
    assert found is not None
    assert (found.title, found.chips[0].words, found.code) == (
        "Bản Giòng: mất sóng",
        "Quá hạn trả lời 12 ngày",
        "Vụ việc VL-007",
    )
    assert found.beside == "hẹn 12/11/2026"
    assert [(fact.number, fact.words) for fact in found.facts] == [
        ("98", "hộ ảnh hưởng"),
        ("1", "ghi nhận đã gộp"),
        ("", "Viettel mất hẳn"),
        ("", "Có điện lưới"),
    ]
    assert found.why == "Vì sao đứng đầu?"
    assert "98 hộ × 1" in found.rank


def test_a_volunteer_is_offered_no_step() -> None:
    case = make_case()
    found = detail_of(board_of([view_of(case)]), case.id, officer=False)
    assert found is not None
    assert [action.do for action in found.actions] == [Do.DOSSIER]
    assert (found.others, found.may_edit) == ((), False)


def test_a_later_measurement_that_works_is_told_neutrally() -> None:
    case = make_case()
    notes = [make_note(case_id=case.id, readings=NONE, measured_at=NOW - timedelta(days=n)) for n in range(10, 15)]
    notes.append(make_note(case_id=case.id, readings=GOOD, measured_at=NOW - timedelta(days=6)))
    found = detail_of(board_of([view_of(case, (), notes)]), case.id, officer=True)
    assert found is not None
    (notice,) = found.notices
    assert notice.tone == "neutral"
    assert notice.words == ("Lần đo mới nhất 18/11 dùng được, khác 5 lần trước. Nên đo thêm rồi hãy kết luận.")


def test_old_measurements_and_steps_astray_are_told() -> None:
    case = make_case()
    old = make_note(case_id=case.id, readings=NONE, measured_at=NOW - timedelta(days=500))
    found = detail_of(board_of([view_of(case, [make_step(case, S.ON_AIR)], [old])]), case.id, officer=True)
    assert found is not None
    assert [notice.words[:28] for notice in found.notices] == [
        "Quá 12 tháng chưa đo lại. Hã",
        "Máy khác đã ghi bước “Đã phá",
    ]


def test_a_note_leads_to_its_case_or_can_become_one() -> None:
    case = make_case()
    inside, loose = make_note(case_id=case.id, readings=NONE), make_note(readings=NONE, households_affected=7)
    board = board_of([view_of(case, (), [inside])], [loose])
    bound, free = detail_of(board, inside.id, officer=True), detail_of(board, loose.id, officer=True)
    assert bound is not None
    assert free is not None
    assert [action.do for action in bound.actions] == [Do.SHOW_CASE, Do.NOTES, Do.EDIT_NOTE, Do.REMOVE_NOTE]
    assert free.actions[0].do is Do.OPEN_CASE
    assert free.facts[0].number == "7"


def test_a_proposal_names_its_notes_and_where_they_go() -> None:
    where = Location(latitude=22.6, longitude=105.3)
    notes = [make_note(place=f"Nà Lạ {n}", readings=NONE, location=where) for n in range(8)]
    board = board_of((), notes)
    (entry,) = spot_entries(board, Filters())
    found = detail_of(board, spot_id(board.spots[0]), officer=True)
    assert found is not None
    assert entry.make().chip.words == "8 ghi nhận"
    assert found.lines[-1] == "và 2 ghi nhận nữa"
    assert found.actions[0].words == "Mở vụ việc"
    assert detail_of(board, entry.id, officer=False) is None


def test_nothing_is_found_for_what_is_gone() -> None:
    assert detail_of(board_of(), "mất rồi", officer=True) is None


def test_the_title_says_what_is_missing_and_of_whom() -> None:
    case = make_case()
    old = {"VinaPhone": Reading(host=Network.VINAPHONE, strength=Strength.NONE, technology=Technology.G2)}
    alone = board_of([view_of(case, (), [make_note(case_id=case.id, readings=old)])])
    beside = board_of([view_of(case, (), [make_note(case_id=case.id, readings=old | NONE)])])
    titles = [found.title for board in (alone, beside) if (found := detail_of(board, case.id, officer=True))]
    assert titles == ["Bản Giòng: không có 3G/4G", "Bản Giòng: VinaPhone không có 3G/4G"]
