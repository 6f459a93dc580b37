"""How many cases were open at the end of each of the last twelve months."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER, CaseState

MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """One point of the line."""

    month: str  # 11/26
    open: int


def trend(board: Board) -> tuple[MonthCount, ...]:
    """Twelve months, the present one as of today."""
    today = board.now.astimezone().date()
    ends = _month_ends(today)
    return tuple(
        MonthCount(month=f"{end:%m/%y}", open=sum(_was_open(view, end) for view in board.cases)) for end in ends
    )


def _month_ends(today: date) -> list[date]:
    ends = [today]
    while len(ends) < MONTHS:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]


def _was_open(view: CaseView, day: date) -> bool:
    if view.case.opened_at.astimezone().date() > day:
        return False
    state = CaseState.NEW
    for step in view.course.taken:
        if step.happened_on <= day:
            state = step.state
    return state not in OVER


def trend_words(points: tuple[MonthCount, ...]) -> str:
    """The line for a screen reader."""
    return "Vụ việc đang theo dõi cuối mỗi tháng: " + ", ".join(f"{each.month} {each.open}" for each in points)
