"""A free line around notes."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem

from cdtt_app.domain.map_clusters import PlacedMark
from cdtt_app.ui.theme import Colour, Theme

_LEAST: Final = 3  # points that enclose something


class Lasso(QGraphicsPathItem):
    """Grows while the mouse is dragged; the end is joined to the beginning."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        pen = QPen(QColor(Colour.BLUE), theme.px(2), Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self.setPen(pen)
        tint = QColor(Colour.BLUE)
        tint.setAlphaF(0.12)
        self.setBrush(tint)
        self.setZValue(3)
        self._points: list[QPointF] = []
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a line is being drawn."""
        return bool(self._points)

    def begin(self, at: QPointF) -> None:
        """The mouse went down."""
        self._points = [at]
        self._draw()
        self.show()

    def go_on(self, to: QPointF) -> None:
        """The mouse moved."""
        self._points.append(to)
        self._draw()

    def cancel(self) -> None:
        """Away with the line."""
        self._points = []
        self.hide()

    def end(self, notes: Iterable[PlacedMark]) -> list[str] | None:
        """The notes inside, in their order; None when the line encloses nothing, a mere click."""
        ring, enclosed = QPolygonF(self._points), len(self._points) >= _LEAST
        self.cancel()
        if not enclosed:
            return None
        bounds = ring.boundingRect()
        return [
            note.id
            for note in notes
            if bounds.contains(note.x, note.y) and ring.containsPoint(QPointF(note.x, note.y), Qt.FillRule.OddEvenFill)
        ]

    def _draw(self) -> None:
        path = QPainterPath()
        path.addPolygon(QPolygonF(self._points))
        self.setPath(path)
