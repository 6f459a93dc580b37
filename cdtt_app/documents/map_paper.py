"""The one drawing of a coverage map on paper, for the dossier and for the map sheet."""

from collections.abc import Collection
from typing import Final

from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.map_labels import draw_leader, draw_name
from cdtt_app.documents.map_marks import draw_hamlet, draw_home, draw_north, draw_pill, draw_severity, draw_station
from cdtt_app.documents.map_plan import TAG_SIZE, Link, MapPlan
from cdtt_app.documents.map_view import MapView, bar_metres
from cdtt_app.documents.sheet import INK, WHITE, Sheet, Spot
from cdtt_app.domain.geo import Area
from cdtt_app.domain.map_scene import MapScene, Severity
from cdtt_app.domain.vietnamese.numbers import format_number

_OUTSIDE: Final = "#e4eae7"
_NEIGHBOUR: Final = "#eff3f1"
_EDGE: Final = "#8b9a93"
_GRID: Final = "#d3dbd7"
_DASH: Final = (2.2, 2.2)
_SAME: Final = 0.5  # mm; a sign is some 3 mm wide
_WORST_LAST: Final = (Severity.USABLE, Severity.UNSTEADY, Severity.LOST)


def draw_map(sheet: Sheet, plan: MapPlan, x: float, y: float) -> None:
    """The map with its top left at (x, y)."""
    view = plan.view
    frame = view.frame
    with sheet.moved(x, y):
        with sheet.inside(0, 0, frame.width, frame.height):
            _draw_ground(sheet, plan.scene, view)
            for link in plan.links:
                sheet.stroke(*link.start, *link.end, line=0.8, dash=_DASH)
            for name in plan.names:
                draw_leader(sheet, name)
            _draw_marks(sheet, plan.scene, view)
            for link in plan.links:
                _draw_distance(sheet, link)
            for name in plan.names:
                draw_name(sheet, name)
        _draw_scale(sheet, plan)
        draw_north(sheet, plan.north.x + plan.north.width / 2, plan.north.y + 6.5)
        sheet.box(0, 0, frame.width, frame.height, radius=0, line=1.2)


def _draw_ground(sheet: Sheet, scene: MapScene, view: MapView) -> None:
    frame = view.frame
    sheet.box(0, 0, frame.width, frame.height, radius=0, fill=_OUTSIDE if scene.areas else WHITE)
    own = [area for area in scene.areas if scene.own_code and area.code == scene.own_code]
    for area in scene.areas:
        if area not in own:
            _draw_area(sheet, area, view, fill=_NEIGHBOUR, line=0.6, colour=_EDGE)
    for area in own:
        _draw_area(sheet, area, view, fill=WHITE, line=1.5, colour=INK)
    if not scene.areas:
        _draw_grid(sheet, view)


def _draw_area(sheet: Sheet, area: Area, view: MapView, *, fill: str, line: float, colour: str) -> None:
    for polygon in area.polygons:
        rings = [spots for ring in polygon if (spots := view.ring(ring))]
        if rings:
            sheet.shape(rings, fill=fill, line=line, colour=colour)


def _draw_grid(sheet: Sheet, view: MapView) -> None:
    """Squares as wide as half the scale bar, where no boundary tells sizes."""
    width, height, step = view.frame.width, view.frame.height, bar_metres(view) / 2 / view.metres
    for count in range(1, int(width / step) + 1):
        sheet.stroke(count * step, 0, count * step, height, line=0.4, colour=_GRID)
    for count in range(1, int(height / step) + 1):
        sheet.stroke(0, count * step, width, count * step, line=0.4, colour=_GRID)


def _draw_distance(sheet: Sheet, link: Link) -> None:
    room = link.room
    sheet.box(room.x, room.y, room.width, room.height, radius=0.8, fill=WHITE, line=0.7)
    sheet.say(link.words, room.x + room.width / 2, room.y + 3.1, SEMIBOLD, TAG_SIZE, at="centre")


def _draw_marks(sheet: Sheet, scene: MapScene, view: MapView) -> None:
    for home in filter(view.shows, scene.homes):
        draw_home(sheet, *view.spot(home))
    for hamlet in scene.hamlets:
        draw_hamlet(sheet, *view.spot(hamlet.point))
    for station in scene.stations:
        draw_station(sheet, *view.spot(station.point))
    for spot, severity in sorted(_told_apart(scene, view), key=lambda mark: _WORST_LAST.index(mark[1])):
        draw_severity(sheet, severity, *spot)
    for case in sorted(scene.cases, key=lambda mark: _WORST_LAST.index(mark.severity)):
        draw_pill(sheet, case.severity, case.notes, *view.spot(case.point))


def _told_apart(scene: MapScene, view: MapView) -> Collection[tuple[Spot, Severity]]:
    """The notes in sight; of those so near to each other that they look like one sign, one."""
    found: dict[tuple[int, int, Severity], tuple[Spot, Severity]] = {}
    for note in scene.notes:
        if view.shows(note.point):
            spot = view.spot(note.point)
            cell = (round(spot[0] / _SAME), round(spot[1] / _SAME), note.severity)
            found.setdefault(cell, (spot, note.severity))
    return found.values()


def _draw_scale(sheet: Sheet, plan: MapPlan) -> None:
    """Two halves, dark and light; as long as it says."""
    room, metres = plan.scale, bar_metres(plan.view)
    left, half, top = room.x + 4, metres / plan.view.metres / 2, room.y + 4.6
    sheet.box(room.x, room.y, room.width, room.height, radius=0.8, fill=WHITE)
    sheet.box(left, top, half, 1.6, radius=0, fill=INK, line=0.6)
    sheet.box(left + half, top, half, 1.6, radius=0, fill=WHITE, line=0.6)
    sheet.say("0", left, top - 1.1, REGULAR, 8.5)
    words = f"{metres:.0f} m" if metres < 1000 else f"{format_number(metres / 1000, 0)} km"
    sheet.say(words, left + 2 * half + 2, top - 1.1, REGULAR, 8.5, at="right")
