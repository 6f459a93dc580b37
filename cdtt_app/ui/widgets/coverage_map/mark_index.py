"""What lies where: cases one by one, notes by the clusters of each zoom."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.map_clusters import Cluster, ClusterGrid, PlacedMark, Spacing
from cdtt_app.domain.map_scene import CaseMark, MapScene, Severity
from cdtt_app.domain.mercator import Spot, project
from cdtt_app.ui.widgets.coverage_map.lru import Lru

_KEPT: Final = 12  # zooms whose clusters are remembered
_DIGIT: Final = 7  # pixels that each digit of many notes adds to a sign
_WIDE, _HIGH, _CLEAR_WIDE, _CLEAR_HIGH = 66, 44, 54, 30  # of the grid, in pixels at 13 pt: a sign is some 50 by 26


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign on the map: a case, a note, or the notes of a cluster."""

    spot: Spot
    severity: Severity
    ids: tuple[str, ...]
    count: int
    case: bool = False
    title: str = ""

    @property
    def numbered(self) -> bool:
        """Whether its sign carries a number."""
        return self.case or self.count > 1


class MarkIndex:
    """The marks of one scene; `factor` is the size of signs as a multiple of that at 13 pt."""

    def __init__(self, scene: MapScene, factor: float = 1.0) -> None:
        self._factor = factor
        self._notes = {note.id: _placed(note.id, project(note.point), note.severity) for note in scene.notes}
        self.cases = tuple(_case(case) for case in scene.cases)
        self._grids: Lru[int, ClusterGrid] = Lru(_KEPT)

    def grid(self, scale: float) -> ClusterGrid:
        """The clusters at about this many pixels a unit: two zooms for each doubling."""
        level = round(2 * math.log2(scale))
        pixel = self._factor / 2 ** (level / 2)
        more = _DIGIT * max(0, len(str(len(self._notes))) - 3)
        lengths = (_WIDE + more, _HIGH, _CLEAR_WIDE + more, _CLEAR_HIGH)
        spacing = Spacing(*(length * pixel for length in lengths))
        fixed = [(case.spot.x, case.spot.y) for case in self.cases]
        return self._grids.made(level, lambda: ClusterGrid(self._notes.values(), spacing, fixed))

    def in_box(self, scale: float, first: Spot, last: Spot) -> list[Mark]:
        """What lies between two corners: notes first, cases over them."""
        notes = [_mark(cluster) for cluster in self.grid(scale).in_box(first.x, first.y, last.x, last.y)]
        inside = (case for case in self.cases if first.x <= case.spot.x <= last.x and first.y <= case.spot.y <= last.y)
        return [*notes, *inside]

    def of(self, id_: str, scale: float) -> Mark | None:
        """The sign that stands for a note or a case at this zoom."""
        case = next((case for case in self.cases if id_ in case.ids), None)
        if case is not None or id_ not in self._notes:
            return case
        cluster = self.grid(scale).of(self._notes[id_])
        return _mark(cluster) if cluster is not None else None

    def spots(self, ids: Iterable[str] | None = None) -> list[Spot]:
        """Where these notes are; all of them if none are named."""
        wanted = self._notes.values() if ids is None else (self._notes[id_] for id_ in ids)
        return [Spot(note.x, note.y) for note in wanted]

    def notes(self) -> Collection[PlacedMark]:
        """All notes."""
        return self._notes.values()


def _placed(id_: str, spot: Spot, severity: Severity) -> PlacedMark:
    return PlacedMark(id_, spot.x, spot.y, severity)


def _case(case: CaseMark) -> Mark:
    return Mark(project(case.point), case.severity, (case.id,), case.notes, case=True, title=case.title)


def _mark(cluster: Cluster) -> Mark:
    return Mark(Spot(cluster.x, cluster.y), cluster.severity, cluster.members, cluster.count)
