"""The line of open cases over twelve months, every point labelled."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cdtt_app.presenters.coverage_trend import MonthCount, trend_words
from cdtt_app.ui.theme import Colour, Theme


class TrendChart(QWidget):
    """Counts over months; the tint below the line stays faint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[MonthCount, ...] = ()
        self._small, self._strong = theme.font(0.8), theme.font(0.86, 600)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: tuple[MonthCount, ...]) -> None:
        """Draw these."""
        self._points = points
        self.setAccessibleName(trend_words(points))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the labels."""
        return QSize(self._theme.px(460), self._theme.px(170))

    def minimumSizeHint(self) -> QSize:
        """It may become narrower; then every other month is named."""
        return QSize(self._theme.px(260), self._theme.px(170))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Base, area, line, rings, labels."""
        if not self._points:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            px = self._theme.px
            area = QRectF(self.rect()).adjusted(px(18), px(26), -px(18), -px(28))
            self._draw_line(painter, area, self._places(area))
            self._draw_labels(painter, area, self._places(area))

    def _places(self, area: QRectF) -> list[QPointF]:
        top = max(4, *(each.open for each in self._points))
        step = area.width() / max(1, len(self._points) - 1)
        return [
            QPointF(area.left() + at * step, area.bottom() - area.height() * each.open / top)
            for at, each in enumerate(self._points)
        ]

    def _draw_line(self, painter: QPainter, area: QRectF, places: list[QPointF]) -> None:
        px = self._theme.px
        painter.setPen(QPen(QColor(Colour.LINE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        tint = QColor(Colour.PRIMARY)
        tint.setAlphaF(0.1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawPolygon(QPolygonF([area.bottomLeft(), *places, area.bottomRight()]))
        painter.setPen(QPen(QColor(Colour.PRIMARY), px(2)))
        painter.drawPolyline(places)
        painter.setBrush(QColor(Colour.CARD))
        for place in places:
            painter.drawEllipse(place, px(3.5), px(3.5))

    def _draw_labels(self, painter: QPainter, area: QRectF, places: list[QPointF]) -> None:
        px = self._theme.px
        wide = QFontMetrics(self._small).horizontalAdvance("00/00") + px(6)
        every = max(1, -(-wide * max(1, len(places) - 1) // max(1, int(area.width()))))
        last = len(places) - 1
        for at, (place, point) in enumerate(zip(places, self._points, strict=True)):
            painter.setFont(self._strong)
            painter.setPen(QColor(Colour.INK))
            above = QRectF(place.x() - wide / 2, place.y() - px(24), wide, px(18))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(point.open))
            if (last - at) % every == 0:
                painter.setFont(self._small)
                painter.setPen(QColor(Colour.MUTED))
                below = QRectF(place.x() - wide / 2, area.bottom() + px(4), wide, px(22))
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, point.month)
