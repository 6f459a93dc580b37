"""The map itself: draws ground and marks, and turns clicks, keys and lines drawn by hand into what was meant."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from cdtt_app.domain.geo import Point
from cdtt_app.domain.map_scene import MapScene
from cdtt_app.domain.mercator import project
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.clear_fit import Room, clear_fit
from cdtt_app.ui.widgets.coverage_map.ground import Ground
from cdtt_app.ui.widgets.coverage_map.lasso import Lasso
from cdtt_app.ui.widgets.coverage_map.mark_index import Mark, MarkIndex
from cdtt_app.ui.widgets.coverage_map.marks_item import MarksItem, PinItem
from cdtt_app.ui.widgets.coverage_map.outlines import bounds_of
from cdtt_app.ui.widgets.coverage_map.plane import PlaneView
from cdtt_app.ui.widgets.coverage_map.signs import Signs
from cdtt_app.ui.widgets.coverage_map.tiles import TileGround, TileSource
from cdtt_app.ui.widgets.coverage_map.words import MAP_NAME, PICK_HOW_TO, describe_mark, describe_scene

_MOST_CASES, _MOST_NOTES = 30, 3000  # with more, fitting their names takes too long
_PART, _ROW, _NEAR, _TARGET = 60, 40, 30, 40  # apart; a row for Tab; near the edge; the target of a click


class MapView(PlaneView):
    """Says what was opened, which notes were circled, which place was picked."""

    opened = Signal(str, bool)  # an id, and whether it is a case
    lassoed = Signal(list)
    picked = Signal(float, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = MapScene()
        self._index = MarkIndex(MapScene(), theme.px(100) / 100)
        self._marks = MarksItem(theme, Signs(theme))
        self._tiles = TileGround(self)
        self._ground = Ground(theme, Signs(theme), self._tiles)
        self._pin, self._lasso = PinItem(theme), Lasso(theme)
        self._picking = self._circling = self._seen = False
        self._pressed: QPoint | None = None  # where the mouse went down, or was dragged to
        self._dragged = False
        self._at: Mark | None = None  # the keyboard's
        self._turns: dict[tuple[str, ...], int] = {}
        self._panels: tuple[QRectF, ...] = ()
        for item in (self._marks, self._pin, self._lasso):
            self.scene().addItem(item)
        self._tiles.arrived.connect(self.redraw)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(MAP_NAME)
        self.setAccessibleDescription(describe_scene(self._scene))
        self._marks.show_marks(self._index, self.sceneRect())

    @property
    def ground(self) -> Ground:
        """What is drawn under the marks; call `redraw` after changing its layers."""
        return self._ground

    def has_tiles(self) -> bool:
        """Whether there is a raster ground."""
        return self._tiles.ready

    def show_scene(self, scene: MapScene, *, fit: bool, index: MarkIndex | None = None) -> None:
        """Show another scene; the first that has something in it is brought into view."""
        self._scene = scene
        self._index = index or MarkIndex(scene, self._theme.px(100) / 100)
        self._ground.show_scene(scene, self._index)
        self._ground.choose(self._marks.chosen)
        bounds = self._ground.bounds
        self.set_whole(bounds if not bounds.isNull() else self._tiles.bounds)
        self._marks.show_marks(self._index, self.sceneRect())
        self._set_at(None)
        self._turns = {}
        self.setAccessibleDescription(describe_scene(scene))
        if fit or not self._seen:
            self.fit()
        self._seen = self._seen or not bounds.isNull()
        self.redraw()

    def set_tiles(self, source: TileSource | None) -> None:
        """Take the raster ground from there."""
        self._tiles.set_source(source)
        if self._ground.bounds.isNull():
            self.set_whole(self._tiles.bounds)
            self._marks.show_marks(self._index, self.sceneRect())
            self.fit()
        self.redraw()

    def set_panels(self, panels: Iterable[QRect]) -> None:
        """What lies over the map, in its own pixels; "all of it" keeps names clear of it."""
        self._panels = tuple(QRectF(panel) for panel in panels)

    def settle(self) -> None:
        """Smaller and aside, as far as names of cases would be cut or covered."""
        cases = len(self._index.cases)
        if not self._panels or not 0 < cases <= _MOST_CASES or len(self._index.notes()) > _MOST_NOTES:
            return
        room = Room(whole=self._ground.bounds, size=QSizeF(self.viewport().size()), panels=self._panels)
        for stations, share in ((True, 0.55), (False, 0.5)):
            names = partial(self._ground.names, stations=stations)
            found = clear_fit(room, self.pixels, self.pixels * share, names)
            if found is not None:
                self.show_at(*found)
                return

    def redraw(self) -> None:
        """Draw the ground anew."""
        self._ground.forget()
        self.resetCachedContent()
        self.viewport().update()

    def choose(self, id_: str | None) -> None:
        """Ring this mark, and bring it into view."""
        self._marks.chosen = id_
        self._ground.choose(id_)
        mark = self._index.of(id_, self.pixels) if id_ is not None else None
        if mark is not None:
            self._bring_into_view(mark)
        self.redraw()

    def set_pin(self, point: Point | None) -> None:
        """Put the pin there, or take it away."""
        self._pin.setVisible(point is not None)
        if point is not None:
            spot = project(point)
            self._pin.setPos(spot.x, spot.y)

    def set_picking(self, on: bool) -> None:
        """Whether a click, or Enter at the cross in the middle, picks a place."""
        self._picking = on
        self._set_at(None)
        self.setAccessibleDescription(PICK_HOW_TO if on else describe_scene(self._scene))
        self._show_cursor()
        self.viewport().update()

    def set_circling(self, on: bool) -> None:
        """Whether dragging draws a line around notes instead of panning."""
        self._circling = on
        self._lasso.cancel()
        self._show_cursor()

    def in_view(self) -> list[Mark]:
        """The marks whose places are in view, as they are drawn, the topmost last."""
        inside = QRectF(self.viewport().rect())
        return [mark for mark in self._drawn() if inside.contains(self._pixel_of(mark))]

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: the mark the keyboard is on, or the whole map."""
        if self._at is None:
            return self.rect().adjusted(5, 5, -5, -5)
        return self._rect_of(self._at).toAlignedRect().adjusted(-1, -1, 1, 1)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Into the view's cache."""
        painter.save()
        try:
            self._ground.paint(painter, QRectF(rect), self.viewport().devicePixelRatioF())
        finally:
            painter.restore()  # the painter is Qt's: it goes back as it came, whatever went wrong

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """A cross in the middle, for picking by keyboard."""
        if not (self._picking and self.hasFocus()):
            return
        painter.save()
        painter.resetTransform()
        middle, arm = QPointF(self.viewport().rect().center()), self._theme.px(14)
        for colour, width in ((Colour.CARD, 5), (Colour.INK, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, a drag or a line begins."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed, self._dragged = event.position().toPoint(), False
        if self._circling:
            self._lasso.begin(self.to_plane(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, go on with the line, or show a hand over a mark."""
        here = event.position().toPoint()
        if self._pressed is None:
            self._show_cursor(here)
            return
        way = here - self._pressed
        self._dragged = self._dragged or way.manhattanLength() >= QApplication.startDragDistance()
        if self._lasso.running:
            self._lasso.go_on(self.to_plane(event.position()))
        elif self._dragged:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(-way.x(), -way.y())
            self._pressed = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens or picks; a line ends."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._lasso.running:
            self._end_lasso()
        elif not self._dragged:
            self._clicked(event.position())
        self._show_cursor(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On bare ground it zooms in; on a mark it is a second click."""
        if self._mark_at(event.position()) is not None or self._picking or self._circling:
            self.mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.zoom(2, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the mark in hand, Escape lets go of it; the rest moves the map."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and (self._at or self._picking):
            self._enter()
        elif key == Qt.Key.Key_Escape and (self._at or self._lasso.running):
            self._lasso.cancel()
            self._set_at(None)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from mark to mark in reading order, and after the last one out of the map."""
        marks = [] if self._picking else sorted(self.in_view(), key=self._reading_order)
        if not marks:
            return super().focusNextPrevChild(forward)
        there = marks.index(self._at) if self._at in marks else (-1 if forward else len(marks))
        there += 1 if forward else -1
        if not 0 <= there < len(marks):
            self._set_at(None)
            return super().focusNextPrevChild(forward)
        self._set_at(marks[there])
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No mark is in hand any more."""
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._set_at(None)
        super().focusOutEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The mark under the mouse as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), describe_mark(mark) if mark is not None else "", self)
            return True
        return super().viewportEvent(event)

    def _drawn(self) -> list[Mark]:
        return self._marks.marks_in(self.visible(), self.pixels)

    def _pixel_of(self, mark: Mark) -> QPointF:
        return self.to_pixels(QPointF(mark.spot.x, mark.spot.y))

    def _rect_of(self, mark: Mark) -> QRectF:
        return self._marks.rect_of(mark, self._pixel_of(mark))

    def _mark_at(self, pixel: QPointF) -> Mark | None:
        """The sign that is hit, or else the nearest whose target is."""
        rects = [(self._rect_of(mark), mark) for mark in self._drawn()]
        hit = next((mark for rect, mark in reversed(rects) if rect.contains(pixel)), None)
        grow = max(0.0, (self._theme.px(_TARGET) - self._marks.rect_height) / 2)
        near = [(rect, mark) for rect, mark in rects if rect.adjusted(-grow, -grow, grow, grow).contains(pixel)]
        if hit is not None or not near:
            return hit
        return min(near, key=lambda each: (each[0].center() - pixel).manhattanLength())[1]

    def _clicked(self, pixel: QPointF) -> None:
        if self._picking:
            self._pick(pixel)
            return
        mark = self._mark_at(pixel)
        self._set_at(None)
        if mark is not None:
            self._open(mark)

    def _enter(self) -> None:
        if self._picking:
            self._pick(QPointF(self.viewport().rect().center()))
        elif self._at is not None:
            self._open(self._at)

    def _pick(self, pixel: QPointF) -> None:
        point = self.point_at(pixel)
        self.picked.emit(point.latitude, point.longitude)

    def _open(self, mark: Mark) -> None:
        """A cluster is zoomed into; when its notes stay together even so, each click opens the next of them."""
        if mark.case or mark.count == 1:
            self.opened.emit(mark.ids[0], mark.case)
            return
        around = bounds_of(self._index.spots(mark.ids))
        if not self.closest() and self.can_part(around, self._theme.px(_PART)):
            before = self.pixels
            self.show_box(around)
            if self.pixels < before * 1.5:
                self.zoom(2)
            self._set_at(None)
            return
        turn = self._turns.get(mark.ids, -1) + 1
        self._turns = {mark.ids: turn}
        self.opened.emit(mark.ids[turn % mark.count], False)

    def _end_lasso(self) -> None:
        found = self._lasso.end(self._index.notes())
        if found is not None:
            self.lassoed.emit(found)

    def _bring_into_view(self, mark: Mark) -> None:
        near = self._theme.px(_NEAR)
        if not self.viewport().rect().adjusted(near, near, -near, -near).contains(self._pixel_of(mark).toPoint()):
            off = self._pixel_of(mark) - QPointF(self.viewport().rect().center())
            self.pan(round(off.x()), round(off.y()))

    def _reading_order(self, mark: Mark) -> tuple[int, float]:
        return round(mark.spot.y * self.pixels / self._theme.px(_ROW)), mark.spot.x

    def _set_at(self, mark: Mark | None) -> None:
        if mark == self._at:
            return
        self._at = mark
        self.setAccessibleName(MAP_NAME if mark is None else f"{MAP_NAME}: {describe_mark(mark)}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.viewport().update()  # the focus ring follows what is painted

    def _show_cursor(self, here: QPoint | None = None) -> None:
        if self._picking or self._circling:
            shape = Qt.CursorShape.CrossCursor
        elif here is not None and self._mark_at(QPointF(here)) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)
