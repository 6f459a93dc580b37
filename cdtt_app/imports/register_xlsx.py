"""A household register as communes keep it: spreadsheet bytes in, households and a report on every row out.

Nothing is written here. The caller shows the RegisterFile, a person agrees, a service writes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from cdtt_app.imports.register_cells import read_row
from cdtt_app.imports.register_columns import Field, guess_field
from cdtt_app.imports.register_groups import by_household, has_persons, one_row_each
from cdtt_app.imports.register_header import find_header
from cdtt_app.imports.register_households import Terms, Understood, understand
from cdtt_app.imports.register_refusals import mask_ids
from cdtt_app.imports.register_rows import WHY_SKIPPED, RowKind, SortedRow, hamlet_in_title, section_name, sort_rows
from cdtt_app.imports.register_table import RegisterTable, open_table, open_without_header, readable_top
from cdtt_app.imports.register_types import RegisterColumn, RegisterFile, RowReport, RowStatus
from cdtt_app.imports.sheet import RegisterError, Sheet, read_sheet

_SAMPLES: Final = 3
_NAMES: Final = frozenset((Field.HEAD_NAME, Field.PERSON_NAME))
_NO_HEADER: Final = "Không tìm thấy dòng tiêu đề của bảng. Hãy chọn cột nào là họ tên chủ hộ."
_NO_NAME: Final = "Chưa biết cột nào là họ tên chủ hộ. Hãy chọn cột đó rồi đọc lại."
_NO_ROWS: Final = "Dưới dòng tiêu đề không có hộ nào."


def read_register(
    data: bytes,
    *,
    file_name: str,
    today: date,
    mapping: Mapping[str, Field] | None = None,
    sheet: str | None = None,
    keep_children: bool = False,
) -> RegisterFile:
    """Read the register; `mapping` (header text to field) wins over every guess; raises RegisterError, in Vietnamese.

    Of several sheets the longest one that looks like a register is read, unless `sheet` names another.
    """
    sheets = read_sheet(data, name=file_name)
    chosen, others = _choose(sheets, sheet, mapping)
    table = open_table(chosen, mapping)
    problems: tuple[str, ...] = () if table else (_NO_HEADER,)
    table = table or open_without_header(chosen, mapping)
    if not problems and not _NAMES & table.places.keys():
        problems = (_NO_NAME,)
    rows = () if problems else tuple(sort_rows(table))
    understood = _understand(table, rows, today=today, keep_children=keep_children)
    if not problems and not understood.households:
        problems = (_NO_ROWS,)
    first, last = table.header.first, table.header.last
    return RegisterFile(
        file_name=file_name,
        sheet=chosen.name,
        other_sheets=others,
        header_rows=tuple(range(first + 1, last + 2)),
        signature=table.signature,
        columns=_with_samples(table, understood, rows),
        encoding=table.encoding,
        households=tuple(understood.households),
        doubles=tuple(understood.doubles),
        rows=tuple(sorted((*_above(table), *_skipped(rows), *understood.reports), key=lambda report: report.row)),
        problems=problems,
        hamlet_hint=hamlet_in_title(table.sheet.rows[:first]) or section_name(chosen.name),
    )


def _choose(
    sheets: Sequence[Sheet], name: str | None, mapping: Mapping[str, Field] | None
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet to read, and the names of the others that look like registers."""
    looks = {one.name: _look(one, mapping) for one in sheets}
    chosen = max(sheets, key=lambda one: looks[one.name]) if name is None else _named(sheets, name)
    return chosen, tuple(one.name for one in sheets if one is not chosen and looks[one.name][0])


def _look(sheet: Sheet, mapping: Mapping[str, Field] | None) -> tuple[bool, bool, int]:
    """How much a sheet looks like the register, to compare: shown and with names, with a header at all, its length."""
    header = find_header(readable_top(sheet), wanted=tuple(mapping or ()))
    fields = {*map(guess_field, header.texts), *(mapping or {}).values()} if header else set()
    return sheet.visible and bool(fields & _NAMES), header is not None, len(sheet.rows)


def _named(sheets: Sequence[Sheet], name: str) -> Sheet:
    found = next((one for one in sheets if one.name == name), None)
    if found is None:
        names = ", ".join(f"“{one.name}”" for one in sheets)
        raise RegisterError(f"Tệp không có trang tính “{name}”. Các trang tính: {names}. Hãy chọn lại.")
    return found


def _understand(table: RegisterTable, rows: Sequence[SortedRow], *, today: date, keep_children: bool) -> Understood:
    drafts = ((read_row(table, one.row, today=today), one.hamlet) for one in rows if one.kind is RowKind.DATA)
    persons = has_persons(table)
    terms = Terms(
        today=today,
        persons=persons,
        births=Field.BIRTH in table.places,
        relations=Field.RELATION in table.places,
        keep_children=keep_children,
    )
    return understand(by_household(table, drafts) if persons else one_row_each(drafts), terms)


def _above(table: RegisterTable) -> Iterator[RowReport]:
    for row in range(table.header.data_row):
        if any(table.sheet.rows[row]):
            why = "Dòng tiêu đề của bảng." if row >= table.header.first else "Dòng tựa đề phía trên bảng."
            yield RowReport(row=row + 1, status=RowStatus.SKIPPED, sentences=(why,))


def _skipped(rows: Sequence[SortedRow]) -> Iterator[RowReport]:
    for one in rows:
        if one.kind is not RowKind.DATA:
            yield RowReport(row=one.row + 1, status=RowStatus.SKIPPED, sentences=(WHY_SKIPPED[one.kind],))


def _with_samples(
    table: RegisterTable, understood: Understood, rows: Sequence[SortedRow]
) -> tuple[RegisterColumn, ...]:
    data = [one.row for one in rows if one.kind is RowKind.DATA]
    names = [person.name for household in understood.households[:_SAMPLES] for person in household.people]
    return tuple(
        replace(column, samples=tuple(names[:_SAMPLES]) if column.field in _NAMES else _samples(table, place, data))
        if not column.refused
        else column
        for place, column in enumerate(table.columns)
    )


def _samples(table: RegisterTable, place: int, data: Sequence[int]) -> tuple[str, ...]:
    """The first different values of a column, ID numbers covered."""
    start = table.header.data_row
    rows = data or range(start, min(start + 50, len(table.sheet.rows)))
    texts = dict.fromkeys(text for row in rows[:50] if (text := table.sheet.rows[row][place]))
    return tuple(map(mask_ids, islice(texts, _SAMPLES)))
