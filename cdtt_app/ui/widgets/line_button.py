"""A row that is a button: a name, a few words below it, an arrow."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Colour, Role, Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LineButton(QPushButton):
    """As wide as its card; the words end in … when there is no room."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__()
        self._theme, self._name, self._words = theme, name, words
        self.setFlat(True)
        self.setProperty("kind", "row")
        self.setAccessibleName(f"{name}, {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        least = self.sizeHint().height()  # that of the sheet for all buttons would cut the second line
        self.setStyleSheet(f"QPushButton {{ min-height: {least}px; }}")

    def sizeHint(self) -> QSize:
        """Two lines, at least 40 px."""
        theme = self._theme
        lines = theme.metrics(Role.NAME).height() + theme.metrics(Role.SMALL).height()
        return QSize(theme.px(160), max(theme.px(40), lines + theme.px(6)))

    def minimumSizeHint(self) -> QSize:
        """The words may be shortened, the height not."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, words, arrow; a tint under the mouse."""
        theme, px = self._theme, self._theme.px
        name, small, side = theme.metrics(Role.NAME), theme.metrics(Role.SMALL), px(18)
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(Colour.PRIMARY_TINT))
                painter.drawRoundedRect(self.rect(), px(8), px(8))
            arrow = pixmap("chevron-right", Colour.MUTED, side, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - side - px(2), (self.height() - side) // 2, arrow)
            room = self.width() - side - px(14)
            top = (self.height() - name.height() - small.height()) // 2
            self._line(painter, QRect(px(4), top, room, name.height()), self._name, Role.NAME)
            self._line(painter, QRect(px(4), top + name.height(), room, small.height()), self._words, Role.MUTED)

    def _line(self, painter: QPainter, place: QRect, text: str, role: Role) -> None:
        painter.setFont(self._theme.role_font(role))
        painter.setPen(QColor(Colour.MUTED if role is Role.MUTED else Colour.INK))
        shown = self._theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)
