from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.coverage_case import (
    ALLOWED,
    OVER,
    Block,
    CaseState,
    CaseStep,
    case_code,
    course,
    may_follow,
    overdue_days,
    step_problems,
)
from tests.factories import NOW, make_case, make_step

CASE = make_case()
TODAY = date(2026, 11, 24)
S = CaseState
THE_LONG_WAY = (S.VERIFIED, S.SENT, S.SURVEYING, S.PLANNED, S.BUILDING, S.ON_AIR, S.CLOSED)


def steps(*states: CaseState) -> list[CaseStep]:
    return [make_step(CASE, state) for state in states]


def test_the_table_names_every_state_and_leads_from_new_to_each() -> None:
    assert set(ALLOWED) == set(CaseState)
    reached, edge = {S.NEW}, {S.NEW}
    while edge:
        edge = {after for before in edge for after in ALLOWED[before]} - reached
        reached |= edge
    assert reached == set(CaseState)


def test_no_state_is_a_dead_end() -> None:
    assert all(ALLOWED[state] for state in CaseState)


def test_a_case_without_steps_is_new() -> None:
    assert course(()).state is S.NEW


def test_the_long_way_ends_closed() -> None:
    found = course(steps(*THE_LONG_WAY))
    assert found.state is S.CLOSED
    assert [step.state for step in found.taken] == list(THE_LONG_WAY)
    assert not found.astray


def test_measured_again_and_not_yet_good_opens_it_again() -> None:
    assert course(steps(*THE_LONG_WAY[:-1], S.REOPENED)).state is S.REOPENED


@given(st.lists(st.sampled_from(CaseState), max_size=25))
def test_no_sequence_of_steps_reaches_a_state_that_the_table_forbids(states: list[CaseState]) -> None:
    found = course(steps(*states))
    walked = [S.NEW, *(step.state for step in found.taken)]
    assert all(after is before or after in ALLOWED[before] for before, after in pairwise(walked))
    assert walked[-1] is found.state
    assert len(found.taken) + len(found.astray) == len(states)


@given(st.lists(st.sampled_from(CaseState), max_size=12), st.randoms())
def test_the_order_in_which_steps_arrive_changes_nothing(states: list[CaseState], chance: Random) -> None:
    made = steps(*states)
    shuffled = chance.sample(made, len(made))
    assert course(shuffled) == course(made)


def test_a_step_that_two_officers_wrote_at_once_is_kept_but_not_followed_twice() -> None:
    verified, one, other = steps(S.VERIFIED, S.NOT_AS_REPORTED, S.SENT)
    found = course((verified, one, other))
    assert (found.state, found.astray) == (S.NOT_AS_REPORTED, (other,))


def test_a_deleted_step_was_never_taken() -> None:
    verified, sent = steps(S.VERIFIED, S.SENT)
    assert course((verified, replace(sent, deleted="hoàn tác"))).state is S.VERIFIED


def test_the_deadline_is_the_newest_promise_of_the_state_and_goes_with_it() -> None:
    verified, sent, reminded = steps(S.VERIFIED, S.SENT, S.SENT)
    first, second = TODAY - timedelta(days=12), TODAY + timedelta(days=3)
    sent = replace(sent, deadline=first)
    assert overdue_days(course((verified, sent, reminded)), today=TODAY) == 12
    assert overdue_days(course((verified, sent, replace(reminded, deadline=second))), today=TODAY) == 0
    surveying, planned = steps(S.SURVEYING, S.PLANNED)
    assert overdue_days(course((verified, sent, surveying)), today=TODAY) == 12
    assert course((verified, sent, surveying, planned)).deadline is None


def test_nobody_is_late_once_it_is_on_air() -> None:
    *way, on_air = steps(*THE_LONG_WAY[:-1])
    late = replace(on_air, deadline=TODAY - timedelta(days=90))
    assert overdue_days(course((*way, late)), today=TODAY) == 0


def test_since_is_the_step_that_led_here_not_the_remarks_after_it() -> None:
    verified, sent, reminded = steps(S.VERIFIED, S.SENT, S.SENT)
    assert course((verified, sent, reminded)).since == sent


@pytest.mark.parametrize("state", CaseState)
def test_a_remark_is_allowed_in_every_state(state: CaseState) -> None:
    assert may_follow(state, state)


def test_what_is_missing_in_a_step_is_said() -> None:
    sent = course(steps(S.VERIFIED, S.SENT))
    good = make_step(CASE, S.BLOCKED, block=Block.TERRAIN)
    assert step_problems(sent, good, today=TODAY) == ()
    for broken, word in (
        (replace(good, block=None), "vướng gì"),
        (replace(good, happened_on=TODAY + timedelta(days=1)), "sau hôm nay"),
        (replace(good, deadline=NOW.date() - timedelta(days=1)), "Hạn ở trước"),
        (replace(good, state=S.CLOSED), "không ghi được bước này"),
        (make_step(CASE, S.NOT_AS_REPORTED), "lý do"),
    ):
        (sentence, *_) = [p for p in step_problems(sent, broken, today=TODAY) if word in p]
        assert sentence.endswith(".") or "vốn" in sentence


def test_ends_are_states_from_which_only_opening_again_leads() -> None:
    assert all(ALLOWED[state] == (S.REOPENED,) for state in OVER)


def test_a_case_is_called_by_its_number() -> None:
    assert case_code(7) == "VL-007"
