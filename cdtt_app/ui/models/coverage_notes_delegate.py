"""Draws coverage notes in a table: the box, the words in lines, the bars as a phone shows them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.domain.coverage import Strength
from cdtt_app.domain.household import Signal
from cdtt_app.presenters.case_notes import NetworkLine
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.models.coverage_notes_model import CELL, NoteCell
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.signal_pick import draw_signal

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PHONE_BARS = 4  # most phones have four; the fifth is drawn where it is full
_DRAWN_AS = {
    Strength.NONE: Signal.NONE,
    Strength.UNSTEADY: Signal.UNSTEADY,
    Strength.WEAK: Signal.CALLS,
    Strength.GOOD: Signal.DATA,
}


class CoverageNotesDelegate(QStyledItemDelegate):
    """For every column alike; the chosen row is tinted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = theme.font(0.93)
        self._line = QFontMetrics(self._font).height()

    def row_height(self, lines: int) -> int:
        """Room for so many lines, never too low for a finger."""
        return max(self._theme.px(44), lines * self._line + self._theme.px(12))

    def words_width(self, words: str) -> int:
        """How wide one line is, with the room around it."""
        return QFontMetrics(self._font).horizontalAdvance(words) + self._theme.px(22)

    def signal_width(self, line: NetworkLine) -> int:
        """The drawing and the words."""
        return self.words_width(line.words) + self._theme.px(28)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The widest line, all lines."""
        cell: NoteCell = index.data(CELL)
        widest = max((self.words_width(line) for line in cell.lines), default=0)
        return QSize(widest, self.row_height(len(cell.lines)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, a hairline, then what the cell is."""
        cell: NoteCell = index.data(CELL)
        place, px = QRect(option.rect), self._theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(Colour.PRIMARY_TINT))
        painter.setPen(QColor(Colour.LINE))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if cell.ticked is not None:
            self._draw_box(painter, place, ticked=cell.ticked)
        else:
            room = place.adjusted(px(9), 0, -px(9), 0)
            self._draw_lines(painter, room, cell)
        painter.restore()

    def _draw_box(self, painter: QPainter, place: QRect, *, ticked: bool) -> None:
        side = self._theme.px(20)
        box = QRect(0, 0, side, side)
        box.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(Colour.PRIMARY if ticked else Colour.EDGE), 2))
        painter.setBrush(QColor(Colour.PRIMARY if ticked else Colour.CARD))
        painter.drawRoundedRect(box, self._theme.px(5), self._theme.px(5))
        if ticked:
            mark = pixmap("check", Colour.ON_PRIMARY, side, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.topLeft(), mark)

    def _draw_lines(self, painter: QPainter, room: QRect, cell: NoteCell) -> None:
        top = room.top() + (room.height() - len(cell.lines) * self._line) // 2
        for at, line in enumerate(cell.lines):
            place = QRect(room.left(), top + at * self._line, room.width(), self._line)
            if cell.networks:
                self._draw_signal(painter, place, cell.networks[at])
                place.setLeft(place.left() + self._theme.px(28))
            self._draw_words(painter, place, line, muted=cell.muted_below and at > 0)

    def _draw_words(self, painter: QPainter, place: QRect, words: str, *, muted: bool) -> None:
        painter.setFont(QFont(self._font))
        painter.setPen(QColor(Colour.MUTED if muted else Colour.INK))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)

    def _draw_signal(self, painter: QPainter, place: QRect, line: NetworkLine) -> None:
        side = self._theme.px(16)
        box = QRectF(place.left(), place.top() + (place.height() - side) / 2, side, side)
        if line.bars is not None:
            self._draw_bars(painter, box, line.bars)
        elif line.strength is not None:
            draw_signal(painter, box, _DRAWN_AS[line.strength], Colour.INK)

    def _draw_bars(self, painter: QPainter, box: QRectF, full: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(Colour.INK), box.width() / 16))
        count = max(_PHONE_BARS, full)
        step = box.width() / count
        for bar in range(count):
            height = box.height() * (0.3 + 0.62 * bar / (count - 1))
            painter.setBrush(QColor(Colour.INK) if bar < full else Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box.left() + step * (bar + 0.18), box.bottom() - height, step * 0.62, height))
        painter.restore()
