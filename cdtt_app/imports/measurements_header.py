"""Find the header of a file of measurements: below titles, one or two lines, between any separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.imports.measurements_columns import Heading, Meaning, is_unit, read_heading
from cdtt_app.imports.measurements_text import DELIMITERS, MeasurementError, cells_of

_SEARCHED_LINES: Final = 60
_ENOUGH: Final = 2  # known columns make a line the header
_MOST_COLUMNS: Final = 400
_MOST_TRIES: Final = 1000  # further lines without digits are not looked at as headers
_SUBSTANCE: Final = frozenset(
    (
        *(Meaning.LATITUDE, Meaning.POSITION, Meaning.PLACE, Meaning.RSRP, Meaning.SIGNAL, Meaning.ASU),
        *(Meaning.DOWN, Meaning.UP, Meaning.PING, Meaning.TECHNOLOGY),
    )
)
_DIGIT: Final = re.compile(r"\d")
_STATIONS: Final = frozenset(("range", "samples", "changeable"))

Lines = Sequence[tuple[int, str]]  # with their numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The columns; `data` is the place of the first line behind the header in the list of lines."""

    headings: tuple[Heading, ...]
    delimiter: str
    data: int


def find_header(lines: Lines) -> Header:
    """Find the header; a MeasurementError says that there is none."""
    best, most = None, _ENOUGH - 1
    for header in _candidates(lines):
        known = _known(header.headings)
        if known > most:
            best, most = header, known
    if best is None:
        raise MeasurementError(
            "Không thấy dòng tiêu đề (thời gian, vĩ độ, kinh độ, nhà mạng, RSRP, tải xuống...) nên không biết cột nào "
            "là gì. Hãy thêm dòng tiêu đề vào đầu bảng, hoặc xuất lại kết quả đo từ ứng dụng."
        )
    if {heading.words for heading in best.headings} >= _STATIONS:
        raise MeasurementError(
            "Đây là danh sách ô sóng của OpenCelliD (vị trí ước tính của trạm), không phải kết quả đo tại chỗ. "
            "Hãy chọn tệp kết quả đo."
        )
    return best


def sections(lines: Lines, header: Header) -> Iterator[tuple[tuple[Heading, ...], Lines]]:
    """Columns with the lines below them: files put together of several hold a header for each."""
    start, headings = header.data, header.headings
    first, tries = lines[header.data - 1][1], _MOST_TRIES
    for place in range(header.data, len(lines)):
        line = lines[place][1]
        again = header.headings if line == first else None
        # Another header has no digits, and a line of measurements is seldom without any.
        if again is None and tries and not _DIGIT.search(line):
            again, tries = _headings_in(line, header.delimiter), tries - 1
        if again:
            yield headings, lines[start:place]
            start, headings = place + 1, again
    yield headings, lines[start:]


def _headings_in(line: str, delimiter: str) -> tuple[Heading, ...] | None:
    cells = cells_of(line, delimiter)[:_MOST_COLUMNS]
    if len(cells) < _ENOUGH:
        return None
    headings = tuple(map(read_heading, cells))
    return headings if _known(headings) >= _ENOUGH else None


def _candidates(lines: Lines) -> Iterator[Header]:
    for delimiter in DELIMITERS:
        rows = [cells_of(line, delimiter)[:_MOST_COLUMNS] for _, line in lines[: _SEARCHED_LINES + 1]]
        for place, row in enumerate(rows[:_SEARCHED_LINES]):
            if len(row) < _ENOUGH:
                continue
            alone = Header(headings=tuple(map(read_heading, row)), delimiter=delimiter, data=place + 1)
            below = rows[place + 1] if place + 1 < len(rows) else []
            if not _is_second_line(below):
                yield alone
                continue
            joined = tuple(read_heading(text) for text in _two_lines(row, below))
            both = Header(headings=joined, delimiter=delimiter, data=place + 2)
            yield from (both, alone) if any(map(_unit_alone, below)) else (alone, both)


def _is_second_line(cells: Sequence[str]) -> bool:
    """Units, or the names of columns below those of their groups."""
    filled = [cell for cell in cells if cell]
    if not filled or any(sign.isdigit() for cell in filled for sign in cell):
        return False
    return any(map(_unit_alone, filled)) or _known(tuple(map(read_heading, filled))) >= _ENOUGH


def _unit_alone(cell: str) -> str:
    unit = cell.strip("()[] ")
    return unit if is_unit(unit) else ""


def _two_lines(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """One text for each column; what stands above an empty cell's neighbour stands above it too."""
    texts, group = [], ""
    for place in range(max(len(above), len(below))):
        upper, lower = (line[place] if place < len(line) else "" for line in (above, below))
        group = upper or group
        # A column below a wide group may say enough by itself: "Ping" under "Tải lên", which ended one column before.
        alone = not lower or (not upper and read_heading(lower).meaning is not None)
        over = upper if alone else group
        unit = _unit_alone(lower)
        texts.append(f"{over} ({unit})" if unit else f"{over} {lower}".strip())
    return texts


def _known(headings: Sequence[Heading]) -> int:
    meanings = {heading.meaning for heading in headings} - {None}
    return len(meanings) if meanings & _SUBSTANCE else 0
