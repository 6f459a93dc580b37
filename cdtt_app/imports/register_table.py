"""A sheet made ready to read: header found, old fonts turned into Unicode, every column understood or refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cdtt_app.imports.legacy_encodings import Encoding, convert, convert_column, detect
from cdtt_app.imports.register_columns import Field, guess_field, header_signature, header_words
from cdtt_app.imports.register_header import Header, find_header, header_at
from cdtt_app.imports.register_refusals import refusal
from cdtt_app.imports.register_types import RegisterColumn
from cdtt_app.imports.sheet import RegisterError, Sheet, column_letter

_JUDGED_ROWS: Final = 500  # enough values to tell what a column holds
_TOP_ROWS: Final = 100  # titles and header stand in these
_REPEATS: Final = 0.2  # share of rows that continue the household above: then every row is a person

_YEAR_LIKE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMES: Final = frozenset((Field.HEAD_NAME, Field.PERSON_NAME))
_JOINED: Final[Mapping[Field, str]] = {
    Field.HEAD_NAME: " ",
    Field.PERSON_NAME: " ",
    Field.ADDRESS: ", ",
    Field.NOTE: "; ",
}

Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """The sheet in Unicode and as `written`; `places` gives the columns (from 0) of every field in use."""

    sheet: Sheet
    written: Sheet
    header: Header
    columns: tuple[RegisterColumn, ...]
    places: Mapping[Field, tuple[int, ...]]
    signature: str
    encoding: Encoding

    def text(self, row: int, field: Field) -> str:
        """The first filled cell of the field's columns in this row (from 0); names and remarks in parts are joined."""
        places = self.places.get(field)
        if not places:
            return ""
        cells = self.sheet.rows[row]
        if len(places) == 1:
            return cells[places[0]]
        filled = [cells[place] for place in places if cells[place]]
        if len(filled) > 1 and field in _JOINED:
            return _JOINED[field].join(filled)
        return filled[0] if filled else ""

    def is_carried(self, row: int, field: Field) -> bool:
        """Whether the field's cell is the lower part of a merged one."""
        return any((row, place) in self.sheet.carried for place in self.places.get(field, ()))

    def is_converted(self, row: int, field: Field) -> bool:
        """Whether the field's cell was written in an old font."""
        here, there = self.sheet.rows[row], self.written.rows[row]
        return any(here[place] != there[place] for place in self.places.get(field, ()))


def open_table(sheet: Sheet, mapping: Mapping[str, Field] | None) -> RegisterTable | None:
    """Understand the sheet's header and columns; None when it has no header; RegisterError for an unknown header."""
    top = readable_top(sheet)
    header = find_header(top, wanted=tuple(mapping or ()))
    return None if header is None else _table(sheet, top, header, mapping or {})


def open_without_header(sheet: Sheet, mapping: Mapping[str, Field] | None) -> RegisterTable:
    """Take the first row with two filled cells for the header, so that a person has columns to name."""
    top = readable_top(sheet)
    row = next((place for place, cells in enumerate(top.rows) if sum(map(bool, cells)) > 1), 0)
    return _table(sheet, top, header_at(top, row), mapping or {})


def readable_top(sheet: Sheet) -> Sheet:
    """The first rows in Unicode, row by row: titles and header are often in another font than the list."""
    top = sheet.rows[:_TOP_ROWS]
    usual = detect(_texts(top))
    return replace(sheet, rows=tuple(_readable(row, detect(row, hint=usual)) for row in top))


def _readable(row: Sequence[str], encoding: Encoding) -> tuple[str, ...]:
    return tuple(convert(cell, encoding) for cell in row)


def _texts(rows: Texts) -> Iterator[str]:
    return (cell for row in rows for cell in row)


def _table(sheet: Sheet, top: Sheet, header: Header, mapping: Mapping[str, Field]) -> RegisterTable:
    usual = detect(_texts(sheet.rows))
    chosen = _chosen_fields(header, mapping)
    written = [*zip(*sheet.rows[header.data_row :], strict=True)] or [() for _ in header.texts]
    below, encodings = zip(*(convert_column(column, hint=usual) for column in written), strict=True)
    readable = replace(sheet, rows=(*top.rows[: header.data_row], *zip(*below, strict=True)))
    columns = tuple(
        _column(place, header.texts[place], below[place][:_JUDGED_ROWS], chosen.get(place), encodings[place])
        for place in range(len(header.texts))
    )
    if Field.PERSON_NAME not in chosen.values():
        columns = _settle_names(columns, below)
    return RegisterTable(
        sheet=readable,
        written=sheet,
        header=header,
        columns=columns,
        places=_places(columns),
        signature=header_signature(header.texts),
        encoding=next((encoding for encoding in encodings if encoding is not Encoding.UNICODE), Encoding.UNICODE),
    )


def _chosen_fields(header: Header, mapping: Mapping[str, Field]) -> dict[int, Field]:
    chosen: dict[int, Field] = {}
    for text, field in mapping.items():
        words = header_words(text)
        whole = [place for place, header_text in enumerate(header.texts) if header_words(header_text) == words]
        found = whole or [place for place, tiers in enumerate(header.tiers) if words in map(header_words, tiers)]
        if not found:
            known = ", ".join(f"“{header_text}”" for header_text in header.texts)
            raise RegisterError(f"Bảng không có cột “{text}”. Các cột trong bảng: {known}. Hãy chọn lại cột.")
        chosen |= dict.fromkeys(found, field)
    return chosen


def _column(place: int, header: str, values: Sequence[str], chosen: Field | None, encoding: Encoding) -> RegisterColumn:
    field = chosen or _guess(header, values)
    refused = refusal(header, values, field=field, chosen=chosen is not None)
    return RegisterColumn(
        letter=column_letter(place),
        header=header,
        field=None if refused else field,
        refused=refused,
        encoding=encoding,
    )


def _guess(header: str, values: Sequence[str]) -> Field | None:
    """The field by the header's words; years under "Nam" and "Nữ" are births, told apart by sex as in old forms."""
    field = guess_field(header)
    filled = [value for value in values if value]
    if header_words(header) in {"nam", "nu"} and filled and all(map(_YEAR_LIKE.search, filled)):
        return Field.BIRTH
    return field


def _settle_names(columns: tuple[RegisterColumn, ...], below: Sequence[Sequence[str]]) -> tuple[RegisterColumn, ...]:
    """Decide on a lone "Họ và tên": the head where a row is a household, everybody where a row is a person."""
    places = _places(columns)
    if Field.PERSON_NAME not in places or Field.RELATION in places:
        return columns
    if Field.HEAD_NAME in places:
        marks = all(len(name) <= 1 for place in places[Field.HEAD_NAME] for name in below[place])
        return _renamed(columns, Field.HEAD_NAME, Field.RELATION) if marks else columns
    keys = [*places.get(Field.HOUSEHOLD_CODE, ()), *places.get(Field.GROUP, ())]
    if any(_continues(below[place], below[places[Field.PERSON_NAME][0]]) > _REPEATS for place in keys):
        return columns
    return _renamed(columns, Field.PERSON_NAME, Field.HEAD_NAME)


def _renamed(columns: tuple[RegisterColumn, ...], old: Field, new: Field) -> tuple[RegisterColumn, ...]:
    return tuple(replace(column, field=new) if column.field is old else column for column in columns)


def _continues(keys: Sequence[str], names: Sequence[str]) -> float:
    """The share of named rows whose household key is blank or the same as above."""
    named = [key for key, name in zip(keys, names, strict=True) if name]
    same = sum(not key or key == above for above, key in pairwise(named))
    return same / len(named) if any(named) else 0.0


def _places(columns: Sequence[RegisterColumn]) -> dict[Field, tuple[int, ...]]:
    places: dict[Field, tuple[int, ...]] = {}
    for place, column in enumerate(columns):
        if column.field is not None and column.field is not Field.IGNORE and not column.refused:
            places[column.field] = (*places.get(column.field, ()), place)
    return {field: _beside(found) if field in _NAMES else found for field, found in places.items()}


def _beside(places: tuple[int, ...]) -> tuple[int, ...]:
    """The first column and those right beside it: a second name further off is another name."""
    return tuple(place for index, place in enumerate(places) if place == places[0] + index)
