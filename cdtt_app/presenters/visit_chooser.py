"""The page of visits without a household: forms begun and not finished, whom to visit, the visits recorded last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.presenters.visit_words import OUTCOMES
from cdtt_app.presenters.where_words import WHERE_WORDS
from cdtt_app.storage.whereabouts import Where

_FIRST = (State.PROMISED, State.OVERDUE, State.ASKED_HELP, State.NEVER)


@dataclass(frozen=True, slots=True)
class Line:
    """One household on the page: its name, and what is said below it."""

    household_id: HouseholdId
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserView:
    """All that the page shows before a household is chosen."""

    drafts: tuple[Line, ...] = ()
    to_visit: tuple[Line, ...] = ()
    recorded: tuple[Line, ...] = ()


def line(household: Household, *words: str) -> Line:
    """`Nông Văn Dư` over `BG-004 · Nà Phiêng · …`."""
    return Line(
        household.id, household.head_name, " · ".join(w for w in (household.code, household.cluster, *words) if w)
    )


def draft_line(household: Household, kept_at: datetime, today: date) -> Line:
    """A form begun and not finished."""
    local = kept_at.astimezone()
    when = f"lúc {local:%H:%M} hôm nay" if local.date() == today else f"ngày {format_date(local.date())}"
    return line(household, f"ghi dở {when}")


def to_visit_lines(households: Iterable[HouseholdStanding], limit: int) -> tuple[Line, ...]:
    """Whom to visit first: promised today, overdue, asked for help, never visited."""
    urgent = [each for each in households if each.standing.state in _FIRST]
    urgent.sort(key=lambda each: _FIRST.index(each.standing.state))
    return tuple(line(each.household, _standing_words(each.standing)) for each in urgent[:limit])


def _standing_words(standing: Standing) -> str:
    words = {
        State.PROMISED: " ".join(("hẹn hôm nay", standing.next_time)).strip(),
        State.OVERDUE: f"quá hẹn {standing.days_overdue} ngày",
        State.ASKED_HELP: "nhờ giúp",
    }
    return words.get(standing.state, "chưa thăm lần nào")


def visit_line(household: Household, visit: Visit, today: date, where: Where) -> Line:
    """`Gặp hôm nay · 48 câu trả lời · hẹn 08/12/2026 · tỉnh đã nhận`."""
    answers = sum(len(given) for given in visit.answers.get("a", {}).values())
    on = "hôm nay" if visit.visited_on == today else format_date(visit.visited_on)
    return line(
        household,
        f"{OUTCOMES[visit.outcome].lower()} {on}",
        f"{answers} câu trả lời" if visit.outcome is Outcome.MET and answers else "",
        f"hẹn {format_date(visit.next_visit)}" if visit.next_visit else "",
        WHERE_WORDS[where],
    )
