"""A workbook as commune officers keep them: a sheet per layer and one of explanations, ready to filter and to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from cdtt_app.documents.coverage_xlsx_styles import Look, Styles, add_styles, heading_height, height, widths
from cdtt_app.documents.layer import DECIMALS, VIETNAM, ColumnKind, Export, Layer, Row, Value, degrees, legible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

EXPLANATIONS = "Giải thích"
_TITLE, _NOTE, _HEADER, _FIRST = range(4)  # rows of a sheet
_MOST_ROWS = 2**20 - _FIRST
_MOST_UNITS = 32_767  # UTF-16 units in a cell
_CUT = " … (dài quá một ô, đã cắt bớt)"
_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_OLDEST_YEAR = 1900  # a spreadsheet knows no day before
_POSITION = (("Vĩ độ", Look.DEGREES), ("Kinh độ", Look.DEGREES), ("Toạ độ để dán vào bản đồ", Look.TEXT))
_LOOKS = {
    ColumnKind.TEXT: Look.TEXT,
    ColumnKind.INTEGER: Look.WHOLE,
    ColumnKind.REAL: Look.REAL,
    ColumnKind.DATE: Look.DATE,
    ColumnKind.DATETIME: Look.DATETIME,
    ColumnKind.BOOLEAN: Look.TEXT,
}
Cell = str | float | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    title: str
    note: str
    headings: tuple[str, ...]
    looks: tuple[Look, ...]
    lines: list[tuple[Cell, ...]]


def xlsx(export: Export) -> bytes:
    """The bytes of the file; raises ValueError when a layer has more rows than a sheet."""
    from xlsxwriter import Workbook  # here, because most starts of the program write no workbook

    written = BytesIO()
    font = {"font_name": "Times New Roman", "font_size": 13}
    with Workbook(written, {"in_memory": True, "default_format_properties": font}) as book:
        book.set_properties({"created": export.made_at.astimezone(UTC).replace(tzinfo=None)})
        styles = add_styles(book)
        for layer in export.layers:
            _add_sheet(book, styles, layer.title, _of_layer(layer, export.made_at))
        _add_sheet(book, styles, EXPLANATIONS, _of_explanations(export))
    return written.getvalue()


def _of_layer(layer: Layer, made_at: datetime) -> _Table:
    if len(layer.rows) > _MOST_ROWS:
        raise ValueError(f"{len(layer.rows)} rows do not fit on a sheet")
    position = _POSITION if any(layer.points()) else ()
    when = f"{made_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
    return _Table(
        title=layer.title,
        note=f"{len(layer.rows)} dòng, lập lúc {when}. Cách tính và độ chính xác: xem trang “{EXPLANATIONS}”.",
        headings=("STT", *(column.title for column in layer.columns), *(title for title, _ in position)),
        looks=(Look.NUMBER, *(_LOOKS[column.kind] for column in layer.columns), *(look for _, look in position)),
        lines=[_line(number, row, bool(position)) for number, row in enumerate(layer.legible_rows(), 1)],
    )


def _of_explanations(export: Export) -> _Table:
    return _Table(
        title=EXPLANATIONS,
        note="Đọc trước khi dùng các trang kia.",
        headings=("STT", "Mục", "Nội dung"),
        looks=(Look.NUMBER, Look.TEXT, Look.TEXT),
        lines=[(number, topic, _cell(text)) for number, (topic, text) in enumerate(export.legible_about(), 1)],
    )


def _line(number: int, row: Row, with_position: bool) -> tuple[Cell, ...]:
    position = tuple(_position(row)) if with_position else ()
    return number, *map(_cell, row.values), *position


def _position(row: Row) -> Iterator[Cell]:
    if row.point is None:
        yield from (None, None, None)
        return
    latitude, longitude = row.point.latitude, row.point.longitude
    yield from (round(latitude, DECIMALS), round(longitude, DECIMALS))
    yield f"{degrees(latitude)}, {degrees(longitude)}"


def _cell(value: Value) -> Cell:
    if isinstance(value, str):
        return _short_enough(value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).replace(tzinfo=None)
    if isinstance(value, date) and value.year < _OLDEST_YEAR:
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return value


def _short_enough(text: str) -> str:
    if len(text) * 2 <= _MOST_UNITS or len(text.encode("utf-16-le")) // 2 <= _MOST_UNITS:
        return text
    room = (_MOST_UNITS - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def _add_sheet(book: "Workbook", styles: Styles, name: str, table: _Table) -> None:
    sheet = book.add_worksheet(_sheet_name(name, {sheet.get_name().casefold() for sheet in book.worksheets()}))
    last = len(table.headings) - 1
    sheet.merge_range(_TITLE, 0, _TITLE, last, "", styles[Look.TITLE])
    sheet.write_string(_TITLE, 0, legible(table.title), styles[Look.TITLE])
    sheet.write_string(_NOTE, 0, table.note, styles[Look.NOTE])
    for column, heading in enumerate(table.headings):
        sheet.write_string(_HEADER, column, legible(heading), styles[Look.HEADER])
    room = widths(table.headings, table.looks, table.lines)
    sheet.set_row(_TITLE, 24)
    sheet.set_row(_NOTE, 20)
    sheet.set_row(_HEADER, heading_height(table.headings, room))
    for column, width in enumerate(room):
        sheet.set_column(column, column, width)
    for at, line in enumerate(table.lines, _FIRST):
        sheet.set_row(at, height(line, room))
        for column, (look, value) in enumerate(zip(table.looks, line, strict=True)):
            _write(sheet, styles, (at, column), look, value)
    sheet.freeze_panes(_FIRST, min(2, last))
    # No row of numbers (1) (2) (3) under the headings: the filter would sort it in among the data.
    sheet.autofilter(_HEADER, 0, max(_HEADER + len(table.lines), _FIRST), last)
    _set_page(sheet)


def _set_page(sheet: "Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)  # inches
    sheet.set_footer('&C&"Times New Roman"Trang &P/&N')


def _write(sheet: "Worksheet", styles: Styles, at: tuple[int, int], look: Look, value: Cell) -> None:
    """By the type of the value and never by the look of its text: nothing becomes a formula or a link."""
    style = _style(styles, look, value)
    if value is None or value == "":
        sheet.write_blank(*at, None, style)
    elif isinstance(value, str):
        sheet.write_string(*at, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, style)
    else:
        sheet.write_number(*at, value, style)


def _style(styles: Styles, look: Look, value: Cell) -> "Format":
    if isinstance(value, str):
        return styles[Look.QUOTED if value.startswith(("=", "+", "-", "@")) else Look.TEXT]
    if look is Look.REAL and isinstance(value, float) and not value.is_integer():
        return styles[Look.FRACTION]
    return styles[look]


def _sheet_name(title: str, taken: set[str]) -> str:
    plain = " ".join(legible(title).translate(_NOT_IN_NAMES).split())
    for number in range(1, len(taken) + 2):
        end = f" {number}" if number > 1 else ""
        name = plain[: _SHEET_NAME - len(end)].strip() + end
        if name.casefold() not in taken:
            return name
    raise AssertionError("one more name than names taken")
