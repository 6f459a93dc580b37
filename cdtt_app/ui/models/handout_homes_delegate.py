"""How a household of a batch is drawn: a tick, its name, its sheets below."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.presenters.handout_batch import BatchRow
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.models.handout_homes import HOME_ROLE, Index
from cdtt_app.ui.theme import Colour, Role, Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HandoutHomesDelegate(QStyledItemDelegate):
    """Two lines a household; the view says what a click does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """At least 40 px."""
        theme = self._theme
        lines = theme.metrics(Role.NAME).height() + theme.metrics(Role.SMALL).height()
        return QSize(theme.px(160), max(theme.px(40), lines + theme.px(6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(HOME_ROLE)
        if not isinstance(row, BatchRow):
            return
        theme, px, place = self._theme, self._theme.px, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.PRIMARY_TINT))
            painter.drawRoundedRect(place, px(8), px(8))
        self._tick(painter, place, row)
        name, small = theme.metrics(Role.NAME), theme.metrics(Role.SMALL)
        room = place.adjusted(px(36), 0, -px(6), 0)
        top = place.top() + (place.height() - name.height() - small.height()) // 2
        ink = Colour.INK if row.sheets else Colour.MUTED
        self._line(painter, QRect(room.left(), top, room.width(), name.height()), row.name, Role.NAME, ink)
        below = QRect(room.left(), top + name.height(), room.width(), small.height())
        self._line(painter, below, row.words, Role.MUTED, Colour.MUTED)
        painter.restore()

    def _tick(self, painter: QPainter, place: QRect, row: BatchRow) -> None:
        px = self._theme.px
        side = px(22)
        box = QRectF(place.left() + px(4), place.center().y() - side / 2, side, side)
        painter.setPen(QPen(QColor(Colour.PRIMARY if row.ticked else Colour.EDGE if row.sheets else Colour.LINE), 2))
        painter.setBrush(QColor(Colour.PRIMARY if row.ticked else Colour.CARD))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(5), px(5))
        if row.ticked:
            sign = px(16)
            at = box.center().toPoint()
            drawn = pixmap("check", Colour.ON_PRIMARY, sign, painter.device().devicePixelRatioF())
            painter.drawPixmap(at.x() - sign // 2, at.y() - sign // 2, drawn)

    def _line(self, painter: QPainter, place: QRect, text: str, role: Role, ink: str) -> None:
        painter.setFont(self._theme.role_font(role))
        painter.setPen(QColor(ink))
        shown = self._theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)
