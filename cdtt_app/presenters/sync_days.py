"""The day book, and the counts that every other place on the screen takes from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from cdtt_app.domain.vietnamese import format_date, format_date_long, format_number
from cdtt_app.presenters.sync_facts import DayCount

DAYS_SHOWN: Final = 4  # lines
HEADS: Final = ("Ngày", "Đã ghi", "Đã gửi", "Tỉnh nhận", "Lúc", "Còn lại")
_YEAR = 5  # letters of "/2026"


class Remains(StrEnum):
    """Where the records of a day that are not yet received stand."""

    HERE = "tren_may_nay"
    SENT = "da_gui"
    NONE = "du"


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a day, in words and in fewer words."""

    remains: Remains
    words: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One line of the day book; older days summed up have no day of their own."""

    day: date | None
    title: str
    recorded: str
    sent: str
    received: str
    at: str
    rest: tuple[Rest, ...]
    today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pills:
    """How many records stand in each of the three places, and of which days."""

    here: int
    sent: int
    received: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What the foot bar says: records only here, and when the province last received one (None: never)."""

    unsent: int
    last_received: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBook:
    """The lines, the newest first, with their sum."""

    rows: tuple[DayRow, ...]
    pills: Pills

    @property
    def waiting(self) -> int:
        """How many records are only on this machine: the one figure of foot bar, sentence and parcel."""
        return self.pills.here


def day_book(days: Sequence[DayCount], today: date) -> DayBook:
    """The last days with anything recorded, all that is older in one line: the lines add up to everything."""
    kept = sorted((each for each in days if each.recorded), key=lambda each: each.day, reverse=True)
    single = DAYS_SHOWN if len(kept) <= DAYS_SHOWN else DAYS_SHOWN - 1
    shown, older = kept[:single], kept[single:]
    rows = [_row(each, _day_words(each.day, today), today=each.day == today) for each in shown]
    if older:
        rows.append(_row(_summed(older), f"Trước {shown[-1].day:%d/%m}"))
    return DayBook(rows=tuple(rows), pills=_pills(kept))


def foot_of(unsent: int, received_at: datetime | None, now: datetime) -> Foot:
    """The foot bar of every page; `unsent` is the day book's `waiting`, counted without reading all days."""
    return Foot(unsent=unsent, last_received=clock_words(received_at, now) if received_at is not None else None)


def clock_words(at: datetime, now: datetime) -> str:
    """`12:05 hôm nay`, `17:42 hôm qua`, `17:42 ngày 21/11`."""
    local, today = at.astimezone(), now.astimezone().date()
    near = {today: "hôm nay", today - timedelta(days=1): "hôm qua"}
    return f"{local:%H:%M} {near.get(local.date()) or f'ngày {short_day(local.date(), today)}'}"


def short_day(day: date, today: date) -> str:
    """`21/11`, with its year when that is another."""
    written = format_date(day)
    return written if day.year != today.year else written[:-_YEAR]


def _day_words(day: date, today: date) -> str:
    return f"Hôm nay, {day:%d/%m}" if day == today else format_date_long(day)[:-_YEAR]


def _row(count: DayCount, title: str, *, today: bool = False) -> DayRow:
    return DayRow(
        day=count.day if count.day != date.min else None,
        title=title,
        recorded=format_number(count.recorded),
        sent=format_number(count.sent),
        received=format_number(count.received),
        at=_time(count),
        rest=_rest(count.recorded - count.sent, count.sent - count.received),
        today=today,
    )


def _time(count: DayCount) -> str:
    """The hour on the day itself, the date when the news came later."""
    if count.last_received_at is None:
        return ""
    local = count.last_received_at.astimezone()
    return f"{local:%H:%M}" if local.date() == count.day else f"{local:%d/%m}"


def _rest(here: int, sent: int) -> tuple[Rest, ...]:
    left = []
    if here:
        words = f"{format_number(here)} phiếu trên máy này"
        left.append(Rest(Remains.HERE, words, f"{format_number(here)} trên máy"))
    if sent:
        words = f"{format_number(sent)} phiếu chờ tỉnh báo"
        left.append(Rest(Remains.SENT, words, f"{format_number(sent)} chờ báo"))
    return tuple(left) or (Rest(Remains.NONE, "đủ", "đủ"),)


def _summed(days: Sequence[DayCount]) -> DayCount:
    times = [each.last_received_at for each in days if each.last_received_at is not None]
    return DayCount(
        day=date.min,  # no day of its own: its time is written as a date
        recorded=sum(each.recorded for each in days),
        sent=sum(each.sent for each in days),
        received=sum(each.received for each in days),
        last_received_at=max(times) if times else None,
    )


def _pills(days: Sequence[DayCount]) -> Pills:
    recorded = sum(each.recorded for each in days)
    sent, received = sum(each.sent for each in days), sum(each.received for each in days)
    return Pills(
        here=recorded - sent,
        sent=sent - received,
        received=received,
        note=f"cộng {format_number(recorded)} phiếu trong sổ ngày" if recorded else "",
    )
