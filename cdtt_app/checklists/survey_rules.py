"""What a row of the survey sheet may say; the rest is refused by name and row."""

import re
from collections import Counter
from collections.abc import Iterator

from cdtt_app.checklists.columns import TRANSLATED, words
from cdtt_app.checklists.functions import FUNCTIONS
from cdtt_app.checklists.problems import Problem
from cdtt_app.checklists.supported import (
    BEGIN,
    END,
    EXPRESSIONS,
    SURVEY_COLUMNS,
    TABLE_LIST,
    YES_NO,
    Entry,
)
from cdtt_app.domain.checklist import QuestionKind, SubjectFact
from cdtt_app.domain.person import Persona
from cdtt_app.domain.skills import FiveSkill

SUBJECT_PREFIX = "subject_"

_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALL = re.compile(r"([A-Za-z_][\w.:-]*)\s*\(")
_OPERATORS = frozenset({"and", "or", "div", "mod"})


def survey_problems(survey: tuple[Entry, ...], default_language: str) -> Iterator[Problem]:
    """All that is refused in the rows of the survey sheet."""
    if not survey:
        yield Problem(sheet="survey", reason="Trang này chưa có câu hỏi nào. Thêm câu hỏi vào.")
    for entry in survey:
        if entry.kind:
            yield from _cell_problems(entry)
            yield from _word_problems(entry, default_language)
            yield from _function_problems(entry)
            yield from _fact_problems(entry)
        else:
            yield _type_problem(entry)
    yield from _name_problems(survey)
    yield from _matrix_problems(survey)


def _type_problem(entry: Entry) -> Problem:
    if not entry["type"]:
        return entry.problem("type", "", "Dòng này thiếu loại câu hỏi. Điền cột type, hoặc xoá dòng.")
    kinds = ", ".join(QuestionKind)
    reason = f"Loại «{entry['type']}» chưa dùng được. Chỉ dùng {kinds} (chọn thì kèm tên danh sách) và {BEGIN}, {END}."
    return entry.problem("type", entry["type"], reason)


def _cell_problems(entry: Entry) -> Iterator[Problem]:
    known = frozenset().union(*SURVEY_COLUMNS.values())
    for head in entry.columns:
        said = entry.row[head.heading]
        if head.name in known - SURVEY_COLUMNS[entry.kind]:
            reason = f"Cột này không dùng cho loại {entry.kind}. Xoá ô này."
        else:
            reason = _value_problem(head.name, said)
        if said and reason:
            yield entry.problem(head.heading, said, reason)


def _value_problem(column: str, said: str) -> str:
    if column == "appearance" and said != TABLE_LIST:
        return f"Kiểu hiển thị «{said}» chưa dùng được. Xoá ô này, hoặc dùng {TABLE_LIST} cho nhóm."
    if column == "core" and said not in YES_NO:
        return "Chỉ ghi yes hoặc no."
    if column == "five_skill" and said not in set(FiveSkill):
        return f"Không có kỹ năng «{said}». Chọn một trong: {', '.join(FiveSkill)}."
    if column == "personas" and not set(Persona).issuperset(said.split()):
        return f"Có nhóm người không biết trong «{said}». Chỉ dùng: {' '.join(Persona)}."
    return ""


def _word_problems(entry: Entry, default_language: str) -> Iterator[Problem]:
    if entry.kind not in {BEGIN, END, QuestionKind.CALCULATE} and default_language not in words(
        entry.row, entry.columns, "label", default_language
    ):
        reason = f"Câu này chưa có lời hỏi. Điền cột label::{default_language}."
        yield entry.problem("label", entry["name"], reason)
    for head in entry.columns:
        if head.name in TRANSLATED and "${" in entry.row[head.heading]:
            reason = "Chưa chèn được câu trả lời vào lời hỏi. Viết bằng chữ thường, không dùng ${...}."
            yield entry.problem(head.heading, entry.row[head.heading], reason)


def _function_problems(entry: Entry) -> Iterator[Problem]:
    for column in EXPRESSIONS:
        called = _CALL.findall(_LITERAL.sub("''", entry[column]))
        for name in dict.fromkeys(called):
            if name not in FUNCTIONS and name not in _OPERATORS:
                reason = f"Hàm {name}() chưa dùng được. Các hàm dùng được: {', '.join(sorted(FUNCTIONS))}."
                yield entry.problem(column, name, reason)


def _fact_problems(entry: Entry) -> Iterator[Problem]:
    name = entry["name"]
    if name.startswith(SUBJECT_PREFIX) and (entry.kind != QuestionKind.CALCULATE or name not in set(SubjectFact)):
        reason = f"Tên bắt đầu bằng {SUBJECT_PREFIX} chỉ dành cho dòng calculate: {', '.join(SubjectFact)}."
        yield entry.problem("name", name, reason)


def _name_problems(survey: tuple[Entry, ...]) -> Iterator[Problem]:
    named = [entry for entry in survey if entry.kind != END]
    times = Counter(entry["name"] for entry in named)
    for entry in named:
        name = entry["name"]
        if not name:
            yield entry.problem("name", "", "Dòng này thiếu tên. Điền cột name.")
        elif times[name] > 1:
            yield entry.problem("name", name, "Tên này dùng hai lần. Đặt tên khác, không trùng câu nào.")


def _matrix_problems(survey: tuple[Entry, ...]) -> Iterator[Problem]:
    open_groups: list[bool] = []
    for entry in survey:
        if entry.kind == END:
            del open_groups[-1:]
            continue
        if any(open_groups) and entry.kind not in {"", QuestionKind.SELECT_ONE}:
            reason = f"Trong nhóm {TABLE_LIST} chỉ có các câu select_one. Đưa dòng này ra ngoài nhóm."
            yield entry.problem("type", entry["type"], reason)
        elif any(open_groups) and entry["choice_filter"]:
            reason = f"Câu trong nhóm {TABLE_LIST} không lọc lựa chọn được. Xoá ô này, hoặc đưa câu ra ngoài nhóm."
            yield entry.problem("choice_filter", entry["choice_filter"], reason)
        if entry.kind == BEGIN:
            open_groups.append(entry["appearance"] == TABLE_LIST)
