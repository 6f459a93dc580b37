"""How a household stands with the team today: visited, promised, overdue, asked for help, never visited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cdtt_app.domain.visit import Outcome


class State(StrEnum):
    """One mark per household, on the strip, in lists and on paper."""

    VISITED = "da_tham"
    PROMISED = "hen_hom_nay"
    ASKED_HELP = "nho_giup"
    OVERDUE = "qua_han"
    NEVER = "chua_tham"


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """The columns of a visit that decide how a household stands."""

    visited_on: date
    outcome: Outcome
    next_visit: date | None = None
    next_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state with what is said beside it."""

    state: State
    met_on: date | None = None
    next_visit: date | None = None
    next_time: str = ""
    days_overdue: int = 0


def standing(visits: Sequence[VisitFacts], *, asked_help: bool, today: date) -> Standing:
    """Where the household stands; `visits` oldest first. A promise is kept or replaced by the next visit."""
    last = visits[-1] if visits else None
    met_on = max((v.visited_on for v in visits if v.outcome is Outcome.MET), default=None)
    due = last.next_visit if last else None
    state = State.VISITED if met_on else State.NEVER
    if asked_help:
        state = State.ASKED_HELP
    if due is not None and due < today:
        state = State.OVERDUE
    if due == today:
        state = State.PROMISED
    return Standing(
        state=state,
        met_on=met_on,
        next_visit=due,
        next_time=last.next_time if last else "",
        days_overdue=(today - due).days if due is not None and due < today else 0,
    )


def needs_visit(state: State) -> bool:
    """Whether the household is on the list to visit."""
    return state is not State.VISITED
