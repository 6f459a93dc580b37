"""Which notes and cases the coverage page lists: by hamlet, network, state, power and age."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from cdtt_app.domain.coverage import CoverageNote, networks_of
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER, CaseState, overdue_days
from cdtt_app.domain.coverage_rules import is_stale
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.household import Network, Power
from cdtt_app.domain.ids import CaseId
from cdtt_app.presenters.coverage_words import STATES

_NEW_DAYS: Final = 30
Choices = tuple[tuple[str, str], ...]  # key in the data, word on the screen; the first key is "": no matter which


class State(StrEnum):
    """States that are more than one state of a case."""

    OPEN = "dang_mo"
    OVER = "da_xong"
    LOOSE = "chua_gop"


class Age(StrEnum):
    """How old a note is, or how long a case has waited."""

    NEW = "moi"
    OLDER = "tren_30_ngay"
    DUE = "qua_han"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is to be listed; "" means no matter which."""

    hamlet: str = ""
    network: str = ""
    state: str = ""
    power: str = ""
    age: str = ""

    @property
    def count(self) -> int:
        """How many of them are set."""
        return sum(map(bool, (self.hamlet, self.network, self.state, self.power, self.age)))


STATE_CHOICES: Final[Choices] = (
    ("", "Mọi trạng thái"),
    (State.OPEN, "Đang theo dõi"),
    (State.OVER, "Đã xong"),
    (State.LOOSE, "Chưa gộp"),
    *((state.value, STATES[state]) for state in CaseState),
)
POWER_CHOICES: Final[Choices] = (("", "Điện: tất cả"), (Power.GRID, "Có điện lưới"), (Power.NONE, "Chưa có điện lưới"))
AGE_CHOICES: Final[Choices] = (
    ("", "Mọi thời gian"),
    (Age.NEW, "Mới, trong 30 ngày"),
    (Age.OLDER, "Trên 30 ngày"),
    (Age.DUE, "Quá hạn, trên 12 tháng"),
)
NETWORK_CHOICES: Final[Choices] = (("", "Mọi nhà mạng"), *((network.value, network.value) for network in Network))


def hamlet_choices(board: Board) -> Choices:
    """All hamlets of the board."""
    names = ((view.hamlet.id, full_name(view.hamlet)) for view in board.hamlets)
    return (("", "Mọi thôn"), *((key, name[:1].upper() + name[1:]) for key, name in names))


class Sieve:
    """Tells what passes; made once for a board and filters."""

    def __init__(self, board: Board, filters: Filters) -> None:
        self._board, self._filters = board, filters
        self._today = board.now.astimezone().date()
        self._states = {view.case.id: view.course.state for view in board.cases}

    def case(self, view: CaseView) -> bool:
        """Whether a case is listed."""
        wanted = self._filters
        return (
            wanted.hamlet in ("", view.case.hamlet_id)
            and (not wanted.network or any(self._lacks(note) for note in view.facts.notes))
            and self._in_state(view.course.state)
            and self._powered(view.facts.power)
            and self._case_aged(view)
        )

    def note(self, note: CoverageNote) -> bool:
        """Whether a note is listed; its state is that of its case."""
        wanted = self._filters
        return (
            wanted.hamlet in ("", note.hamlet_id)
            and (not wanted.network or self._lacks(note))
            and self._in_state(self._state_of(note.case_id))
            and self._powered(note.power)
            and (not wanted.age or self._note_aged(note))
        )

    def _state_of(self, case: CaseId | None) -> CaseState | None:
        return self._states.get(case) if case is not None else None

    def _lacks(self, note: CoverageNote) -> bool:
        return any(network.value == self._filters.network for network in networks_of(note))

    def _in_state(self, state: CaseState | None) -> bool:
        wanted = self._filters.state
        if wanted in ("", state):
            return True
        if state is None:
            return wanted == State.LOOSE
        return wanted == (State.OVER if state in OVER else State.OPEN)

    def _powered(self, power: Power | None) -> bool:
        wanted = self._filters.power
        return not wanted or (power is not None and (power is Power.GRID) == (wanted == Power.GRID))

    def _note_aged(self, note: CoverageNote) -> bool:
        return self._aged(note.measured_at, due=is_stale(note.measured_at, self._board.rules, now=self._board.now))

    def _case_aged(self, view: CaseView) -> bool:
        late = overdue_days(view.course, today=self._today) > 0
        return self._aged(view.case.opened_at, due=late or view.facts.stale)

    def _aged(self, since: datetime, *, due: bool) -> bool:
        wanted, days = self._filters.age, (self._board.now - since).days
        if wanted == Age.DUE:
            return due
        return not wanted or (days <= _NEW_DAYS) == (wanted == Age.NEW)
