"""Moments as measuring apps write them; without a zone it is Vietnam's clock."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import Enum
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7))
_YEARS: Final = range(2000, 2100)

_CLOCK: Final = r"(\d{1,2})[:hg_](\d{1,2})(?:[:_'p](\d{1,2}))?(?:[.,](\d{1,9}))?s?"
_HALF: Final = r"\s?([aApP]\.?[mM]\.?|SA|CH|sa|ch)?"
_ZONE: Final = r"\s?(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?"
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:[T _,]+{_CLOCK}{_HALF}{_ZONE})?")
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}})(?:[T _,-]+{_CLOCK}{_HALF}{_ZONE})?")
_CLOCK_FIRST: Final = re.compile(rf"{_CLOCK}{_HALF}(?:[ ,-]|ngày)+(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}})")
_EPOCH: Final = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})")
_PACKED: Final = re.compile(r"(20\d{2})[.-]?(\d{2})[.-]?(\d{2})[T_-]?(\d{2})[.-]?(\d{2})[.-]?(\d{2})")
_TWO_NUMBERS: Final = re.compile(r"(?:^|\s)(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")
_OFFSET: Final = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


class DateOrder(Enum):
    """Which of 05/06/2026 is the day; MIXED: a file with both, where only what can be read one way is read."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"
    MIXED = "mixed"


def date_order(cells: Iterable[str]) -> DateOrder:
    """Month first only where a whole file says so; Vietnam writes the day first."""
    day = month = False
    for cell in cells:
        found = _TWO_NUMBERS.search(cell)
        if found:
            day |= int(found[1]) > 12
            month |= int(found[2]) > 12
    if day and month:
        return DateOrder.MIXED
    return DateOrder.MONTH_FIRST if month else DateOrder.DAY_FIRST


def read_moment(text: str, order: DateOrder, zone: tzinfo = VIETNAM) -> datetime | None:
    """The moment, or None where the text tells none; `zone` is for a text without one."""
    try:
        moment = _read(text, order, zone)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and moment.year in _YEARS else None


def _read(text: str, order: DateOrder, zone: tzinfo) -> datetime | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, *clock = found.groups()
        return _moment((int(year), int(month), int(day)), clock, zone)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year, *clock = found.groups()
        return _moment(_date(first, second, year, order), clock, zone)
    if found := _CLOCK_FIRST.fullmatch(text):
        *clock, first, second, year = found.groups()
        return _moment(_date(first, second, year, order), [*clock, None], zone)
    if found := _EPOCH.fullmatch(text):
        seconds = int(found[1]) if found[1] else int(found[2]) / 1000
        return datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    if found := _PACKED.fullmatch(text):
        year, month, day, hour, minute, second = map(int, found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    return None


def _date(first: str, second: str, year: str, order: DateOrder) -> tuple[int, int, int] | None:
    a, b, full_year = int(first), int(second), int(year) + (2000 if len(year) == 2 else 0)
    if order is DateOrder.MIXED and a <= 12 and b <= 12 and a != b:
        return None
    month_first = order is DateOrder.MONTH_FIRST or (order is DateOrder.MIXED and b > 12)
    return (full_year, a, b) if month_first else (full_year, b, a)


def _moment(date: tuple[int, int, int] | None, clock: list[str | None], zone: tzinfo) -> datetime | None:
    """`clock` is hour, minute, second, its fraction, the half of the day, the zone; any may be missing."""
    if date is None:
        return None
    hour, minute, second, fraction, half, written_zone = clock
    micro = int((fraction or "0").ljust(6, "0")[:6])
    hours = _hour(int(hour or 0), half)
    return datetime(*date, hours, int(minute or 0), int(second or 0), micro, tzinfo=_zone(written_zone) or zone)


def _hour(hour: int, half: str | None) -> int:
    """Twelve-hour clocks, AM and PM or SA (sáng) and CH (chiều); some write 13:05 PM."""
    if not half or hour > 12:
        return hour
    afternoon = half[0] in "pPcC"
    return hour % 12 + (12 if afternoon else 0)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    found = _OFFSET.search(text)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))
