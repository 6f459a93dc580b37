"""How the signal of one network is, and the bars a phone shows: words with their drawings."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from cdtt_app.domain.coverage import Strength
from cdtt_app.domain.household import Signal
from cdtt_app.presenters.coverage_words import STRENGTHS
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.pick_row import Pick, PickRow
from cdtt_app.ui.widgets.signal_pick import draw_signal

MOST_BARS: Final = 5
_HIGH = 48
_USUAL_BARS = 4  # most phones have four; the fifth is drawn where it is solid
_DRAWN_AS: Final = {
    Strength.NONE: Signal.NONE,
    Strength.UNSTEADY: Signal.UNSTEADY,
    Strength.WEAK: Signal.CALLS,
    Strength.GOOD: Signal.DATA,
}


def strength_pick(theme: Theme, brand: str) -> PickRow:
    """`không có · chập chờn · yếu · tốt`, large enough for a thumb."""
    options = [Pick(s.value, STRENGTHS[s], partial(_draw_strength, s)) for s in Strength]
    made = PickRow(theme, options, brand)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(theme.px(_HIGH))
    for each in made.buttons:
        each.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
    return made


def bars_pick(theme: Theme, name: str) -> PickRow:
    """0 to 5 bars, drawn."""
    return PickRow(theme, [Pick(str(n), str(n), partial(_draw_bars, n)) for n in range(MOST_BARS + 1)], name)


def _draw_strength(strength: Strength, painter: QPainter, rect: QRectF, colour: str) -> None:
    draw_signal(painter, rect, _DRAWN_AS[strength], colour)


def _draw_bars(solid: int, painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), rect.width() / 16))
    count = max(_USUAL_BARS, solid)
    room = rect.width() / count
    for bar in range(count):
        height = rect.height() * (0.3 + 0.62 * bar / (count - 1))
        painter.setBrush(QColor(colour) if bar < solid else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect.left() + room * (bar + 0.18), rect.bottom() - height - 1, room * 0.62, height))
