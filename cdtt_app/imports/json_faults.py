"""What is wrong with a data file that somebody edited by hand, in words of Vietnamese."""

import re
from typing import Final

_FIELD: Final = re.compile(r"(unknown field|missing required field) `(?P<name>[^`]*)`")
_VALUE: Final = re.compile(r"Invalid enum value ['`](?P<name>[^'`]*)['`]")
_PLACE: Final = re.compile(r" - at (?:`(?P<path>[^`]*)`|(?P<key>.*))$")


def fault_of(error: Exception) -> str:
    """A part of a sentence: `có mục lạ “tilte”`."""
    said = str(error)
    if isinstance(error, OSError):
        return "không mở được"
    field = _FIELD.search(said)
    if field:
        what = "có mục lạ" if field[1] == "unknown field" else "thiếu mục"
        return f"{what} “{field['name']}”{_where(said)}"
    value = _VALUE.search(said)
    if value:
        return f"có chữ “{value['name']}” mà chương trình không biết{_where(said)}"
    place = _where(said)
    return f"có chỗ ghi không đúng kiểu{place}" if place else "không phải tệp JSON đọc được"


def _where(said: str) -> str:
    found = _PLACE.search(said)
    place = (found["path"] or found["key"]).removeprefix("$").lstrip(".").replace("[...]", "") if found else ""
    return f", ở {place}" if place else ""
