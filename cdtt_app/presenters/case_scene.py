"""The map of one case for its dossier: its newest notes, stations and hamlets; homes only as rounded dots."""

from collections.abc import Iterator
from typing import Final

from cdtt_app.documents.map_view import roomy
from cdtt_app.domain.coverage import CoverageNote, point_of, severity
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_privacy import public_point, rounded_to
from cdtt_app.domain.coverage_spots import centre
from cdtt_app.domain.geo import Box, Point, box_around, distance_m
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.map_scene import MapScene, NamedPoint, NoteMark
from cdtt_app.presenters.case_facts import case_point, hamlet_of, newest_by_network

_HUNDRED_M: Final = 3  # decimals of a degree
_AROUND_M: Final = 10_000.0  # a station farther off does not explain anything


def case_scene(board: Board, view: CaseView) -> MapScene:
    """What the dossier's map shows."""
    newest = {note.id for note in newest_by_network(view)}
    notes = [note for note in view.facts.notes if note.id in newest]
    known = _homes(board, view)
    marks = ((note, public_point(note, known, board.rules)) for note in notes)
    return MapScene(
        areas=board.areas,
        own_code=board.commune_code,
        notes=tuple(NoteMark(note.id, point, severity(note)) for note, point in marks if point is not None),
        homes=tuple({rounded_to(home, _HUNDRED_M): None for home in board.homes.values()}),
        hamlets=tuple(_hamlets(board, view)),
        stations=tuple(_stations(view)),
        illustrative=board.illustrative,
    )


def case_box(scene: MapScene, point: Point | None) -> Box | None:
    """Around the case and what is near it; None when nobody knows where that is."""
    marks = [note.point for note in scene.notes] + ([point] if point else [])
    if not marks:
        return None
    here = point or marks[0]
    named = [each.point for each in scene.stations if distance_m(here, each.point) <= _AROUND_M]
    return roomy(box_around([*marks, *named]))


def _homes(board: Board, view: CaseView) -> list[Point]:
    """Where houses are known to be, with a note or without: a note at one of many points at none."""
    noted = {note.household_id: point_of(note.location) for note in view.facts.notes if note.household_id}
    return [*board.homes.values(), *(point for point in noted.values() if point is not None)]


def _hamlets(board: Board, view: CaseView) -> Iterator[NamedPoint]:
    """Hamlets have no position of their own: in the middle of what was noted there."""
    own = hamlet_of(board, view)
    for each in board.hamlets:
        point = case_point(view) if each.hamlet == own else _middle(board.notes, each.hamlet)
        if point is not None:
            name = full_name(each.hamlet)
            yield NamedPoint(name[:1].upper() + name[1:], point)


def _middle(notes: tuple[CoverageNote, ...], hamlet: Hamlet) -> Point | None:
    point = centre(note for note in notes if note.hamlet_id == hamlet.id)
    return rounded_to(point, _HUNDRED_M) if point else None


def _stations(view: CaseView) -> Iterator[NamedPoint]:
    for station in view.case.stations:
        point = point_of(station.location)
        if point is not None:
            yield NamedPoint(station.code, point)
