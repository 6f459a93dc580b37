"""Which rows of a register are data, and why the others are not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cdtt_app.domain.vietnamese import fold, parse_date, parse_phone, tidy_name
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_header import is_numbering
from cdtt_app.imports.register_table import RegisterTable


class RowKind(StrEnum):
    """What a row below the header is."""

    DATA = "data"
    BLANK = "blank"
    CONTINUED = "continued"
    EMPTY = "empty"
    NUMBERING = "numbering"
    HEADER_AGAIN = "header_again"
    SECTION = "section"
    TOTAL = "total"
    CLOSING = "closing"


WHY_SKIPPED: Final = {
    RowKind.BLANK: "Dòng trống.",
    RowKind.CONTINUED: "Phần dưới của ô gộp, không có thêm thông tin.",
    RowKind.EMPTY: "Không có tên và không có thông tin nào trong các cột được dùng.",
    RowKind.NUMBERING: "Dòng đánh số cột.",
    RowKind.HEADER_AGAIN: "Dòng tiêu đề lặp lại.",
    RowKind.SECTION: "Dòng tên thôn: các hộ bên dưới thuộc thôn này.",
    RowKind.TOTAL: "Dòng cộng.",
    RowKind.CLOSING: "Phần ký tên cuối bảng.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedRow:
    """A row (from 0) and its kind; `hamlet` is the section it stands in, where the list is divided by hamlets."""

    row: int
    kind: RowKind
    hamlet: str = ""


HAMLET_WORDS: Final = "thôn|xóm|bản|ấp|làng|buôn|bon|khóm|khu phố|tổ dân phố|tiểu khu"
_SECTION: Final = re.compile(rf"(?:(?:[ivxlc]+|\d+|[a-z])\s*[.):\-/]?\s+)?(?P<name>(?:{HAMLET_WORDS})\s*:?\s+\S.*)")
_IN_TITLE: Final = re.compile(
    rf"(?:^|(?<!văn)(?<!biên)\s)((?:{HAMLET_WORDS})\s*:?\s+"
    r"(?!năm \d|của\b|trên\b|trong\b|tổng\b|kê\b|sao\b|danh\b)[^,;(–\-]+?)"
    r"\s*(?=$|[,;(–\-]|\s(?:xã|phường|đặc khu|huyện|năm|quý|tháng)\s)"
)
_COUNT_AT_END: Final = re.compile(
    r"\s*[(:\-–]?\s*(?:tổng số\s*:?\s*)?\d+\s*(?:hộ|khẩu|người).*$|\s*[:(]\s*$", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"(?:[IVXLC]+|\d+|[A-Za-z])[.)]?")
_TOTAL: Final = re.compile(
    r"(?:tổng|cộng)(?:\s*:|\s+(?:cộng|số|hợp|toàn|chung|khẩu|hộ|thôn|xã)\b.*|\s*[\d(].*)?|tong cong|cong"
)
_CLOSING: Final = re.compile(
    r"(?:nguoi (?:lap|ke khai|tong hop|bao cao)|lap bieu|tm (?:ubnd|uy|to|thon|ban)|t m (?:ubnd|uy)|kt chu|chu tich"
    r"|pho chu tich|truong (?:thon|ban|xom|ap|khu|lang)|bi thu|to truong|ky (?:ten|ghi|va)|noi nhan|xac nhan|thu truong"
    r"|ubnd|uy ban|cong chuc|can bo|ghi chu)\b.*"
)
_SIGNED_ON: Final = re.compile(r"(?:.* )?ngay\b.{0,12}\bthang\b.{0,12}\bnam\b.*")
_PROOFS: Final = (Field.HOUSEHOLD_CODE, Field.RELATION)


def sort_rows(table: RegisterTable) -> Iterator[SortedRow]:
    """Say of every row below the header what it is; blank rows at the very end are left out."""
    hamlet, closed = "", False
    headers = {cell for tiers in table.header.tiers for cell in tiers if cell}
    for row in range(table.header.data_row, _last_filled(table.sheet.rows) + 1):
        kind = _kind(table, row, headers)
        if kind is RowKind.SECTION:
            hamlet = section_name(_alone(table.sheet.rows[row]))
        if kind is RowKind.CLOSING:
            closed = True
        elif kind is RowKind.HEADER_AGAIN or (closed and kind is RowKind.DATA and _is_proven(table, row)):
            closed = False
        elif closed and kind is RowKind.DATA:
            kind = RowKind.CLOSING
        yield SortedRow(row=row, kind=kind, hamlet=hamlet)


def section_name(text: str) -> str:
    """The hamlet in a heading such as "II. THÔN BẢN GIÒNG (98 hộ)"; empty when it names none."""
    found = _SECTION.fullmatch(text.lower())
    if not found:
        return ""
    start = found.start("name")
    return tidy_name(_COUNT_AT_END.sub("", text[start:]).replace(":", " "))


def hamlet_in_title(rows: Sequence[Sequence[str]]) -> str:
    """The hamlet that a title names ("DANH SÁCH HỘ THÔN BẢN GIÒNG, XÃ ..."); empty when none does."""
    for cell in dict.fromkeys(cell for row in rows for cell in row if cell):
        found = _IN_TITLE.search(cell.lower())
        if found:
            return tidy_name(cell[found.start(1) : found.end(1)].replace(":", " "))
    return ""


def _last_filled(rows: Sequence[Sequence[str]]) -> int:
    return next((row for row in range(len(rows) - 1, -1, -1) if any(rows[row])), -1)


def _kind(table: RegisterTable, row: int, headers: set[str]) -> RowKind:
    cells = table.sheet.rows[row]
    name = table.text(row, Field.PERSON_NAME) or table.text(row, Field.HEAD_NAME)
    if not any(cells):
        return RowKind.BLANK
    if _is_continued(table, row):
        return RowKind.CONTINUED
    if name and table.text(row, Field.ROW_NUMBER).isdecimal() and not section_name(name):
        return RowKind.DATA
    return _kind_of_other(table, row, headers) or _kind_by_content(table, row, name)


def _is_continued(table: RegisterTable, row: int) -> bool:
    """Nothing of its own, or the household's merged cells with nobody new in them."""
    if not table.sheet.carried:
        return False
    cells = table.sheet.rows[row]
    if all((row, place) in table.sheet.carried for place, cell in enumerate(cells) if cell):
        return True
    return Field.PERSON_NAME not in table.places and table.is_carried(row, Field.HEAD_NAME)


def _kind_of_other(table: RegisterTable, row: int, headers: set[str]) -> RowKind | None:
    cells = table.sheet.rows[row]
    if is_numbering(cells):
        return RowKind.NUMBERING
    if sum(cell in headers for cell in cells if cell) > 1:
        return RowKind.HEADER_AGAIN
    first = [cell for cell in cells if cell][:3]
    if any(_TOTAL.fullmatch(cell.lower()) for cell in first):
        return RowKind.TOTAL
    if section_name(_alone(cells)):
        return RowKind.SECTION
    if not _is_proven(table, row) and _is_closing(table, row):
        return RowKind.CLOSING
    return None


def _kind_by_content(table: RegisterTable, row: int, name: str) -> RowKind:
    if name:
        return RowKind.DATA
    used = (field for field in table.places if field is not Field.ROW_NUMBER)
    return RowKind.DATA if any(table.text(row, field) for field in used) else RowKind.EMPTY


def _alone(cells: Sequence[str]) -> str:
    """The one text of a heading row, its ordinal put before it; empty when more stands in the row."""
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    if len(filled) > 1 and _ORDINAL.fullmatch(filled[0]):
        filled = filled[1:]
    texts = [cell for cell in filled if not cell.isdecimal()]
    return texts[0] if len(texts) == 1 else ""


def _is_closing(table: RegisterTable, row: int) -> bool:
    remarks = table.places.get(Field.NOTE, ())
    for place, cell in enumerate(table.sheet.rows[row]):
        if cell:
            words = fold(cell)
            if _SIGNED_ON.fullmatch(words) or (place not in remarks and _CLOSING.fullmatch(words)):
                return True
    return False


def _is_proven(table: RegisterTable, row: int) -> bool:
    """More than a name speaks for a household or a person here."""
    if table.text(row, Field.ROW_NUMBER).isdecimal() or any(table.text(row, field) for field in _PROOFS):
        return True
    birth = table.text(row, Field.BIRTH)
    return bool(parse_date(birth) or birth.isdecimal() or parse_phone(table.text(row, Field.PHONE)))
