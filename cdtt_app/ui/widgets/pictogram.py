"""Signs on the screen: the same drawing as on paper."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cdtt_app.domain.pictograms import pictogram
from cdtt_app.domain.pictograms.shapes import BOX, Drawing, Path, Shape, Words
from cdtt_app.ui.theme import FAMILY, Theme

SMALLEST = 56  # pixels at 13 pt: smaller, and a sign is no longer understood
_LETTERS = 100  # pixels: letters are taken as lines at this size, so that no hinting bends them


def paint_pictogram(painter: QPainter, name: str, rect: QRectF) -> None:
    """The sign as large as the rectangle allows, in its middle; raises KeyError if there is none."""
    _paint(painter, pictogram(name).drawing, rect)


class PictogramView(QWidget):
    """One sign; a screen reader says its title, or what is given instead."""

    def __init__(
        self, theme: Theme, name: str, *, side: float = SMALLEST, said: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = theme.px(side)
        self.show_pictogram(name, said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pictogram(self, name: str, said: str = "") -> None:
        """Draw another; raises KeyError if there is none."""
        sign = pictogram(name)
        self._drawing = sign.drawing
        self.setAccessibleName(said or sign.title)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """Smaller would not be understood."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign in the middle of the widget."""
        with QPainter(self) as painter:
            _paint(painter, self._drawing, QRectF(self.rect()))


def _paint(painter: QPainter, drawing: Drawing, rect: QRectF) -> None:
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / BOX, side / BOX)
    for item in drawing:
        if isinstance(item, Words):
            _say(painter, item)
        else:
            _draw(painter, item)
    painter.restore()


def _draw(painter: QPainter, shape: Shape) -> None:
    painter.setBrush(QBrush(QColor(shape.fill)) if shape.fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(_pen(shape))
    painter.drawPath(_outline(shape.path))


def _pen(shape: Shape) -> QPen:
    if not shape.stroke:
        return QPen(Qt.PenStyle.NoPen)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QColor(shape.stroke), shape.width, Qt.PenStyle.SolidLine, cap, join)


def _outline(path: Path) -> QPainterPath:
    made = QPainterPath()
    for ring in path.rings:
        made.moveTo(*ring.start)
        for step in ring.steps:
            if len(step) == 2:
                made.lineTo(*step)
            else:
                made.cubicTo(*step)
        if ring.closed:
            made.closeSubpath()
    return made


def _say(painter: QPainter, words: Words) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(_LETTERS)
    font.setWeight(QFont.Weight.Bold)
    font.setKerning(False)  # as on paper
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    letters = QPainterPath()
    letters.addText(-QFontMetricsF(font).horizontalAdvance(words.text) / 2, 0, font, words.text)
    painter.save()
    painter.translate(words.x, words.base_line)
    painter.scale(words.size / _LETTERS, words.size / _LETTERS)
    painter.fillPath(letters, QColor(words.tone))
    painter.restore()
