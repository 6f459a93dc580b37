"""What lies under the marks: areas or a grid, tiles, houses, stations, names. It is drawn into the view's cache."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cdtt_app.domain.map_scene import MapScene, NamedPoint
from cdtt_app.domain.mercator import Spot, metres, project, unproject
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.labels import Label, LabelKind, Lettering, PlacedLabel, place_labels
from cdtt_app.ui.widgets.coverage_map.mark_index import MarkIndex
from cdtt_app.ui.widgets.coverage_map.outlines import bounds_of, outline_of, rooms
from cdtt_app.ui.widgets.coverage_map.scale import nice_length
from cdtt_app.ui.widgets.coverage_map.signs import Signs
from cdtt_app.ui.widgets.coverage_map.tiles import TileGround

_OUTSIDE, _NEIGHBOUR, _EDGE, _HOME = "#e4eae7", "#eff3f1", "#a9b7b0", "#a4b3ac"
_BLOCK_M: Final = 500.0  # houses are kept by squares of the plane
_GRID_PX: Final = 90.0
_STATION, _HAMLET = 18, 6


@dataclass(slots=True)
class Layers:
    """What may be switched off."""

    homes: bool = True
    stations: bool = True
    tiles: bool = True


class Ground:
    """Draws a scene's ground; keeps where the names go at the zoom in hand."""

    def __init__(self, theme: Theme, signs: Signs, tiles: TileGround) -> None:
        self._theme, self._signs, self._tiles = theme, signs, tiles
        self._lettering = Lettering(theme)
        self.layers = Layers()
        self._ratio = 1.0
        self.show_scene(MapScene(), MarkIndex(MapScene()))

    def show_scene(self, scene: MapScene, marks: MarkIndex) -> None:
        """Take another scene."""
        self._scene, self._marks = scene, marks
        self._outlines = sorted(map(outline_of, scene.areas), key=lambda each: each.area.code == scene.own_code)
        self._homes = _by_block([project(home) for home in scene.homes])
        self._stations = [project(station.point) for station in scene.stations]
        self._hamlets = [project(hamlet.point) for hamlet in scene.hamlets]
        self._bounds = self._own_bounds()
        self._area_labels = self._names_of_areas()
        self._chosen: str | None = None
        self.forget()

    @property
    def bounds(self) -> QRectF:
        """What "all of it" is: the own area, or the marks, or hamlets and stations; null when there is nothing."""
        return self._bounds

    def choose(self, id_: str | None) -> None:
        """The name of this case is set in bold."""
        self._chosen = id_
        self.forget()

    def forget(self) -> None:
        """The names will be placed anew."""
        self._placed: tuple[float, list[PlacedLabel]] | None = None

    def names(self, scale: float, *, stations: bool) -> list[tuple[Spot, QRectF]] | None:
        """Names and signs of cases, and of stations if wanted, in pixels; each as large as when chosen.

        None where the name of a case has no place.
        """
        placed = self._placed_at(scale)
        cases = [each for each in placed if each.label.kind in (LabelKind.CHOSEN, LabelKind.CASE)]
        if len(cases) < len(self._marks.cases):
            return None
        signs = [(case.spot, self._sign_rect(case.count)) for case in self._marks.cases]
        if not stations or not self.layers.stations:
            return [*((each.anchor, _widened(each.rect)) for each in cases), *signs]
        named = [each for each in placed if each.label.kind is LabelKind.STATION]
        side = self._theme.px(_STATION)
        signs += [(at, QRectF(-side / 2, -side / 2, side, side)) for at in self._stations]
        return [*((each.anchor, _widened(each.rect)) for each in (*cases, *named)), *signs]

    def _sign_rect(self, count: int) -> QRectF:
        size = self._signs.size(count, numbered=True) + QSizeF(self._theme.px(16), self._theme.px(16))
        return QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)

    def paint(self, painter: QPainter, exposed: QRectF, ratio: float) -> None:
        """Draw with a painter that is in units of the plane."""
        self._ratio = ratio
        scale = painter.worldTransform().m11()
        tiled = self._tiles.ready and self.layers.tiles
        painter.fillRect(exposed, QColor(_OUTSIDE if self._outlines else Colour.CARD))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tiled:
            self._tiles.paint(painter, exposed, scale)
        elif not self._outlines:
            self._paint_grid(painter, exposed, scale)
        self._paint_areas(painter, exposed, filled=not tiled)
        if self.layers.homes:
            self._paint_homes(painter, exposed, scale)
        self._paint_hamlets(painter)
        to_px = painter.worldTransform()
        painter.resetTransform()
        visible = to_px.mapRect(exposed)
        if self.layers.stations:
            self._paint_stations(painter, [to_px.map(QPointF(at.x, at.y)) for at in self._stations], visible, ratio)
        for placed in self._labels(scale):
            corner = to_px.map(QPointF(placed.anchor.x, placed.anchor.y)) + placed.rect.topLeft()
            if QRectF(corner, placed.rect.size()).adjusted(-4, -4, 4, 4).intersects(visible):
                self._lettering.draw(painter, placed.label, whole(corner), ratio)
        painter.setWorldTransform(to_px)

    def _paint_grid(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        middle = self._bounds.center() if not self._bounds.isNull() else exposed.center()
        true = metres(unproject(Spot(0, middle.y())).latitude) if not self._bounds.isNull() else 1.0
        step = nice_length(_GRID_PX * true / scale) / true
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # sharp lines
        painter.setPen(self._cosmetic(Colour.LINE, 1))
        for number in range(floor(exposed.left() / step), ceil(exposed.right() / step) + 1):
            painter.drawLine(QPointF(number * step, exposed.top()), QPointF(number * step, exposed.bottom()))
        for number in range(floor(exposed.top() / step), ceil(exposed.bottom() / step) + 1):
            painter.drawLine(QPointF(exposed.left(), number * step), QPointF(exposed.right(), number * step))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_areas(self, painter: QPainter, exposed: QRectF, *, filled: bool) -> None:
        glow = QColor(Colour.PRIMARY)
        glow.setAlphaF(0.16)
        for outline in self._outlines:
            if not outline.path.boundingRect().intersects(exposed):
                continue
            own = outline.area.code == self._scene.own_code
            if own:
                painter.strokePath(outline.path, self._cosmetic(glow, self._theme.px(9)))
            if filled:
                painter.fillPath(outline.path, QColor(Colour.CARD if own else _NEIGHBOUR))
            pen = self._cosmetic(Colour.PRIMARY, 2.2 * self._theme.pt / 13) if own else self._cosmetic(_EDGE, 1)
            painter.strokePath(outline.path, pen)

    def _paint_homes(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        wide = 1.9 * 2 * self._theme.pt / 13
        more = wide / scale
        columns = range(floor((exposed.left() - more) / _BLOCK_M), floor((exposed.right() + more) / _BLOCK_M) + 1)
        rows = range(floor((exposed.top() - more) / _BLOCK_M), floor((exposed.bottom() + more) / _BLOCK_M) + 1)
        pen = self._cosmetic(_HOME, wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for (column, row), homes in self._homes.items():
            if column in columns and row in rows:
                painter.drawPoints(homes)

    def _paint_hamlets(self, painter: QPainter) -> None:
        places = QPolygonF([QPointF(at.x, at.y) for at in self._hamlets])
        for colour, wide in ((Colour.MUTED, _HAMLET), (Colour.CARD, _HAMLET / 2)):
            pen = self._cosmetic(colour, self._theme.px(wide))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(places)

    def _paint_stations(self, painter: QPainter, at: list[QPointF], visible: QRectF, ratio: float) -> None:
        side = self._theme.px(_STATION)
        sign = pixmap("radio-tower", Colour.INK, side, ratio)
        for middle in at:
            corner = middle - QPointF(side / 2, side / 2)
            if QRectF(corner, QSizeF(side, side)).intersects(visible):
                painter.drawPixmap(whole(corner), sign)

    def _labels(self, scale: float) -> list[PlacedLabel]:
        if self._placed is None or self._placed[0] != scale:
            self._placed = (scale, self._placed_at(scale))
        return self._placed[1]

    def _placed_at(self, scale: float) -> list[PlacedLabel]:
        labels = [
            *self._names_of_cases(),
            *self._area_labels,
            *map(self._name_of_hamlet, self._hamlets_without_a_case()),
        ]
        if self.layers.stations:
            labels += map(self._name_of_station, self._scene.stations)
        gap = self._theme.px(6)
        return place_labels(labels, scale, self._lettering.size, lambda rect: self._taken(rect, scale), gap)

    def _taken(self, rect: QRectF, scale: float) -> bool:
        """Whether a sign lies there, in pixels."""
        around = rect.adjusted(-self._theme.px(50), -self._theme.px(15), self._theme.px(50), self._theme.px(15))
        first = Spot(around.left() / scale, around.top() / scale)
        last = Spot(around.right() / scale, around.bottom() / scale)
        for mark in self._marks.in_box(scale, first, last):
            size = self._signs.size(mark.count, numbered=mark.numbered)
            middle = QPointF(mark.spot.x * scale, mark.spot.y * scale)
            if QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size).intersects(rect):
                return True
        side = self._theme.px(_STATION) if self.layers.stations else 0
        corners = (QPointF(at.x * scale - side / 2, at.y * scale - side / 2) for at in self._stations)
        return bool(side) and any(QRectF(corner, QSizeF(side, side)).intersects(rect) for corner in corners)

    def _names_of_cases(self) -> list[Label]:
        made = []
        for case in self._marks.cases:
            chosen = self._chosen in case.ids
            size = self._signs.size(case.count, numbered=True)
            beside = size + QSizeF(self._theme.px(16), self._theme.px(16)) if chosen else size
            kind = LabelKind.CHOSEN if chosen else LabelKind.CASE
            made.append(Label(kind, case.title, ((case.spot, 0.0),), beside))
        return made

    def _names_of_areas(self) -> list[Label]:
        near = self._bounds.adjusted(*(way * self._bounds.width() / 2 for way in (-1, 0, 1, 0)))
        near = near.adjusted(0, self._bounds.height() * 0.03, 0, -self._bounds.height() * 0.03)
        made = []
        for outline in self._outlines:
            own = outline.area.code == self._scene.own_code
            bounds = outline.path.boundingRect()
            free = rooms(outline, bounds if own or self._bounds.isNull() else near)
            free = free or rooms(outline, bounds)
            kind = LabelKind.OWN if own else LabelKind.NEIGHBOUR
            made.append(Label(kind, outline.area.name, tuple((room.spot, room.width) for room in free)))
        return made

    def _hamlets_without_a_case(self) -> list[NamedPoint]:
        titles = tuple(case.title for case in self._marks.cases)
        return [hamlet for hamlet in self._scene.hamlets if not any(t.startswith(hamlet.name) for t in titles)]

    def _name_of_hamlet(self, hamlet: NamedPoint) -> Label:
        side = self._theme.px(_HAMLET)
        return Label(LabelKind.HAMLET, hamlet.name, ((project(hamlet.point), 0.0),), QSizeF(side, side))

    def _name_of_station(self, station: NamedPoint) -> Label:
        side = self._theme.px(_STATION)
        return Label(LabelKind.STATION, station.name, ((project(station.point), 0.0),), QSizeF(side - 6, side))

    def _cosmetic(self, colour: QColor | str, width: float) -> QPen:
        pen = QPen(QColor(colour), width * self._ratio)  # Qt counts the screen's own pixels here
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _own_bounds(self) -> QRectF:
        own = [o.path.boundingRect() for o in self._outlines if o.area.code == self._scene.own_code]
        if own:
            return own[0]
        scene = self._scene
        marks = [*(note.point for note in scene.notes), *(case.point for case in scene.cases)]
        places = [named.point for named in (*scene.hamlets, *scene.stations)]
        points = [*marks, *places] if not self._outlines else marks
        if points:
            return bounds_of(map(project, points))
        return bounds_of(spot for outline in self._outlines for ring in outline.rings for spot in ring)


def whole(point: QPointF) -> QPointF:
    """The point on whole pixels, the same way wherever the map was panned to."""
    return QPointF(floor(point.x() + 0.5), floor(point.y() + 0.5))


def _widened(rect: QRectF) -> QRectF:
    more = rect.width() * 0.08
    return rect.adjusted(-more, 0, more, 0)


def _by_block(spots: list[Spot]) -> dict[tuple[int, int], QPolygonF]:
    blocks: dict[tuple[int, int], list[QPointF]] = defaultdict(list)
    for spot in spots:
        blocks[floor(spot.x / _BLOCK_M), floor(spot.y / _BLOCK_M)].append(QPointF(spot.x, spot.y))
    return {block: QPolygonF(points) for block, points in blocks.items()}
