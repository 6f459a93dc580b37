"""One ring of a boundary: is it numbers, is it in Vietnam, which way round is it written; then fewer points."""

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

import msgspec

from cdtt_app.domain.geo import Point, Ring

Pair: TypeAlias = tuple[float, float]  # longitude, latitude

TOLERANCE = 0.0001  # degrees: about 11 m, less than the width of the line that is drawn
DECIMALS = 5  # about 1 m
_STRETCH = 512  # points looked at together: without this a jagged ring would cost the square of its length
_FEWEST = 3
# Wider than the mainland's box, for the islands at sea; no latitude in it can be one of its longitudes.
_SOUTH, _NORTH, _WEST, _EAST = 6.0, 24.0, 102.0, 118.0


class Fault(StrEnum):
    """Why a ring is not taken in."""

    NO_NUMBERS = "no numbers"
    SHORT = "short"
    METRES = "metres"
    ELSEWHERE = "elsewhere"
    TINY = "tiny"


class BadRingError(Exception):
    """A ring that cannot be used."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


def read_ring(raw: msgspec.Raw) -> tuple[Ring, bool]:
    """The ring, simplified and open, and whether its numbers stood latitude first; raises BadRingError."""
    pairs = _pairs(raw)
    turned = _is_turned(pairs)
    if turned:
        pairs = [(x, y) for y, x in pairs]
    ring = tuple(Point(round(y, DECIMALS), round(x, DECIMALS)) for x, y in simplified(pairs))
    if len(set(ring)) < _FEWEST:
        raise BadRingError(Fault.TINY)
    return ring, turned


def _pairs(raw: msgspec.Raw) -> list[Pair]:
    """Two numbers a point, heights left out; neither repeated nor closed."""
    try:  # numbers written as text are numbers all the same
        found = msgspec.json.decode(raw, type=list[tuple[float, ...]], strict=False)
        pairs = [(x, y) for x, y, *_ in found]
    except (ValueError, RecursionError) as error:
        raise BadRingError(Fault.NO_NUMBERS) from error
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in pairs):
        raise BadRingError(Fault.NO_NUMBERS)
    pairs = [pair for pair, before in zip(pairs, (None, *pairs), strict=False) if pair != before]
    if len(pairs) > 1 and pairs[0] == pairs[-1]:
        pairs.pop()
    if len(pairs) < _FEWEST:
        raise BadRingError(Fault.SHORT)
    return pairs


def _is_turned(pairs: Sequence[Pair]) -> bool:
    """Whether latitude stands first; raises BadRingError when it lies outside Vietnam either way."""
    first, second = _span([x for x, _ in pairs]), _span([y for _, y in pairs])
    if _within(first, _WEST, _EAST) and _within(second, _SOUTH, _NORTH):
        return False
    if _within(second, _WEST, _EAST) and _within(first, _SOUTH, _NORTH):
        return True
    degrees = _within(first, -180, 180) and _within(second, -180, 180)
    raise BadRingError(Fault.ELSEWHERE if degrees else Fault.METRES)


def _span(values: Sequence[float]) -> Pair:
    return min(values), max(values)


def _within(span: Pair, low: float, high: float) -> bool:
    return low <= span[0] and span[1] <= high


def simplified(ring: Sequence[Pair], tolerance: float = TOLERANCE) -> list[Pair]:
    """Douglas and Peucker, stretch by stretch: no point left out lies farther than `tolerance` from the new line."""
    start = ring[0]
    far = max(range(len(ring)), key=lambda place: math.dist(start, ring[place]))
    anchors = sorted({*range(0, len(ring), _STRETCH), far, len(ring)})
    closed = [*ring, start]
    kept: list[Pair] = []
    for first, last in pairwise(anchors):
        kept += _thinned(closed[first : last + 1], tolerance)[:-1]
    return kept


def _thinned(line: Sequence[Pair], tolerance: float) -> list[Pair]:
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        place, distance = _farthest(line, first, last)
        if distance > tolerance:
            keep[place] = True
            waiting += ((first, place), (place, last))
    return [pair for pair, stays in zip(line, keep, strict=True) if stays]


def _farthest(line: Sequence[Pair], first: int, last: int) -> tuple[int, float]:
    """The point between the two that lies farthest from their segment, and how far."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    best, worst = first, 0.0
    for place in range(first + 1, last):
        x, y = line[place]
        x, y = x - ax, y - ay
        along = min(1.0, max(0.0, (x * dx + y * dy) / square)) if square else 0.0
        x, y = x - along * dx, y - along * dy
        if (away := x * x + y * y) > worst:
            best, worst = place, away
    return best, math.sqrt(worst)
