from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.checklist import LEVELS, Checklist, Question, QuestionKind, Subject
from cdtt_app.domain.skills import (
    FiveSkill,
    best_count,
    household_meets_goal,
    is_self_reliant,
    level_of,
    self_reliant_count,
    skills_mastered,
)

NEEDED = {
    "B3": "nen_tang_dia_phuong",
    "C4": "dich_vu_cong",
    "D2": "thanh_toan",
    "E1": "mua_sam",
    "F1": "tu_bao_ve",
    "F2": "tu_bao_ve",
}
CHECKLIST = Checklist(
    id="x",
    version="1",
    titles={},
    subject=Subject.PERSON,
    languages=("vi",),
    default_language="vi",
    groups=(),
    questions=(
        Question(name="A1", kind=QuestionKind.SELECT_ONE, core=True),
        *(Question(name=name, kind=QuestionKind.SELECT_ONE, five_skill=skill) for name, skill in NEEDED.items()),
    ),
    choice_lists={},
)
ALL_AT_THREE = dict.fromkeys(NEEDED, "3")

levels = st.dictionaries(st.sampled_from([*NEEDED, "A1"]), st.sampled_from([*LEVELS, "na"]))


@pytest.mark.parametrize(("answer", "level"), [("0", 0), ("4", 4), ("na", None), ("", None), ("5", None), ("12", None)])
def test_only_the_five_levels_are_levels(answer: str, level: int | None) -> None:
    assert level_of(answer) == level


@pytest.mark.parametrize(("answer", "alone"), [("2", False), ("3", True), ("4", True), ("na", False), ("", False)])
def test_alone_begins_at_three(answer: str, alone: bool) -> None:
    assert is_self_reliant(answer) is alone


def test_one_person_with_all_five_meets_the_goal() -> None:
    assert skills_mastered(ALL_AT_THREE, CHECKLIST) == frozenset(FiveSkill)
    assert household_meets_goal({"p1": {}, "p2": ALL_AT_THREE}, CHECKLIST)


@pytest.mark.parametrize("missing", NEEDED)
@pytest.mark.parametrize("instead", ["2", "na", ""])
def test_every_needed_question_is_needed(missing: str, instead: str) -> None:
    almost = {**ALL_AT_THREE, missing: instead}
    assert skills_mastered(almost, CHECKLIST) == frozenset(FiveSkill) - {FiveSkill(NEEDED[missing])}
    assert not household_meets_goal({"p1": almost}, CHECKLIST)
    assert best_count({"p1": almost}, CHECKLIST) == 4


def test_five_skills_spread_over_two_people_do_not_meet_the_goal() -> None:
    first = dict.fromkeys(("B3", "C4", "D2"), "4")
    second = dict.fromkeys(("D2", "E1", "F1", "F2"), "4")
    assert not household_meets_goal({"p1": first, "p2": second}, CHECKLIST)
    assert best_count({"p1": first, "p2": second}, CHECKLIST) == 3


def test_an_empty_household_has_nothing() -> None:
    assert best_count({}, CHECKLIST) == 0
    assert not household_meets_goal({}, CHECKLIST)


def test_a_checklist_that_asks_nothing_about_a_skill_never_grants_it() -> None:
    without = replace(CHECKLIST, questions=tuple(q for q in CHECKLIST.questions if q.name != "E1"))
    assert FiveSkill.SHOPPING not in skills_mastered(ALL_AT_THREE, without)


@given(levels, st.sampled_from([*NEEDED, "A1"]))
def test_learning_more_never_takes_a_skill_away(known: dict[str, str], question: str) -> None:
    assert skills_mastered(known, CHECKLIST) <= skills_mastered({**known, question: "4"}, CHECKLIST)


def test_counting_what_somebody_does_alone() -> None:
    core = ("A1", "A3", "C1", "C3")
    assert self_reliant_count({"A1": "3", "A3": "2", "C1": "4", "C3": "na", "Z9": "4"}, core) == 2
    assert self_reliant_count({}, core) == 0
