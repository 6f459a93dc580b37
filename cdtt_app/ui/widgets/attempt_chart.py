"""The last attempts to send as small bars, a cross for each that failed, dates below."""

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cdtt_app.presenters.sync_link import ATTEMPTS_SHOWN, AttemptBar, LinkValue
from cdtt_app.ui.theme import Colour, Role, Theme

_BAR = 0.64  # of its slot


class AttemptChart(QWidget):
    """Newest at the right. The words of every bar are its tool tip, and all of them what a screen reader says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bars = theme, tuple[AttemptBar, ...]()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Các lần thử gần nhất")

    def show_link(self, value: LinkValue) -> None:
        """Show these attempts."""
        self._bars = value.bars
        self.setAccessibleDescription(value.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for figures, bars and dates."""
        return QSize(self._theme.px(320), self._theme.px(126))

    def minimumSizeHint(self) -> QSize:
        """Lower, but still readable."""
        return QSize(self._theme.px(280), self._theme.px(104))

    def event(self, event: QEvent) -> bool:
        """The words of the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = int(event.x() / self._slot())
            words = self._bars[at].words if 0 <= at < len(self._bars) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Base line, bars or crosses, figures, dates."""
        metrics = QFontMetricsF(self._theme.role_font(Role.SMALL))
        base = self.height() - metrics.height() - self._theme.px(4)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.role_font(Role.SMALL))
            painter.setPen(QPen(QColor(Colour.EDGE), 1))
            painter.drawLine(QLineF(0, base + 0.5, self.width(), base + 0.5))
            for at, bar in enumerate(self._bars):
                self._draw_bar(painter, metrics, at, bar, base)
            self._draw_days(painter, metrics, base)

    def _slot(self) -> float:
        return self.width() / ATTEMPTS_SHOWN

    def _broad(self) -> float:
        return min(self._slot() * _BAR, self._theme.px(34))

    def _draw_bar(self, painter: QPainter, metrics: QFontMetricsF, at: int, bar: AttemptBar, base: float) -> None:
        px, middle = self._theme.px, (at + 0.5) * self._slot()
        if bar.height is None:
            reach, centre = px(6), QPointF(middle, base - px(13))
            painter.setPen(QPen(QColor(Colour.RED), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(centre + QPointF(-reach, -reach), centre + QPointF(reach, reach))
            painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))
            return
        most = base - metrics.height() - px(2)
        high = max(px(3), most * bar.height)
        broad = self._broad()
        painter.fillPath(_rounded(QRectF(middle - broad / 2, base - high, broad, high)), QColor(Colour.PRIMARY))
        painter.setPen(QColor(Colour.INK))
        wide = metrics.horizontalAdvance(bar.figure)
        painter.drawText(QPointF(middle - wide / 2, base - high - px(2) - metrics.descent()), bar.figure)

    def _draw_days(self, painter: QPainter, metrics: QFontMetricsF, base: float) -> None:
        slot, px, taken = self._slot(), self._theme.px, -1.0
        for at, bar in enumerate(self._bars):
            if not bar.day:
                continue
            if at:
                painter.setPen(QPen(QColor(Colour.EDGE), 1))
                painter.drawLine(QLineF(at * slot, base, at * slot, base + px(4)))
            wide = metrics.horizontalAdvance(bar.day)
            left = min((at + 0.5) * slot - self._broad() / 2, self.width() - wide)
            if left > taken:
                painter.setPen(QColor(Colour.MUTED))
                painter.drawText(QPointF(left, base + px(4) + metrics.ascent()), bar.day)
                taken = left + wide + px(4)


def _rounded(box: QRectF) -> QPainterPath:
    """Round at the top, square on the base line."""
    radius = min(3.0, box.height() / 2)
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
