"""Everything about coverage of the hamlets in hand, put together once for lists, map, papers and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import Course, CoverageCase
from cdtt_app.domain.coverage_facts import CaseFacts, HamletCount, Rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.geo import Area, Point
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import CaseId, HouseholdId, NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with what follows from its steps and notes."""

    case: CoverageCase
    course: Course
    facts: CaseFacts
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletView:
    """One hamlet: its households, how it stands, its cases that are not over and those whose answer is late."""

    hamlet: Hamlet
    households: int
    count: HamletCount
    open_cases: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The coverage of the hamlets on this machine as of `now`; cases by urgency, notes newest first."""

    now: datetime
    rules: CoverageRules
    commune_code: str = ""
    cases: tuple[CaseView, ...] = ()
    notes: tuple[CoverageNote, ...] = ()
    spots: tuple[Spot, ...] = ()  # notes that are in no case yet
    hamlets: tuple[HamletView, ...] = ()
    areas: tuple[Area, ...] = ()
    homes: Mapping[HouseholdId, Point] = field(default_factory=dict)  # rounded where the family did not agree
    illustrative: bool = False  # practice

    def case(self, id_: CaseId | None) -> CaseView | None:
        """One case."""
        return next((view for view in self.cases if view.case.id == id_), None)

    def note(self, id_: NoteId | None) -> CoverageNote | None:
        """One note."""
        return next((note for note in self.notes if note.id == id_), None)
