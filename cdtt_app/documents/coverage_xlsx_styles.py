"""How the cells of a workbook look: formats, widths by what stands in a column, heights by how it wraps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_NARROW, _WIDE = 7, 45  # characters
_FILTER_ARROW = 3
_LINE, _HIGHEST = 17.25, 409.0  # points: a line of Times New Roman 13, and what a row can be


class Look(StrEnum):
    """The sorts of cells."""

    TITLE = "title"
    NOTE = "note"
    HEADER = "header"
    NUMBER = "number"  # in the column STT
    TEXT = "text"
    QUOTED = "quoted"  # text that would become a formula when somebody edits the cell
    WHOLE = "whole"
    REAL = "real"
    FRACTION = "fraction"
    DEGREES = "degrees"
    DATE = "date"
    DATETIME = "datetime"


Styles = Mapping[Look, "Format"]
_LEAST: Mapping[Look, int] = {Look.DATE: 12, Look.DATETIME: 17, Look.DEGREES: 11}
_RIGHT: Mapping[str, object] = {"align": "right", "indent": 1}
# A spreadsheet writes "," and "." here as its user's country does: 1.234,5 in Vietnam.
_PROPERTIES: Mapping[Look, Mapping[str, object]] = {
    Look.TITLE: {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "border": 0},
    Look.NOTE: {"italic": True, "border": 0},
    Look.HEADER: {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E4EBE8"},
    Look.NUMBER: {"align": "center", "num_format": "0"},
    Look.TEXT: {"text_wrap": True},
    Look.QUOTED: {"text_wrap": True, "quote_prefix": True},
    Look.WHOLE: {"num_format": "#,##0", **_RIGHT},
    Look.REAL: {"num_format": "#,##0", **_RIGHT},
    Look.FRACTION: {"num_format": "#,##0.0##", **_RIGHT},
    Look.DEGREES: {"num_format": "0.0#####", **_RIGHT},
    Look.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    Look.DATETIME: {"num_format": "dd/mm/yyyy hh:mm", "align": "center"},
}


def add_styles(book: "Workbook") -> Styles:
    """The formats, made in the book."""
    return {look: book.add_format({"border": 1, "valign": "top", **more}) for look, more in _PROPERTIES.items()}


def widths(headings: Sequence[str], looks: Sequence[Look], lines: Iterable[Sequence[object]]) -> list[int]:
    """Characters: enough for every number and date and for most text; longer text and headings wrap."""
    most = [max(_NARROW, _longest_word(heading) + _FILTER_ARROW) for heading in headings]
    for line in lines:
        for column, value in enumerate(line):
            most[column] = max(most[column], _length(value) + 2)
    return [min(max(width, _LEAST.get(look, 0)), _WIDE) for width, look in zip(most, looks, strict=True)]


def heading_height(headings: Sequence[str], room: Sequence[int]) -> float:
    """Points, words wrapped beside the arrow of the filter."""
    return _LINE * max(
        len(wrap(text, max(1, width - _FILTER_ARROW))) for text, width in zip(headings, room, strict=True)
    )


def height(line: Sequence[object], room: Sequence[int]) -> float:
    """Points. Written down for each row, because not every program finds them by itself."""
    most = 1
    for value, width in zip(line, room, strict=True):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            most = max(most, sum(-(-len(part) // width) or 1 for part in value.split("\n")))
    return min(most * _LINE, _HIGHEST)


def _length(value: object) -> int:
    if isinstance(value, str):
        return len(value) if "\n" not in value else max(map(len, value.splitlines()))
    if value is None or isinstance(value, date):
        return 0
    return len(f"{value:,.3f}") if isinstance(value, float) else len(f"{value:,}")


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
