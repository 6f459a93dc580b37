from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.checklist import (
    AnswerSheet,
    Checklist,
    Choice,
    Group,
    How,
    Question,
    QuestionKind,
    Subject,
    merge_latest,
    with_answer,
    without_answer,
)

EMPTY = AnswerSheet(checklist_id="ky-nang-so", version="2026.1")

names = st.text("abcdefgh123", min_size=1, max_size=4)
answer_maps = st.dictionaries(names, st.dictionaries(names, st.text(min_size=1, max_size=3), min_size=1), max_size=4)


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    answers = draw(answer_maps)
    pairs = [(subject, question) for subject, given_ in answers.items() for question in given_]
    observed = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return AnswerSheet(checklist_id="x", version="1", answers=answers, observed=frozenset(observed))


def small_checklist() -> Checklist:
    return Checklist(
        id="x",
        version="1",
        titles={"vi": "Thử", "en": "Trial"},
        subject=Subject.PERSON,
        languages=("vi", "en"),
        default_language="vi",
        groups=(Group(name="g", labels={"vi": "Nhóm"}),),
        questions=(
            Question(name="A1", kind=QuestionKind.SELECT_ONE, core=True, choice_list="muc", labels={"vi": "Câu dài"}),
            Question(name="A2", kind=QuestionKind.SELECT_ONE, short_labels={"vi": "Ngắn", "en": "Short"}),
            Question(name="B3", kind=QuestionKind.SELECT_ONE, five_skill="mua_sam", hints={"vi": "Gợi ý"}),
        ),
        choice_lists={"muc": (Choice(name="0"), Choice(name="1", labels={"vi": "Một", "en": "One"}))},
    )


@given(sheets())
def test_a_sheet_survives_its_document(sheet: AnswerSheet) -> None:
    assert AnswerSheet.from_document(sheet.to_document()) == sheet


@given(sheets())
def test_the_order_of_writing_does_not_show_in_the_document(sheet: AnswerSheet) -> None:
    again = AnswerSheet(checklist_id="x", version="1")
    for subject in reversed(list(sheet.answers)):
        for question in reversed(list(sheet.answers[subject])):
            how = sheet.how(subject, question)
            again = with_answer(again, subject, question, sheet.answers[subject][question], how)
    assert repr(again.to_document()) == repr(sheet.to_document())


def test_the_document_is_compact() -> None:
    sheet = with_answer(with_answer(EMPTY, "p1", "A1", "2", How.OBSERVED), "p1", "A3", "na")
    assert sheet.to_document() == {
        "id": "ky-nang-so",
        "v": "2026.1",
        "a": {"p1": {"A1": "2", "A3": "na"}},
        "o": {"p1": ["A1"]},
    }
    assert EMPTY.to_document() == {"id": "ky-nang-so", "v": "2026.1"}


def test_what_a_newer_program_wrote_is_kept() -> None:
    newer: dict[str, Any] = {
        "id": "x",
        "v": "9",
        "a": {"p1": {"A1": "2", "A2": {"photo": "k"}}, "p2": {"A1": 3}},
        "w": {"p1": "ghi chú"},
    }
    sheet = AnswerSheet.from_document(newer)
    assert sheet.answers == {"p1": {"A1": "2"}}
    assert sheet.to_document() == newer
    edited = with_answer(sheet, "p1", "A1", "4").to_document()
    assert edited["a"] == {"p1": {"A1": "4", "A2": {"photo": "k"}}, "p2": {"A1": 3}}
    assert edited["w"] == newer["w"]


plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(names, inner, max_size=2)),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["id", "v", "a", "o", "w"]), plain))
def test_a_damaged_document_never_stops_the_program(document: dict[str, Any]) -> None:
    sheet = AnswerSheet.from_document(document)
    assert AnswerSheet.from_document(sheet.to_document()) == sheet
    assert merge_latest([sheet]) == {subject: dict(given_) for subject, given_ in sheet.answers.items()}


def test_an_empty_document_is_an_empty_sheet() -> None:
    assert AnswerSheet.from_document({}) == AnswerSheet(checklist_id="", version="")


def test_a_blank_answer_is_an_absent_key_and_not_zero() -> None:
    sheet = with_answer(EMPTY, "p1", "A1", "0")
    assert sheet.answer("p1", "A1") == "0"
    assert with_answer(sheet, "p1", "A1", "") == EMPTY
    assert sheet.answer("p1", "A2") == ""
    assert sheet.answer("p2", "A1") == ""


def test_answering_changes_no_other_sheet() -> None:
    before = with_answer(EMPTY, "p1", "A1", "1")
    after = with_answer(before, "p1", "A1", "3")
    assert before.answer("p1", "A1") == "1"
    assert after.answer("p1", "A1") == "3"


def test_seen_and_told_follow_the_last_writing() -> None:
    seen = with_answer(EMPTY, "p1", "A1", "3", How.OBSERVED)
    assert seen.how("p1", "A1") is How.OBSERVED
    assert with_answer(seen, "p1", "A1", "3").how("p1", "A1") is How.TOLD
    assert without_answer(seen, "p1", "A1") == EMPTY


def test_taking_away_what_is_not_there_changes_nothing() -> None:
    sheet = with_answer(EMPTY, "p1", "A1", "3")
    assert without_answer(without_answer(sheet, "p2", "A1"), "p1", "A2") == sheet


def test_the_latest_answer_wins_and_older_questions_stay() -> None:
    first = with_answer(with_answer(EMPTY, "p1", "A1", "1"), "p1", "A3", "2")
    second = with_answer(with_answer(EMPTY, "p1", "A1", "3"), "p2", "A1", "0")
    assert merge_latest([first, second]) == {"p1": {"A1": "3", "A3": "2"}, "p2": {"A1": "0"}}
    assert merge_latest([second, first])["p1"]["A1"] == "1"


def test_not_asked_hides_nothing_learned_before() -> None:
    known = with_answer(EMPTY, "p1", "A1", "2")
    skipped = with_answer(with_answer(EMPTY, "p1", "A1", "na"), "p1", "A3", "na")
    assert merge_latest([known, skipped]) == {"p1": {"A1": "2", "A3": "na"}}
    assert merge_latest([skipped, known]) == {"p1": {"A1": "2", "A3": "na"}}


def test_answers_of_another_checklist_can_be_left_out() -> None:
    other = with_answer(AnswerSheet(checklist_id="khac", version="1"), "p1", "A1", "4")
    mine = with_answer(EMPTY, "p1", "A1", "2")
    assert merge_latest([mine, other], checklist_id="ky-nang-so") == {"p1": {"A1": "2"}}
    assert merge_latest([mine, other]) == {"p1": {"A1": "4"}}


def test_labels_fall_back_to_the_default_language_and_then_to_the_name() -> None:
    checklist = small_checklist()
    a1, a2, b3 = checklist.questions
    assert checklist.label(a1, "en") == "Câu dài"
    assert checklist.label(a2) == "A2"
    assert checklist.short_label(a2, "en") == "Short"
    assert checklist.short_label(a1) == "Câu dài"
    assert checklist.hint(b3, "en") == "Gợi ý"
    assert checklist.hint(a1) == ""
    assert checklist.label(checklist.groups[0]) == "Nhóm"
    assert [checklist.label(choice, "en") for choice in checklist.choices(a1)] == ["0", "One"]
    assert (checklist.title(), checklist.title("en"), checklist.title("fr")) == ("Thử", "Trial", "Thử")


def test_the_door_asks_the_core_and_whatever_the_five_skills_need() -> None:
    checklist = small_checklist()
    assert [q.name for q in checklist.door_questions()] == ["A1", "B3"]
    assert checklist.core() == ("A1",)


def test_a_question_is_found_by_name() -> None:
    assert small_checklist().question("A2").name == "A2"
    with pytest.raises(KeyError):
        small_checklist().question("Z9")
