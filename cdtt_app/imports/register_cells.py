"""Read the cells of one row of a register: each value checked, each doubt put into a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from cdtt_app.domain.vietnamese import fold, parse_date, parse_phone, tidy_name
from cdtt_app.imports.register_columns import FIELD_NAMES, Field
from cdtt_app.imports.register_refusals import is_sensitive_note, mask_ids
from cdtt_app.imports.register_table import RegisterTable

_FIRST_YEAR: Final = 1900
_MOST_MEMBERS: Final = 30
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEAR_AS_DAY: Final = re.compile(r"\d\d/\d\d/1905")
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_COUNT: Final = re.compile(r"(\d{1,3})\D*")
_PHONE_INSIDE: Final = re.compile(r"(?<!\d)(?:\+84|0)[ .\-]?\d(?:[ .\-]?\d){8,9}(?!\d)")
_POLITE: Final = re.compile(
    r"(?P<sure>hộ (?:(?:ông|bà|anh|chị)\b\s*:?\s*)?|(?:ông|bà|anh|chị)\s*:\s*)|(?:ông|bà|anh|chị) ", re.IGNORECASE
)
_SHORT_NAME: Final = 2  # "Ông Văn Tùng" is a name of the Ông family; "Ông Lò Văn Tùng" is Mr Lò
_SMALL: Final = re.compile("[a-z]")
_CAPITAL: Final = re.compile("[A-Z]")
_HEAD_WORDS: Final = frozenset(("chu ho", "chu", "ch", "la chu ho", "chu ho gd", "chu ho gia dinh", "x"))
_STRANGE_IN_NAME: Final = re.compile(r"[^\w\s'’ʼ`.\-‐]|[\dµªº_äåæçëîïðöøûüþÿß]", re.IGNORECASE)
_TEXTS: Final = (Field.HOUSEHOLD_CODE, Field.HAMLET, Field.CLUSTER, Field.ADDRESS, Field.DIGITAL_ADDRESS, Field.GROUP)


@dataclass(slots=True)
class Remarks:
    """What there is to say about a row while it is being read."""

    doubts: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDraft:
    """One row of data as understood.

    `row` is Excel's number, `key` the folded name, `is_head` whether the relation says so, `renamed` tells how the name
    was rewritten.
    """

    row: int
    texts: Mapping[Field, str]
    head_name: str
    name: str
    key: str
    relation: str
    is_head: bool
    birth_year: int | None
    birth_text: str
    phone: str
    member_count: int | None
    renamed: str
    remarks: Remarks


def read_row(table: RegisterTable, row: int, *, today: date) -> RowDraft:
    """Read row `row` (from 0); nothing that cannot be read is guessed, it is left out and said."""
    remarks = Remarks()
    name_field = Field.PERSON_NAME if Field.PERSON_NAME in table.places else Field.HEAD_NAME
    raw_name = _masked(table, row, name_field, remarks)
    name = _name(raw_name)
    head_name = name if name_field is Field.HEAD_NAME else _name(_masked(table, row, Field.HEAD_NAME, remarks))
    if _STRANGE_IN_NAME.search(name):
        remarks.doubts.append("Tên có ngoặc, chữ số hoặc ký tự lạ (có thể do phông chữ cũ); hãy xem lại.")
    if table.is_converted(row, name_field):
        remarks.changes.append("Chữ được chuyển từ phông cũ (TCVN3, VNI) sang Unicode.")
    year, birth_text = _birth(table.text(row, Field.BIRTH), remarks, today)
    texts = {wanted: _masked(table, row, wanted, remarks) for wanted in _TEXTS if wanted in table.places}
    relation = _masked(table, row, Field.RELATION, remarks).lower()
    texts[Field.NOTE] = _note(_masked(table, row, Field.NOTE, remarks), remarks)
    return RowDraft(
        row=row + 1,
        texts=texts,
        head_name=head_name,
        name=name,
        key=fold(name),
        relation=relation,
        is_head=relation == "chủ hộ" or fold(relation) in _HEAD_WORDS,
        birth_year=year,
        birth_text=birth_text,
        phone=_phone(table.text(row, Field.PHONE), remarks),
        member_count=_member_count(table.text(row, Field.MEMBER_COUNT), remarks),
        renamed=f"Tên viết lại: “{raw_name}” thành “{name}”." if name != raw_name else "",
        remarks=remarks,
    )


def _masked(table: RegisterTable, row: int, wanted: Field, remarks: Remarks) -> str:
    text = table.text(row, wanted)
    if not text:
        return ""
    if wanted is not Field.DIGITAL_ADDRESS:
        masked = mask_ids(text)
        if masked != text:
            remarks.doubts.append(
                f"Ô {FIELD_NAMES[wanted]} có số giấy tờ tuỳ thân: số đó đã được che, không ghi vào sổ."
            )
            text = masked
    return text


def _name(text: str) -> str:
    """The name as it should be written: no "Ông", no capitals of a whole word, also none left by a font of capitals."""
    if not text:
        return ""
    polite = _POLITE.match(text)
    if polite and (polite["sure"] or len(text[polite.end() :].split()) > _SHORT_NAME):
        text = text[polite.end() :]
    if not _SMALL.search(text) and _CAPITAL.search(text):
        text = text.upper()  # "NGUYễN VĂN ĐứC": TCVN3 has no capital ễ
    return tidy_name(text)


def _birth(text: str, remarks: Remarks, today: date) -> tuple[int | None, str]:
    if not text:
        return None, ""
    if _ONLY_YEAR.fullmatch(text):
        return _checked_year(int(text), text, remarks, today), text
    if _YEAR_AS_DAY.fullmatch(text):
        return _year_shown_as_day(text, remarks, today)
    day = parse_date(text)
    if day is not None:
        return _checked_year(day.year, text, remarks, today), text
    years = set(_YEAR.findall(text))
    shown = mask_ids(text)
    if len(years) == 1:
        if not re.fullmatch(r"\D*\d{1,2}\s*[/.\-]\s*\d{4}\D*|\D*\d{4}\D*", text):
            remarks.doubts.append(f"Ngày sinh “{shown}” không có trong lịch; chỉ lấy năm {min(years)}.")
        return _checked_year(int(min(years)), text, remarks, today), shown
    remarks.doubts.append(f"Ngày sinh “{shown}” không đọc được nên để trống. Hãy ghi dạng 5/3/1967 hoặc 1967.")
    return None, ""


def _checked_year(year: int, text: str, remarks: Remarks, today: date) -> int | None:
    if _FIRST_YEAR <= year <= today.year:
        return year
    remarks.doubts.append(f"Năm sinh “{text}” không thể đúng nên để trống.")
    return None


def _year_shown_as_day(text: str, remarks: Remarks, today: date) -> tuple[int | None, str]:
    """Undo Excel's slip: the year 1967 typed into a cell that shows dates is day 1967 since 1900, 20/05/1905."""
    day = parse_date(text)
    for year in range(_FIRST_YEAR, today.year + 1):
        if _EXCEL_DAY_0 + timedelta(days=year) == day:
            remarks.doubts.append(
                f"Ô ngày sinh hiện “{text}”; có lẽ là năm {year} gõ vào ô kiểu ngày. Đã lấy năm {year}."
            )
            return year, str(year)
    return (None, "") if day is None else (day.year, text)


def _phone(text: str, remarks: Remarks) -> str:
    if not text:
        return ""
    whole = parse_phone(text)
    if whole:
        if len(whole) > sum(map(str.isdigit, text)):
            remarks.changes.append("Số điện thoại được thêm lại số 0 ở đầu.")
        return whole
    parts = (parse_phone(part) for part in _PHONE_INSIDE.findall(text))
    found = [part for part in parts if part]
    if found:
        remarks.changes.append(f"Ô điện thoại có nhiều số hoặc có thêm chữ; lấy số {found[0]}.")
        return found[0]
    if any(map(str.isdigit, text)):
        remarks.doubts.append(f"Số điện thoại “{mask_ids(text)}” không đọc được nên để trống.")
    return ""


def _member_count(text: str, remarks: Remarks) -> int | None:
    if not text:
        return None
    found = _COUNT.fullmatch(text)
    if found and 0 < int(found.group(1)) <= _MOST_MEMBERS:
        return int(found.group(1))
    remarks.doubts.append(f"Số khẩu “{mask_ids(text)}” không đọc được nên để trống.")
    return None


def _note(text: str, remarks: Remarks) -> str:
    if text and is_sensitive_note(text):
        remarks.changes.append("Ghi chú nói đến chuyện riêng của người dân nên không ghi vào sổ tay.")
        return ""
    return text
