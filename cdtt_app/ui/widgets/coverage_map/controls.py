"""The buttons laid over the map: zoom, layers, back to the middle."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.furniture import draw_card
from cdtt_app.ui.widgets.coverage_map.ground import Layers

_SIDE, _ICON = 42, 20


class MapButton(QAbstractButton):
    """A white square with an icon; drawn once for each of its states, for it is painted with every frame."""

    def __init__(self, theme: Theme, icon_name: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon_name
        self._drawn: dict[tuple[bool, bool, float], QPixmap] = {}
        self._hovered = False
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is over it."""
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left."""
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy the drawing of this state."""
        key = (self.isEnabled(), self._hovered or self.isDown(), self.devicePixelRatioF())
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn[key])

    def _draw(self, enabled: bool, lit: bool, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        side = self._theme.px(_ICON)
        with QPainter(drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_card(painter, self._theme, QRectF(self.rect()), Colour.INK if lit else Colour.EDGE)
            sign = pixmap(self._icon, Colour.INK if enabled else Colour.EDGE, side, ratio)
            painter.drawPixmap(QPointF((self.width() - side) // 2, (self.height() - side) // 2), sign)
        return drawn


class LayersMenu(QMenu):
    """What is drawn and what is not."""

    def __init__(self, layers: Layers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Chọn thứ hiện trên bản đồ")
        self.homes = self._add("Hộ chưa có ghi nhận", checked=layers.homes)
        self.stations = self._add("Trạm phát sóng", checked=layers.stations)
        self.tiles = self._add("Ảnh nền bản đồ", checked=layers.tiles)

    def layers(self) -> Layers:
        """As chosen now."""
        return Layers(homes=self.homes.isChecked(), stations=self.stations.isChecked(), tiles=self.tiles.isChecked())

    def _add(self, text: str, *, checked: bool) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        return action


def lay_buttons(groups: list[list[MapButton]], at: QPoint, height: int, gap: int) -> QPoint:
    """Set the groups under one another, side by side where the height ends; returns the right and lower end."""
    left, top, lowest = at.x(), at.y(), at.y()
    for group in groups:
        side = group[0].height()
        high = len(group) * (side + gap // 3) - gap // 3
        if top > at.y() and top + high > height:
            left, top = left + side + gap // 2, at.y()
        for number, button in enumerate(group):
            button.move(left, top + number * (side + gap // 3))
        top += high + gap
        lowest = max(lowest, top - gap)
    return QPoint(left + groups[0][0].width(), lowest)
