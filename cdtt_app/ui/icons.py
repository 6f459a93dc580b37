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


def icon(name: str, colour: str = Colour.INK, size: int = 20, checked: str = "") -> QIcon:
    """The icon as a QIcon: pale when disabled, in the colour `checked` (if given) when its button is checked."""
    ratio = screen_ratio()
    made = QIcon(pixmap(name, colour, size, ratio))
    made.addPixmap(pixmap(name, Colour.EDGE, size, ratio), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def screen_ratio() -> float:
    """The largest device pixel ratio among the screens."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", str(colour).encode())))
    side = round(size * ratio)
    drawn = QPixmap(QSize(side, side))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
