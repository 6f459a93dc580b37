"""What the map of the coverage page shows: loose notes and cases that pass the filters, houses, stations, hamlets."""

from typing import TYPE_CHECKING

from cdtt_app.domain.coverage import CoverageNote, point_of, severity
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER
from cdtt_app.domain.coverage_spots import centre
from cdtt_app.domain.map_scene import CaseMark, MapScene, NamedPoint, NoteMark
from cdtt_app.presenters.coverage_filters import Filters, Sieve, State
from cdtt_app.presenters.coverage_rows import Names

if TYPE_CHECKING:
    from cdtt_app.domain.ids import HamletId


def scene_of(board: Board, filters: Filters) -> MapScene:
    """Cases that are over are left out unless they are asked for; their notes too."""
    sieve = Sieve(board, filters)
    asked = filters.state not in ("", State.OPEN, State.LOOSE)
    cases = [view for view in board.cases if sieve.case(view) and (asked or view.course.state not in OVER)]
    known = {view.case.id for view in board.cases}
    notes = [note for note in board.notes if note.case_id not in known and sieve.note(note)]
    return MapScene(
        areas=board.areas,
        own_code=board.commune_code,
        notes=tuple(
            NoteMark(note.id, point, severity(note)) for note in notes if (point := point_of(note.location)) is not None
        ),
        cases=tuple(mark for view in cases if (mark := _case_mark(view)) is not None),
        homes=tuple(board.homes.values()),
        hamlets=_hamlets(board, cases),
        stations=_stations(board),
        illustrative=board.illustrative,
    )


def _case_mark(view: CaseView) -> CaseMark | None:
    if view.facts.point is None:
        return None
    return CaseMark(
        id=view.case.id,
        point=view.facts.point,
        severity=view.facts.severity,
        notes=len(view.facts.notes),
        title=view.case.title,
    )


def _hamlets(board: Board, cases: list[CaseView]) -> tuple[NamedPoint, ...]:
    """Hamlets have no position of their own: in the middle of their notes, unless a case bears the same name there."""
    notes: dict[HamletId, list[CoverageNote]] = {}
    for note in board.notes:
        notes.setdefault(note.hamlet_id, []).append(note)
    names, titled = Names(board), {view.case.title for view in cases}
    found = ((names.hamlet(hamlet), centre(of)) for hamlet, of in notes.items())
    return tuple(
        NamedPoint(name, point)
        for name, point in found
        if point is not None and not any(title in name for title in titled)
    )


def _stations(board: Board) -> tuple[NamedPoint, ...]:
    stations = (station for view in board.cases for station in view.case.stations)
    placed = {each.code: point for each in stations if (point := point_of(each.location)) is not None}
    return tuple(NamedPoint(code, point) for code, point in placed.items())
