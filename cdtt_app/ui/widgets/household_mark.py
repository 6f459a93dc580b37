"""The one drawing of how a household stands: strip, legend, chips, lists and search all use it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from cdtt_app.domain.standing import State
from cdtt_app.ui.theme import Colour, Tone

STATE_TONES = {
    State.VISITED: Tone.GREEN,
    State.PROMISED: Tone.BLUE,
    State.ASKED_HELP: Tone.RED,
    State.OVERDUE: Tone.AMBER,
    State.NEVER: Tone.NEUTRAL,
}
STATE_WORDS = {
    State.VISITED: "Đã thăm",
    State.PROMISED: "Hẹn hôm nay",
    State.ASKED_HELP: "Nhờ giúp",
    State.OVERDUE: "Quá hạn",
    State.NEVER: "Chưa thăm",
}


def draw_household_mark(painter: QPainter, rect: QRectF, state: State) -> None:
    """Draw the mark of `state` as the largest square in `rect`: solid, dot, plus, hatch or empty."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    line = max(1.0, side / 11)
    box = QRectF(0, 0, side - line, side - line)
    box.moveCenter(rect.center())
    colour = QColor(Colour.EDGE if state is State.NEVER else STATE_TONES[state].ink)
    outline = QPainterPath()
    outline.addRoundedRect(box, side / 5, side / 5)
    painter.fillPath(outline, colour if state is State.VISITED else QColor(Colour.CARD))
    painter.setClipPath(outline)
    _draw_inside(painter, box, state, colour, line)
    painter.setClipping(False)
    painter.setPen(QPen(colour, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    painter.restore()


def _draw_inside(painter: QPainter, box: QRectF, state: State, colour: QColor, line: float) -> None:
    centre, side = box.center(), box.width()
    if state is State.PROMISED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, side * 0.27, side * 0.27)
    elif state is State.ASKED_HELP:
        arm = side * 0.28
        painter.setPen(QPen(colour, line * 1.7))
        painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
        painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))
    elif state is State.OVERDUE:
        painter.setPen(QPen(colour, line * 1.25))
        for shift in (-0.36, -0.12, 0.12, 0.36):
            middle = centre + QPointF(side * shift, side * shift)
            painter.drawLine(middle + QPointF(-side, side), middle + QPointF(side, -side))
