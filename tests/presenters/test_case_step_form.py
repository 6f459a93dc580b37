from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.coverage import Reading, Strength
from cdtt_app.domain.coverage_case import ALLOWED, Block, CaseState, course, may_follow, step_problems
from cdtt_app.domain.household import Network
from cdtt_app.presenters import case_step_form as forms
from cdtt_app.presenters.case_step_form import Ask, CaseStepForm, open_form, problems, step_of
from tests.factories import NOW, make_case, make_note, make_step
from tests.presenters.case_samples import ROADS, RULES, TODAY, view_of

S = CaseState
EVERY_STEP = [(state, following) for state in S for following in (state, *ALLOWED[state])]
FORBIDDEN = [(a, b) for a in S for b in S if not may_follow(a, b)]
GOOD = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.GOOD)}


def form(state: CaseState, following: CaseState, count: int = 1) -> CaseStepForm:
    view = view_of(state=state)
    return open_form(view, make_step(view.case, following), TODAY, RULES, count)


def filled(made: CaseStepForm) -> CaseStepForm:
    """As little as a person must write."""
    if Ask.BLOCK in made.asks:
        return replace(made, block=Block.TERRAIN)
    return replace(made, why="đã hỏi lại") if problems(made) else made


def test_the_samples_reach_every_state() -> None:
    assert {state: view_of(state=state).course.state for state in ROADS} == {state: state for state in S}


@pytest.mark.parametrize(("state", "following"), EVERY_STEP)
@pytest.mark.parametrize("count", [1, 4])
def test_every_allowed_step_filled_minimally_is_one_the_domain_takes(
    state: CaseState, following: CaseState, count: int
) -> None:
    made = filled(form(state, following, count))
    step = step_of(made)
    assert problems(made) == ()
    assert step_problems(made.course, step, today=TODAY) == ()
    assert course((*made.course.taken, step)).state is following


@pytest.mark.parametrize(("state", "following"), FORBIDDEN)
def test_no_words_make_a_forbidden_step_pass(state: CaseState, following: CaseState) -> None:
    made = replace(form(state, following), why="vẫn muốn", block=Block.NO_POWER, document="1/UBND")
    assert "Vụ việc đã sang bước khác" in problems(made)[0]


def test_an_answer_is_due_so_many_days_after_the_letter() -> None:
    made = form(S.VERIFIED, S.SENT)
    assert step_of(made).deadline == TODAY + timedelta(days=30)
    earlier = forms.with_day(made, TODAY - timedelta(days=10))
    assert step_of(earlier).deadline == TODAY + timedelta(days=20)


def test_a_deadline_that_was_set_or_taken_away_no_longer_follows_the_day() -> None:
    promised = forms.with_deadline(form(S.VERIFIED, S.SENT), TODAY + timedelta(days=7))
    assert forms.with_day(promised, TODAY - timedelta(days=3)).deadline == TODAY + timedelta(days=7)
    assert forms.with_day(forms.with_deadline(promised, None), TODAY).deadline is None


def test_a_reminder_promises_nothing_by_itself_and_needs_words() -> None:
    made = form(S.SENT, S.SENT)
    assert (step_of(made).deadline, problems(made)) == (None, (forms.SAY_SOMETHING,))
    assert forms.with_day(made, TODAY - timedelta(days=2)).deadline is None
    assert problems(replace(made, document="12/UBND")) == ()
    assert problems(replace(made, paper_name="nhac.pdf")) == ()


def test_a_promise_before_the_step_is_said_at_once() -> None:
    made = forms.with_deadline(form(S.SENT, S.PLANNED), TODAY - timedelta(days=1))
    assert problems(made) == ("Hạn ở trước ngày của bước này. Hãy chọn lại hạn.",)


def test_a_reason_of_blanks_is_no_reason() -> None:
    made = replace(form(S.NEW, S.NOT_AS_REPORTED), why="  \n ")
    assert problems(made) == ("Hãy ghi lý do, để người ghi nhận hiểu vì sao.",)


def test_building_goes_on_with_the_station_and_the_promise_of_the_plan() -> None:
    case = make_case()
    states = [make_step(case, each) for each in (S.VERIFIED, S.SENT)]
    due = TODAY + timedelta(days=40)
    plan = make_step(case, S.PLANNED, operator=Network.VIETTEL, station="TQG0424-11", deadline=due)
    view = view_of(case, steps=(*states, plan))
    step = step_of(open_form(view, make_step(case, S.BUILDING), TODAY, RULES))
    assert (step.operator, step.station, step.deadline) == (Network.VIETTEL, "TQG0424-11", due)
    on_air = step_of(open_form(view, make_step(case, S.ON_AIR), TODAY, RULES))
    assert (on_air.station, on_air.deadline) == ("TQG0424-11", None)
    late = replace(view, course=course((*states, replace(plan, happened_on=due - timedelta(90)))))
    after = make_step(case, S.BUILDING, happened_on=due + timedelta(days=1))
    assert step_of(open_form(late, after, due + timedelta(days=1), RULES)).deadline is None


def test_what_a_state_does_not_ask_for_is_not_written() -> None:
    made = replace(form(S.NEW, S.VERIFIED), station="X", operator=Network.GMOBILE, block=Block.TERRAIN, deadline=TODAY)
    step = step_of(made)
    assert (step.station, step.operator, step.block, step.deadline) == ("", None, None, None)


def test_closing_names_the_measurement_made_since_it_was_on_air() -> None:
    note = make_note(readings=GOOD, place="sân trường")
    view = view_of(notes=(note,), state=S.ON_AIR)
    made = open_form(view, make_step(view.case, S.CLOSED), TODAY, RULES)
    written = replace(made, why="Tổ đã thử gọi.")
    assert step_of(written).why == "Lần đo 24/11/2026, sân trường: Viettel tốt.\nTổ đã thử gọi."
    assert forms.hint(made) == ""


def test_an_old_measurement_is_not_taken_for_a_new_one() -> None:
    note = make_note(readings=GOOD, measured_at=NOW - timedelta(days=60))
    view = view_of(notes=(note,), state=S.ON_AIR)
    made = open_form(view, make_step(view.case, S.CLOSED), TODAY, RULES)
    assert (made.measurement, forms.hint(made)) == (None, forms.NO_MEASUREMENT)


def test_a_measurement_that_speaks_against_the_step_is_said_neutrally() -> None:
    bad, good = make_note(), make_note(readings=GOOD)
    view = view_of(notes=(bad,), state=S.ON_AIR)
    assert forms.hint(open_form(view, make_step(view.case, S.CLOSED), TODAY, RULES)) == forms.STILL_LACKING
    again = view_of(notes=(good,), state=S.CLOSED)
    assert forms.hint(open_form(again, make_step(again.case, S.REOPENED), TODAY, RULES)) == forms.ALL_GOOD


def test_several_cases_have_no_measurement_in_common() -> None:
    view = view_of(notes=(make_note(readings=GOOD),), state=S.ON_AIR)
    made = open_form(view, make_step(view.case, S.CLOSED), TODAY, RULES, count=4)
    assert (Ask.MEASUREMENT in made.asks, step_of(made).why) == (False, "")
    assert forms.heading(made) == "Chuyển 4 vụ việc sang “Đóng”"
    assert forms.about(made, view).startswith("4 vụ việc đang ở bước “Đã phát sóng”")


def test_words_are_kept_composed() -> None:
    made = replace(form(S.NEW, S.DUPLICATE), why=" tru\u0300ng VL-003 ")
    assert step_of(made).why == "trùng VL-003"


def test_a_case_is_named_with_where_it_stands() -> None:
    view = view_of(state=S.SENT)
    made = open_form(view, make_step(view.case, S.PLANNED), TODAY, RULES)
    assert forms.about(made, view) == "VL-007 · Bản Giòng · đang ở bước “Đã gửi Sở”"
    assert forms.deadline_caption(made) == "Hẹn phát sóng đến ngày"
