"""Cells of a file of measurements: numbers with either decimal mark, places, codes, what counts as missing."""

import re
from collections.abc import Iterable
from typing import Final

from cdtt_app.domain.geo import Point, in_vietnam
from cdtt_app.domain.vietnamese import fold

_MISSING: Final = frozenset(
    (
        *("", "-", "--", "---", "?", "n/a", "na", "null", "none", "nan", "nil", "unknown", "undefined", "unavailable"),
        *(
            "không có",
            "không rõ",
            "khong co",
            "khong ro",
            "chưa đo",
            "2147483647",
            "-2147483648",
            "9223372036854775807",
        ),
    )
)
_NUMBER: Final = re.compile(r"[+\-−–]?\d[\d.,]*")
_PLAIN: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,2}|\.\d{4,})?")  # nothing to wonder about: no thousands, a point
_UNSURE_COMMA: Final = re.compile(r"-?\d+,(?:\d{1,2}|\d{4,})(?!\d)")
_UNSURE_POINT: Final = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})(?!\d)")
_LETTERED: Final = re.compile(r"([NSEWnsew])?\s*([^NSEWnsew]+?)[ °º]*([NSEWnsew])?")
_DECIMAL: Final = re.compile(r"[-−]?\d{1,4}(?:[.,]\d{1,20})?")
_DEGREES: Final = re.compile(
    r"(-?\d{1,3})\s?[°º*d ]\s?(\d{1,2})\s?['’′m ]\s?(\d{1,2}(?:[.,]\d+)?)?\s?(?:[\"”″s]|'')?", re.IGNORECASE
)
_PAIR: Final = re.compile(r"\(?\s*(-?\d{1,3}\.\d+)\s*[,;/ ]\s*(-?\d{1,3}\.\d+)\s*\)?")
_PAIR_OF_COMMAS: Final = re.compile(r"\(?\s*(-?\d{1,3},\d+)\s*(?:[;/ ]|, )\s*(-?\d{1,3},\d+)\s*\)?")

_INDOORS: Final = frozenset(("indoor", "indoors", "in", "inside", "trong nha", "trong", "true", "yes", "co", "1"))
_OUTDOORS: Final = frozenset(
    ("outdoor", "outdoors", "out", "outside", "ngoai troi", "ngoai", "false", "no", "khong", "0")
)


def known(cell: str) -> str:
    """The cell, or nothing where it only says that nothing is known."""
    return "" if cell in _MISSING or cell.lower() in _MISSING else cell


def decimal_mark(cells: Iterable[str]) -> str:
    """The sign before the decimals, told by the cells that can be read one way only."""
    commas = points = 0
    for cell in cells:
        commas += _UNSURE_COMMA.fullmatch(cell) is not None
        points += _UNSURE_POINT.fullmatch(cell) is not None
    return "," if commas > points else "."


def number_and_rest(cell: str, mark: str) -> tuple[float | None, str]:
    """The number at the start of the cell, and what follows it: its unit."""
    if _PLAIN.fullmatch(cell):
        return float(cell), ""
    found = _NUMBER.match(cell) if known(cell) else None
    if not found:
        return None, ""
    return _number(found.group(), mark), cell[found.end() :].strip()


def number(cell: str, mark: str, least: float, most: float) -> float | None:
    """The number in the cell, if it lies within bounds; units behind it do not disturb."""
    value, _ = number_and_rest(cell, mark)
    return value if value is not None and least <= value <= most else None


def coordinate(cell: str) -> float | None:
    """Degrees, in decimals (the only sign is always the decimal mark) or in degrees, minutes and seconds."""
    if _PLAIN.fullmatch(cell):
        return float(cell)
    found = _LETTERED.fullmatch(known(cell))
    if not found:
        return None
    letter = (found[1] or found[3] or "").upper()
    parts = _DEGREES.fullmatch(found[2])
    value = _sexagesimal(parts) if parts else _decimal(found[2])
    return -abs(value) if value is not None and letter in ("S", "W") else value


def point(latitude: float | None, longitude: float | None) -> Point | None:
    """The place; latitude and longitude are exchanged when only that way it lies in Vietnam."""
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None
    straight, crossed = Point(latitude, longitude), Point(longitude, latitude)
    if not in_vietnam(straight) and in_vietnam(crossed):
        return crossed
    return straight if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def pair(cell: str) -> Point | None:
    """A place from one cell, "22.62924, 105.34808" or "22,62924 105,34808"."""
    found = _PAIR.fullmatch(cell) or _PAIR_OF_COMMAS.fullmatch(cell)
    return point(_decimal(found[1]), _decimal(found[2])) if found else None


def indoors(cell: str) -> bool | None:
    """Whether the phone was inside; None where the cell does not say."""
    words = fold(cell)
    if words in _INDOORS:
        return True
    return False if words in _OUTDOORS else None


def _decimal(text: str) -> float | None:
    return float(text.replace(",", ".").replace("−", "-")) if _DECIMAL.fullmatch(text) else None


def _sexagesimal(parts: re.Match[str]) -> float | None:
    degrees, minutes, seconds = float(parts[1]), float(parts[2]), _decimal(parts[3] or "0") or 0.0
    if minutes >= 60 or seconds >= 60:
        return None
    size = abs(degrees) + minutes / 60 + seconds / 3600
    return -size if parts[1].startswith("-") else size


def _number(text: str, mark: str) -> float | None:
    """A number; 1.234,5 and 1,234.5 tell their mark, 85,000 is read with the mark of the file."""
    signs = [sign for sign in text if sign in ".,"]
    if len(set(signs)) == 2:
        mark = signs[-1]
    elif len(signs) > 1 or (len(signs) == 1 and not _is_decimal(text, signs[0], mark)):
        mark = "," if signs[0] == "." else "."  # the sign stands between thousands
    elif signs:
        mark = signs[0]
    thousands = "." if mark == "," else ","
    try:
        return float(text.replace(thousands, "").replace(mark, ".").translate({0x2212: "-", 0x2013: "-"}))
    except ValueError:
        return None


def _is_decimal(text: str, sign: str, mark: str) -> bool:
    before, _, behind = text.lstrip("+-−–").partition(sign)
    return sign == mark or len(behind) != 3 or not 1 <= len(before) <= 3 or before == "0"
