"""How a household to visit is drawn: its number on the walk, its name, a line about it, how it stands."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.presenters.today import ToVisit, ToVisitGroup
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.models.to_visit_model import ROW
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.chip import chip_size, draw_chip
from cdtt_app.ui.widgets.household_mark import STATE_TONES

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ToVisitDelegate(QStyledItemDelegate):
    """One drawing for headings and households; heights follow the text size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = theme.metrics(Role.NAME)
        self._small = theme.metrics(Role.SMALL)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text for a household, one for a heading."""
        px = self._theme.px
        if isinstance(index.data(ROW), ToVisitGroup):
            return QSize(px(200), self._small.height() + px(14))
        return QSize(px(200), self._name.height() + self._small.height() + px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ToVisitGroup):
            self._heading(painter, option.rect, row)
        elif isinstance(row, ToVisit):
            self._household(painter, option, row)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, group: ToVisitGroup) -> None:
        bold = self._theme.font(0.86, 700)
        place = rect.adjusted(0, self._theme.px(8), 0, 0)
        painter.setFont(bold)
        painter.setPen(QColor(Colour.PRIMARY))
        painter.drawText(place, _LEFT, group.title)
        place.setLeft(place.left() + QFontMetrics(bold).horizontalAdvance(group.title) + self._theme.px(10))
        painter.setFont(self._theme.role_font(Role.MUTED))
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(place, _LEFT, group.note)

    def _household(self, painter: QPainter, option: QStyleOptionViewItem, row: ToVisit) -> None:
        px, rect = self._theme.px, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.PRIMARY_TINT))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), px(8), px(8))
        else:
            painter.setPen(QPen(QColor(Colour.LINE), 1))
            painter.drawLine(rect.left() + px(50), rect.bottom(), rect.right() - px(8), rect.bottom())
        self._number(painter, rect, row.number)
        right = self._right_end(painter, rect, row)
        self._words(painter, QRect(rect.left() + px(50), rect.top(), right - rect.left() - px(58), rect.height()), row)

    def _number(self, painter: QPainter, rect: QRect, number: int) -> None:
        px = self._theme.px
        disc = QRectF(rect.left() + px(8), rect.center().y() - px(15), px(30), px(30))
        painter.setPen(QPen(QColor(Colour.PRIMARY), self._theme.px(1.4)))
        painter.setBrush(QColor(Colour.CARD))
        painter.drawEllipse(disc)
        painter.setFont(self._theme.font(0.86, 700))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))

    def _right_end(self, painter: QPainter, rect: QRect, row: ToVisit) -> int:
        """Draw the chip and the arrow; returns where they begin."""
        px = self._theme.px
        side = px(18)
        arrow = pixmap("chevron-right", Colour.MUTED, side, painter.device().devicePixelRatioF())
        left = rect.right() - px(6) - side
        painter.drawPixmap(left, rect.center().y() - side // 2, arrow)
        size = chip_size(self._theme, row.chip, row.state)
        left -= px(8) + size.width()
        place = QRect(left, rect.top(), size.width(), rect.height())
        draw_chip(painter, self._theme, place, row.chip, STATE_TONES[row.state], row.state)
        return left

    def _words(self, painter: QPainter, place: QRect, row: ToVisit) -> None:
        elide = Qt.TextElideMode.ElideRight
        top = place.top() + (place.height() - self._name.height() - self._small.height()) // 2
        painter.setFont(self._theme.role_font(Role.NAME))
        painter.setPen(QColor(Colour.INK))
        line = QRect(place.left(), top, place.width(), self._name.height())
        painter.drawText(line, _LEFT, self._name.elidedText(row.name, elide, place.width()))
        painter.setFont(self._theme.role_font(Role.SMALL))
        painter.setPen(QColor(Colour.MUTED))
        line = QRect(place.left(), line.bottom(), place.width(), self._small.height())
        painter.drawText(line, _LEFT, self._small.elidedText(row.line, elide, place.width()))
