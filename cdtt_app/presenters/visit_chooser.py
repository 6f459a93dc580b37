"""The page of visits without a household: forms begun and not finished, and the visits recorded last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.presenters.visit_words import OUTCOMES


@dataclass(frozen=True, slots=True)
class Line:
    """One household on the page: its name, and what is said beside it."""

    household_id: HouseholdId
    title: str
    note: str


def household_line(household: Household, note: str = "") -> Line:
    """`Nông Văn Dư · BG-004`, with the cluster or another note beside it."""
    return Line(household.id, f"{household.head_name} · {household.code}", note or household.cluster)


def draft_line(household: Household, kept_at: datetime, today: date) -> Line:
    """A form begun and not finished."""
    return household_line(household, f"Ghi dở {clock(kept_at, today)}")


def visit_lines(visits: Iterable[tuple[Household, Visit]], today: date) -> tuple[Line, ...]:
    """Visits recorded last, newest first."""
    return tuple(household_line(household, visit_note(visit, today)) for household, visit in visits)


def visit_note(visit: Visit, today: date) -> str:
    """`Gặp · 24/11/2026 · 12 mức · hẹn 08/12/2026`."""
    answers = sum(len(given) for given in visit.answers.get("a", {}).values())
    parts = [OUTCOMES[visit.outcome], "hôm nay" if visit.visited_on == today else format_date(visit.visited_on)]
    if visit.outcome is Outcome.MET and answers:
        parts.append(f"{answers} câu trả lời")
    if visit.next_visit:
        parts.append(f"hẹn {format_date(visit.next_visit)}")
    return " · ".join(parts)


def clock(at: datetime, today: date) -> str:
    """`lúc 19:41 hôm nay`; `ngày 20/11/2026` before that."""
    local = at.astimezone()
    return f"lúc {local:%H:%M} hôm nay" if local.date() == today else f"ngày {format_date(local.date())}"
