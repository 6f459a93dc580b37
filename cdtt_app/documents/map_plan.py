"""Where everything on a map stands, before anything is drawn: the view, the distances, the names."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from cdtt_app.documents.fonts import BOLD, SEMIBOLD
from cdtt_app.documents.map_labels import Labels, Look, Name
from cdtt_app.documents.map_marks import pill_width
from cdtt_app.documents.map_view import MapView, Rect, bar_metres, box_of, nearest, view_of
from cdtt_app.documents.sheet import MUTED, Spot
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.geo import Area, Box, Point, contains, distance_m
from cdtt_app.domain.map_scene import MapScene, NamedPoint
from cdtt_app.domain.vietnamese.numbers import format_number

TAG_SIZE: Final = 8.5
_HOMES: Final = 500  # up to so many dots names keep clear of; more are everywhere anyway
_CLEAR: Final = 1.5  # mm between the name of an area and its boundary
_BESIDE: Final = 30.0  # mm
_STATIONS: Final = 3  # at most so many distance lines
_ALONG: Final = (0.55, 0.65, 0.45, 0.75, 0.35, 0.85)  # where on its line a distance may stand
_CASE: Final = Look(font=BOLD, size=10.5)
_STATION: Final = Look(font=SEMIBOLD, size=8.5)
_HAMLET: Final = Look()
_NEIGHBOUR: Final = Look(size=8.5, colour=MUTED)


@dataclass(frozen=True, slots=True)
class Link:
    """A dashed line with its length in a small box."""

    start: Spot
    end: Spot
    words: str
    room: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlan:
    """A map ready to be drawn, its top left at (0, 0); `unnamed` are the names there was no room for."""

    scene: MapScene
    view: MapView
    links: tuple[Link, ...]
    names: tuple[Name, ...]
    unnamed: tuple[str, ...]
    north: Rect
    scale: Rect


def plan_map(
    scene: MapScene, width: float, height: float, *, box: Box | None = None, lines_from: Point | None = None
) -> MapPlan:
    """The scene, north up; `lines_from` is joined to the nearest stations, each line with its length."""
    view = view_of(Rect(0, 0, width, height), box or box_of(scene))
    labels = Labels(frame=Rect(1, 1, width - 2, height - 2))
    labels.taken += _signs(scene, view)
    bar = bar_metres(view) / view.metres + 12
    north = _corner(labels, 13, 15, (width - 14, 1))
    scale = _corner(labels, bar, 8, (width - bar - 3, height - 10.5))
    if len(scene.homes) <= _HOMES:
        labels.dots += [view.spot(home) for home in scene.homes]
    links = tuple(_links(labels, scene, view, lines_from))
    _name_marks(labels, scene, view)
    _name_neighbours(labels, scene, view)
    names, unnamed = tuple(labels.names), tuple(labels.unnamed)
    return MapPlan(scene=scene, view=view, links=links, names=names, unnamed=unnamed, north=north, scale=scale)


def distance_words(metres: float) -> str:
    """Metres under one kilometre, from there kilometres with one decimal."""
    return f"{round(metres / 10) * 10} m" if metres < 995 else f"{format_number(metres / 1000, 1)} km"


def _corner(labels: Labels, width: float, height: float, right: Spot) -> Rect:
    """Room for north or scale at the right, or at the left if a sign stands there and none at the left."""
    usual, other = Rect(*right, width, height), Rect(3, right[1], width, height)
    room = other if not labels.free(usual) and labels.free(other) else usual
    labels.taken.append(room)
    return room


def _signs(scene: MapScene, view: MapView) -> Iterator[Rect]:
    """What no name may cover."""
    sized = [(mark.point, 3.0, 3.0) for mark in scene.notes]
    sized += [(case.point, pill_width(case.notes), 5.6) for case in scene.cases]
    sized += [(hamlet.point, 2.4, 2.4) for hamlet in scene.hamlets]
    sized += [(station.point, 4.0, 6.0) for station in scene.stations]
    for point, width, height in sized:
        x, y = view.spot(point)
        yield Rect(x - width / 2, y - height / 2, width, height)


def _links(labels: Labels, scene: MapScene, view: MapView, lines_from: Point | None) -> Iterator[Link]:
    if lines_from is None:
        return
    seen = tuple(station.point for station in scene.stations if view.shows(station.point))
    start = view.spot(lines_from)
    for point in nearest(lines_from, seen, _STATIONS):
        end, words = view.spot(point), distance_words(distance_m(lines_from, point))
        width = text_width(words, SEMIBOLD, TAG_SIZE) + 3
        middles = [(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part) for part in _ALONG]
        rooms = [Rect(x - width / 2, y - 2.1, width, 4.2) for x, y in middles]
        room = next((room for room in rooms if labels.free(room)), rooms[0])
        labels.taken.append(room)
        yield Link(start, end, words, room)


def _name_marks(labels: Labels, scene: MapScene, view: MapView) -> None:
    """What matters most first, because the first finds the best place."""
    named = [(case.title, case.point, pill_width(case.notes) / 2 + 0.6, _CASE) for case in scene.cases]
    named += [(station.name, station.point, 3.2, _STATION) for station in scene.stations]
    named += [(hamlet.name, hamlet.point, 1.8, _HAMLET) for hamlet in scene.hamlets if not _named(hamlet, scene, view)]
    for text, point, gap, look in named:
        if view.shows(point):
            labels.beside(text, *view.spot(point), gap, look)


def _named(hamlet: NamedPoint, scene: MapScene, view: MapView) -> bool:
    """Whether a case of the same name beside it says it already."""
    spot = view.spot(hamlet.point)
    return any(
        case.title == hamlet.name and view.shows(case.point) and math.dist(spot, view.spot(case.point)) < _BESIDE
        for case in scene.cases
    )


def _name_neighbours(labels: Labels, scene: MapScene, view: MapView) -> None:
    """The names of the areas around, each where all of the name lies in its area; left out where there is no room."""
    for area in scene.areas:
        size = _NEIGHBOUR.room(area.name)
        if area.code == scene.own_code or not area.name or not _meets(area, view):
            continue
        for row, column in product(range(1, 10), range(1, 12)):
            x, y = view.frame.width * column / 12, view.frame.height * row / 10
            room = Rect(x - size.width / 2, y - size.height / 2, size.width, size.height)
            if labels.free(room) and _lies_in(area, room, view):
                labels.put(area.name, room, _NEIGHBOUR)
                break


def _meets(area: Area, view: MapView) -> bool:
    box = area.box
    left, top = view.spot(Point(box.north, box.west))
    right, bottom = view.spot(Point(box.south, box.east))
    return view.frame.meets(Rect(left, top, right - left, bottom - top))


def _lies_in(area: Area, room: Rect, view: MapView) -> bool:
    across = (room.x - _CLEAR + (room.width + 2 * _CLEAR) * part / 8 for part in range(9))
    spots = product(across, (room.y - _CLEAR, room.y + room.height + _CLEAR))
    return all(contains(area, view.point(spot)) for spot in spots)
