"""Numbers, distances and hours as people type them, and a sentence for what is none of these."""

import re
from datetime import date, datetime
from typing import Final

from cdtt_app.domain.vietnamese import format_date, format_number, nfc, parse_date

_ABOUT: Final = re.compile(r"^(?:khoảng|chừng|độ|gần|~|≈)\s*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,6})?", re.ASCII)
_ENGLISH: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,6}", re.ASCII)
_PLAIN: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?", re.ASCII)
_DISTANCE: Final = re.compile(r"(?P<number>.*?)\s*(?P<unit>km|cây số|cây|ki-?lô-?mét|mét|m)?")
_HOUR: Final = re.compile(r"(\d{1,2})\s*(?:[:.h]|giờ)\s*(\d{1,2})?\s*(?:phút)?(?:\s+(\S+))?", re.ASCII)
_KILOMETRES: Final = frozenset({"km", "cây số", "cây", "kilômét", "ki-lô-mét"})
_FARTHEST_M: Final = 200_000
_MOST: Final = 100_000
_RSRP: Final = range(-150, -29)


class UnreadableError(ValueError):
    """What was typed is not what the field asks for; the text says in Vietnamese what to type."""


def read_number(text: str) -> float:
    """`3,5`, `2600`, `2.600`, `1.234,5`; raises UnreadableError for a text that is no number."""
    plain = text.strip()
    if _GROUPED.fullmatch(plain):
        return float(plain.replace(".", "").replace(" ", "").replace(",", "."))
    if _ENGLISH.fullmatch(plain):
        return float(plain.replace(",", ""))
    if _PLAIN.fullmatch(plain):
        return float(plain.replace(",", "."))
    raise UnreadableError(f"“{plain}” không phải là số. Hãy ghi bằng chữ số, ví dụ 25 hoặc 3,5.")


def read_count(text: str) -> int | None:
    """How many, `khoảng 50 hộ` too; None when nothing was typed."""
    plain = _tidy(text, "hộ", "người", "nhà", "nhân khẩu")
    if not plain:
        return None
    number = read_number(plain)
    if number != int(number) or number > _MOST:
        raise UnreadableError(f"“{text.strip()}” không phải là số đếm. Hãy ghi số nguyên, ví dụ 25.")
    return int(number)


def read_metres(text: str) -> int | None:
    """A distance in metres from `3,5 km`, `2600`, `800 m`; None when nothing was typed."""
    plain = _tidy(text)
    parts = _DISTANCE.fullmatch(plain)
    if not plain or parts is None:
        return None
    number, unit = read_number(parts["number"]), parts["unit"] or ""
    if not unit and number != int(number):
        raise UnreadableError(f"“{plain}” là m hay km? Hãy ghi thêm đơn vị, ví dụ {plain} km.")
    metres = number * 1000 if unit in _KILOMETRES else number
    if metres > _FARTHEST_M:
        raise UnreadableError(f"“{plain}” xa quá 200 km. Hãy ghi lại, ví dụ 3,5 km hoặc 2600 m.")
    return round(metres)


def read_decimal(text: str) -> float | None:
    """A speed or a delay, its unit tolerated; None when nothing was typed."""
    plain = _tidy(text, "mbps", "mbit/s", "mb/s", "ms")
    if not plain:
        return None
    number = read_number(plain)
    if number > _MOST:
        raise UnreadableError(f"“{text.strip()}” lớn quá. Hãy xem lại số đo trên máy.")
    return number


def read_rsrp(text: str) -> int | None:
    """RSRP in dBm; people leave the minus out. None when nothing was typed."""
    plain = _tidy(text, "dbm").replace("−", "-").replace("–", "-")
    if not plain:
        return None
    digits = plain.removeprefix("-").strip()
    level = -int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else 0
    if level not in _RSRP:
        raise UnreadableError(f"“{text.strip()}” không phải mức RSRP. Hãy ghi số dBm máy hiện, ví dụ -105.")
    return level


def read_moment(text: str, day: date) -> datetime | None:
    """`19:40`, `19h40`, `19 giờ`, `19:40 22/11/2026`, on `day` unless it names one, as the clock on the wall says."""
    plain = _tidy(text)
    if not plain:
        return None
    parts = _HOUR.fullmatch(plain)
    on = (parse_date(parts[3]) if parts[3] else day) if parts else None
    if parts is None or on is None or int(parts[1]) > 23 or int(parts[2] or 0) > 59:
        raise UnreadableError(f"“{text.strip()}” không phải giờ. Hãy ghi như 19:40.")
    return datetime(on.year, on.month, on.day, int(parts[1]), int(parts[2] or 0)).astimezone()


def metres_text(metres: int | None) -> str:
    """A distance as it stands in a field: `2,6 km`, `350 m`."""
    if metres is None:
        return ""
    return f"{format_number(metres / 1000, 3)} km" if metres >= 1000 else f"{metres} m"


def decimal_text(number: float | None) -> str:
    """A number as it stands in a field: `12,5`."""
    return "" if number is None else format_number(number, 6)


def count_text(number: int | None) -> str:
    """A whole number as it stands in a field."""
    return "" if number is None else str(number)


def moment_text(moment: datetime | None, day: date) -> str:
    """`19:40`, with its day where that is another one."""
    if moment is None:
        return ""
    local = moment.astimezone()
    return f"{local:%H:%M}" if local.date() == day else f"{local:%H:%M} {format_date(local.date())}"


def _tidy(text: str, *units: str) -> str:
    plain = _ABOUT.sub("", " ".join(nfc(text).lower().split()))
    return next((plain.removesuffix(unit).strip() for unit in units if plain.endswith(unit)), plain)
