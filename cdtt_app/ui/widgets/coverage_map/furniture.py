"""What is laid over the map: legend, scale, north, a line of advice. Each is drawn once and then only copied."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from cdtt_app.domain.map_scene import Severity
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.scale import length_words, nice_length
from cdtt_app.ui.widgets.coverage_map.signs import SEVERITY_COLOURS, SEVERITY_WORDS, shape

_HOME = "#a4b3ac"
HOMES, STATIONS = "hộ chưa có ghi nhận", "trạm phát sóng"
_BAR: Final = 84  # the longest the scale bar gets
_LEAST_BAR: Final = 40


class Panel(QWidget):
    """A white card with round corners that lets the mouse through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = theme.font(0.84)
        self._metrics = QFontMetricsF(self._font)
        self._drawn = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def redraw(self) -> None:
        """What it says has changed."""
        self._drawn = QPixmap()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """What stands on the card."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy the drawing, made now if there is none of this size."""
        ratio = self.devicePixelRatioF()
        if self._drawn.size() != self.size() * ratio:
            self._drawn = self._make(ratio)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn)

    def _make(self, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_card(painter, self._theme, QRectF(self.rect()))
            painter.setFont(self._font)
            self.draw(painter)
        return drawn

    def _words(self, painter: QPainter, left: float, middle: float, text: str) -> None:
        """One line of ink, centred on a height."""
        painter.setPen(QColor(Colour.INK))
        baseline = middle + (self._metrics.ascent() - self._metrics.descent()) / 2
        painter.drawText(QPointF(round(left), round(baseline)), text)


def draw_card(painter: QPainter, theme: Theme, rect: QRectF, edge: str = Colour.LINE) -> None:
    """A white ground with a thin edge."""
    ground = QColor(Colour.CARD)
    ground.setAlphaF(0.94)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(edge), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(7), theme.px(7))


class Legend(Panel):
    """Signs with their words, on as many lines as it takes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._extra: list[str] = []
        self._entries: list[Severity | str] = list(Severity)
        self._places: list[QPointF] = []

    def show_entries(self, *, homes: bool, stations: bool) -> None:
        """The three severities always, the others when they are on the map; `arrange` comes next."""
        self._extra = [word for word, shown in ((HOMES, homes), (STATIONS, stations)) if shown]
        self.setAccessibleName(f"Chú giải: {', '.join(map(_legend_word, [*Severity, *self._extra]))}")
        self.redraw()

    def arrange(self, widths: Sequence[int], lines: int) -> None:
        """Take the first of the widths that needs no more lines; in a low place the severities alone."""
        most = self._height_of(lines)
        for entries in ([*Severity, *self._extra], [*Severity]):
            self._entries = entries
            for width in widths:
                size = self.size_for(width)
                if size.height() <= most:
                    self.resize(size)
                    return
        self.resize(self.size_for(widths[-1]))

    def words(self) -> list[str]:
        """Every word of it."""
        return [_legend_word(entry) for entry in self._entries]

    def size_for(self, width: int) -> QSize:
        """How much room it takes when it may be that wide; arranges its lines for it."""
        px = self._theme.px
        edge, line, gap = px(11), self._line(), px(15)
        x, y, widest = float(edge), float(px(5)), 0.0
        self._places = []
        for entry in self._entries:
            wide = self._mark_width(entry) + self._metrics.horizontalAdvance(_legend_word(entry))
            if self._places and x + wide > width - edge and x > edge:
                x, y = float(edge), y + line
            self._places.append(QPointF(x, y + line / 2))
            widest = max(widest, x + wide)
            x += wide + gap
        self._drawn = QPixmap()
        return QSize(round(widest) + edge, round(y) + line + px(5))

    def _line(self) -> int:
        return max(self._theme.px(22), round(self._metrics.height()) + self._theme.px(2))

    def _height_of(self, lines: int) -> int:
        return lines * self._line() + 2 * self._theme.px(5)

    def draw(self, painter: QPainter) -> None:
        """Mark and word, entry by entry."""
        for entry, place in zip(self._entries, self._places, strict=True):
            self._draw_mark(painter, entry, place)
            self._words(painter, place.x() + self._mark_width(entry), place.y(), _legend_word(entry))

    def _draw_mark(self, painter: QPainter, entry: Severity | str, place: QPointF) -> None:
        side = self._theme.px(13)
        painter.setPen(Qt.PenStyle.NoPen)
        if isinstance(entry, Severity):
            painter.setBrush(QColor(SEVERITY_COLOURS[entry]))
            painter.drawPath(shape(entry, QRectF(place.x(), place.y() - side / 2, side, side)))
        elif entry == HOMES:
            painter.setBrush(QColor(_HOME))
            painter.drawEllipse(QPointF(place.x() + side / 4, place.y() + 1), side / 5, side / 5)
        elif entry == STATIONS:
            sign = pixmap("radio-tower", Colour.INK, side + 2, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(round(place.x()), round(place.y() - side / 2 - 1)), sign)

    def _mark_width(self, entry: Severity | str) -> float:
        return self._theme.px({HOMES: 13, STATIONS: 20}.get(entry, 18))


def _legend_word(entry: Severity | str) -> str:
    return SEVERITY_WORDS[entry] if isinstance(entry, Severity) else entry


class ScaleBar(Panel):
    """A bar of two halves, as long as it says at the latitude in view."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._length, self._bar = 0.0, 0.0
        self._note = ""

    @property
    def shown(self) -> tuple[float, float]:
        """Metres, and pixels for them."""
        return self._length, self._bar

    def set_note(self, note: str) -> None:
        """A line under the bar, or none."""
        self._note = note
        self.resize(self.sizeHint())
        self.redraw()

    def show_scale(self, metres_a_pixel: float, room: int) -> bool:
        """Show another scale, in a fifth of the room at most; returns whether the bar has changed."""
        most = min(self._theme.px(_BAR), room / 5)
        length = nice_length(max(most, _LEAST_BAR) * metres_a_pixel)
        bar = length / metres_a_pixel
        if length == self._length and abs(bar - self._bar) < 0.5:
            return False
        self._length, self._bar = length, bar
        self.setAccessibleName(f"Thước tỉ lệ: {length_words(length)}")
        self.resize(self.sizeHint())
        self.redraw()
        return True

    def sizeHint(self) -> QSize:
        """The bar and its words, which are centred at its ends."""
        px, wide = self._theme.px, self._metrics.horizontalAdvance
        ends = wide("0") / 2 + wide(length_words(self._length)) / 2
        inner = max(self._bar + ends, wide(self._note))
        lines = 2 if self._note else 1
        return QSize(round(inner) + px(12), round(self._metrics.height() * lines) + px(16))

    def draw(self, painter: QPainter) -> None:
        """0 at the left, the length at the right, one half dark and one light."""
        px, wide = self._theme.px, self._metrics.horizontalAdvance
        words = length_words(self._length)
        left, top = px(6) + wide("0") / 2, px(4) + self._metrics.height() + px(1)
        self._words(painter, px(6), px(4) + self._metrics.height() / 2, "0")
        self._words(painter, left + self._bar - wide(words) / 2, px(4) + self._metrics.height() / 2, words)
        painter.setPen(QPen(QColor(Colour.INK), 1))
        for number, colour in enumerate((Colour.INK, Colour.CARD)):
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(left + number * self._bar / 2, top, self._bar / 2, px(5)))
        self._words(painter, px(6), top + px(8) + self._metrics.height() / 2, self._note)


class North(Panel):
    """An arrow with "B", for Bắc."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Phía trên là hướng bắc")
        self._font.setWeight(self._font.Weight.Bold)
        self.resize(theme.px(40), theme.px(56))

    def draw(self, painter: QPainter) -> None:
        """The letter over the arrow."""
        px, middle = self._theme.px, self.width() / 2
        half = QFontMetricsF(self._font).horizontalAdvance("B") / 2
        self._words(painter, middle - half, px(12), "B")
        arrow = ((0, 23), (8, 48), (0, 42), (-8, 48))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Colour.INK))
        painter.drawPolygon(QPolygonF([QPointF(middle + px(x), px(y)) for x, y in arrow]))


class Advice(Panel):
    """One line that says what to do now."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._text = ""
        self.hide()

    def text(self) -> str:
        """What it says now."""
        return self._text

    def say(self, text: str) -> None:
        """Say this, or nothing."""
        self._text = text
        self.setAccessibleName(text)
        wide = round(self._metrics.horizontalAdvance(text)) + self._theme.px(24)
        self.resize(wide, round(self._metrics.height()) + self._theme.px(14))
        self.setVisible(bool(text))
        self.redraw()

    def draw(self, painter: QPainter) -> None:
        """The words."""
        self._words(painter, self._theme.px(12), self.height() / 2, self._text)
