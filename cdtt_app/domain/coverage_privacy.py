"""What of coverage may leave the team: no households, positions that no single home can be told from."""

from collections.abc import Collection, Iterable
from math import floor
from typing import Final

from cdtt_app.domain.coverage import CoverageNote, point_of
from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Point, middle

_HUNDRED_M: Final = 3  # decimals of a degree
_COARSEST: Final = 2


def public_point(note: CoverageNote, homes: Collection[Point], rules: CoverageRules) -> Point | None:
    """Where the note may be shown to be: to about 100 m; one made at a home so coarse that enough homes share it.

    None when even a cell of about a kilometre holds too few homes.
    """
    point = point_of(note.location)
    if point is None:
        return None
    if note.household_id is None:
        return rounded_to(point, _HUNDRED_M)
    for decimals in range(_HUNDRED_M, _COARSEST - 1, -1):
        cell = _cell(point, decimals)
        if sum(_cell(home, decimals) == cell for home in homes) >= rules.smallest_cell:
            return rounded_to(point, decimals)
    return None


def public_case_point(
    case: CoverageCase, notes: Iterable[CoverageNote], homes: Collection[Point], rules: CoverageRules
) -> Point | None:
    """Where a case may be shown to be: as an officer set it, else the middle of where its notes may be shown."""
    if case.location is not None:
        return rounded_to(Point(case.location.latitude, case.location.longitude), _HUNDRED_M)
    shown = [point for note in notes if (point := public_point(note, homes, rules)) is not None]
    return rounded_to(middle(shown), _HUNDRED_M) if shown else None


def public_count(count: int | None, rules: CoverageRules) -> int | None:
    """A number of households, hidden when it is so small that it points at one."""
    return None if count is None or 0 < count < rules.smallest_cell else count


def rounded_to(point: Point, decimals: int) -> Point:
    """The middle of the cell of so many decimals."""
    step = 10.0**-decimals
    south, west = _cell(point, decimals)
    return Point(round((south + 0.5) * step, decimals + 1), round((west + 0.5) * step, decimals + 1))


def _cell(point: Point, decimals: int) -> tuple[int, int]:
    scale = 10**decimals
    return floor(point.latitude * scale), floor(point.longitude * scale)
