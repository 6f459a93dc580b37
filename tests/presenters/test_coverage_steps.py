from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.coverage_case import ALLOWED, OVER, Block, CaseState, CaseStep, CoverageCase, may_follow
from cdtt_app.presenters.coverage_steps import (
    Progress,
    allowed_choices,
    milestones,
    other_choices,
    step_actions,
    time_line_words,
)
from tests.factories import NOW, make_case, make_step
from tests.presenters.coverage_boards import view_of

S = CaseState
TODAY = NOW.date()


def walked(case: CoverageCase, *states: CaseState) -> list[CaseStep]:
    return [
        make_step(
            case, state, written_at=NOW + timedelta(hours=hour), block=Block.TERRAIN if state is S.BLOCKED else None
        )
        for hour, state in enumerate(states)
    ]


def test_what_is_offered_is_what_the_table_allows_and_all_of_it() -> None:
    for now in S:
        offered = [each.state for action in step_actions(now) for each in action.choices]
        others = [each.state for each in other_choices(now)]
        assert set(offered + others) == {now, *ALLOWED[now]}
        assert sum(action.primary for action in step_actions(now)) == (now not in OVER)


def test_the_usual_next_step_is_said_as_an_act() -> None:
    words = {now: step_actions(now)[0].words for now in S}
    assert words[S.NEW] == "Xác minh"
    assert words[S.VERIFIED] == "Gửi Sở"
    assert words[S.SURVEYING] == "Ghi trả lời của Sở"
    assert [action.words for action in step_actions(S.ON_AIR)] == ["Tổ đo lại: tốt", "Đo lại: chưa tốt"]
    assert step_actions(S.SENT)[1].words == "Nhắc Sở"


def test_several_cases_share_only_common_steps() -> None:
    assert [c.state for c in allowed_choices(frozenset({S.SENT, S.SURVEYING}))] == [S.PLANNED, S.BLOCKED]
    assert allowed_choices(frozenset({S.NEW, S.CLOSED})) == ()
    assert allowed_choices(frozenset()) == ()


def test_the_time_line_has_seven_points_on_the_usual_way() -> None:
    case = make_case()
    points = milestones(view_of(case, walked(case, S.VERIFIED, S.SENT, S.SURVEYING)), TODAY)
    assert [p.words for p in points] == [
        "Mới",
        "Đã xác minh",
        "Đã gửi Sở",
        "DN khảo sát",
        "Có kế hoạch",
        "Đã phát sóng",
        "Đo lại",
    ]
    assert [p.progress for p in points] == [Progress.DONE] * 3 + [Progress.NOW] + [Progress.TO_COME] * 3
    assert (points[3].when, points[4].when) == ("từ 24/11", "5")
    assert "DN khảo sát, đang ở đây từ 24/11" in time_line_words(points)


def test_a_branch_stands_where_it_happened() -> None:
    case = make_case()
    points = milestones(view_of(case, walked(case, S.VERIFIED, S.SENT, S.BLOCKED, S.PROPOSED)), TODAY)
    assert [p.words for p in points[3:6]] == ["Vướng: địa hình", "Đề xuất VTF", "Có kế hoạch"]


def test_a_closed_case_has_nothing_to_come() -> None:
    case = make_case()
    steps = walked(case, S.VERIFIED, S.SENT, S.PLANNED, S.ON_AIR, S.CLOSED)
    assert {p.progress for p in milestones(view_of(case, steps), TODAY)} == {Progress.DONE}


@given(st.lists(st.sampled_from(list(S)), max_size=12))
def test_any_steps_give_one_now_at_most_and_only_allowed_moves(states: list[CaseState]) -> None:
    case = make_case()
    view = view_of(case, walked(case, *states))
    points = milestones(view, TODAY)
    assert sum(p.progress is Progress.NOW for p in points) == (view.course.state not in OVER)
    taken = [S.NEW, *(step.state for step in view.course.taken)]
    assert all(may_follow(a, b) for a, b in pairwise(taken))
