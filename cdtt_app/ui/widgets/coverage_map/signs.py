"""The signs of notes and cases: a shape for each severity, so that they can be told apart without colour."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPixmap, QPolygonF

from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese.numbers import format_number
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.lru import Lru

SEVERITY_WORDS: Final = {
    Severity.LOST: "mất sóng",
    Severity.UNSTEADY: "chập chờn",
    Severity.USABLE: "dùng được",
}
SEVERITY_COLOURS: Final = {
    Severity.LOST: Colour.RED,
    Severity.UNSTEADY: Colour.AMBER,
    Severity.USABLE: Colour.PRIMARY,
}
_HEIGHT, _SHAPE, _EDGE = 26, 13, 9  # of a pill or disc, of the shape in it, before and after its content, at 13 pt
_KEPT: Final = 600


def shape(severity: Severity, rect: QRectF) -> QPainterPath:
    """Triangle, diamond or disc."""
    path = QPainterPath()
    middle = rect.center()
    if severity is Severity.USABLE:
        path.addEllipse(rect.adjusted(*(rect.width() / 16 * way for way in (1, 1, -1, -1))))
        return path
    corners = [QPointF(middle.x(), rect.top()), QPointF(rect.right(), middle.y())]
    corners += [QPointF(middle.x(), rect.bottom()), QPointF(rect.left(), middle.y())]
    if severity is Severity.LOST:
        low = rect.bottom() - rect.height() / 16
        corners = [QPointF(middle.x(), rect.top()), QPointF(rect.right(), low), QPointF(rect.left(), low)]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


class Signs:
    """Ready drawings: the same few are needed again and again."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = theme.font(0.86, 700)
        self._metrics = QFontMetricsF(self._font)
        self._drawn: Lru[tuple[Severity, str, float], QPixmap] = Lru(_KEPT)
        self._widths: dict[str, float] = {}
        self.height = float(max(theme.px(_HEIGHT), round(self._metrics.height()) + 2))

    def size(self, count: int, *, numbered: bool) -> QSizeF:
        """How much room the sign takes: a disc, or a pill with its number."""
        if not numbered:
            return QSizeF(self.height, self.height)
        text = _words(count)
        if text not in self._widths:
            ends = self._theme.px(_EDGE) * 2 + self._theme.px(_SHAPE) + self._theme.px(4)
            self._widths[text] = round(self._metrics.horizontalAdvance(text)) + ends
            if len(self._widths) > _KEPT:
                self._widths = {text: self._widths[text]}
        return QSizeF(self._widths[text], self.height)

    def picture(self, severity: Severity, count: int, ratio: float, *, numbered: bool) -> QPixmap:
        """The sign for a screen of this device pixel ratio."""
        text = _words(count) if numbered else ""
        return self._drawn.made((severity, text, ratio), lambda: self._draw(severity, count, ratio, text))

    def _draw(self, severity: Severity, count: int, ratio: float, text: str) -> QPixmap:
        size = self.size(count, numbered=bool(text))
        drawn = QPixmap(round((size.width() + 2) * ratio), round((size.height() + 2) * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_sign(painter, QRectF(QPointF(1, 1), size), severity, text)
        return drawn

    def _draw_sign(self, painter: QPainter, body: QRectF, severity: Severity, text: str) -> None:
        side, round_end = self._theme.px(_SHAPE), body.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Colour.CARD))  # a thin white edge keeps neighbours apart in grey
        painter.drawRoundedRect(body.adjusted(-1, -1, 1, 1), round_end + 1, round_end + 1)
        painter.setBrush(QColor(SEVERITY_COLOURS[severity]))
        painter.drawRoundedRect(body, round_end, round_end)
        left = body.left() + (self._theme.px(_EDGE) if text else (body.width() - side) / 2)
        painter.setBrush(QColor(Colour.CARD))
        painter.drawPath(shape(severity, QRectF(left, body.center().y() - side / 2, side, side)))
        painter.setFont(self._font)
        painter.setPen(QColor(Colour.CARD))
        words = QRectF(left + side + self._theme.px(4), body.top(), body.width(), body.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _words(count: int) -> str:
    return format_number(count, 0)
