"""Where "all of it" goes so that no name of a case or a station lies under what is laid over the map."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from cdtt_app.domain.mercator import Spot

Names = Sequence[tuple[Spot, QRectF]]  # an anchor on the plane, a rectangle in pixels around it
NamesAt = Callable[[float], Names | None]  # None where a name that matters finds no place
_SHRINK: Final = 0.94
_STEPS: Final = 10  # places tried each way
_KEPT_FREE: Final = 4.0  # pixels between a name and the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The part of the plane to show, the pixels for it, and what lies over them."""

    whole: QRectF
    size: QSizeF
    panels: Sequence[QRectF]


def clear_fit(room: Room, scale: float, least: float, names_at: NamesAt) -> tuple[float, QPointF] | None:
    """The largest scale between these, and what goes to the middle of the room, with all names in sight."""
    smaller = scale
    while smaller >= least:
        names = names_at(smaller)
        corner = next(_corners(room, smaller, names), None) if names is not None else None
        if corner is not None:
            return smaller, (corner + QPointF(room.size.width() / 2, room.size.height() / 2)) / smaller
        smaller *= _SHRINK
    return None


def _corners(room: Room, scale: float, names: Names) -> Iterator[QPointF]:
    """Upper left corners of the room, the one nearest the middle first, at which nothing is hidden."""
    rects = [rect.translated(at.x * scale, at.y * scale) for at, rect in names]
    box = QRectF(room.whole.topLeft() * scale, room.whole.size() * scale)
    for rect in rects:
        box = box.united(rect)
    box = box.adjusted(-_KEPT_FREE, -_KEPT_FREE, _KEPT_FREE, _KEPT_FREE)
    spare_x, spare_y = room.size.width() - box.width(), room.size.height() - box.height()
    if spare_x < 0 or spare_y < 0:
        return
    for right, down in _ways():
        corner = box.topLeft() - QPointF(spare_x * right, spare_y * down)
        if not _hidden(rects, [panel.translated(corner) for panel in room.panels]):
            yield corner


def _ways() -> list[tuple[float, float]]:
    parts = [number / _STEPS for number in range(_STEPS + 1)]
    return sorted(((x, y) for x in parts for y in parts), key=lambda way: abs(way[0] - 0.5) + abs(way[1] - 0.5))


def _hidden(rects: Iterable[QRectF], panels: Sequence[QRectF]) -> bool:
    return any(panel.intersects(rect) for rect in rects for panel in panels)
