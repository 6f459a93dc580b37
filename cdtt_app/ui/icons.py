"""Line icons drawn from SVG in any colour; Qt's own pixmap cache remembers what was drawn."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from cdtt_app.ui.theme import RESOURCES, Colour


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour`, `size` logical pixels square, for a screen of this device pixel ratio."""
    key = f"{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, colour, size, ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str = Colour.INK, size: int = 20, checked: str = "", gap: int = 0) -> QIcon:
    """The icon as a QIcon: pale when disabled, in the colour `checked` (if given) when its button is checked.

    `gap` is empty room at its right, in pixels: Qt sets words only 4 px after an icon at every text size.
    """

    def drawn(ink: str) -> QPixmap:
        return _with_gap(pixmap(name, ink, size, ratio), size, gap)

    ratio = screen_ratio()
    made = QIcon(drawn(colour))
    made.addPixmap(drawn(Colour.EDGE), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(drawn(checked), QIcon.Mode.Normal, QIcon.State.On)
    return made


def screen_ratio() -> float:
    """The largest device pixel ratio among the screens."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _with_gap(glyph: QPixmap, size: int, gap: int) -> QPixmap:
    if not gap:
        return glyph
    ratio = glyph.devicePixelRatio()
    wide = QPixmap(round((size + gap) * ratio), round(size * ratio))
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    with QPainter(wide) as painter:
        painter.drawPixmap(0, 0, glyph)
    return wide


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", str(colour).encode())))
    side = round(size * ratio)
    drawn = QPixmap(QSize(side, side))
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    drawn.setDevicePixelRatio(ratio)
    return drawn
