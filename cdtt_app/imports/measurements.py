"""Measurements of mobile signal from CSV, as measuring apps and their users write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.vietnamese import fold
from cdtt_app.imports.measurements_columns import Heading
from cdtt_app.imports.measurements_header import Lines, find_header, sections
from cdtt_app.imports.measurements_plan import Plan, date_columns, make_plan
from cdtt_app.imports.measurements_rows import Measurement, read_row
from cdtt_app.imports.measurements_text import MeasurementError, cells_of, lines_of, text_of
from cdtt_app.imports.register_header import is_numbering

MAX_ROWS: Final = 200_000

_SAMPLE: Final = 1000
_SUMMARY: Final = re.compile(r"(trung binh|tong( cong| so)?|average|avg|mean|total|min|max|median)\b")
_NOTHING: Final = "Dòng không có vị trí, cũng không có kết quả đo nào."
_SUMMED_UP: Final = "Dòng tổng hợp, không phải một lần đo."
_TOO_WIDE: Final = (
    "Dòng có nhiều ô hơn dòng tiêu đề, có lẽ vì số lẻ viết bằng dấu phẩy. Hãy lưu lại tệp với dấu chấm phẩy (;) "
    "giữa các ô rồi chọn lại."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementFile:
    """What was read, which lines were not and why, and how each column was understood: shown before it is kept."""

    measurements: tuple[Measurement, ...]
    skipped: tuple[tuple[int, str], ...]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def read_measurements(data: bytes) -> MeasurementFile:
    """Read a CSV file of measurements; a MeasurementError says why it cannot be."""
    lines = _lines(data)
    header = find_header(lines)
    measurements: list[Measurement] = []
    skipped: list[tuple[int, str]] = []
    understood: dict[tuple[str, str], None] = {}
    ignored: dict[str, None] = {}
    for headings, below in sections(lines, header):
        plan = _plan(headings, below, header.delimiter)
        understood.update(dict.fromkeys(plan.understood))
        ignored.update(dict.fromkeys(plan.ignored))
        for row in _rows(below, plan, header.delimiter):
            if isinstance(row, Measurement):
                measurements.append(row)
            else:
                skipped.append(row)
    if not measurements and not skipped:
        raise MeasurementError(
            "Tệp chỉ có dòng tiêu đề, chưa có kết quả đo nào. Hãy xuất lại từ ứng dụng rồi chọn lại."
        )
    return MeasurementFile(
        measurements=tuple(measurements),
        skipped=tuple(skipped),
        understood=tuple(understood),
        ignored=tuple(ignored),
    )


def _lines(data: bytes) -> list[tuple[int, str]]:
    lines = []
    for line in lines_of(text_of(data)):
        lines.append(line)
        if len(lines) > MAX_ROWS + 1:
            raise MeasurementError(
                "Tệp có hơn 200.000 dòng, quá lớn. Hãy xuất theo từng tháng hoặc từng thôn rồi chọn từng tệp."
            )
    if not lines:
        raise MeasurementError("Tệp không có dòng nào. Hãy xuất lại kết quả đo từ ứng dụng rồi chọn lại.")
    return lines


def _plan(headings: tuple[Heading, ...], lines: Lines, delimiter: str) -> Plan:
    dates = date_columns(headings)
    cells = (cells_of(line, delimiter) for _, line in lines) if dates else ()
    written = [row[place] for row in cells for place in dates if place < len(row)]
    return make_plan(headings, [cells_of(line, delimiter) for _, line in lines[:_SAMPLE]], written)


def _rows(lines: Lines, plan: Plan, delimiter: str) -> Iterator[Measurement | tuple[int, str]]:
    for place, (number, line) in enumerate(lines):
        cells = cells_of(line, delimiter)
        if place == 0 and is_numbering(cells):
            continue  # (1) (2) (3) below the header
        if any(cells[plan.width :]):
            yield number, _TOO_WIDE
        elif not cells[0][:1].isdigit() and _SUMMARY.match(fold(cells[0])):
            yield number, _SUMMED_UP
        else:
            measurement = read_row(number, cells, plan)
            yield measurement if measurement.tells else (number, _NOTHING)
