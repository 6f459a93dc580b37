"""Find the header in a sheet: below the titles, one to three tiers, merged or not, with or without a row of numbers."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.imports.register_columns import Field, guess_field, header_words
from cdtt_app.imports.register_refusals import is_refused_header
from cdtt_app.imports.sheet import Merge, Sheet, column_letter

_SEARCHED_ROWS: Final = 60  # a header further down would be no header
_MAX_TIERS: Final = 3
_FEWEST_NUMBERS: Final = 3
_LONGEST: Final = 80  # characters; longer cells are sentences
_ENOUGH: Final = 2  # known words in one row may make it the header
_NEAR_BEST: Final = 0.6  # rows of data hold known words too ("Thôn Nà Cọn", "chủ hộ"); the header comes before them

_CHILDLESS: Final = frozenset(
    (Field.HEAD_NAME, Field.PERSON_NAME, Field.HOUSEHOLD_CODE, Field.ROW_NUMBER, Field.RELATION)
)  # what stands under these is data


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Rows `first` to `last` (from 0) hold the header; one text per column, tiers joined with " / "."""

    first: int
    last: int
    texts: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    known: int

    @property
    def data_row(self) -> int:
        """The first row below the header, from 0."""
        return self.last + 1


def find_header(sheet: Sheet, *, wanted: Collection[str] = ()) -> Header | None:
    """Find the header; `wanted` are header texts a person named, they count as known words."""
    asked = {header_words(text) for text in wanted}
    scores = [_known(row, asked) for row in sheet.rows[:_SEARCHED_ROWS]]
    best = max(scores, default=0)
    if best < (1 if asked else _ENOUGH):
        return None
    needed = max(_NEAR_BEST * best, min(best, _ENOUGH))
    row = next(place for place, score in enumerate(scores) if score >= needed)
    return header_at(sheet, row, known=scores[row])


def header_at(sheet: Sheet, row: int, *, known: int = 0) -> Header:
    """Read the header whose main row is `row` (from 0), with the tiers above and below that belong to it."""
    first, last = _with_merged_tiers(sheet, row)
    if first == last and _is_loose_second_tier(sheet, row):
        last += 1
    tiers = [_filled(sheet, tier, loose=tier < last) for tier in range(first, last + 1)]
    columns = tuple(zip(*tiers, strict=True))
    texts = tuple(
        " / ".join(dict.fromkeys(filter(None, parts))) or f"Cột {column_letter(place)}"
        for place, parts in enumerate(columns)
    )
    return Header(first=first, last=last, texts=texts, tiers=columns, known=known)


def is_numbering(cells: Iterable[str]) -> bool:
    """Whether this is the row (1) (2) (3) or A B 1 2 that forms put under their header."""
    filled = [cell for cell in cells if cell]
    if len(filled) < _FEWEST_NUMBERS or not all(_ORDINAL.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(digits) for cell in filled if (digits := re.sub(r"[=+\-].*|\D", "", cell))]
    return numbers == sorted(set(numbers)) and numbers[:1] in ([], [1], [2])


_ORDINAL: Final = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ])\)?(?:\s*=[\d+\-() ]+)?")


def _known(row: Sequence[str], asked: Collection[str]) -> int:
    texts = {cell for cell in row if cell and len(cell) <= _LONGEST}
    return sum(header_words(text) in asked or (not _has_digit(text) and _is_known(text)) for text in texts)


def _is_known(text: str) -> bool:
    return guess_field(text) is not None or is_refused_header(text)


def _with_merged_tiers(sheet: Sheet, row: int) -> tuple[int, int]:
    first = last = row
    for merge in sheet.merges:
        if merge.top < merge.bottom <= merge.top + _MAX_TIERS - 1 and merge.top <= row <= merge.bottom:
            first, last = min(first, merge.top), max(last, merge.bottom)
    wide = [m for m in sheet.merges if m.top == m.bottom == row and m.left < m.right]
    if first == last and wide and _is_second_tier_below(sheet, row, wide):
        last += 1
    return first, last


def _is_second_tier_below(sheet: Sheet, row: int, wide: Sequence[Merge]) -> bool:
    """Parents merged sideways, their children below, but the plain columns not merged downwards."""
    if row + 1 >= len(sheet.rows):
        return False
    under = {column for merge in wide for column in range(merge.left, merge.right + 1)}
    filled = {column for column, cell in enumerate(sheet.rows[row + 1]) if cell}
    return bool(filled) and filled <= under and not _has_digit(sheet.rows[row + 1])


def _is_loose_second_tier(sheet: Sheet, row: int) -> bool:
    """Nothing merged: children stand under blank cells of the first tier, and under the cell left of those."""
    if row + 1 >= len(sheet.rows) or _has_digit(sheet.rows[row + 1]):
        return False
    above, below = sheet.rows[row], sheet.rows[row + 1]
    filled = [column for column, cell in enumerate(below) if cell]
    under_blank = {column for column in filled if not above[column]}
    parents = {column - 1 for column in under_blank}
    if any(guess_field(above[column]) in _CHILDLESS for column in filled):
        return False
    last_header = max((column for column, cell in enumerate(above) if cell), default=0)
    allowed = under_blank | parents
    return bool(under_blank) and set(filled) <= allowed and min(under_blank) <= last_header + 1 and len(filled) > 1


def _has_digit(cells: Iterable[str]) -> bool:
    return any(sign.isdigit() for cell in cells for sign in cell)


def _filled(sheet: Sheet, row: int, *, loose: bool) -> list[str]:
    """Cells of one tier, with parents repeated over their children."""
    cells = list(sheet.rows[row])
    merged = [merge for merge in sheet.merges if merge.top <= row <= merge.bottom and merge.left < merge.right]
    for merge in merged:
        for column in range(merge.left, min(merge.right + 1, len(cells))):
            cells[column] = sheet.rows[row][merge.left]
    if loose and not merged and row + 1 < len(sheet.rows):
        for column in range(1, len(cells)):
            if not cells[column] and sheet.rows[row + 1][column]:
                cells[column] = cells[column - 1]
    return cells
