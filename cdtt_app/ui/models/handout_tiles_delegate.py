"""A handout as a tile: its sign, its short name in at most two lines, how many households need it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cdtt_app.presenters.handout_tiles import Tile
from cdtt_app.ui.models.handout_tiles import TILE_ROLE, Index
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.pictogram import paint_pictogram

_SIGN = 60
_NAME_FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class HandoutTilesDelegate(QStyledItemDelegate):
    """As large as the view says; the height follows the text size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.width = theme.px(168)

    @property
    def gap(self) -> int:
        """Between tiles."""
        return self._theme.px(8)

    def height(self) -> int:
        """Of every tile: names at the large text size take two lines."""
        theme = self._theme
        lines = 2 if theme.large else 1
        words = theme.metrics(Role.NAME).height() * lines + theme.metrics(Role.SMALL).height()
        return theme.px(10 + _SIGN + 6 + 10) + words

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(self.width, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the tile; the chosen one has a thick green edge and a tint."""
        tile = index.data(TILE_ROLE)
        if not isinstance(tile, Tile):
            return
        theme, px = self._theme, self._theme.px
        box = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = px(2) if chosen else 1
        painter.setPen(QPen(QColor(Colour.PRIMARY if chosen else Colour.LINE), edge))
        painter.setBrush(QColor(Colour.PRIMARY_TINT if chosen else Colour.CARD))
        half = edge / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), px(12), px(12))
        side = px(_SIGN)
        sign = QRectF(box.center().x() - side / 2, box.top() + px(10), side, side)
        paint_pictogram(painter, tile.picture, sign)
        self._words(painter, QRect(box.left() + px(4), int(sign.bottom()) + px(6), box.width() - px(8), 0), tile, theme)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, tile: Tile, theme: Theme) -> None:
        name, small = theme.metrics(Role.NAME), theme.metrics(Role.SMALL)
        room.setHeight(name.height() * (2 if theme.large else 1))
        said = (
            _kept(tile.name) if theme.large else name.elidedText(tile.name, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setPen(QColor(Colour.INK))
        painter.setFont(theme.role_font(Role.NAME))
        used = painter.boundingRect(room, int(_NAME_FLAGS), said)
        painter.drawText(room, int(_NAME_FLAGS), said)
        below = QRect(room.left(), used.bottom() + 1, room.width(), small.height())
        painter.setPen(QColor(Colour.MUTED))
        painter.setFont(theme.role_font(Role.MUTED))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, tile.words)


def _kept(name: str) -> str:
    """A lone digit at the end stays with the word before it."""
    words, _, last = name.rpartition(" ")
    return f"{words}\N{NO-BREAK SPACE}{last}" if words and len(last) < 2 else name
