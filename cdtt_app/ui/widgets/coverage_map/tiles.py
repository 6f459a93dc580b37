"""A raster ground, where there is one: tiles are fetched after the frame that missed them, a few at a time."""

import math
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from cdtt_app.domain.geo import Box
from cdtt_app.domain.mercator import HALF_WORLD, Spot, Tile, corners, tiles_between
from cdtt_app.ui.widgets.coverage_map.lru import Lru

_KEPT: Final = 128
_AT_ONCE: Final = 4  # fetched before the event loop has its turn again
_SIDE: Final = 256  # pixels
_MOST: Final = 96  # in one frame: never more than are kept


class TileSource(Protocol):
    """Pictures of squares of the plane, counted from the north-west; None where there is none."""

    @property
    def min_zoom(self) -> int:
        """The coarsest zoom."""

    @property
    def max_zoom(self) -> int:
        """The finest zoom."""

    @property
    def box(self) -> Box:
        """Where there are pictures."""

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The bytes of a picture."""


class TileGround(QObject):
    """Draws what it has, remembers what it misses, and says when more has come."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: TileSource | None = None
        self._bounds = QRectF()
        self._pictures: Lru[Tile, QPixmap] = Lru(_KEPT)
        self._missed: list[Tile] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fetch)

    def set_source(self, source: TileSource | None) -> None:
        """Take tiles from there, or from nowhere."""
        self._source = source
        self._pictures.clear()
        self._missed = []
        if source is not None:
            first, last = corners(source.box)
            self._bounds = QRectF(QPointF(first.x, first.y), QPointF(last.x, last.y))

    @property
    def ready(self) -> bool:
        """Whether there is a source."""
        return self._source is not None

    @property
    def bounds(self) -> QRectF:
        """What the source covers, on the plane; null without a source."""
        return self._bounds if self._source is not None else QRectF()

    def paint(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """Draw in units of the plane; a tile that is no picture is left out."""
        wanted = self._wanted(exposed, scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile in wanted:
            picture = self._pictures.get(tile)
            if picture is None:
                self._missed.append(tile)
            elif not picture.isNull():
                place = QRectF(tile.corner.x, tile.corner.y, tile.side, tile.side)
                painter.drawPixmap(place, picture, QRectF(picture.rect()))
        if self._missed:
            self._missed = list(dict.fromkeys(self._missed))[-_MOST:]  # what was passed long ago is not fetched
            self._later.start()

    def _wanted(self, exposed: QRectF, scale: float) -> tuple[Tile, ...]:
        shown = exposed & self._bounds
        if self._source is None or shown.isEmpty():
            return ()
        zoom = min(math.ceil(math.log2(2 * HALF_WORLD * scale / _SIDE) - 0.3), self._source.max_zoom)
        if zoom < self._source.min_zoom:
            return ()
        first, last = Spot(shown.left(), shown.top()), Spot(shown.right(), shown.bottom())
        return tiles_between(first, last, zoom)[:_MOST]

    def _fetch(self) -> None:
        for _ in range(min(_AT_ONCE, len(self._missed))):
            self._fetch_one(self._missed.pop())
        if self._missed:
            self._later.start()
        self.arrived.emit()

    def _fetch_one(self, tile: Tile) -> None:
        if self._source is None:
            return
        picture = QPixmap()
        content = self._source.tile(tile.zoom, tile.x, tile.y)
        if content:
            picture.loadFromData(content)
        self._pictures.put(tile, picture)
