"""The time line of a case: done with a tick, now as a blue ring, to come as a number on a dashed line."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cdtt_app.presenters.coverage_steps import Milestone, Progress, time_line_words
from cdtt_app.ui.theme import Colour, Theme

_COLUMN: Final = 108  # room that a milestone needs, at 13 pt
_RADIUS: Final = 13
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_INKS: Final = {Progress.DONE: Colour.INK, Progress.NOW: Colour.BLUE, Progress.TO_COME: Colour.MUTED}


class TimeLine(QWidget):
    """One row where there is room, else several; the line goes on from row to row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[Milestone, ...] = ()
        self._name, self._day = theme.font(0.86, 600), theme.font(0.8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_points(self, points: tuple[Milestone, ...]) -> None:
        """Draw these."""
        self._points = points
        self.setAccessibleName(time_line_words(points))
        self.setVisible(bool(points))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows."""
        return sum(self._row_height(row, width) for row in self._rows(width))

    def sizeHint(self) -> QSize:
        """Two or three milestones beside each other, at least."""
        wide = self._theme.px(_COLUMN) * 3
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Two columns; the height follows from the width."""
        return QSize(self._theme.px(_COLUMN) * 2, self._theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Row by row: lines first, then discs and words."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top, first = 0, 0
            for row in self._rows(self.width()):
                self._draw_row(painter, top, first, row)
                top += self._row_height(row, self.width())
                first += len(row)

    def _rows(self, width: int) -> list[tuple[Milestone, ...]]:
        count = len(self._points)
        if not count:
            return []
        most = max(2, width // self._theme.px(_COLUMN))
        lines = -(-count // most)
        each = -(-count // lines)
        return [self._points[start : start + each] for start in range(0, count, each)]

    def _column(self, width: int) -> float:
        rows = self._rows(width)
        return width / len(rows[0]) if rows else width

    def _row_height(self, row: tuple[Milestone, ...], width: int) -> int:
        px, room = self._theme.px, self._words_width(width)
        names = max(_height(self._name, point.words, room) for point in row)
        return px(2 * _RADIUS + 4) + px(3) + names + QFontMetrics(self._day).height() + px(2)

    def _words_width(self, width: int) -> int:
        return int(self._column(width)) - self._theme.px(6)

    def _draw_row(self, painter: QPainter, top: int, first: int, row: tuple[Milestone, ...]) -> None:
        px, column = self._theme.px, self._column(self.width())
        middle = top + px(_RADIUS + 2)
        for place, _point in enumerate(row):
            if place + 1 < len(row):
                self._draw_way(painter, column * (place + 0.5), column * (place + 1.5), middle, row[place + 1])
            elif first + place + 1 < len(self._points):
                after = self._points[first + place + 1]
                self._draw_way(painter, column * (place + 0.5), column * (place + 1), middle, after)
        if first:
            self._draw_way(painter, 0, column / 2, middle, row[0])
        for place, point in enumerate(row):
            centre = QPointF(column * (place + 0.5), middle)
            self._draw_disc(painter, centre, point)
            self._draw_words(painter, centre, point)

    def _draw_way(self, painter: QPainter, start: float, end: float, y: float, towards: Milestone) -> None:
        if towards.progress is Progress.TO_COME:
            painter.setPen(QPen(QColor(Colour.EDGE), max(1, self._theme.px(1.5)), Qt.PenStyle.DashLine))
        else:
            painter.setPen(QPen(QColor(Colour.PRIMARY), self._theme.px(3)))
        painter.drawLine(QPointF(start, y), QPointF(end, y))

    def _draw_disc(self, painter: QPainter, at: QPointF, point: Milestone) -> None:
        px, radius = self._theme.px, self._theme.px(_RADIUS)
        if point.progress is Progress.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.PRIMARY))
            painter.drawEllipse(at, radius, radius)
            painter.setPen(QPen(QColor(Colour.ON_PRIMARY), px(2)))
            tick = ((-0.38, 0.02), (-0.1, 0.3), (0.42, -0.28))
            painter.drawPolyline(QPolygonF([at + QPointF(radius * x, radius * y) for x, y in tick]))
            return
        now = point.progress is Progress.NOW
        painter.setPen(QPen(QColor(Colour.BLUE if now else Colour.EDGE), px(2.5) if now else max(1, px(1.5))))
        painter.setBrush(QColor(Colour.CARD))
        painter.drawEllipse(at, radius, radius)
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.BLUE))
            painter.drawEllipse(at, radius / 2, radius / 2)
        else:
            painter.setPen(QColor(Colour.MUTED))
            painter.setFont(self._name)
            side = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(side, Qt.AlignmentFlag.AlignCenter, point.when)

    def _draw_words(self, painter: QPainter, at: QPointF, point: Milestone) -> None:
        px, room = self._theme.px, self._words_width(self.width())
        top = round(at.y()) + px(_RADIUS + 5)
        high = _height(self._name, point.words, room)
        painter.setPen(QColor(_INKS[point.progress]))
        painter.setFont(self._name)
        painter.drawText(QRect(round(at.x()) - room // 2, top, room, high), _CENTRE, point.words)
        if point.progress is not Progress.TO_COME:
            painter.setFont(self._day)
            painter.setPen(QColor(Colour.MUTED))
            below = QRect(round(at.x()) - room // 2, top + high, room, QFontMetrics(self._day).height())
            painter.drawText(below, _CENTRE, point.when)


def _height(font: QFont, words: str, room: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 1000), _CENTRE, words).height()
