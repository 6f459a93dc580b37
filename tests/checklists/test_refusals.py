import pytest

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.problems import ChecklistError, Problem
from tests.checklists.small_forms import AGE, SETTINGS, Cells, ask, choices, csv_form, form

YES_NO = choices("co", "co", "khong")
FIRST = ask("text", "dau")


def problems_of(text: str, name: str = "t.md") -> tuple[Problem, ...]:
    with pytest.raises(ChecklistError) as caught:
        compile_checklist(text, name=name)
    assert all(problem.sentence in str(caught.value) for problem in caught.value.problems)
    return caught.value.problems


def refused(*survey: Cells, listed: list[dict[str, str]] | None = None) -> Problem:
    (problem,) = problems_of(form(*survey, listed=YES_NO if listed is None else listed))
    return problem


@pytest.mark.parametrize(
    "kind",
    [
        *("geopoint", "geotrace", "geoshape", "image", "photo", "audio", "video", "file", "barcode", "range", "time"),
        *("dateTime", "acknowledge", "begin_repeat", "begin_loop over co", "rank co", "select_one_external co"),
        *("select_one_from_file a.csv", "select_one co or_other", "select_one", "select_one ${dau}", "osm", "audit"),
        *("start", "end", "today", "deviceid", "hidden", "xml-external", "int", "select1 co", "csv-external"),
    ],
)
def test_a_type_that_is_not_supported_is_refused_by_name_and_row(kind: str) -> None:
    problem = refused(FIRST, ask(kind, "la"))
    assert (problem.sheet, problem.row, problem.column, problem.said) == ("survey", 3, "type", kind)
    assert problem.sentence.startswith(f"Trang survey, dòng 3, cột type: «la»: Loại «{kind}» chưa dùng được.")


@pytest.mark.parametrize(
    "column",
    [
        *("trigger", "repeat_count", "media::image", "media::image::vi", "image", "read_only", "default", "parameters"),
        *("guidance_hint", "required_message", "save_to", "autoplay", "bind::type", "relevent", "Relevant", "label:vi"),
        *("body::accuracyThreshold", "intent", "relevant::vi", "calculation::vi"),
    ],
)
def test_a_column_that_is_not_supported_is_refused_where_it_is_used(column: str) -> None:
    problem = refused(FIRST, {**ask("text", "la"), column: "x"})
    assert (problem.sheet, problem.row, problem.column) == ("survey", 3, column)


def test_an_unknown_column_without_a_value_is_refused_at_the_headings() -> None:
    problem = refused({**FIRST, "trigger": ""})
    assert (problem.row, problem.column) == (1, "trigger")


@pytest.mark.parametrize("appearance", ["minimal", "field-list", "map", "table-list minimal", "w1"])
def test_an_appearance_other_than_table_list_is_refused(appearance: str) -> None:
    problem = refused(ask("begin_group", "g", appearance=appearance), FIRST, {"type": "end_group"})
    assert (problem.row, problem.column, problem.said) == (2, "appearance", appearance)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("text", "calculation"),
        ("text", "choice_filter"),
        ("text", "appearance"),
        ("note", "required"),
        ("note", "constraint"),
        ("integer", "five_skill"),
        ("calculate", "required"),
        ("calculate", "core"),
        ("end_group", "relevant"),
    ],
)
def test_a_cell_that_means_nothing_for_its_type_is_refused(kind: str, column: str) -> None:
    row = {"type": kind, "name": "la", column: "1"}
    labelled = row if kind == "end_group" else {"label": "L", **row}
    problem = refused(ask("begin_group", "g"), labelled)
    assert (problem.row, problem.column, problem.said) == (3, column, "1")


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"core": "co"}, "core", "co"),
        ({"five_skill": "boi_loi"}, "five_skill", "boi_loi"),
        ({"personas": "NCT XYZ"}, "personas", "NCT XYZ"),
        ({"relevant": "pulldata('a', 'b', 'c', 'd') = 1"}, "relevant", "pulldata"),
        ({"constraint": "position(..) = 1"}, "constraint", "position"),
        ({"relevant": "jr:choice-name('a', 'b') = ''"}, "relevant", "jr:choice-name"),
        ({"required": "now() = ''"}, "required", "now"),
        ({"choice_filter": "count(name) = 1"}, "choice_filter", "count"),
        ({"label": "Chào ${dau}"}, "label", "Chào ${dau}"),
        ({"hint": "Chào ${dau}"}, "hint", "Chào ${dau}"),
        ({"constraint": ". = 'co'", "constraint_message": "${dau} sai"}, "constraint_message", "${dau} sai"),
    ],
)
def test_a_value_that_is_not_understood_is_refused(cells: dict[str, str], column: str, said: str) -> None:
    problem = refused(FIRST, {**ask("select_one co", "la"), **cells})
    assert (problem.row, problem.column, problem.said) == (3, column, said)


def test_words_inside_quotes_are_not_functions() -> None:
    compile_checklist(form(ask("text", "q", constraint=". != 'foo(1)' and (. != 'b')")), name="t.md")


@pytest.mark.parametrize(
    ("column", "source", "about"),
    [
        ("relevant", "${dau} =", "Không đọc được biểu thức"),
        ("relevant", "${dau} == 3", "Không đọc được biểu thức"),
        ("relevant", "(${dau} = 3", "Không đọc được biểu thức"),
        ("relevant", "${dau} = 'a", "Không đọc được biểu thức"),
        ("relevant", "${dau}[1] = 3", "Không đọc được biểu thức"),
        ("relevant", "//dau = 3", "«//dau» không phải câu có trả lời"),
        ("relevant", "/data/khac = 3", "«khac» không phải câu có trả lời"),
        ("relevant", "dau = 3", "«dau» không phải câu có trả lời"),
        ("relevant", "${ghi} = ''", "«ghi» không phải câu có trả lời"),
        ("relevant", "../dau = 3", "Không đọc được biểu thức"),
        ("relevant", ". = 3", "«.» không phải câu có trả lời"),
        ("constraint", "name = 'a'", "«name» không phải câu có trả lời"),
        ("constraint", "selected(.)", "Hàm selected() cần 2 giá trị"),
        ("constraint", "concat()", "Hàm concat() cần ít nhất 1 giá trị"),
        ("constraint", "regex(., '[')", "Mẫu «[» của regex() viết sai"),
        ("constraint", "regex(., ${dau})", "phải viết sẵn trong dấu nháy"),
        ("constraint", "format-date(., '%H') = ''", "Mẫu ngày chỉ dùng"),
        ("constraint", "(" * 3000 + "1" + ")" * 3000, "quá nhiều ngoặc"),
        ("choice_filter", "vung = 3", "«vung» không phải câu có trả lời"),
        ("required", "co", "«co» không phải câu có trả lời"),
    ],
)
def test_a_broken_expression_is_refused_before_use(column: str, source: str, about: str) -> None:
    problem = refused(
        {"type": "note", "name": "ghi", "label": "G"}, FIRST, ask("select_one co", "la", **{column: source})
    )
    assert (problem.sheet, problem.row, problem.column, problem.said) == ("survey", 4, column, source)
    assert about in problem.reason
    assert problem.reason.startswith("«la»: ")


def test_a_broken_condition_of_a_group_is_refused_too() -> None:
    problem = refused(ask("begin_group", "g", relevant="1 +"), FIRST, {"type": "end_group"})
    assert (problem.row, problem.column) == (2, "relevant")


def test_questions_that_wait_for_one_another_are_refused() -> None:
    one = ask("text", "mot", relevant="${hai} = 'x'")
    two = ask("text", "hai", relevant="${mot} = 'x'")
    problem = refused(FIRST, one, two)
    assert (problem.row, problem.said) == (3, "mot → hai → mot")
    assert refused(ask("text", "q", relevant="${q} = 'x'")).said == "q → q"


@pytest.mark.parametrize(
    ("rows", "row", "about"),
    [
        ([ask("begin_group", "g"), FIRST], 2, "«g»: Nhóm này chưa đóng"),
        ([FIRST, {"type": "end_group"}], 3, "không có nhóm nào để đóng"),
        ([FIRST, ask("text", "q", relevant="${xa} = 1")], 3, "«q»: Không có câu nào tên «xa»"),
        ([FIRST, ask("text", "q", relevant="${dau = 1")], 3, "«q»: Chỗ ${...} viết sai"),
        ([FIRST, ask("text", "2q")], 3, "«2q»: Tên này chưa đúng"),
        ([FIRST, ask("text", "meta")], 3, "«meta»: Không dùng được tên meta"),
        ([FIRST, {"type": "calculate", "name": "q"}], 3, "«q»: Dòng calculate này chưa có cách tính"),
        (
            [
                ask("begin_group", "g", appearance="table-list"),
                ask("select_one co", "a"),
                ask("select_one muc", "b"),
                {"type": "end_group"},
            ],
            4,
            "«b»: Các câu trong nhóm table-list phải dùng chung một danh sách",
        ),
    ],
)
def test_what_pyxform_objects_to_is_said_in_vietnamese_with_its_row(rows: list[Cells], row: int, about: str) -> None:
    problem = refused(*rows, listed=[*YES_NO, *choices("muc", "0")])
    assert problem.row == row
    assert about in problem.reason
    assert problem.said


def test_names_are_needed_and_used_once_in_the_whole_form() -> None:
    found = problems_of(
        form(ask("text", "q"), ask("begin_group", "g"), ask("text", "q"), {"type": "end_group"}, {**FIRST, "name": ""})
    )
    assert [(p.row, p.column, p.said) for p in found] == [(2, "name", "q"), (4, "name", "q"), (6, "name", "")]


def test_a_question_without_words_is_refused() -> None:
    problem = refused({**FIRST}, {"type": "text", "name": "q"})
    assert (problem.row, problem.column) == (3, "label")


def test_only_questions_of_one_choice_stand_in_a_matrix() -> None:
    problem = refused(ask("begin_group", "g", appearance="table-list"), FIRST, {"type": "end_group"})
    assert (problem.row, problem.column, problem.said) == (3, "type", "text")


def test_a_matrix_does_not_filter_choices() -> None:
    row = ask("select_one co", "q", choice_filter="name != 'co'")
    problem = refused(ask("begin_group", "g", appearance="table-list"), row, {"type": "end_group"})
    assert (problem.row, problem.column) == (3, "choice_filter")


@pytest.mark.parametrize(
    "row",
    [
        {"type": "calculate", "name": "subject_income", "calculation": "''"},
        ask("integer", "subject_age"),
    ],
)
def test_only_known_facts_of_the_subject_are_declared(row: Cells) -> None:
    problem = refused(FIRST, row)
    assert (problem.row, problem.column, problem.said) == (3, "name", row["name"])


@pytest.mark.parametrize(
    ("listed", "row", "column"),
    [
        ([*YES_NO, *choices("co", "co")], 4, "name"),
        ([*YES_NO, {"list_name": "co", "label": "x"}], 4, "name"),
        ([*YES_NO, {"name": "x", "label": "x"}], 4, "list_name"),
        ([*YES_NO, {"list_name": "co", "name": "x"}], 4, "label"),
        ([*YES_NO, *choices("co", "hai chu")], 4, "name"),
        ([*YES_NO, {"list_name": "co", "name": "x", "label": "${dau}"}], 4, "label"),
        ([{**YES_NO[0], "image": "a.png"}, YES_NO[1]], 2, "image"),
        ([{**YES_NO[0], "media::image": "a.png"}, YES_NO[1]], 2, "media::image"),
        ([YES_NO[0], {**YES_NO[1], "vung": "1"}], 3, "vung"),
    ],
)
def test_lists_of_choices_are_checked(listed: list[dict[str, str]], row: int, column: str) -> None:
    problem = refused(ask("select_one co", "q"), listed=listed)
    assert (problem.sheet, problem.row, problem.column) == ("choices", row, column)


def test_a_list_that_is_not_there_is_refused_at_the_question() -> None:
    problem = refused(FIRST, ask("select_one xa", "q"))
    assert (problem.sheet, problem.row, problem.said) == ("survey", 3, "xa")


@pytest.mark.parametrize("missing", ["form_id", "version", "form_title", "subject"])
def test_the_settings_are_complete(missing: str) -> None:
    (problem,) = problems_of(form(FIRST, settings={missing: ""}))
    assert (problem.sheet, problem.row, problem.column) == ("settings", 2, missing)


@pytest.mark.parametrize(
    "column", ["public_key", "submission_url", "style", "instance_name", "allow_choice_duplicates"]
)
def test_other_settings_are_refused(column: str) -> None:
    (problem,) = problems_of(form(FIRST, settings={column: "x"}))
    assert (problem.sheet, problem.row, problem.column) == ("settings", 2, column)


def test_a_subject_is_a_person_a_household_or_a_hamlet() -> None:
    (problem,) = problems_of(form(FIRST, settings={"subject": "commune"}))
    assert (problem.column, problem.said) == ("subject", "commune")


def test_the_default_language_must_be_written() -> None:
    row = {"type": "text", "name": "q", "label::vi": "Câu"}
    found = problems_of(form(row, settings={"default_language": "en"}))
    assert ("settings", 2, "default_language") in [(p.sheet, p.row, p.column) for p in found]


def test_a_language_is_written_once() -> None:
    row = {"type": "text", "name": "q", "label": "Câu", "label::vi": "Câu"}
    (problem,) = problems_of(form(row))
    assert (problem.row, problem.column) == (1, "label::vi")


def test_every_problem_is_told_at_once() -> None:
    found = problems_of(form(ask("geopoint", "a"), ask("text", "b", relevant="foo(1)"), ask("text", "c", core="x")))
    assert [p.row for p in found] == [2, 3, 4]


@pytest.mark.parametrize("name", ["t.md", "t.csv"])
@pytest.mark.parametrize("text", ["", "xin chào", "| survey |", "a,b,c,d,e,f", "survey,,,,\n"])
def test_text_that_is_no_form_is_refused(text: str, name: str) -> None:
    assert problems_of(text, name)


def test_a_form_behind_too_long_a_preface_is_refused_with_a_way_out() -> None:
    (problem,) = problems_of("# " + "x" * 5000 + "\n" + form(FIRST))
    assert problem.sentence.startswith("Không đọc được các bảng.")


def test_a_form_without_questions_is_refused() -> None:
    assert problems_of(form())
    (problem,) = problems_of(form(FIRST).replace("| | text | dau | Câu dau |\n", ""))
    assert problem.sheet == "survey"


@pytest.mark.parametrize("sheet", ["entities", "external_choices", "osm", "ghi chú"])
@pytest.mark.parametrize("csv", [False, True])
def test_another_sheet_is_refused(sheet: str, csv: bool) -> None:
    text = csv_form(FIRST) + f"{sheet}\n,a\n" if csv else form(FIRST) + f"| {sheet} |\n| | a |\n"
    (problem,) = problems_of(text, "t.csv" if csv else "t.md")
    assert (problem.sheet, problem.said) == (sheet, sheet)


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (("| | text | dau | Câu dau |", "| | text | dau | Câu dau | thừa |"), 2),
        (("| | text | dau | Câu dau |", "| | text | dau | Câu dau"), 0),
        (("| | text | dau | Câu dau |", " | text | dau | Câu dau |\ntext | sau | Câu sau |"), 0),
        (("| | type | name | label |", "| | type | name | |"), 2),
        (("| | type | name | label |", "| | type | name | name |"), 1),
        (("| settings |", "| survey |\n| | type |\n| | text |\n| settings |"), 0),
    ],
)
def test_nothing_of_a_markdown_form_is_lost_in_silence(change: tuple[str, str], row: int) -> None:
    text = form(FIRST)
    assert change[0] in text
    assert row in [problem.row for problem in problems_of(text.replace(*change))]


def test_nothing_of_a_csv_form_is_lost_in_silence() -> None:
    text = csv_form(FIRST)
    (problem,) = problems_of(text.replace("Câu dau", "Câu dau,thừa"), "t.csv")
    assert (problem.sheet, problem.row, problem.said) == ("survey", 2, "thừa")


def test_one_row_of_settings_is_enough() -> None:
    text = form(FIRST) + "| | " + " | ".join(SETTINGS.values()) + " |\n"
    (problem,) = problems_of(text)
    assert problem.sheet == "settings"


def test_the_age_of_the_subject_may_be_declared() -> None:
    assert compile_checklist(form(AGE, FIRST), name="t.md").question("subject_age")
