"""Marks that would lie on one another, gathered by the squares of a grid that stands still when a map is panned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import copysign, floor
from typing import Final

from cdtt_app.domain.map_scene import Severity

_BADNESS: Final = {severity: rank for rank, severity in enumerate(Severity)}  # 0 is the worst
_BLOCK: Final = 12  # squares a side of the blocks in which clusters are made; across their edges none are joined
_FEW, _ENDLESS = 2000, 1 << 40  # so few marks are clustered at once

_Square = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark on the plane."""

    id: str
    x: float
    y: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Cluster:
    """Marks drawn as one, at their mean place; `members` are their ids in the order given."""

    x: float
    y: float
    severity: Severity
    members: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many marks."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The oblong squares of the grid, and the oblong around a middle in which no other middle should lie."""

    wide: float
    high: float
    clear_wide: float = 0.0
    clear_high: float = 0.0

    def __post_init__(self) -> None:
        if min(self.wide, self.high) <= 0 or self.clear_wide > self.wide or self.clear_high > self.high:
            raise ValueError("squares need a size, and only neighbours can be joined")


class ClusterGrid:
    """The clusters of one zoom by a grid anchored at (0, 0) of the plane, made block by block when they are asked for.

    Clusters of neighbouring squares of a block that are not clear of each other become one; one that is not clear of
    a place in `fixed` steps aside, up or down.
    """

    def __init__(
        self, marks: Iterable[PlacedMark], spacing: Spacing, fixed: Iterable[tuple[float, float]] = ()
    ) -> None:
        self._spacing, self._fixed = spacing, tuple(fixed)
        given = list(marks)
        squares = _BLOCK if len(given) > _FEW else _ENDLESS
        self._wide, self._high = spacing.wide * squares, spacing.high * squares
        self._marks: dict[_Square, list[PlacedMark]] = defaultdict(list)
        for mark in given:
            self._marks[floor(mark.x / self._wide), floor(mark.y / self._high)].append(mark)
        self._made: dict[_Square, tuple[Cluster, ...]] = {}

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All of them."""
        return tuple(cluster for block in self._marks for cluster in self._block(block))

    def in_box(self, left: float, top: float, right: float, bottom: float) -> list[Cluster]:
        """The clusters whose middles lie in the box, edges included."""
        aside = self._spacing.clear_high  # so far a cluster may have stepped out of its block
        first, last = self._block_at(left, top - aside), self._block_at(right, bottom + aside)
        return [
            cluster
            for block in self._between(first, last)
            for cluster in self._block(block)
            if left <= cluster.x <= right and top <= cluster.y <= bottom
        ]

    def of(self, mark: PlacedMark) -> Cluster | None:
        """The cluster that holds the mark."""
        block = self._block_at(mark.x, mark.y)
        if block not in self._marks:
            return None
        return next((cluster for cluster in self._block(block) if mark.id in cluster.members), None)

    def _block_at(self, x: float, y: float) -> _Square:
        return floor(x / self._wide), floor(y / self._high)

    def _between(self, first: _Square, last: _Square) -> list[_Square]:
        columns, rows = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        if len(columns) * len(rows) > len(self._marks):
            return [block for block in self._marks if block[0] in columns and block[1] in rows]
        return [(x, y) for y in rows for x in columns if (x, y) in self._marks]

    def _block(self, block: _Square) -> tuple[Cluster, ...]:
        if block not in self._made:
            joined = _joined(self._marks[block], self._spacing)
            self._made[block] = tuple(_aside(cluster, self._fixed, self._spacing) for cluster in joined)
        return self._made[block]


def _joined(marks: Iterable[PlacedMark], spacing: Spacing) -> list[Cluster]:
    """By square, then twice with neighbours: what has grown has moved, and may be near others now."""
    found = [_cluster(group) for group in _by_square(((mark, mark) for mark in marks), spacing).values()]
    by_id = {mark.id: mark for mark in marks}
    for _ in range(2):
        found = list(_with_neighbours(found, by_id, spacing))
    return found


def _by_square(
    placed: Iterable[tuple[PlacedMark | Cluster, PlacedMark]], spacing: Spacing
) -> dict[_Square, list[PlacedMark]]:
    """Marks by the squares in which the first of each pair lies."""
    squares: dict[_Square, list[PlacedMark]] = defaultdict(list)
    for at, mark in placed:
        squares[floor(at.x / spacing.wide), floor(at.y / spacing.high)].append(mark)
    return squares


def _with_neighbours(clusters: list[Cluster], by_id: dict[str, PlacedMark], spacing: Spacing) -> Iterator[Cluster]:
    """Fullest first, each takes in what is left of its neighbours and is not clear of it."""
    pairs = ((cluster, by_id[id_]) for cluster in clusters for id_ in cluster.members)
    squares = _by_square(pairs, spacing)
    left = {square: _cluster(marks) for square, marks in squares.items()}
    for square in sorted(left, key=lambda each: (-len(squares[each]), each)):
        taken = left.pop(square, None)
        if taken is None:
            continue
        near = [at for at in _around(square) if at in left and not _clear(left[at], taken.x, taken.y, spacing)]
        for at in near:
            del left[at]
        yield _cluster([mark for at in (square, *near) for mark in squares[at]]) if near else taken


def _around(square: _Square) -> Iterator[_Square]:
    for right in (-1, 0, 1):
        for down in (-1, 0, 1):
            if right or down:
                yield square[0] + right, square[1] + down


def _clear(cluster: Cluster, x: float, y: float, spacing: Spacing) -> bool:
    return abs(cluster.x - x) >= spacing.clear_wide or abs(cluster.y - y) >= spacing.clear_high


def _aside(cluster: Cluster, places: tuple[tuple[float, float], ...], spacing: Spacing) -> Cluster:
    for x, y in places:
        if not _clear(cluster, x, y, spacing):
            moved = y + copysign(spacing.clear_high, cluster.y - y)
            return Cluster(cluster.x, moved, cluster.severity, cluster.members)
    return cluster


def _cluster(marks: list[PlacedMark]) -> Cluster:
    count = len(marks)
    if count == 1:
        only = marks[0]
        return Cluster(only.x, only.y, only.severity, (only.id,))
    return Cluster(
        sum(mark.x for mark in marks) / count,
        sum(mark.y for mark in marks) / count,
        min((mark.severity for mark in marks), key=_BADNESS.__getitem__),
        tuple(mark.id for mark in marks),
    )
