"""A view of the plane that is panned and zoomed: by mouse, wheel and keys, within sensible limits."""

from typing import Final

from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cdtt_app.domain.geo import Box, Point
from cdtt_app.domain.mercator import Spot, box_between, project, unproject

_CLOSEST: Final = 2.0  # pixels a metre of the plane
_LEAST_SHOWN: Final = 3000.0  # metres: "all of it" is never closer than this
_OUT: Final = 8.0  # how much smaller than "all of it" the map may become
_ARROW: Final = 80  # pixels a key press pans
_NOTCH: Final = 240.0  # two notches of the wheel double
_NOWHERE: Final = Point(16.0, 106.0)  # the middle of the country, while there is nothing to show


class PlaneView(QGraphicsView):
    """Keeps its middle when resized, or all of it in view as long as nobody moved it."""

    moved = Signal()  # panned, zoomed or resized

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = QRectF()
        self._margins = QMarginsF()
        self._fitted = True
        self.setScene(QGraphicsScene(self))
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setInteractive(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)  # panning draws only what comes into view
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.set_whole(QRectF())

    @property
    def pixels(self) -> float:
        """Pixels a metre of the plane."""
        return self.transform().m11()

    def set_whole(self, bounds: QRectF) -> None:
        """What "all of it" is; a null rectangle for nothing."""
        if bounds.isNull():
            middle = project(_NOWHERE)
            bounds = QRectF(middle.x - 15_000, middle.y - 15_000, 30_000, 30_000)
        grow_x, grow_y = (max(0.0, _LEAST_SHOWN - side) / 2 for side in (bounds.width(), bounds.height()))
        self._whole = bounds.adjusted(-grow_x, -grow_y, grow_x, grow_y)
        around = 4 * _OUT * max(self._whole.width(), self._whole.height())
        self.setSceneRect(self._whole.adjusted(-around, -around, around, around))

    def set_margins(self, margins: QMarginsF) -> None:
        """Room that "all of it" leaves free at the edges."""
        self._margins = margins
        if self._fitted:
            self.fit()

    def fit(self) -> None:
        """Show all of it."""
        self.show_box(self._whole)
        self.settle()
        self._fitted = True

    def settle(self) -> None:
        """Called when all of it is in view, to move it aside for what lies over it."""

    def show_box(self, box: QRectF) -> None:
        """Bring this part of the plane into the middle, as large as it goes."""
        wide, high = self._room()
        self._set_scale(min(wide / max(box.width(), 1.0), high / max(box.height(), 1.0)))
        aside = QPointF(self._margins.left() - self._margins.right(), self._margins.top() - self._margins.bottom())
        self.centerOn(box.center() - aside / 2 / self.pixels)
        self._fitted = False
        self.moved.emit()

    def show_at(self, pixels: float, middle: QPointF) -> None:
        """Show it as large as that, with this place in the middle."""
        self._set_scale(pixels)
        self.centerOn(middle)
        self.moved.emit()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Make everything larger around a place of the viewport, the middle if none is named."""
        fixed = QPointF(self.viewport().rect().center()) if at is None else at
        before = self.to_plane(fixed)
        self._set_scale(self.pixels * factor)
        off = self.to_pixels(before) - fixed
        self.pan(round(off.x()), round(off.y()))
        self.moved.emit()

    def pan(self, right: int, down: int) -> None:
        """Look further to the right and down, in pixels."""
        self._fitted = False
        for bar, way in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + way)

    def closest(self) -> bool:
        """Whether it cannot be zoomed in further."""
        return self.pixels >= self._limits()[1] * 0.999

    def farthest(self) -> bool:
        """Whether it cannot be zoomed out further."""
        return self.pixels <= self._limits()[0] * 1.001

    def can_part(self, box: QRectF, pixels: float) -> bool:
        """Whether the corners of this part of the plane can be zoomed that far apart."""
        return max(box.width(), box.height()) * _CLOSEST >= pixels

    def to_plane(self, pixel: QPointF) -> QPointF:
        """The place under a pixel of the viewport."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(pixel)

    def to_pixels(self, place: QPointF) -> QPointF:
        """Where a place of the plane is in the viewport."""
        return self.viewportTransform().map(place)

    def visible(self) -> QRectF:
        """The part of the plane in view."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.mapRect(QRectF(self.viewport().rect()))

    def point_at(self, pixel: QPointF) -> Point:
        """The point on the earth under a pixel."""
        place = self.to_plane(pixel)
        return unproject(Spot(place.x(), place.y()))

    def visible_box(self) -> Box:
        """The part in view, in degrees."""
        seen = self.visible()
        return box_between(Spot(seen.left(), seen.top()), Spot(seen.right(), seen.bottom()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.zoom(2 ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and - zoom, Home shows all of it."""
        ways = {
            Qt.Key.Key_Left: QPoint(-_ARROW, 0),
            Qt.Key.Key_Right: QPoint(_ARROW, 0),
            Qt.Key.Key_Up: QPoint(0, -_ARROW),
            Qt.Key.Key_Down: QPoint(0, _ARROW),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self.pan(ways[key].x(), ways[key].y())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(2)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(0.5)
        elif key == Qt.Key.Key_Home:
            self.fit()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As long as nobody moved it, all of it stays in view."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The scale's latitude has changed."""
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def _room(self) -> tuple[float, float]:
        """The viewport without the margins, which never take more than half of it."""
        size, margins = self.viewport().size(), self._margins
        wide = max(size.width() - margins.left() - margins.right(), size.width() / 2, 1.0)
        return wide, max(size.height() - margins.top() - margins.bottom(), size.height() / 2, 1.0)

    def _limits(self) -> tuple[float, float]:
        wide, high = self._room()
        all_of_it = min(wide / self._whole.width(), high / self._whole.height())
        return all_of_it / _OUT, _CLOSEST

    def _set_scale(self, pixels: float) -> None:
        least, most = self._limits()
        self.setTransform(QTransform.fromScale(*[min(max(pixels, least), most)] * 2))
