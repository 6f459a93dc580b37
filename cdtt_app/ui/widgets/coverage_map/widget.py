"""The coverage map with everything laid over it: buttons, legend, scale, north."""

from PySide6.QtCore import QMarginsF, QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cdtt_app.domain.geo import Box, Point
from cdtt_app.domain.map_scene import MapScene
from cdtt_app.domain.mercator import metres
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.coverage_map.controls import LayersMenu, MapButton, lay_buttons
from cdtt_app.ui.widgets.coverage_map.furniture import Advice, Legend, North, ScaleBar
from cdtt_app.ui.widgets.coverage_map.mark_index import MarkIndex
from cdtt_app.ui.widgets.coverage_map.tiles import TileSource
from cdtt_app.ui.widgets.coverage_map.view import MapView

_EDGE, _GAP = 11, 11
_NAME = 84  # room for a name of ten letters
_SCALE, _LOW = 130, 290  # room kept for the scale bar; a map lower than this gets a legend of one line


class CoverageMap(QWidget):
    """Shows a scene; says which note or case was opened, which notes were circled, which place was picked."""

    note_chosen = Signal(str)
    case_chosen = Signal(str)
    lassoed = Signal(list)  # ids of notes
    spot_picked = Signal(float, float)  # latitude, longitude

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = MapScene()
        self._picking = self._circling = False
        self._view = MapView(theme, self)
        self._nearer = MapButton(theme, "plus", "Phóng to bản đồ", self)
        self._farther = MapButton(theme, "minus", "Thu nhỏ bản đồ", self)
        self._layers = MapButton(theme, "layers", "Chọn thứ hiện trên bản đồ", self)
        self._middle = MapButton(theme, "locate-fixed", "Về giữa, thấy tất cả", self)
        self._menu = LayersMenu(self._view.ground.layers, self)
        self._legend, self._scale = Legend(theme, self), ScaleBar(theme, self)
        self._north, self._advice = North(theme, self), Advice(theme, self)
        self.setFocusProxy(self._view)
        self._connect()
        self.show_scene(MapScene())

    def _connect(self) -> None:
        self._view.opened.connect(self._opened)
        self._view.lassoed.connect(self.lassoed)
        self._view.picked.connect(self.spot_picked)
        self._view.moved.connect(self._moved)
        self._nearer.clicked.connect(lambda: self._view.zoom(2))
        self._farther.clicked.connect(lambda: self._view.zoom(0.5))
        self._middle.clicked.connect(self.fit)
        self._layers.clicked.connect(self._open_layers)
        self._menu.triggered.connect(self._layers_chosen)

    def show_scene(self, scene: MapScene, *, fit: bool = False, index: MarkIndex | None = None) -> None:
        """Show another scene; the view stays where it is, but for the first scene with something in it.

        `index` is one that was made of the scene already, beside the screen.
        """
        self._scene = scene
        self._show_legend()
        self._view.show_scene(scene, fit=fit, index=index)
        self._moved()

    def select(self, id_: str | None) -> None:
        """Ring a note or case and bring it into view."""
        self._view.choose(id_)

    def fit(self) -> None:
        """Show all of it: the own area, or the marks, or what names there are."""
        self._view.fit()

    def set_pin(self, point: Point | None) -> None:
        """Put the pin there, or take it away."""
        self._view.set_pin(point)

    def set_picking(self, on: bool) -> None:
        """Whether the next clicks pick a place."""
        self._picking = on
        self._view.set_picking(on)
        self._advise()

    def set_lasso(self, on: bool) -> None:
        """Whether dragging circles notes."""
        self._circling = on
        self._view.set_circling(on)
        self._advise()

    def set_tiles(self, tiles: TileSource | None) -> None:
        """Lay a raster ground under the areas, or take it away."""
        self._view.set_tiles(tiles)

    def view_box(self) -> Box:
        """What is in view, in degrees."""
        return self._view.visible_box()

    def sizeHint(self) -> QSize:
        """As on the coverage page."""
        return QSize(self._theme.px(860), self._theme.px(420))

    def minimumSizeHint(self) -> QSize:
        """Buttons, legend and scale still have room."""
        return QSize(300, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything goes to its corner again."""
        super().resizeEvent(event)
        self._arrange()
        self._view.setGeometry(self.rect())

    def _opened(self, id_: str, case: bool) -> None:
        (self.case_chosen if case else self.note_chosen).emit(id_)

    def _moved(self) -> None:
        box = self._view.visible_box()
        if self._scale.show_scale(metres((box.south + box.north) / 2) / self._view.pixels, self.width()):
            self._put_scale()
        self._nearer.setEnabled(not self._view.closest())
        self._farther.setEnabled(not self._view.farthest())

    def _open_layers(self) -> None:
        self._menu.tiles.setEnabled(self._view.has_tiles())
        self._menu.popup(self._layers.mapToGlobal(QPoint(self._layers.width() + self._theme.px(4), 0)))

    def _layers_chosen(self) -> None:
        self._view.ground.layers = self._menu.layers()
        self._show_legend()
        self._view.redraw()

    def _show_legend(self) -> None:
        shown = self._view.ground.layers
        self._legend.show_entries(
            homes=bool(self._scene.homes) and shown.homes,
            stations=bool(self._scene.stations) and shown.stations,
        )
        self._scale.set_note("vị trí minh hoạ" if self._scene.illustrative else "")
        self._arrange()

    def _advise(self) -> None:
        said = "Chạm vào bản đồ để đặt ghim" if self._picking else ""
        self._advice.say("Kéo một vòng quanh các ghi nhận muốn gộp" if self._circling else said)
        self._arrange()

    def _arrange(self) -> None:
        edge, gap = self._theme.px(_EDGE), self._theme.px(_GAP)
        whole = self.width() - 2 * edge
        beside = whole - edge - self._theme.px(_SCALE)
        self._legend.arrange((beside, whole), 2 if self.height() >= self._theme.px(_LOW) else 1)
        self._legend.move(edge, self.height() - edge - self._legend.height())
        groups = [[self._nearer, self._farther], [self._layers, self._middle]]
        end = lay_buttons(groups, QPoint(edge, edge), self._legend.y(), gap)
        self._north.move(self.width() - edge - self._north.width(), edge)
        self._advice.move(max(end.x() + gap, (self.width() - self._advice.width()) // 2), edge)
        self._put_scale()
        names = min(self._theme.px(_NAME), self.width() // 8)  # they stand beside their marks
        low = self.height() - self._legend.y() + gap
        self._view.set_margins(QMarginsF(end.x() + names // 2, edge + gap, edge + gap + names, low))

    def _put_scale(self) -> None:
        edge = self._theme.px(_EDGE)
        left = self.width() - edge - self._scale.width()
        over = self._legend.geometry().right() + edge > left
        if over:  # beside the north arrow: over the legend it would cover more
            self._scale.move(self._north.x() - edge // 2 - self._scale.width(), edge)
        else:
            self._scale.move(left, self.height() - edge - self._scale.height())
        self._tell_panels()

    def _tell_panels(self) -> None:
        buttons = (self._nearer, self._farther, self._layers, self._middle)
        panels = (*buttons, self._legend, self._north, self._scale, *([self._advice] if self._advice.text() else []))
        self._view.set_panels(panel.geometry() for panel in panels)
