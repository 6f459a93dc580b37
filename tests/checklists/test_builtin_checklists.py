from collections import Counter
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.evaluate import Evaluator
from cdtt_app.checklists.library import read_builtin
from cdtt_app.checklists.problems import ChecklistError
from cdtt_app.checklists.stored import checklist_from_json, checklist_to_json
from cdtt_app.domain.checklist import Checklist, QuestionKind, Subject
from cdtt_app.domain.skills import FiveSkill, household_meets_goal
from cdtt_app.paths import resources

TODAY = date(2026, 11, 30)
TEXTS = dict(read_builtin(resources() / "checklists"))
SKILLS_TEXT = TEXTS["ky-nang-so.md"]
CODES = {"A": 6, "B": 4, "C": 7, "D": 4, "E": 3, "F": 4, "G": 2}
CORE = ("A1", "A3", "A4", "C1", "C3", "C4", "D1", "D2", "E1", "F1", "F2", "F3")
FROM_AGE = {
    **dict.fromkeys(("C1", "C2"), 14),
    **dict.fromkeys(("D1", "D2", "D3"), 15),
    **dict.fromkeys(("C3", "C4", "C5", "C6", "C7", "F4"), 18),
}


@pytest.fixture(scope="module")
def skills() -> Checklist:
    return compile_checklist(SKILLS_TEXT, name="ky-nang-so.md")


@pytest.mark.parametrize("name", TEXTS)
def test_every_checklist_that_comes_with_the_program_can_be_asked(name: str) -> None:
    checklist = compile_checklist(TEXTS[name], name=name)
    assert checklist.id == Path(name).stem
    assert checklist_from_json(checklist_to_json(checklist)) == checklist


def test_thirty_items_twelve_of_them_core(skills: Checklist) -> None:
    items = [q for q in skills.questions if q.kind is QuestionKind.SELECT_ONE]
    assert len(items) == 30
    assert skills.core() == CORE
    assert Counter(q.name[0] for q in items) == CODES
    assert [q.name for q in items] == [f"{area}{n}" for area, many in CODES.items() for n in range(1, many + 1)]
    assert (skills.id, skills.version, skills.subject) == ("ky-nang-so", "2026.1", Subject.PERSON)


def test_every_area_is_one_matrix(skills: Checklist) -> None:
    assert all(group.table_list for group in skills.groups)
    assert [skills.label(group) for group in skills.groups] == [
        *("Nền tảng", "Thông tin và liên lạc", "Dịch vụ công", "Thanh toán", "Mua sắm", "Tự bảo vệ", "Sức khoẻ và AI"),
    ]
    areas = {q.name[0]: q.group for q in skills.questions if q.group}
    assert list(areas.values()) == [group.name for group in skills.groups]


def test_the_rows_at_the_door_read_as_on_the_screen(skills: Checklist) -> None:
    assert [skills.short_label(skills.question(name)) for name in CORE] == [
        "Mở máy, chỉnh tiếng, cỡ chữ",
        "Bật Wi-Fi, bật dữ liệu 4G",
        "Tải ứng dụng từ kho chính thức",
        "Đăng nhập VNeID mức 2",
        "Vào Cổng Dịch vụ công quốc gia",
        "Tự nộp và tra một hồ sơ",
        "Có tài khoản ngân hàng hoặc ví",
        "Chuyển tiền, quét QR, xem lại tên",
        "Tìm và đặt mua một món hàng",
        "Nhận ra cuộc gọi, tin giả danh",
        "Giữ kín mã OTP, không bấm link lạ",
        "Báo lừa đảo tới 156 hoặc 5656",
    ]


def test_the_five_skills_can_all_be_answered_at_the_door(skills: Checklist) -> None:
    asked = {q.name: q.five_skill for q in skills.door_questions()}
    assert tuple(name for name in asked if name != "B3") == CORE
    assert {name: skill for name, skill in asked.items() if skill} == {
        "B3": FiveSkill.LOCAL_PLATFORM,
        "C4": FiveSkill.PUBLIC_SERVICES,
        "D2": FiveSkill.PAYMENT,
        "E1": FiveSkill.SHOPPING,
        "F1": FiveSkill.SELF_PROTECTION,
        "F2": FiveSkill.SELF_PROTECTION,
    }
    assert household_meets_goal({"p": {name: "3" for name, skill in asked.items() if skill}}, skills)


def test_levels_are_zero_to_four_and_not_asked(skills: Checklist) -> None:
    assert [choice.name for choice in skills.choice_lists["muc"]] == ["na", "0", "1", "2", "3", "4"]
    assert [skills.label(choice) for choice in skills.choice_lists["muc"]][1:] == [
        *("Chưa biết", "Mới nghe", "Làm được khi có người giúp", "Tự làm được", "Hướng dẫn được người khác"),
    ]


def test_both_languages_say_everything(skills: Checklist) -> None:
    assert skills.languages == ("vi", "en")
    items = [q for q in skills.questions if q.group]
    labels = [said.labels for row in (items, skills.groups, skills.choice_lists["muc"]) for said in row]
    assert all(set(label) == {"vi", "en"} for label in labels)
    assert all(set(item.short_labels) == {"vi", "en"} for item in items)
    assert all(len(item.short_labels["vi"]) <= 34 for item in items)
    assert all(item.labels["vi"].endswith("?") for item in items)


def test_every_item_says_where_it_comes_from(skills: Checklist) -> None:
    items = [q for q in skills.questions if q.group]
    assert {q.framework for q in items} == {"CB1", "CB2", "TB"}
    assert all(q.digcomp for q in items)
    assert skills.question("C7").personas == ("HKD", "CB")


@pytest.mark.parametrize("question", [*FROM_AGE, "A1", "E1", "G1"])
def test_age_limits_hold_at_their_borders(skills: Checklist, question: str) -> None:
    evaluator = Evaluator(skills)

    def asked(age: str) -> bool:
        return question in evaluator.evaluate({}, {"subject_age": age}, today=TODAY).relevant

    limit = FROM_AGE.get(question, 0)
    assert asked("")
    assert asked(str(limit))
    assert asked(str(limit - 1)) is (limit == 0)


def test_a_full_sheet_of_levels_has_no_problem(skills: Checklist) -> None:
    answers = {
        q.name: level for q, level in zip(skills.questions[1:], ["na", "0", "1", "2", "3", "4"] * 5, strict=True)
    }
    evaluated = Evaluator(skills).evaluate(answers, {"subject_age": "40"}, today=TODAY)
    assert evaluated.problems == ()
    assert evaluated.values == {**answers, "subject_age": "40"}
    (wrong,) = Evaluator(skills).evaluate({"A1": "5"}, {}, today=TODAY).problems
    assert wrong.question == "A1"


def test_a_key_press_never_waits_for_the_checklist(skills: Checklist) -> None:
    evaluator = Evaluator(skills)
    answers = {q.name: "2" for q in skills.questions}
    started = perf_counter()
    for _ in range(100):
        evaluator.evaluate(answers, {"subject_age": "40"}, today=TODAY)
    assert (perf_counter() - started) / 100 < 0.003


cells = st.sampled_from(
    ["", "x", "${A1}", "${", "'", "yes", "end_group", "begin_group", "select_one muc", "1", "/", "("]
)


@settings(max_examples=60)
@given(st.integers(0, 45), st.integers(0, 15), cells)
def test_a_damaged_form_is_refused_or_asked_but_never_fails_otherwise(line: int, column: int, cell: str) -> None:
    lines = SKILLS_TEXT.splitlines()
    parts = lines[line].split("|")
    parts[column % len(parts)] = f" {cell} "
    lines[line] = "|".join(parts)
    refusal = None
    try:
        checklist = compile_checklist("\n".join(lines), name="t.md")
        Evaluator(checklist).evaluate({"A1": "3"}, {}, today=TODAY)
    except ChecklistError as error:
        refusal = error
    assert refusal is None or (refusal.problems and all(problem.reason for problem in refusal.problems))
