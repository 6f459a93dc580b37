"""One of several answers as a card: the value large, who wrote it, when."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from cdtt_app.ui.theme import Colour, Role, Theme

_SHORT = 40  # letters that are written large
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class RadioCard(QRadioButton):
    """Arrows go from card to card and choose; the whole card can be pressed."""

    def __init__(self, theme: Theme, value: str, who: str, when: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        small = theme.font(0.86, 600)
        large = Role.H1 if len(value) <= _SHORT else Role.NAME
        lines = ((value, theme.role_font(large), Colour.INK), (who, small, Colour.INK))
        self._lines = (*lines, (when, theme.role_font(Role.SMALL), Colour.MUTED))
        self.setAccessibleName(", ".join(part for part in (value, who, when) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        """Long values go on below."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines, wrapped."""
        room = width - self._theme.px(46 + 14)
        return sum(self._line_height(text, QFontMetrics(font), room) for text, font, _ in self._lines) + self._theme.px(
            22
        )

    def sizeHint(self) -> QSize:
        """As wide as its longest line, up to a point."""
        widest = max(QFontMetrics(font).horizontalAdvance(text) for text, font, _ in self._lines)
        width = min(widest, self._theme.px(360)) + self._theme.px(60)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window."""
        width = self._theme.px(260)
        return QSize(width, self._theme.px(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where an arrow leads to another card, that one is chosen; Qt does so only once something was chosen."""
        super().keyPressEvent(event)
        now = self.window().focusWidget()
        if event.key() in _ARROWS and isinstance(now, RadioCard) and now is not self:
            now.setChecked(True)

    def hitButton(self, place: QPoint) -> bool:
        """Anywhere on the card."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame, the ring with its dot, the lines."""
        px, chosen = self._theme.px, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = 2.0 if chosen else 1.0
            box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.setPen(QPen(QColor(Colour.PRIMARY if chosen else Colour.EDGE), line))
            painter.setBrush(QColor(Colour.PRIMARY_TINT if chosen else Colour.CARD))
            painter.drawRoundedRect(box, px(10), px(10))
            self._draw_mark(painter)
            top = px(10)
            for text, font, colour in self._lines:
                painter.setFont(font)
                painter.setPen(QColor(colour))
                high = self._line_height(text, painter.fontMetrics(), self.width() - px(60))
                painter.drawText(QRect(px(46), top, self.width() - px(60), high), _WRAP, text)
                top += high

    def _draw_mark(self, painter: QPainter) -> None:
        px, chosen = self._theme.px, self.isChecked()
        first = QFontMetrics(self._lines[0][1]).height()
        centre = QPointF(px(24), px(10) + first / 2)
        painter.setPen(QPen(QColor(Colour.PRIMARY if chosen else Colour.EDGE), px(2)))
        painter.setBrush(QColor(Colour.CARD))
        painter.drawEllipse(centre, px(10), px(10))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.PRIMARY))
            painter.drawEllipse(centre, px(5.5), px(5.5))

    def _line_height(self, text: str, metrics: QFontMetrics, room: int) -> int:
        if not text:
            return 0
        return metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, text).height() + self._theme.px(1)
