"""The functions that an expression may call, and how ODK turns text, numbers, yes/no and dates into one another.

A blank answer is the empty text and, as a number, "not a number": every comparison of size with it is false.
A date is text, 2026-11-24; as a number it is days since 1970, so that dates compare and subtract.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

Value = str | float | bool

_NUMBER = re.compile(r"\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = date(1970, 1, 1)
_LARGEST = 1e15  # whole numbers beyond lose their units
_DATE_PARTS = re.compile(r"%([YymndeY])")


def as_text(value: Value) -> str:
    """A value as an answer would be written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    shown = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def as_number(value: Value) -> float:
    """A value as a number; NaN for blank and for text that is neither number nor date."""
    if not isinstance(value, str):
        return float(value)
    if _NUMBER.fullmatch(value):
        return float(value)
    day = as_date(value)
    return math.nan if day is None else float((day - _EPOCH).days)


def as_truth(value: Value) -> bool:
    """Text is true when it is not blank, a number when it is not zero."""
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


def as_date(value: str) -> date | None:
    """The day that a text names (2026-11-24), or None."""
    try:
        return date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        return None


def equal(left: Value, right: Value) -> bool:
    """XPath 1.0: as yes/no when one side is, else as numbers when one side is, else as text."""
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) == as_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return as_number(left) == as_number(right)
    return left == right


def _day_of(value: Value) -> str:
    if isinstance(value, str) and as_date(value):
        return value
    days = as_number(value)
    try:
        return "" if math.isnan(days) else (_EPOCH + timedelta(days=math.floor(days))).isoformat()
    except OverflowError:
        return ""


def _format_date(value: Value, pattern: Value) -> str:
    day = as_date(_day_of(value))
    if day is None:
        return ""
    parts = {
        "Y": f"{day.year:04}", "y": f"{day.year % 100:02}", "m": f"{day.month:02}", "n": str(day.month),
        "d": f"{day.day:02}", "e": str(day.day),
    }  # fmt: skip
    return _DATE_PARTS.sub(lambda found: parts[found[1]], as_text(pattern))


def _round(value: Value, places: Value = 0.0) -> float:
    number, digits = as_number(value), as_number(places)
    if not (abs(number) < _LARGEST and abs(digits) <= 10):  # NaN compares false as well
        return number
    scale = 10.0 ** int(digits)
    return math.floor(number * scale + 0.5) / scale


def _int(value: Value) -> float:
    number = as_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _selected_at(value: Value, place: Value) -> str:
    chosen, index = as_text(value).split(), as_number(place)
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


@dataclass(frozen=True, slots=True)
class OdkFunction:
    """A function with the number of arguments it takes (least, most or None for any)."""

    least: int
    most: int | None
    call: Callable[..., Value]


FUNCTIONS: Mapping[str, OdkFunction] = MappingProxyType(
    {
        "selected": OdkFunction(2, 2, lambda value, name: as_text(name) in as_text(value).split()),
        "count-selected": OdkFunction(1, 1, lambda value: float(len(as_text(value).split()))),
        "selected-at": OdkFunction(2, 2, _selected_at),
        "if": OdkFunction(3, 3, lambda test, then, other: then if as_truth(test) else other),
        "coalesce": OdkFunction(2, 2, lambda first, second: first if as_text(first) else second),
        "regex": OdkFunction(2, 2, lambda value, pattern: bool(re.fullmatch(as_text(pattern), as_text(value)))),
        "not": OdkFunction(1, 1, lambda value: not as_truth(value)),
        "true": OdkFunction(0, 0, lambda: True),
        "false": OdkFunction(0, 0, lambda: False),
        "boolean": OdkFunction(1, 1, as_truth),
        "number": OdkFunction(1, 1, as_number),
        "int": OdkFunction(1, 1, _int),
        "round": OdkFunction(1, 2, _round),
        "string": OdkFunction(1, 1, as_text),
        "string-length": OdkFunction(1, 1, lambda value: float(len(as_text(value)))),
        "concat": OdkFunction(1, None, lambda *values: "".join(map(as_text, values))),
        "contains": OdkFunction(2, 2, lambda value, part: as_text(part) in as_text(value)),
        "starts-with": OdkFunction(2, 2, lambda value, part: as_text(value).startswith(as_text(part))),
        "date": OdkFunction(1, 1, _day_of),
        "format-date": OdkFunction(2, 2, _format_date),
        "decimal-date-time": OdkFunction(1, 1, as_number),
        "today": OdkFunction(0, 0, lambda: ""),  # the evaluator says which day it is
    }
)
# Their second argument must be written out, so that a bad pattern is refused before it is used.
WITH_PATTERN = frozenset({"regex", "format-date"})


def pattern_problem(function: str, pattern: str) -> str:
    """Why this pattern cannot be used, in a sentence; blank when it can."""
    if function == "format-date":
        unknown = re.sub(r"%[Yymnde]", "", pattern)
        return "Mẫu ngày chỉ dùng %Y %y %m %n %d %e." if "%" in unknown else ""
    try:
        re.compile(pattern)
    except re.error:
        return f"Mẫu «{pattern}» của regex() viết sai. Xem lại dấu ngoặc."
    return ""
