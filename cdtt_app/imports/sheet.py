"""Spreadsheet bytes in, sheets of text out: every cell as a person sees it."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cdtt_app.imports.register_xls_guard import OLD_EXCEL, DamagedWorkbookError, LockedWorkbookError, check_old_workbook

MAX_BYTES: Final = 50_000_000
MAX_UNPACKED_BYTES: Final = 300_000_000  # a small .xlsx can unpack to fill the memory of an old laptop

_SEALED: Final = "EncryptedPackage".encode("utf-16-le")  # a new workbook with a password hides in an old container
# A filled cell beyond row 99 999 or column IV. The reader lays out the whole rectangle up to the last filled cell, so
# that one stray cell in the far corner would take 500 GB and end the programme without an error to catch.
_FAR_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d{6,}|[A-Z]{3,}\d+|[J-Z][A-Z]\d+|I[W-Z]\d+)"[^>]*(?<!/)>'
)

_DAMAGE: Final = (
    *(CalamineError, DamagedWorkbookError, zipfile.BadZipFile, zlib.error),
    *(EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
)
_Value = int | float | str | bool | time | date | datetime | timedelta


class RegisterError(Exception):
    """A register that cannot be read; the text says in Vietnamese what is wrong and what to do next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells joined into one; rows and columns count from 0 and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; row 0 is Excel's row 1. A cell merged downwards repeats its text in every row (see `carried`)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    carried: frozenset[tuple[int, int]] = frozenset()
    visible: bool = True


def read_sheet(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Read every sheet of a .xlsx or .xls file; `name` is the file's name, for the sentences of a RegisterError."""
    _check_bytes(data, name)
    with _damage_told(name):
        _check_inside(data, name)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = tuple(
                _sheet(book.get_sheet_by_name(kind.name), visible=kind.visible == SheetVisibleEnum.Visible)
                for kind in book.sheets_metadata
                if kind.typ == SheetTypeEnum.WorkSheet
            )
    if not any(sheet.rows for sheet in sheets):
        raise RegisterError(f"Tệp “{name}” không có dòng nào. Hãy kiểm tra xem đã chọn đúng tệp sổ hộ chưa.")
    return sheets


def column_letter(column: int) -> str:
    """Name a column as Excel does: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Turn whatever a damaged file does to its readers into one sentence."""
    try:
        yield
    except (PasswordError, LockedWorkbookError) as error:
        raise _locked(name) from error
    except RegisterError:
        raise
    except BaseException as error:
        # The reader is written in Rust: where it panics, the exception is no Exception and has no name to import.
        if isinstance(error, _DAMAGE) or type(error).__name__ == "PanicException":
            raise RegisterError(
                f"Tệp “{name}” bị hỏng nên không đọc được. Hãy xin lại tệp gốc, hoặc mở bằng Excel, lưu thành tệp mới "
                "rồi chọn lại."
            ) from error
        raise


def _check_bytes(data: bytes, name: str) -> None:
    if not data:
        raise RegisterError(f"Tệp “{name}” trống (0 byte). Hãy xin lại tệp gốc rồi chọn lại.")
    if len(data) > MAX_BYTES:
        raise RegisterError(
            f"Tệp “{name}” nặng {len(data) // 1_000_000} MB, quá lớn đối với một sổ hộ (nhiều nhất "
            f"{MAX_BYTES // 1_000_000} MB). Hãy xoá ảnh trong bảng hoặc tách bảng theo thôn rồi chọn lại."
        )
    if data.startswith(OLD_EXCEL) and _SEALED in data:
        raise _locked(name)
    if not data.startswith((OLD_EXCEL, b"PK\x03\x04")):
        raise _not_a_spreadsheet(name)


def _check_inside(data: bytes, name: str) -> None:
    if data.startswith(OLD_EXCEL):
        check_old_workbook(data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = {part.filename: part.file_size for part in parts.infolist()}
        if "xl/workbook.xml" not in sizes:
            raise _not_a_spreadsheet(name)
        if sum(sizes.values()) > MAX_UNPACKED_BYTES:
            raise RegisterError(f"Tệp “{name}” mở ra quá lớn đối với một sổ hộ. Hãy tách bảng theo thôn rồi chọn lại.")
        for part in sizes:
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                _check_far_cells(parts.read(part), name)


def _check_far_cells(sheet: bytes, name: str) -> None:
    far = _FAR_CELL.search(sheet)
    if far:
        raise RegisterError(
            f"Tệp “{name}” có ô {far.group(1).decode()} nằm quá xa bảng (sau dòng 99.999 hoặc sau cột IV). "
            "Hãy xoá ô thừa đó, hoặc tách bảng theo thôn, lưu lại rồi chọn lại."
        )


def _locked(name: str) -> RegisterError:
    return RegisterError(f"Tệp “{name}” có đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi chọn lại.")


def _not_a_spreadsheet(name: str) -> RegisterError:
    return RegisterError(
        f"Tệp “{name}” không phải bảng tính Excel (.xlsx hoặc .xls). Nếu Excel vẫn mở được tệp này, hãy chọn "
        "“Lưu thành” (Save As), kiểu “Excel Workbook (.xlsx)”, rồi chọn tệp mới."
    )


def _sheet(source: CalamineSheet, *, visible: bool) -> Sheet:
    rows = [[_text(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    merges = tuple(
        Merge(top=top, left=left, bottom=bottom, right=right)
        for (top, left), (bottom, right) in source.merged_cell_ranges or ()
        if top < len(rows)
    )
    carried = _carry_down(rows, merges)
    return Sheet(name=source.name, rows=tuple(map(tuple, rows)), merges=merges, carried=carried, visible=visible)


def _carry_down(rows: list[list[str]], merges: Iterable[Merge]) -> frozenset[tuple[int, int]]:
    carried: set[tuple[int, int]] = set()
    for merge in merges:
        if merge.left >= len(rows[merge.top]):
            continue
        for row in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
            rows[row][merge.left] = rows[merge.top][merge.left]
            carried.add((row, merge.left))
    return frozenset(carried)


def _text(value: _Value) -> str:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}".replace(".", ",")
    if isinstance(value, datetime) and value.time() == time():
        return f"{value:%d/%m/%Y}"
    return _moment(value)


def _moment(value: int | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return "" if value == time() else f"{value:%H:%M}"  # an empty date cell arrives as midnight
    return "" if isinstance(value, timedelta) else str(value)


def _clean(text: str) -> str:
    shown = text if text.isascii() else unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return " ".join(shown.split())


_UNSEEN: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
