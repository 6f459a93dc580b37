"""The coverage page as one value: which tab is open, what is listed, what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER
from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.coverage_filters import Filters
from cdtt_app.presenters.coverage_rows import Entry
from cdtt_app.presenters.coverage_steps import Choice, allowed_choices
from cdtt_app.storage.whereabouts import Where


class Tab(StrEnum):
    """The parts of the page."""

    CASES = "vu_viec"
    NOTES = "ghi_nhan"
    SPOTS = "cho_gop"
    HAMLETS = "thon"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReading:
    """What the page is told: the board, whether the person here follows cases, what the province has not got."""

    board: Board
    officer: bool
    places: Mapping[str, Where] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageState:
    """What the page shows of it; `tab` None until somebody chose one."""

    reading: CoverageReading | None = None
    tab: Tab | None = None
    filters: Filters = field(default_factory=Filters)
    chosen: str = ""
    selected: tuple[str, ...] = ()

    @property
    def officer(self) -> bool:
        """Whether the person here follows cases."""
        return self.reading is not None and self.reading.officer

    @property
    def shown_tab(self) -> Tab:
        """An officer begins with cases, a volunteer with notes."""
        first = Tab.CASES if self.officer else Tab.NOTES
        return first if self.tab is None or self.tab not in tabs_for(officer=self.officer) else self.tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What may be done with several at once: a sentence, common steps, merging, opening a case."""

    sentence: str
    steps: tuple[Choice, ...] = ()
    merge: bool = False
    open_case: bool = False


NO_BATCH: Final = Batch(sentence="")


def tabs_for(*, officer: bool) -> tuple[Tab, ...]:
    """A volunteer sees notes first, and nothing that only an officer does."""
    if officer:
        return (Tab.CASES, Tab.NOTES, Tab.SPOTS, Tab.HAMLETS)
    return (Tab.NOTES, Tab.CASES, Tab.HAMLETS)


def tab_texts(board: Board) -> dict[Tab, str]:
    """The words of the tabs with how many there are: cases that are not over, notes, notes in no case."""
    waiting = sum(view.course.state not in OVER for view in board.cases)
    loose = sum(len(spot.notes) for spot in board.spots)
    return {
        Tab.CASES: f"Vụ việc {waiting}",
        Tab.NOTES: f"Ghi nhận {len(board.notes)}",
        Tab.SPOTS: f"Chờ gộp {loose}",
        Tab.HAMLETS: "Thôn",
    }


def with_reading(state: CoverageState, reading: CoverageReading) -> CoverageState:
    """The same view of what was read anew."""
    return replace(state, reading=reading)


def with_tab(state: CoverageState, tab: Tab) -> CoverageState:
    """Another part; nothing of the old one stays selected."""
    return replace(state, tab=tab, selected=())


def stands_in(listed: Sequence[Entry], chosen: str) -> str:
    """What to stand on: what was chosen while it is listed, else the first one."""
    if any(entry.id == chosen for entry in listed):
        return chosen
    return listed[0].id if listed else ""


def batch(state: CoverageState) -> Batch:
    """What may be done with the selection; nothing with fewer than two."""
    if state.reading is None or not state.officer or len(state.selected) < 2:
        return NO_BATCH
    count = len(state.selected)
    if state.shown_tab is Tab.CASES:
        states = frozenset(view.course.state for view in selected_cases(state))
        steps = allowed_choices(states)
        apart = "" if steps else ". Chúng không cùng bước nên không ghi chung được"
        return Batch(sentence=f"Đã chọn {count} vụ việc{apart}", steps=steps, merge=True)
    if state.shown_tab is Tab.NOTES:
        free = len(loose_notes(state))
        words = f"Đã chọn {count} ghi nhận" + (f", {free} chưa gộp" if free < count else "")
        return Batch(sentence=words, open_case=free > 0)
    return NO_BATCH


def selected_cases(state: CoverageState) -> tuple[CaseView, ...]:
    """The cases selected, most urgent first."""
    wanted = set(state.selected)
    return tuple(view for view in state.reading.board.cases if view.case.id in wanted) if state.reading else ()


def loose_notes(state: CoverageState) -> tuple[NoteId, ...]:
    """The selected notes that are in no case yet."""
    wanted = set(state.selected)
    notes = state.reading.board.notes if state.reading else ()
    return tuple(note.id for note in notes if note.id in wanted and note.case_id is None)


def subtitle(state: CoverageState) -> str:
    """Beside the title of the page."""
    if state.reading is None:
        return ""
    board = state.reading.board
    return f"{len(board.hamlets)} thôn · {len(board.notes)} ghi nhận"
