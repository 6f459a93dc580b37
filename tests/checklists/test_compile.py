from collections.abc import Callable

import pytest

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.domain.checklist import Choice, QuestionKind, Subject
from tests.checklists.small_forms import AGE, ask, choices, csv_form, form

LEVELS = choices("muc", "na", "0", "1", "2", "3", "4")


@pytest.mark.parametrize("kind", ["integer", "decimal", "text", "date", "note"])
def test_plain_kinds_are_asked(kind: str) -> None:
    question = compile_checklist(form(ask(kind, "q", hint="Nhỏ")), name="t.md").question("q")
    assert question.kind is QuestionKind(kind)
    assert (question.labels, question.hints) == ({"vi": "Câu q"}, {"vi": "Nhỏ"})


def test_calculates_need_no_label() -> None:
    row = {"type": "calculate", "name": "hai", "calculation": "1 + 1"}
    question = compile_checklist(form(row, ask("text", "q")), name="t.md").question("hai")
    assert (question.kind, question.calculation) == (QuestionKind.CALCULATE, "1 + 1")


@pytest.mark.parametrize("kind", ["select_one", "select_multiple"])
def test_selects_carry_their_list(kind: str) -> None:
    checklist = compile_checklist(form(ask(f"{kind} muc", "q"), listed=LEVELS), name="t.md")
    question = checklist.question("q")
    assert (question.kind, question.choice_list) == (QuestionKind(kind), "muc")
    assert [choice.name for choice in checklist.choices(question)] == ["na", "0", "1", "2", "3", "4"]


def test_a_table_list_group_is_the_matrix_and_groups_nest() -> None:
    checklist = compile_checklist(
        form(
            ask("begin_group", "ngoai"),
            ask("begin group", "bang", appearance="table-list"),
            ask("select_one muc", "A1"),
            ask("select_one muc", "A2"),
            {"type": "end group"},
            ask("text", "ghi_chu"),
            {"type": "end_group"},
            ask("text", "cuoi"),
            listed=LEVELS,
        ),
        name="t.md",
    )
    assert [(group.name, group.table_list) for group in checklist.groups] == [("ngoai", False), ("ngoai/bang", True)]
    assert [(q.name, q.group) for q in checklist.questions] == [
        ("A1", "ngoai/bang"),
        ("A2", "ngoai/bang"),
        ("ghi_chu", "ngoai"),
        ("cuoi", ""),
    ]
    assert checklist.groups[1].labels == {"vi": "Câu bang"}


def test_expressions_come_from_the_compiled_form() -> None:
    checklist = compile_checklist(
        form(
            AGE,
            ask("begin_group", "g", relevant="${subject_age} > 5"),
            ask("integer", "n", constraint=". < 9", required="yes", relevant="${subject_age} >= 15"),
            {"type": "end_group"},
        ),
        name="t.md",
    )
    question = checklist.question("n")
    assert question.relevant.split() == ["/data/subject_age", ">=", "15"]
    assert (question.constraint, question.required) == (". < 9", "true()")
    assert checklist.groups[0].relevant.split() == ["/data/subject_age", ">", "5"]


def test_a_choice_filter_reads_the_extra_columns() -> None:
    listed = [
        *choices("tinh", "bg"),
        {**choices("xa", "x1")[0], "tinh": "bg"},
        {**choices("xa", "x2")[0], "tinh": "hn"},
    ]
    rows = (ask("select_one tinh", "t"), ask("select_one xa", "x", choice_filter="tinh = ${t}"))
    checklist = compile_checklist(form(*rows, listed=listed), name="t.md")
    assert checklist.question("x").choice_filter.split() == ["tinh", "=", "/data/t"]
    assert checklist.choice_lists["xa"][0] == Choice(name="x1", labels={"vi": "Chọn x1"}, filters={"tinh": "bg"})


def test_several_languages_the_default_one_first() -> None:
    row = {
        "type": "select_one muc",
        "name": "A1",
        "label::English (en)": "Switch on",
        "label::vi": "Mở máy",
        "short_label::vi": "Mở",
        "constraint": ". != ''",
        "constraint_message::vi": "Sai",
        "constraint_message::English (en)": "Wrong",
    }
    listed = [{"list_name": "muc", "name": "0", "label::vi": "Chưa biết", "label::English (en)": "No"}]
    settings = {"form_title::English (en)": "Trial"}
    checklist = compile_checklist(form(row, listed=listed, settings=settings), name="t.md")
    question = checklist.question("A1")
    assert (checklist.languages, checklist.default_language) == (("vi", "en"), "vi")
    assert checklist.titles == {"vi": "Thử", "en": "Trial"}
    assert question.labels == {"vi": "Mở máy", "en": "Switch on"}
    assert question.constraint_messages == {"vi": "Sai", "en": "Wrong"}
    assert checklist.short_label(question, "en") == "Mở"
    assert checklist.label(checklist.choices(question)[0], "en") == "No"


def test_the_default_language_may_be_another_one() -> None:
    row = {"type": "text", "name": "q", "label::vi": "Câu", "label::Tày (tyz)": "Cằm"}
    checklist = compile_checklist(form(row, settings={"default_language": "Tày (tyz)"}), name="t.md")
    assert checklist.languages == ("tyz", "vi")
    assert checklist.label(checklist.question("q"), "en") == "Cằm"


def test_our_own_columns_travel_beside() -> None:
    row = ask(
        "select_one muc",
        "C4",
        core="yes",
        five_skill="dich_vu_cong",
        personas="NCT PN-ND",
        framework="TB",
        digcomp="2.3 5.2",
        short_label="Nộp hồ sơ",
    )
    question = compile_checklist(form(row, ask("text", "q", core="no"), listed=LEVELS), name="t.md").question("C4")
    assert (question.core, question.five_skill, question.personas) == (True, "dich_vu_cong", ("NCT", "PN-ND"))
    assert (question.framework, question.digcomp, question.short_labels) == ("TB", "2.3 5.2", {"vi": "Nộp hồ sơ"})


@pytest.mark.parametrize("subject", list(Subject))
def test_a_form_asks_about_a_person_a_household_or_a_hamlet(subject: Subject) -> None:
    text = form(ask("integer", "so_may"), settings={"subject": subject})
    assert compile_checklist(text, name="t.md").subject is subject


@pytest.mark.parametrize("write", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_byte_order_marks_do_not_matter(write: Callable[[str], str]) -> None:
    text = form(ask("integer", "n"))
    assert compile_checklist(write(text), name="t.md") == compile_checklist(text, name="t.md")


def test_markdown_and_csv_say_the_same() -> None:
    rows = (AGE, ask("select_one muc", "A1", relevant="${subject_age} >= 15 or 'a|b' = ''"))
    from_md = compile_checklist(form(*rows, listed=LEVELS), name="t.md")
    assert compile_checklist(csv_form(*rows, listed=LEVELS), name="t.CSV") == from_md
    assert "'a|b'" in from_md.question("A1").relevant


def test_letters_of_a_decomposed_text_are_composed() -> None:
    text = form({"type": "text", "name": "q", "label": "Thôn Ba\u0300n"})
    assert compile_checklist(text, name="t.md").question("q").labels == {"vi": "Thôn Bàn"}


def test_comments_stand_after_a_hash() -> None:
    text = "# ghi chú | có vạch\n" + form(ask("integer", "n")).replace("Câu n |", "Câu n | # cuối dòng")
    assert compile_checklist(text, name="t.md").question("n").labels == {"vi": "Câu n"}
