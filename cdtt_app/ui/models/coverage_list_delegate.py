"""Draws a card of the coverage list: title and state, how many, the clock; a tick box while several are chosen."""

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.presenters.coverage_rows import Mark, Row, RowKind
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.models.coverage_list import ROW_ROLE, Index
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.chip import chip_size, draw_chip

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FACT_ICONS = {RowKind.CASE: "house", RowKind.NOTE: "map-pin", RowKind.SPOT: "map-pin"}


class CoverageListDelegate(QStyledItemDelegate):
    """Every card is as high as every other."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ticks = False
        self._title = theme.font(1.06, 700)
        self._title_metrics = QFontMetrics(self._title)
        self._small = theme.role_font(Role.SMALL)
        self._strong = theme.font(0.86, 600)
        self._line = theme.metrics(Role.SMALL).height() + theme.px(4)
        self._head = max(self._title_metrics.height(), chip_size(theme, "Ấ").height())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines and the room around them."""
        px = self._theme.px
        return QSize(px(200), px(8) + px(20) + self._head + 2 * self._line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, head, two lines."""
        row: Row = index.data(ROW_ROLE)
        px = self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect).adjusted(0, px(4), 0, -px(4))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, box, chosen=chosen)
        inside = box.adjusted(px(14), px(10), -px(11), -px(10))
        if self.ticks:
            self._draw_tick(painter, QRectF(inside.left(), box.center().y() - px(9), px(18), px(18)), on=chosen)
            inside.setLeft(inside.left() + px(30))
        self._draw_head(painter, QRect(inside.left(), inside.top(), inside.width(), self._head), row)
        facts = QRect(inside.left(), inside.top() + self._head, inside.width(), self._line)
        self._draw_line(painter, facts, Mark(row.facts, "neutral", _FACT_ICONS[row.kind]))
        self._draw_line(painter, facts.translated(0, self._line), row.foot)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        width = 2 if chosen else 1
        painter.setPen(QPen(QColor(Colour.PRIMARY if chosen else Colour.LINE), width))
        painter.setBrush(QColor(Colour.PRIMARY_TINT if chosen else Colour.CARD))
        half, radius = width / 2, self._theme.px(10)
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)

    def _draw_tick(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        painter.setPen(QPen(QColor(Colour.PRIMARY if on else Colour.EDGE), 2))
        painter.setBrush(QColor(Colour.PRIMARY if on else Colour.CARD))
        painter.drawRoundedRect(box, self._theme.px(4), self._theme.px(4))
        if on:
            painter.setPen(QPen(QColor(Colour.ON_PRIMARY), self._theme.px(2)))
            side = box.width()
            points = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
            tick = QPolygonF([box.topLeft() + QRectF(0, 0, side * x, side * y).bottomRight() for x, y in points])
            painter.drawPolyline(tick)

    def _draw_head(self, painter: QPainter, box: QRect, row: Row) -> None:
        mark = row.chip
        size = chip_size(self._theme, mark.words, mark.icon)
        place = QRect(box.right() + 1 - size.width(), box.top(), size.width(), box.height())
        draw_chip(painter, self._theme, place, mark.words, Tone(mark.tone), mark.icon)
        room = box.width() - size.width() - self._theme.px(8)
        painter.setFont(self._title)
        painter.setPen(QColor(Colour.INK))
        words = self._title_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, words)

    def _draw_line(self, painter: QPainter, box: QRect, mark: Mark) -> None:
        tone, side = Tone(mark.tone), self._theme.px(15)
        if mark.icon:
            sign = pixmap(mark.icon, tone.ink, side, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left(), box.top() + (box.height() - side) // 2, sign)
        font = self._small if tone is Tone.NEUTRAL else self._strong
        painter.setFont(font)
        painter.setPen(QColor(tone.ink))
        place = box.adjusted(self._theme.px(22), 0, 0, 0)
        words = QFontMetrics(font).elidedText(mark.words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, words)
