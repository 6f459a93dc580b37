"""Draws the cells of a small table: strong or muted words, chips, a hairline above each row but the first."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.ui.models.cell_table_model import CELL, Cell
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.chip import chip_size, draw_chip

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def inside(theme: Theme, place: QRect, column: int) -> QRect:
    """Where the words of a cell or head stand: the first column begins at the very edge."""
    return place.adjusted(theme.px(8) if column else 0, 0, -theme.px(8), 0)


class CellTableDelegate(QStyledItemDelegate):
    """For every column alike."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words, or for the shorter words of the chips."""
        return QSize(self.least_width(index.data(CELL)) + self._theme.px(16), self._theme.px(36))

    def least_width(self, cell: Cell) -> int:
        """How wide the words are, or the chips in their shorter words."""
        return self._chips_width(cell, short=True) if cell.chips else self._text_width(cell)

    def full_width(self, cell: Cell) -> int:
        """How wide a cell is that says all its words."""
        return self._chips_width(cell, short=False) if cell.chips else self._text_width(cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, then chips or words."""
        cell: Cell = index.data(CELL)
        place = QRect(option.rect)
        painter.save()
        if index.row():
            painter.setPen(QColor(Colour.LINE))
            painter.drawLine(place.topLeft(), place.topRight())
        inner = inside(self._theme, place, index.column())
        if cell.chips:
            self._draw_chips(painter, inner, cell)
        else:
            self._draw_words(painter, inner, cell)
        painter.restore()

    def _text_width(self, cell: Cell) -> int:
        below = self._theme.metrics(Role.SMALL).horizontalAdvance(cell.below)
        return max(QFontMetrics(self._font(cell)).horizontalAdvance(cell.text), below)

    def _font(self, cell: Cell) -> QFont:
        return self._theme.font(1.0, 700 if cell.strong else 400)

    def _draw_words(self, painter: QPainter, place: QRect, cell: Cell) -> None:
        side = _RIGHT if cell.right else _LEFT
        first, second = QFontMetrics(self._font(cell)).height(), self._theme.metrics(Role.SMALL).height()
        top = place.top() + (place.height() - first - (second if cell.below else 0)) // 2
        painter.setFont(self._font(cell))
        painter.setPen(QColor(Colour.MUTED if cell.muted else Colour.INK))
        painter.drawText(QRect(place.left(), top, place.width(), first), side, cell.text)
        if cell.below:
            painter.setFont(self._theme.role_font(Role.SMALL))
            painter.setPen(QColor(Colour.MUTED))
            painter.drawText(QRect(place.left(), top + first, place.width(), second), side, cell.below)

    def _chips_width(self, cell: Cell, *, short: bool) -> int:
        sizes = [chip_size(self._theme, chip.short if short else chip.words, chip.mark) for chip in cell.chips]
        return sum(size.width() for size in sizes) + self._theme.px(6) * (len(sizes) - 1)

    def _draw_chips(self, painter: QPainter, place: QRect, cell: Cell) -> None:
        short = self._chips_width(cell, short=False) > place.width()
        left = place.left()
        for chip in cell.chips:
            words = chip.short if short else chip.words
            wide = chip_size(self._theme, words, chip.mark).width()
            draw_chip(painter, self._theme, QRect(left, place.top(), wide, place.height()), words, chip.tone, chip.mark)
            left += wide + self._theme.px(6)
