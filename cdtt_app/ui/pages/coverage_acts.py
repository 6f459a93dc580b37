"""What the page "Vùng lõm sóng" may do: handed to it whole, so that everything behind it is wired in one place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.geo import Box
from cdtt_app.domain.ids import CaseId, NoteId
from cdtt_app.domain.map_scene import MapScene
from cdtt_app.presenters.coverage_page import CoverageReading
from cdtt_app.services.undo import Saved
from cdtt_app.ui.tasks import Progress
from cdtt_app.ui.widgets.coverage_map import TileSource

if TYPE_CHECKING:
    from cdtt_app.ui.pages.note_form_view import NoteFormView


class StepAnswer(NamedTuple):
    """A step as it was filled in, and the paper that goes with it: its bytes (empty for none) and kind."""

    step: CaseStep
    attachment: bytes
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageActs:
    """Called on the thread of the screen and quick, unless it says "slow": then called on another thread.

    `ask_...` opens a window over the QWidget and gives what was filled in, or None when the person turned back;
    `show_...` opens one to look at.
    Whatever fails raises an exception; `explain` turns it into a sentence.
    """

    read: Callable[[], CoverageReading]  # slow
    play_officer: Callable[[bool], None]
    make_form: Callable[[], "NoteFormView"]

    open_case: Callable[[Sequence[NoteId]], Saved]
    accept: Callable[[Spot, str], Saved]
    merge: Callable[[CaseId, Sequence[CaseId]], Saved]
    edit_case: Callable[[CoverageCase], Saved]
    blank_step: Callable[[CaseId, CaseState], CaseStep]
    take_steps: Callable[[Sequence[CaseStep], bytes, str], Saved]  # the same paper for all
    remove_note: Callable[[NoteId, str], Saved]

    ask_step: Callable[[Sequence[CaseView], CaseStep, Board, QWidget], StepAnswer | None]  # one step for all of them
    ask_case: Callable[[CaseView, Board, QWidget], CoverageCase | None]
    ask_reason: Callable[[CoverageNote, QWidget], str | None]
    show_spots: Callable[[Board, QWidget], tuple[Saved, ...]]  # acts by itself; what it wrote
    show_notes: Callable[[Board, CaseView, bool, QWidget], tuple[Saved, ...]]  # the same; bool: as an officer
    show_note: Callable[[Board, CoverageNote, QWidget], None]

    choose_map: Callable[[QWidget], Path | None]
    import_map: Callable[[Path, Progress], str]  # slow; says what came of it
    open_tiles: Callable[[], TileSource | None]
    close_tiles: Callable[[], None]
    print_map: Callable[[MapScene, Box, QWidget], None]
    print_dossier: Callable[[CaseId, QWidget], None] | None = None  # without it the button is not there
    export: Callable[[str, bool, QWidget], None] | None = None  # gpkg, geojson or xlsx; with household detail
    explain: Callable[[Exception], str]
