"""Sentences about coverage: the rule a count was made by, why a case ranks where it does, what its clock says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from cdtt_app.domain.coverage import Strength
from cdtt_app.domain.coverage_case import (
    OVER,
    WAITING_FOR_ANSWER,
    CaseState,
    Course,
    CoverageCase,
    overdue_days,
)
from cdtt_app.domain.coverage_facts import Rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters.coverage_words import BLOCKS, POINTS, STATES, listed

ToneName: TypeAlias = Literal["neutral", "green", "amber", "red"]  # the value of a ui.theme.Tone
Clock: TypeAlias = tuple[str, ToneName]

_LACKING: Final = {
    Strength.NONE: "không có sóng",
    Strength.UNSTEADY: "sóng chập chờn",
    Strength.WEAK: "sóng yếu",
    Strength.GOOD: "sóng tốt",
}
_PROMISED_SIGNAL: Final = frozenset({CaseState.PLANNED, CaseState.BUILDING})


def rule_words(rules: CoverageRules) -> str:
    """The rule of a count, printed beside it; it says that it is not law."""
    points = listed(tuple(POINTS[point].lower() for point in rules.white_points), "hoặc")
    networks = listed(tuple(network.value for network in rules.white_networks))
    measured = f", và đã đo đủ {networks}" if networks else ""
    return (
        f"Cách đếm bản {rules.version} ({rules.source}); đây là cách đếm của chương trình, không phải quy định của "
        f"pháp luật. Trắng sóng: ở {points} của thôn, lần đo mới nhất mạng nào cũng {_any_of(rules.white_strengths)}"
        f"{measured}. Lõm sóng: thôn còn lại có ít nhất một chỗ mà lần đo mới nhất "
        f"một mạng {_any_of(rules.weak_strengths)}. Chỉ đếm ghi nhận trong {rules.valid_months} tháng gần đây."
    )


def _any_of(strengths: Iterable[Strength]) -> str:
    return listed(tuple(_LACKING[each] for each in strengths), "hoặc")


def rank_words(rank: Rank) -> str:
    """The sum with its numbers, parts that give nothing left out: "98 hộ × 1 + 2 tháng × 2 = 102 điểm"."""
    parts = (
        _part(rank.households, "hộ"),
        _part(rank.facilities, "nơi công cộng"),
        f"có điện lưới {format_number(rank.power[0] * rank.power[1])}" if rank.power[0] * rank.power[1] else "",
        _part(rank.kilometres, "km"),
        _part(rank.months, "tháng"),
    )
    points = f"{format_number(rank.points)} điểm"
    told = " + ".join(part for part in parts if part)
    return f"{told} = {points}" if told else points


def _part(part: tuple[float, float], word: str) -> str:
    count, weight = part
    return f"{format_number(count)} {word} × {format_number(weight)}" if count * weight else ""


def clock_words(course: Course, case: CoverageCase, rules: CoverageRules, today: date) -> Clock:
    """What its clock says, and the tone: red for a broken promise, amber for what waits for the commune."""
    if case.merged_into is not None:
        return "Đã gộp vào vụ việc khác", "neutral"
    since = course.since.happened_on if course.since else case.opened_at.astimezone().date()
    if course.state in OVER:
        return f"{STATES[course.state]} từ {_day(since, today)}", _OVER_TONES[course.state]
    if course.state in WAITING_FOR_ANSWER:
        return _waiting(course, rules, since, today)
    return _OURS[course.state](course, rules, since, today)


def _waiting(course: Course, rules: CoverageRules, since: date, today: date) -> Clock:
    """Somebody else is to answer or to build."""
    what = "phát sóng" if course.state in _PROMISED_SIGNAL else "trả lời"
    late, days = overdue_days(course, today=today), _days(since, today)
    if late:
        return f"Quá hạn {what} {late} ngày", "red"
    if course.deadline is None:
        tone: ToneName = "amber" if days > rules.answer_days else "neutral"
        return f"{STATES[course.state]} {_for(days)}, chưa hẹn ngày {what}", tone
    left = (course.deadline - today).days
    return (f"Còn {left} ngày tới hạn {what}", "neutral") if left else (f"Hôm nay là hạn {what}", "amber")


def _not_verified(_course: Course, rules: CoverageRules, since: date, today: date) -> Clock:
    days = _days(since, today)
    return f"Chờ xã xác minh, {_left_lying(days)}", _after(days, rules.send_within_days)


def _not_sent(_course: Course, rules: CoverageRules, since: date, today: date) -> Clock:
    days = _days(since, today)
    return f"Chưa gửi Sở, {_left_lying(days)}", _after(days, rules.send_within_days)


def _blocked(course: Course, _rules: CoverageRules, since: date, today: date) -> Clock:
    block = course.since.block if course.since else None
    why = f"Vướng: {BLOCKS[block].lower()}" if block else STATES[CaseState.BLOCKED]
    return f"{why}, {_for(_days(since, today))}", "neutral"


def _on_air(_course: Course, rules: CoverageRules, since: date, today: date) -> Clock:
    days, said = _days(since, today), f"Phát sóng {_day(since, today)}"
    late = days > rules.measure_within_days
    return (f"{said}, {days} ngày rồi Tổ chưa đo lại" if late else f"{said}, chờ Tổ đo lại"), "amber"


def _reopened(_course: Course, _rules: CoverageRules, since: date, today: date) -> Clock:
    return f"Mở lại từ {_day(since, today)}, chờ xã xử lý", "amber"


_OURS: Final[Mapping[CaseState, Callable[[Course, CoverageRules, date, date], Clock]]] = {
    CaseState.NEW: _not_verified,
    CaseState.VERIFIED: _not_sent,
    CaseState.BLOCKED: _blocked,
    CaseState.ON_AIR: _on_air,
    CaseState.REOPENED: _reopened,
}
_OVER_TONES: Final[Mapping[CaseState, ToneName]] = {
    CaseState.CLOSED: "green",
    CaseState.DUPLICATE: "neutral",
    CaseState.NOT_AS_REPORTED: "neutral",
}


def _days(since: date, today: date) -> int:
    return max(0, (today - since).days)


def _for(days: int) -> str:
    return f"đã {days} ngày" if days else "từ hôm nay"


def _left_lying(days: int) -> str:
    return f"đã để {days} ngày" if days else "mới từ hôm nay"


def _after(days: int, most: int) -> ToneName:
    return "amber" if days >= most else "neutral"


def _day(day: date, today: date) -> str:
    """`03/11`; with the year when it is another one."""
    return f"{day:%d/%m}" if day.year == today.year else format_date(day)
