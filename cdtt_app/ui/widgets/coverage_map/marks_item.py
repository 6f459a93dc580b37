"""ONE item for all marks: it draws those in view from ready pictures."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cdtt_app.domain.map_scene import MapScene
from cdtt_app.domain.mercator import Spot
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.ground import whole
from cdtt_app.ui.widgets.coverage_map.mark_index import Mark, MarkIndex
from cdtt_app.ui.widgets.coverage_map.signs import Signs

_REACH, _RING = 40, 6  # how far a sign may reach from its place; how far out the ring of the chosen one is


class MarksItem(QGraphicsItem):
    """Clusters, notes and cases; the chosen one with an ink ring, over the others."""

    def __init__(self, theme: Theme, signs: Signs) -> None:
        super().__init__()
        self._theme, self._signs = theme, signs
        self._index = MarkIndex(MapScene())
        self._bounds = QRectF()
        self.chosen: str | None = None

    def show_marks(self, index: MarkIndex, bounds: QRectF) -> None:
        """Draw these from now on, all of them within the bounds."""
        self.prepareGeometryChange()
        self._index, self._bounds = index, bounds
        self.update()

    def boundingRect(self) -> QRectF:
        """Where marks may be."""
        return self._bounds

    def marks_in(self, visible: QRectF, scale: float) -> list[Mark]:
        """The marks that are drawn when this part of the plane is visible, the topmost last."""
        reach = self._theme.px(_REACH) / scale
        first = Spot(visible.left() - reach, visible.top() - reach)
        last = Spot(visible.right() + reach, visible.bottom() + reach)
        marks = self._index.in_box(scale, first, last)
        if self.chosen is not None:
            marks.sort(key=lambda mark: self.chosen in mark.ids)
        return marks

    @property
    def rect_height(self) -> float:
        """The height of every sign, in pixels."""
        return self._signs.height

    def rect_of(self, mark: Mark, middle: QPointF) -> QRectF:
        """The sign of a mark whose place is there, in pixels."""
        size = self._signs.size(mark.count, numbered=mark.numbered)
        return QRectF(whole(middle - QPointF(size.width() / 2, size.height() / 2)), size)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Signs on whole pixels."""
        to_px = painter.worldTransform()
        scale, right, down = to_px.m11(), to_px.dx(), to_px.dy()
        ratio = painter.device().devicePixelRatioF()
        inverse, _ = to_px.inverted()
        visible = inverse.mapRect(QRectF(painter.window()))
        painter.resetTransform()
        one = QPointF(1, 1)
        for mark in self.marks_in(visible, scale):
            rect = self.rect_of(mark, QPointF(mark.spot.x * scale + right, mark.spot.y * scale + down))
            if self.chosen is not None and self.chosen in mark.ids:
                self._draw_ring(painter, rect)
            sign = self._signs.picture(mark.severity, mark.count, ratio, numbered=mark.numbered)
            painter.drawPixmap(rect.topLeft() - one, sign)

    def _draw_ring(self, painter: QPainter, rect: QRectF) -> None:
        out = self._theme.px(_RING)
        ring = rect.adjusted(-out, -out, out, out)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(Colour.INK), 2.2 * self._theme.pt / 13))
        painter.setBrush(QColor(Colour.CARD))
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class PinItem(QGraphicsItem):
    """The pin that says where: its point is on the place, at every zoom the same size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._side = theme.px(34)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(2)
        self.hide()

    def boundingRect(self) -> QRectF:
        """Above its place."""
        half = self._side / 2
        return QRectF(-half - 2, -self._side - 2, self._side + 4, self._side + 4)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """A drop with a white edge and a white eye."""
        side = self._side
        round_part = QRectF(-side * 0.36, -side, side * 0.72, side * 0.72)
        drop = QPainterPath(QPointF(0, 0))
        drop.quadTo(QPointF(-side * 0.36, -side * 0.36), QPointF(round_part.left(), round_part.center().y()))
        drop.arcTo(round_part, 180, -180)
        drop.quadTo(QPointF(side * 0.36, -side * 0.36), QPointF(0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(Colour.CARD), 2))
        painter.setBrush(QColor(Colour.BLUE))
        painter.drawPath(drop)
        eye = QRectF(round_part.center(), QSizeF(0, 0)).adjusted(*(way * side * 0.12 for way in (-1, -1, 1, 1)))
        painter.setBrush(QColor(Colour.CARD))
        painter.drawEllipse(eye)
