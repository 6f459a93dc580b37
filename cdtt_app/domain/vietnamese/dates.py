"""Dates as officers and spreadsheets write them, and as papers show them."""

import re
from datetime import date

from cdtt_app.domain.vietnamese.text import fold, nfc

_LAST_YEAR_OF_THIS_CENTURY = 39  # d/M/39 is 2039, d/M/40 is 1940: visits are recent, birth years reach back
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<mark>[/.\-]) ?(?P<month>\d{1,2}) ?(?P=mark) ?(?P<year>\d{4})",
    re.ASCII,
)
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2}) ?/ ?(?P<year>\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[/.\-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:[T ]\d{2}:\d{2}.*)?",
    re.ASCII,
)
_IN_WORDS = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})", re.ASCII)
_WEEKDAY = re.compile(r"(?:thứ [^\W\d]+|chủ nhật),? ", re.IGNORECASE)
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def parse_date(text: str) -> date | None:
    """Day first, year first, or "ngày 5 tháng 3 năm 2024"; None when it is no date between 1900 and 2099.

    Two-digit years only with slashes: 00-39 are 20xx, 40-99 are 19xx.
    """
    plain = _WEEKDAY.sub("", nfc(text), count=1)
    found = _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain) or _IN_WORDS.fullmatch(fold(plain))
    if found:
        return _date(int(found["year"]), int(found["month"]), int(found["day"]))
    short = _SHORT_YEAR.fullmatch(plain)
    if not short:
        return None
    year = int(short["year"])
    century = 2000 if year <= _LAST_YEAR_OF_THIS_CENTURY else 1900
    return _date(century + year, int(short["month"]), int(short["day"]))


def format_date(day: date) -> str:
    """The date on screens and papers: "24/11/2026"."""
    return f"{day:%d/%m/%Y}"


def format_date_long(day: date) -> str:
    """With its weekday: "Thứ Ba, 24/11/2026"."""
    return f"{_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
