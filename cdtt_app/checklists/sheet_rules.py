"""What the settings, the columns and the lists of choices may say; the rest is refused by name and row."""

import re
from collections.abc import Iterator, Mapping

from cdtt_app.checklists.columns import TRANSLATED, Column, cell, columns, languages, words
from cdtt_app.checklists.problems import Problem
from cdtt_app.checklists.sheets import Row, Sheet
from cdtt_app.checklists.supported import CHOICE_COLUMNS, SETTINGS_COLUMNS, SURVEY_COLUMNS, Entry
from cdtt_app.domain.checklist import Subject

_FILTER_COLUMN = re.compile(r"[A-Za-z_][\w.-]*")
_MEDIA = frozenset({"image", "big-image", "audio", "video", "geometry"})


def settings_problems(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """The settings sheet: one row with an id, a version, a title and whom to ask."""
    settings = sheets["settings"]
    heads = columns(settings)
    yield from _unknown_columns(settings, frozenset(SETTINGS_COLUMNS))
    if len(settings.rows) != 1:
        yield Problem(sheet="settings", reason="Trang này cần đúng một dòng giá trị dưới tên cột.")
        return
    row = settings.rows[0]
    for name in ("form_id", "version", "form_title", "subject"):
        if not cell(row, heads, name):
            yield Problem(sheet="settings", row=row.number, column=name, said=name, reason="Thiếu ô này. Hãy điền vào.")
    subject = cell(row, heads, "subject")
    if subject and subject not in set(Subject):
        reason = f"Không hỏi được về «{subject}». Chọn một trong: {', '.join(Subject)}."
        yield Problem(sheet="settings", row=row.number, column="subject", said=subject, reason=reason)
    yield from _default_language_problems(sheets, row)


def _default_language_problems(sheets: Mapping[str, Sheet], row: Row) -> Iterator[Problem]:
    named = {head.lang for head in columns(sheets["survey"]) if head.name == "label"}
    default = languages(sheets)[0]
    if default not in named and "" not in named:
        reason = f"Trang survey không có cột label::{default}. Thêm cột này, hoặc đổi ngôn ngữ chính."
        yield Problem(sheet="settings", row=row.number, column="default_language", said=default, reason=reason)


def column_problems(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Columns of the survey sheet that nobody here understands, and columns that say the same thing twice."""
    yield from _unknown_columns(sheets["survey"], frozenset().union(*SURVEY_COLUMNS.values()))
    default = languages(sheets)[0]
    for sheet in sheets.values():
        seen: set[tuple[str, str]] = set()
        for head in columns(sheet):
            key = (head.name, head.lang or (default if head.name in TRANSLATED else ""))
            if key in seen:
                reason = "Cột này trùng với một cột khác. Giữ lại một cột."
                yield Problem(sheet=sheet.name, row=1, column=head.heading, said=head.heading, reason=reason)
            seen.add(key)


def _unknown_columns(sheet: Sheet, known: frozenset[str]) -> Iterator[Problem]:
    for head in columns(sheet):
        if head.name not in known:
            yield from _refused_column(sheet, head)


def _refused_column(sheet: Sheet, head: Column) -> Iterator[Problem]:
    about = "Cột này chưa dùng được. Sửa lại tên cột, hoặc xoá cột."
    used = [row.number for row in sheet.rows if row[head.heading]]
    for number in used or [1]:
        yield Problem(sheet=sheet.name, row=number, column=head.heading, said=head.heading, reason=about)


def choice_problems(sheets: Mapping[str, Sheet], survey: tuple[Entry, ...]) -> Iterator[Problem]:
    """The lists of choices: named once, labelled, no column that no choice_filter reads."""
    choices = sheets["choices"]
    heads = columns(choices)
    filters = " ".join(entry["choice_filter"] for entry in survey)
    for head in heads:
        if head.name not in CHOICE_COLUMNS and not _is_filter_column(head, filters):
            yield from _refused_column(choices, head)
    seen: set[tuple[str, str]] = set()
    for row in choices.rows:
        key = (cell(row, heads, "list_name"), cell(row, heads, "name"))
        yield from _choice_row_problems(row, heads, languages(sheets)[0])
        if all(key) and key in seen:
            reason = f"Danh sách {key[0]} có hai lựa chọn tên «{key[1]}». Đặt tên khác cho một lựa chọn."
            yield Problem(sheet="choices", row=row.number, column="name", said=key[1], reason=reason)
        seen.add(key)
    defined = {list_name for list_name, _ in seen}
    for entry in survey:
        if entry.choice_list and entry.choice_list not in defined:
            reason = f"Trang choices không có danh sách «{entry.choice_list}». Thêm danh sách, hoặc sửa lại tên."
            yield entry.problem("type", entry.choice_list, reason)


def _is_filter_column(head: Column, filters: str) -> bool:
    named = _FILTER_COLUMN.fullmatch(head.heading) and head.heading not in _MEDIA
    return bool(named and re.search(rf"(?<![\w.{{-]){re.escape(head.heading)}(?![\w.}}-])", filters))


def _choice_row_problems(row: Row, heads: tuple[Column, ...], default: str) -> Iterator[Problem]:
    for name in ("list_name", "name"):
        if not cell(row, heads, name):
            yield Problem(sheet="choices", row=row.number, column=name, said=name, reason="Thiếu ô này. Hãy điền vào.")
    said = cell(row, heads, "name")
    if any(letter.isspace() for letter in said):
        reason = f"Tên lựa chọn «{said}» có dấu cách. Nối các chữ bằng dấu gạch dưới."
        yield Problem(sheet="choices", row=row.number, column="name", said=said, reason=reason)
    labels = words(row, heads, "label", default)
    if default not in labels:
        reason = f"Lựa chọn «{said}» chưa có nhãn. Điền cột label::{default}."
        yield Problem(sheet="choices", row=row.number, column="label", said=said, reason=reason)
    if any("${" in label for label in labels.values()):
        reason = f"Nhãn của «{said}» có chỗ chèn câu trả lời. Viết nhãn bằng chữ thường, không dùng ${{...}}."
        yield Problem(sheet="choices", row=row.number, column="label", said=said, reason=reason)
