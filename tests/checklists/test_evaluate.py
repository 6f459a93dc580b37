from datetime import date

import pytest

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.evaluate import Evaluated, Evaluator, evaluate
from tests.checklists.small_forms import AGE, Cells, ask, choices, form

TODAY = date(2026, 11, 30)
YES_NO = choices("co", "co", "khong")


def run(answers: dict[str, str], *survey: Cells, listed: list[dict[str, str]] | None = None, **facts: str) -> Evaluated:
    checklist = compile_checklist(form(*survey, listed=listed or YES_NO), name="t.md")
    return evaluate(checklist, answers, facts, today=TODAY)


def said(evaluated: Evaluated) -> list[tuple[str, str]]:
    return [(problem.question, problem.sentence) for problem in evaluated.problems]


@pytest.mark.parametrize(
    ("age", "asked"), [("17", False), ("18", True), ("19", True), ("", True), ("0", False), ("100", True)]
)
def test_an_age_limit_holds_at_its_border_and_an_unknown_age_is_asked(age: str, asked: bool) -> None:
    row = ask("text", "q", relevant="${subject_age} = '' or ${subject_age} >= 18")
    assert ("q" in run({}, AGE, row, subject_age=age).relevant) is asked


def test_a_fact_that_nobody_gave_takes_what_the_form_computes() -> None:
    row = {**AGE, "calculation": "30"}
    assert run({}, row, ask("text", "q")).values == {"subject_age": "30"}
    assert run({}, row, ask("text", "q"), subject_age="").values == {}


def test_a_fact_that_the_form_does_not_declare_changes_nothing() -> None:
    assert run({}, ask("text", "q"), subject_age="30").values == {}


def test_several_personas_are_told_apart() -> None:
    persona = {"type": "calculate", "name": "subject_persona", "calculation": "''"}
    row = ask("text", "q", relevant="selected(${subject_persona}, 'HS')")
    assert "q" in run({}, persona, row, subject_persona="TN HS").relevant
    assert "q" not in run({}, persona, row, subject_persona="TN").relevant


def test_a_group_hides_everything_inside_it() -> None:
    survey = (
        ask("select_one co", "may"),
        ask("begin_group", "ngoai", relevant="${may} = 'co'"),
        ask("begin_group", "trong", relevant="1 = 1"),
        ask("text", "q"),
        {"type": "end_group"},
        {"type": "end_group"},
        ask("begin_group", "ngoai_nua"),
        ask("text", "r"),
        {"type": "end_group"},
    )
    assert run({"may": "co"}, *survey).relevant == {"may", "q", "r"}
    assert run({"may": "khong"}, *survey).relevant == {"may", "r"}


def test_an_answer_that_is_not_asked_counts_as_blank_for_the_others() -> None:
    survey = (
        ask("text", "sau", relevant="${giua} = 'x'"),  # stands before what it depends on
        ask("text", "giua", relevant="${dau} = 'x'"),
        ask("text", "dau"),
    )
    kept = {"dau": "y", "giua": "x", "sau": "z"}
    evaluated = run(kept, *survey)
    assert evaluated.relevant == {"dau"}
    assert evaluated.values == {"dau": "y"}
    assert run({**kept, "dau": "x"}, *survey).values == {**kept, "dau": "x"}


def test_calculates_chain_in_any_order() -> None:
    survey = (
        {"type": "calculate", "name": "c", "calculation": "${b} + 1", "label": ""},
        {"type": "calculate", "name": "b", "calculation": "${a} * 2"},
        ask("integer", "a"),
        ask("text", "q", relevant="${c} > 10"),
    )
    evaluated = run({"a": "5"}, *survey)
    assert (evaluated.values["b"], evaluated.values["c"]) == ("10", "11")
    assert "q" in evaluated.relevant
    blank = run({}, *survey)
    assert blank.values == {}
    assert "q" not in blank.relevant


def test_nobody_answers_a_calculate_or_a_note() -> None:
    survey = ({"type": "calculate", "name": "c", "calculation": "1"}, ask("note", "n"), ask("text", "q"))
    assert run({"c": "9", "n": "x", "khac": "y"}, *survey).values == {"c": "1"}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", ["0", "-3", "12"], ["1.5", "x", "1e3", "١", "1 2"]),
        ("decimal", ["0", "-3.5", ".5", "12."], ["1,5", "x", "."]),
        ("date", ["2026-02-28"], ["2026-02-30", "24/11/2026", "20260228"]),
        ("select_one co", ["co"], ["xa", "co khong"]),
        ("select_multiple co", ["co", "khong co"], ["co xa"]),
        ("text", ["gì cũng được"], []),
    ],
)
def test_answers_of_the_wrong_kind_are_said(kind: str, good: list[str], bad: list[str]) -> None:
    for answer in good:
        assert said(run({"q": answer}, ask(kind, "q"))) == []
    for answer in bad:
        ((name, sentence),) = said(run({"q": answer}, ask(kind, "q")))
        assert name == "q"
        assert sentence.endswith((".", "ngày."))


def test_a_constraint_speaks_the_chosen_language() -> None:
    row = {
        "type": "integer",
        "name": "tuoi",
        "label::vi": "Tuổi",
        "label::English (en)": "Age",
        "constraint": ". >= 0 and . <= 120",
        "constraint_message::vi": "Tuổi từ 0 đến 120.",
        "constraint_message::English (en)": "Age is 0 to 120.",
    }
    evaluator = Evaluator(compile_checklist(form(row), name="t.md"))

    def sentence(answer: str, lang: str = "") -> list[str]:
        return [p.sentence for p in evaluator.evaluate({"tuoi": answer}, {}, today=TODAY, lang=lang).problems]

    assert sentence("121") == sentence("121", "vi") == ["Tuổi từ 0 đến 120."]
    assert sentence("-1", "en") == ["Age is 0 to 120."]
    assert sentence("121", "fr") == ["Tuổi từ 0 đến 120."]
    assert sentence("120", "en") == sentence("0") == []


def test_a_constraint_without_words_still_says_something() -> None:
    assert said(run({"q": "2"}, ask("integer", "q", constraint=". = 1"))) == [
        ("q", "Trả lời này chưa hợp lệ. Xem lại."),
    ]


def test_a_constraint_may_look_at_other_answers_and_at_the_day() -> None:
    later = ask("date", "sau", constraint=". >= ${truoc} and . <= today()")
    survey = (ask("date", "truoc"), later)
    assert said(run({"truoc": "2026-11-01", "sau": "2026-11-30"}, *survey)) == []
    assert [name for name, _ in said(run({"truoc": "2026-11-01", "sau": "2026-12-01"}, *survey))] == ["sau"]
    assert [name for name, _ in said(run({"truoc": "2026-11-01", "sau": "2026-10-31"}, *survey))] == ["sau"]


def test_a_blank_answer_breaks_no_constraint() -> None:
    assert said(run({"q": ""}, ask("integer", "q", constraint=". > 5"))) == []


@pytest.mark.parametrize(
    ("required", "missing"), [("yes", True), ("no", False), ("${a} = 'x'", True), ("${a} = 'y'", False)]
)
def test_a_required_answer_is_missed_only_when_asked(required: str, missing: bool) -> None:
    evaluated = run({"a": "x"}, ask("text", "a"), ask("text", "q", required=required))
    assert [name for name, _ in said(evaluated)] == (["q"] if missing else [])
    assert said(run({"a": "x", "q": "có"}, ask("text", "a"), ask("text", "q", required=required))) == []
    hidden = ask("text", "q", required=required, relevant="1 = 2")
    assert said(run({"a": "x"}, ask("text", "a"), hidden)) == []


def test_a_choice_filter_leaves_what_fits_and_refuses_the_rest() -> None:
    listed = [
        *choices("tinh", "bg", "hn"),
        {**choices("xa", "x1")[0], "tinh": "bg"},
        {**choices("xa", "x2")[0], "tinh": "hn"},
        {**choices("xa", "x3")[0], "tinh": "bg"},
    ]
    survey = (ask("select_one tinh", "t"), ask("select_one xa", "x", choice_filter="tinh = ${t} and name != 'x3'"))
    evaluated = run({"t": "bg", "x": "x1"}, *survey, listed=listed)
    assert [choice.name for choice in evaluated.choices("x")] == ["x1"]
    assert [choice.name for choice in evaluated.choices("t")] == ["bg", "hn"]
    assert said(evaluated) == []
    assert [name for name, _ in said(run({"t": "hn", "x": "x1"}, *survey, listed=listed))] == ["x"]
    assert run({}, *survey, listed=listed).choices("x") == ()
    assert run({}, *survey, listed=listed).choices("khac") == ()


def test_a_household_is_asked_once() -> None:
    survey = (
        ask("integer", "so_may", constraint=". >= 0"),
        ask(
            "integer",
            "so_may_4g",
            relevant="${so_may} > 0",
            constraint=". <= ${so_may}",
            constraint_message="Nhiều quá.",
        ),
    )
    checklist = compile_checklist(form(*survey, settings={"subject": "household"}), name="t.md")
    evaluator = Evaluator(checklist)
    assert evaluator.evaluate({"so_may": "0"}, {}, today=TODAY).relevant == {"so_may"}
    wrong = evaluator.evaluate({"so_may": "2", "so_may_4g": "3"}, {}, today=TODAY)
    assert said(wrong) == [("so_may_4g", "Nhiều quá.")]


def test_a_hamlet_is_asked_about_its_rate() -> None:
    survey = (
        ask("integer", "so_ho"),
        ask("integer", "da_tham"),
        {"type": "calculate", "name": "ti_le", "calculation": "round(${da_tham} div ${so_ho} * 100, 1)"},
    )
    checklist = compile_checklist(form(*survey, settings={"subject": "hamlet"}), name="t.md")
    answers = {"so_ho": "98", "da_tham": "60"}
    assert evaluate(checklist, answers, {}, today=TODAY).values["ti_le"] == "61.2"


def test_evaluating_leaves_the_evaluator_as_it_was() -> None:
    evaluator = Evaluator(
        compile_checklist(form(ask("text", "a"), ask("text", "b", relevant="${a} = 'x'")), name="t.md")
    )
    first = evaluator.evaluate({"a": "x", "b": "y"}, {}, today=TODAY)
    assert "b" not in evaluator.evaluate({}, {}, today=TODAY).relevant
    assert evaluator.evaluate({"a": "x", "b": "y"}, {}, today=TODAY) == first
