"""XLSForm text to sheets of rows, as pyxform reads it, and nothing that pyxform would drop in silence."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cdtt_app.checklists.problems import ChecklistError, Problem

SHEETS = ("survey", "choices", "settings")

_COMMENT = re.compile(r"^\s*#")
_COMMENT_AT_END = re.compile(r"#[^|]+$")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[|-]+$")  # "|---|---|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts from the heading row, which is 1. Cells that are empty are absent."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheets(text: str, name: str) -> dict[str, Sheet]:
    """The sheets by name, always all of `SHEETS`; raises ChecklistError. `name` may end in .csv."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    is_csv = name.casefold().endswith(".csv")
    grid = list(_csv_grid(text) if is_csv else _md_grid(text))
    problems = tuple(_lost_in_silence(grid, text, is_csv=is_csv))
    if problems:
        raise ChecklistError(name, problems)
    book = _read(text, name, is_csv=is_csv)
    return {sheet: _sheet(sheet, book) for sheet in SHEETS}


def _read(text: str, name: str, *, is_csv: bool) -> dict[str, Any]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import csv_to_dict, md_to_dict

    try:
        book: dict[str, Any] = (csv_to_dict if is_csv else md_to_dict)(text.encode())
    except PyXFormError as error:
        reason = "Không đọc được các bảng. Đặt trang survey ngay đầu tệp, theo mẫu XLSForm; ghi chú dài để cuối tệp."
        raise ChecklistError(name, (Problem(said=str(error), reason=reason),)) from error
    return book


def _sheet(name: str, book: Mapping[str, Any]) -> Sheet:
    headings: list[Mapping[str, None]] = book.get(f"{name}_header", [])
    rows: list[Mapping[str, str]] = book.get(name, [])
    return Sheet(
        name,
        tuple(headings[0]) if headings else (),
        tuple(Row(number, dict(cells)) for number, cells in enumerate(rows, start=2)),
    )


def _md_grid(text: str) -> Iterator[list[str]]:
    for line in _md_lines(text):
        inner = line.strip()[1:-1]
        if not _RULE.match(inner):
            yield [cell.strip() for cell in _PIPE.split(inner)]


def _md_lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not _COMMENT.match(line) and "|" in line:
            yield _COMMENT_AT_END.sub("", line)


def _csv_grid(text: str) -> Iterator[list[str]]:
    yield from ([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline="")))


def _lost_in_silence(grid: list[list[str]], text: str, *, is_csv: bool) -> Iterator[Problem]:
    """What pyxform's readers would skip or overwrite without a word."""
    if not is_csv:
        yield from (
            Problem(
                said=line.strip(), reason="Mỗi dòng của bảng phải bắt đầu và kết thúc bằng dấu |. Thêm dấu | còn thiếu."
            )
            for line in _md_lines(text)
            if not (line.strip().startswith("|") and line.strip().endswith("|"))
        )
    yield from _sheets_that_clash([row[0].casefold() for row in grid if row and row[0]])
    yield from _cells_that_clash(grid)


def _sheets_that_clash(names: list[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name not in SHEETS:
            reason = f"Chỉ dùng các trang {', '.join(SHEETS)}. Bỏ trang này, ghi chú thì đặt sau dấu #."
            yield Problem(sheet=name, said=name, reason=reason)
        elif names.count(name) > 1:
            yield Problem(sheet=name, said=name, reason="Trang này có hai lần. Gộp lại thành một.")
    for name in SHEETS:
        if name not in names and name != "choices":
            yield Problem(sheet=name, said=name, reason="Thiếu trang này. Thêm trang vào tệp.")


def _cells_that_clash(grid: list[list[str]]) -> Iterator[Problem]:
    sheet, number = "", 0
    columns: list[str] = []
    for name, *cells in filter(None, grid):
        if name:
            sheet, columns, number = name, [], 0
        if not any(cells):
            continue
        number += 1
        if not columns:
            columns = cells
            yield from (
                Problem(sheet=sheet, row=1, column=column, said=column, reason="Cột này có hai lần. Giữ lại một.")
                for column in dict.fromkeys(filter(None, columns))
                if columns.count(column) > 1
            )
        for place, cell in enumerate(cells):
            if cell and (place >= len(columns) or not columns[place]):
                reason = "Ô này không nằm dưới tên cột nào. Thêm tên cột hoặc xoá ô, nhớ đếm lại số dấu ngăn cột."
                yield Problem(sheet=sheet, row=number, said=cell, reason=reason)
