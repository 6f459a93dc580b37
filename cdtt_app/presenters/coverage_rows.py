"""The cards of the coverage list: cases, notes, and notes that wait to be gathered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from cdtt_app.domain.coverage import CoverageNote, severity, strengths
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER, CaseState, case_code
from cdtt_app.domain.coverage_rules import is_stale
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.ids import CaseId, HamletId
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.coverage_filters import Filters, Sieve
from cdtt_app.presenters.coverage_sentences import clock_words
from cdtt_app.presenters.coverage_words import POINTS, SEVERITIES, STATES, distance_words, networks_words

S = CaseState
STATE_LOOKS: Final[Mapping[CaseState, tuple[str, str]]] = {  # tone, icon
    S.NEW: ("neutral", "plus"),
    S.VERIFIED: ("green", "check"),
    S.DUPLICATE: ("neutral", "layers"),
    S.NOT_AS_REPORTED: ("neutral", "circle-x"),
    S.SENT: ("blue", "send"),
    S.SURVEYING: ("blue", "search"),
    S.PLANNED: ("blue", "calendar-check"),
    S.BLOCKED: ("amber", "circle-stop"),
    S.PROPOSED: ("blue", "flag"),
    S.BUILDING: ("blue", "settings"),
    S.ON_AIR: ("amber", "radio-tower"),
    S.CLOSED: ("green", "circle-check"),
    S.REOPENED: ("amber", "refresh-cw"),
}
SEVERITY_LOOKS: Final = {
    Severity.LOST: ("red", "wifi-off"),
    Severity.UNSTEADY: ("amber", "wifi"),
    Severity.USABLE: ("green", "check"),
}
CLOCK_ICONS: Final = {"red": "clock", "amber": "triangle-alert", "neutral": "clock", "green": "circle-check"}


class RowKind(StrEnum):
    """What a card is of."""

    CASE = "vu_viec"
    NOTE = "ghi_nhan"
    SPOT = "cho_gop"


class Mark(NamedTuple):
    """Words with a tone and an icon."""

    words: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One card of three lines."""

    kind: RowKind
    title: str
    chip: Mark
    facts: str
    foot: Mark

    @property
    def spoken(self) -> str:
        """All of it for a screen reader."""
        return ", ".join(part for part in (self.title, self.chip.words, self.facts, self.foot.words) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row that is not drawn yet; thousands of notes are listed, few are seen."""

    id: str
    kind: RowKind
    make: Callable[[], Row]


class Names:
    """What hamlets and cases are called on a board."""

    def __init__(self, board: Board) -> None:
        self._hamlets = {view.hamlet.id: full_name(view.hamlet) for view in board.hamlets}
        self._cases = {view.case.id: view for view in board.cases}

    def hamlet(self, id_: HamletId) -> str:
        """`Bản Giòng`, or "" for one that is not on this machine."""
        name = self._hamlets.get(id_, "")
        return name[:1].upper() + name[1:]

    def case(self, id_: CaseId | None) -> CaseView | None:
        """A case by its id."""
        return self._cases.get(id_) if id_ is not None else None


def case_entries(board: Board, filters: Filters) -> tuple[Entry, ...]:
    """Cases by urgency; those that are over come last."""
    sieve = Sieve(board, filters)
    return tuple(_case_entry(board, view) for view in board.cases if sieve.case(view))


def note_entries(board: Board, filters: Filters) -> tuple[Entry, ...]:
    """Notes, newest first."""
    sieve, names = Sieve(board, filters), Names(board)
    return tuple(_note_entry(board, note, names) for note in board.notes if sieve.note(note))


def spot_entries(board: Board, filters: Filters) -> tuple[Entry, ...]:
    """Notes that may be one case, the most first."""
    sieve, names = Sieve(board, filters), Names(board)
    shown = (spot for spot in board.spots if any(sieve.note(note) for note in spot.notes))
    return tuple(_spot_entry(spot, names) for spot in shown)


def spot_id(spot: Spot) -> str:
    """What a proposal is known by: its oldest note."""
    return f"cho-gop:{spot.notes[0].id}"


def note_title(note: CoverageNote) -> str:
    """The name of the spot, or what kind of spot it is."""
    return note.place.strip()[:1].upper() + note.place.strip()[1:] or POINTS[note.point]


def _case_entry(board: Board, view: CaseView) -> Entry:
    return Entry(id=view.case.id, kind=RowKind.CASE, make=lambda: case_row(board, view))


def _note_entry(board: Board, note: CoverageNote, names: Names) -> Entry:
    return Entry(id=note.id, kind=RowKind.NOTE, make=lambda: note_row(board, note, names))


def _spot_entry(spot: Spot, names: Names) -> Entry:
    return Entry(id=spot_id(spot), kind=RowKind.SPOT, make=lambda: spot_row(spot, names))


def case_row(board: Board, view: CaseView) -> Row:
    """Title and state, how many, what its clock says."""
    return Row(
        kind=RowKind.CASE,
        title=view.case.title,
        chip=state_mark(view.course.state),
        facts=f"{view.facts.households} hộ · {len(view.facts.notes)} ghi nhận",
        foot=clock_mark(board, view),
    )


def state_mark(state: CaseState) -> Mark:
    """The chip of a state."""
    return Mark(STATES[state], *STATE_LOOKS[state])


def clock_mark(board: Board, view: CaseView) -> Mark:
    """What the clock of a case says."""
    words, tone = clock_words(view.course, view.case, board.rules, board.now.astimezone().date())
    return Mark(words, tone, CLOCK_ICONS["neutral" if view.course.state in OVER else tone])


def severity_mark(said: Severity) -> Mark:
    """The chip of what was noted."""
    words = SEVERITIES[said]
    return Mark(words[:1].upper() + words[1:], *SEVERITY_LOOKS[said])


def note_row(board: Board, note: CoverageNote, names: Names) -> Row:
    """Where and how bad, when, on which networks."""
    stale = is_stale(note.measured_at, board.rules, now=board.now)
    old = Mark("Quá 12 tháng chưa đo lại", "amber", "triangle-alert")
    case = names.case(note.case_id)
    parts = (names.hamlet(note.hamlet_id), f"đo {format_date(note.measured_at.astimezone().date())}")
    return Row(
        kind=RowKind.NOTE,
        title=note_title(note),
        chip=severity_mark(severity(note)),
        facts=" · ".join((*filter(None, parts), *([case_code(case.case.number)] if case else []))),
        foot=old if stale else Mark(networks_words(strengths(note)), icon="smartphone"),
    )


def spot_row(spot: Spot, names: Names) -> Row:
    """How many notes lie together, how far apart, and where they would go."""
    case = names.case(spot.case_id)
    wide = f"cách nhau tới {distance_words(spot.spread_m)}" if spot.spread_m else "cùng một chỗ"
    goes = f"Gần vụ việc {case_code(case.case.number)}" if case else "Chưa có vụ việc nào ở đây"
    alone = len(spot.notes) == 1
    return Row(
        kind=RowKind.SPOT,
        title=note_title(spot.notes[0]),
        chip=Mark(f"{len(spot.notes)} ghi nhận", "blue", "layers"),
        facts=" · ".join(filter(None, (names.hamlet(spot.hamlet_id), "" if alone else wide))),
        foot=Mark(goes, icon="info"),
    )
