"""The road to the province: the last attempts as bars, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.sync_days import clock_words, short_day
from cdtt_app.presenters.sync_facts import Attempt, Outcome

ATTEMPTS_SHOWN: Final = 12
FAILURE_WORDS: Final = {
    Outcome.NO_NETWORK: "không có mạng",
    Outcome.SLOW: "mạng yếu, đứt giữa chừng",
    Outcome.PORTAL: "mạng đòi đăng nhập",
    Outcome.RESTING: "máy chủ của tỉnh nghỉ",
    Outcome.UNKNOWN: "tỉnh chưa biết máy này",
    Outcome.ENDED: "máy thôi được gửi",
    Outcome.UPGRADE: "phải cài bản mới",
    Outcome.CLOCK: "đồng hồ máy sai",
    Outcome.NOT_TRUSTED: "không chắc là máy chủ của tỉnh",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptBar:
    """One attempt: a height from 0 to 1 and its figure, or None for a cross; `words` say all of it."""

    height: float | None
    figure: str
    day: str  # on the first bar of each day
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkValue:
    """The card "Đường truyền"."""

    unit: str
    bars: tuple[AttemptBar, ...]
    good: int
    failed: int
    spoken: str


def link_value(attempts: Sequence[Attempt], now: datetime) -> LinkValue:
    """The last twelve attempts, the oldest first."""
    shown = attempts[-ATTEMPTS_SHOWN:]
    rates = [_rate(each) for each in shown]
    best = max((rate for rate in rates if rate is not None), default=0.0)
    size, unit = (1000, "MB mỗi giây") if best >= 1000 else (1, "kB mỗi giây")
    scaled = [None if rate is None else rate / size for rate in rates]
    days = _first_of_days(shown, now)
    bars = tuple(
        AttemptBar(
            height=None if rate is None else rate * size / best if best else 0.0,
            figure="" if rate is None else _figure(rate),
            day=day,
            words=_words(each, rate, unit, now),
        )
        for each, rate, day in zip(shown, scaled, days, strict=True)
    )
    good = sum(each.ok for each in shown)
    spoken = "; ".join(bar.words for bar in reversed(bars))
    return LinkValue(unit=unit, bars=bars, good=good, failed=len(shown) - good, spoken=spoken)


def _rate(attempt: Attempt) -> float | None:
    """Kilobytes a second, None for a failure."""
    if not attempt.ok:
        return None
    return attempt.bytes / 1000 / attempt.seconds if attempt.seconds > 0 else 0.0


def _figure(rate: float) -> str:
    if 0 < rate < 0.1:
        return "<0,1"
    return format_number(rate, 0 if rate >= 10 else 1)


def _words(attempt: Attempt, rate: float | None, unit: str, now: datetime) -> str:
    result = FAILURE_WORDS.get(attempt.outcome, "không được") if rate is None else f"{_figure(rate)} {unit}"
    return f"{clock_words(attempt.at, now)}: {result}"


def _first_of_days(attempts: Sequence[Attempt], now: datetime) -> list[str]:
    today = now.astimezone().date()
    labels: list[str] = []
    for day, here in groupby(attempts, key=lambda each: each.at.astimezone().date()):
        labels += [short_day(day, today), *("" for _ in list(here)[1:])]
    return labels
