"""Small drawings of figures: skill dots, a line of levels over visits, the dots of a time line."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.chip import Place

_DOTS = {
    Place.HERE: Colour.AMBER,
    Place.SENT: Colour.BLUE,
    Place.RECEIVED: Colour.PRIMARY,
    Place.ASIDE: Colour.RED,
}
_HALVES = {Place.SENT: 90, Place.ASIDE: -90}  # degrees at which the full half begins


def skill_dots_width(theme: Theme, total: int = 5) -> int:
    """How wide `draw_skill_dots` draws."""
    return total * theme.px(13)


def draw_skill_dots(painter: QPainter, theme: Theme, left: float, middle: float, filled: int, total: int = 5) -> None:
    """Draw `filled` of `total` dots, solid before hollow, centred on the height `middle`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pitch, radius = theme.px(13), theme.px(9) / 2
    for index in range(total):
        centre = QPointF(left + index * pitch + radius + 1, middle)
        solid = index < filled
        painter.setPen(QPen(QColor(Colour.PRIMARY if solid else Colour.EDGE), max(1.2, theme.px(1))))
        painter.setBrush(QColor(Colour.PRIMARY if solid else Colour.CARD))
        painter.drawEllipse(centre, radius, radius)
    painter.restore()


def draw_spark_line(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    values: Sequence[float],
    target: float | None = None,
    top: float = 4.0,
) -> None:
    """Draw `values` from 0 to `top` across `rect`, the last one solid, over a base line and a dashed `target`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = rect.adjusted(theme.px(6), theme.px(6), -theme.px(6), -theme.px(6))

    def height(value: float) -> float:
        return area.bottom() - area.height() * value / top

    painter.setPen(QPen(QColor(Colour.LINE), 1))
    painter.drawLine(QLineF(rect.left(), area.bottom(), rect.right(), area.bottom()))
    if target is not None:
        painter.setPen(QPen(QColor(Colour.MUTED), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(rect.left(), height(target), rect.right(), height(target)))
    step = area.width() / max(1, len(values) - 1)
    points = [QPointF(area.left() + index * step, height(value)) for index, value in enumerate(values)]
    painter.setPen(QPen(QColor(Colour.PRIMARY), theme.px(2)))
    painter.drawPolyline(points)
    for index, point in enumerate(points):
        last = index == len(points) - 1
        radius = theme.px(9 if last else 6) / 2
        painter.setPen(QPen(QColor(Colour.PRIMARY), max(1.3, theme.px(1))))
        painter.setBrush(QColor(Colour.PRIMARY if last else Colour.CARD))
        painter.drawEllipse(point, radius, radius)
    painter.restore()


class SparkLine(QWidget):
    """Levels over visits; `words` says the same for a screen reader."""

    def __init__(
        self,
        theme: Theme,
        values: Sequence[float],
        words: str,
        *,
        target: float | None = None,
        top: float = 4.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._values, self._target, self._top = theme, tuple(values), target, top
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Small enough to stand in a row."""
        return QSize(self._theme.px(128), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """It may become narrower, not lower."""
        return QSize(self._theme.px(64), self._theme.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        with QPainter(self) as painter:
            draw_spark_line(painter, self._theme, QRectF(self.rect()), self._values, self._target, self._top)


def draw_timeline_dot(painter: QPainter, theme: Theme, centre: QPointF, place: Place) -> None:
    """A ring while the record is here, half full on its way, solid when the province has it; the other half: aside."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(_DOTS[place])
    radius = theme.px(12) / 2
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, theme.px(2)))
    painter.setBrush(colour if place is Place.RECEIVED else QColor(Colour.CARD))
    painter.drawEllipse(box)
    if place in _HALVES:
        painter.setBrush(colour)
        painter.drawPie(box, _HALVES[place] * 16, 180 * 16)
    painter.restore()
