import pytest

from cdtt_app.domain.coverage_case import OVER, CaseState
from cdtt_app.presenters.case_requests import requests_of, subject_words
from tests.factories import make_step
from tests.presenters.coverage_case_samples import a_case, board_of, notes

ROADS = {
    CaseState.NEW: (),
    CaseState.VERIFIED: ("da_xac_minh",),
    CaseState.DUPLICATE: ("trung",),
    CaseState.NOT_AS_REPORTED: ("khong_dung_thuc_te",),
    CaseState.SENT: ("da_xac_minh", "da_gui_so"),
    CaseState.SURVEYING: ("da_xac_minh", "da_gui_so", "dang_khao_sat"),
    CaseState.PLANNED: ("da_xac_minh", "da_gui_so", "co_ke_hoach"),
    CaseState.BLOCKED: ("da_xac_minh", "da_gui_so", "vuong"),
    CaseState.PROPOSED: ("da_xac_minh", "da_gui_so", "vuong", "de_xuat_vtf"),
    CaseState.BUILDING: ("da_xac_minh", "da_gui_so", "co_ke_hoach", "dang_xay_dung"),
    CaseState.ON_AIR: ("da_xac_minh", "da_gui_so", "co_ke_hoach", "da_phat_song"),
    CaseState.CLOSED: ("da_xac_minh", "da_gui_so", "co_ke_hoach", "da_phat_song", "dong"),
    CaseState.REOPENED: ("trung", "mo_lai"),
}


@pytest.mark.parametrize("state", list(CaseState))
def test_every_state_has_a_subject_and_all_that_are_not_over_ask_for_something(state: CaseState) -> None:
    case = a_case()
    board = board_of(case, tuple(notes()), [make_step(case, CaseState(name)) for name in ROADS[state]])
    view = board.cases[0]
    assert view.course.state is state
    assert subject_words(board, view).endswith(" thôn Bản Giòng")
    requests = requests_of(board, view)
    assert bool(requests) is (state not in OVER)
    for request in requests:
        assert request.endswith(".")
        assert "  " not in request
        assert "None" not in request


def test_only_companies_whose_networks_lack_are_asked() -> None:
    case = a_case()
    only = tuple(note for note in notes() if "Viettel" not in note.readings)
    board = board_of(case, only, [])
    assert requests_of(board, board.cases[0])[1].startswith("VNPT cho biết")
    empty = board_of(case, (), [])
    assert requests_of(empty, empty.cases[0])[1].startswith("Các doanh nghiệp viễn thông cho biết")
