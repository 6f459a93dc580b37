"""Notes of one spot found together: same hamlet, near each other or of one name, lacking the same network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import cos, floor, radians, sqrt

from cdtt_app.domain.coverage import CoverageNote, networks_of, point_of, severity
from cdtt_app.domain.geo import Point, distance_m, middle
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import CaseId, HamletId
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import fold

_DEGREE_M = 111_195.0  # of latitude
_MOST_COMPARED = 60  # notes of one spot whose farthest pair is looked for
_AROUND = tuple((dx, dy) for dx, dy in product(range(-2, 3), repeat=2) if (dx, dy) > (0, 0))  # each pair once

Cell = tuple[HamletId, Network, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Notes that may be one case, oldest first; `case_id` when they lie at an open one; `spread_m` from end to end."""

    hamlet_id: HamletId
    notes: tuple[CoverageNote, ...]
    case_id: CaseId | None = None
    spread_m: float = 0.0


def spots(notes: Iterable[CoverageNote], *, same_spot_m: int) -> tuple[Spot, ...]:
    """The notes that lack something and are in no case yet, grouped; the largest group first."""
    lacking = [note for note in notes if severity(note) is not Severity.USABLE]
    free = [note for note in lacking if note.case_id is None]
    taken = [note for note in lacking if note.case_id is not None]
    groups = _Groups(len(free))
    for one, other in chain(_near(free, same_spot_m), _of_one_name(free)):
        groups.join(one, other)
    found = (_spot([free[i] for i in members], taken, same_spot_m) for members in groups.all())
    return tuple(sorted(found, key=lambda spot: (-len(spot.notes), spot.notes[0].id)))


def centre(notes: Iterable[CoverageNote]) -> Point | None:
    """The middle of those that have a position."""
    points = [point for note in notes if (point := point_of(note.location)) is not None]
    return middle(points) if points else None


def _spot(notes: list[CoverageNote], taken: Sequence[CoverageNote], metres: int) -> Spot:
    points = [p for note in notes[:_MOST_COMPARED] if (p := point_of(note.location)) is not None]
    return Spot(
        hamlet_id=notes[0].hamlet_id,
        notes=tuple(sorted(notes, key=lambda note: (note.measured_at, note.id))),
        case_id=_case_at(notes[0], points[0] if points else None, taken, metres),
        spread_m=max((distance_m(a, b) for a, b in combinations(points, 2)), default=0.0),
    )


def _case_at(note: CoverageNote, point: Point | None, taken: Sequence[CoverageNote], metres: int) -> CaseId | None:
    """The case whose notes are the nearest within reach, or bear the same name where there is no position."""
    same = [each for each in taken if each.hamlet_id == note.hamlet_id and set(networks_of(each)) & _lacks(note)]
    if point is None:
        return next((each.case_id for each in same if note.place and fold(each.place) == fold(note.place)), None)
    far = [(distance_m(point, p), each) for each in same if (p := point_of(each.location)) is not None]
    nearest = min(far, key=lambda pair: pair[0], default=None)
    return nearest[1].case_id if nearest is not None and nearest[0] <= metres else None


def _lacks(note: CoverageNote) -> set[Network]:
    return set(networks_of(note))


def _near(notes: Sequence[CoverageNote], metres: int) -> Iterator[tuple[int, int]]:
    """Pairs to be joined. Whatever shares a cell is near enough; of two cells one near pair is enough."""
    points = [point_of(note.location) for note in notes]
    cells: dict[Cell, list[int]] = {}
    for index, point in enumerate(points):
        for network in networks_of(notes[index]) if point is not None else ():
            cells.setdefault((notes[index].hamlet_id, network, *_cell(point, metres)), []).append(index)
    for (hamlet, network, column, row), members in cells.items():
        yield from ((members[0], other) for other in members[1:])
        for dx, dy in _AROUND:
            others = cells.get((hamlet, network, column + dx, row + dy), [])
            pairs = ((a, b) for a in members for b in others if _within(points[a], points[b], metres))
            first = next(pairs, None)
            if first is not None:
                yield first


def _cell(point: Point | None, metres: int) -> tuple[int, int]:
    if point is None:
        return 0, 0
    side = metres / sqrt(2)
    x = point.longitude * _DEGREE_M * cos(radians(point.latitude))
    return floor(x / side), floor(point.latitude * _DEGREE_M / side)


def _within(one: Point | None, other: Point | None, metres: int) -> bool:
    return one is not None and other is not None and distance_m(one, other) <= metres


def _of_one_name(notes: Sequence[CoverageNote]) -> Iterator[tuple[int, int]]:
    """Notes without a position belong to the others of the same name in the hamlet."""
    named: dict[tuple[HamletId, str], list[int]] = {}
    for index, note in enumerate(notes):
        if note.place.strip():
            named.setdefault((note.hamlet_id, fold(note.place)), []).append(index)
    for members in named.values():
        nowhere = [index for index in members if notes[index].location is None]
        for index in nowhere:
            yield from ((index, other) for other in members if _lacks(notes[index]) & _lacks(notes[other]))


class _Groups:
    """Disjoint sets of indices."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def join(self, one: int, other: int) -> None:
        self._above[self._top(other)] = self._top(one)

    def all(self) -> list[list[int]]:
        members: dict[int, list[int]] = {}
        for index in range(len(self._above)):
            members.setdefault(self._top(index), []).append(index)
        return list(members.values())

    def _top(self, index: int) -> int:
        while self._above[index] != index:
            self._above[index] = self._above[self._above[index]]
            index = self._above[index]
        return index
