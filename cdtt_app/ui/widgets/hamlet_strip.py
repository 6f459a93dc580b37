"""A hamlet at a glance: one small square for each household, in walking order, cluster by cluster."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from cdtt_app.domain.standing import State
from cdtt_app.presenters.strip import Cluster, Square
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.household_mark import STATE_WORDS, draw_household_mark
from cdtt_app.ui.widgets.strip_layout import Block, height_of, lay_out

__all__ = ["Cluster", "HamletStrip", "Square", "StateLegend"]


class HamletStrip(QWidget):
    """Move with the mouse or the arrows; a click or Enter chooses the household."""

    household_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str = "Các hộ trong thôn", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self._blocks: tuple[Block, ...] = ()
        self._clusters: tuple[Cluster, ...] = ()
        self._cells: tuple[tuple[QRect, Square], ...] = ()
        self._current = 0
        self._pitch = theme.px(15)
        self._title_height = theme.metrics(Role.SMALL).height() + theme.px(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_clusters(self, clusters: Sequence[Cluster]) -> None:
        """Replace what is shown; the place of the keyboard stays on the same household if it is still there."""
        kept = self._cells[self._current][1].household_id if self._cells else ""
        self._clusters = tuple(clusters)
        self._arrange()
        ids = [square.household_id for _rect, square in self._cells]
        self._current = ids.index(kept) if kept in ids else 0
        self.updateGeometry()
        self.update()

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: the square the keyboard is on."""
        return self._cells[self._current][0] if self._cells else self.rect()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        blocks = lay_out(self._clusters, width, self._theme, self._title_height)
        return max(height_of(blocks), self._pitch) + self._theme.px(4)

    def sizeHint(self) -> QSize:
        """Three clusters of a usual hamlet side by side."""
        width = self._theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Half a hamlet wide."""
        return QSize(self._theme.px(220), self._title_height + 2 * self._pitch)

    def resizeEvent(self, _event: QEvent) -> None:
        """Arrange the squares anew."""
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Titles in words, squares from five ready drawings."""
        side = self._theme.px(13)
        marks = {state: self._mark(state, side) for state in State}
        with QPainter(self) as painter:
            for block in self._blocks:
                self._draw_title(painter, block)
            for rect, square in self._cells:
                painter.drawPixmap(rect.topLeft(), marks[square.state])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter and Space choose."""
        if not self._cells:
            super().keyPressEvent(event)
            return
        last = len(self._cells) - 1
        moves = {
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Down: self._beside(1),
            Qt.Key.Key_Up: self._beside(-1),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._go(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.household_chosen.emit(self._cells[self._current][1].household_id)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a square."""
        over = self._at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a square chooses its household."""
        found = self._at(event.position().toPoint())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(found)
            self.household_chosen.emit(self._cells[found][1].household_id)

    def event(self, event: QEvent) -> bool:
        """The name of the household under the mouse as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(event.pos())
            QToolTip.showText(event.globalPos(), _words(self._cells[found][1]) if found is not None else "", self)
            return True
        return super().event(event)

    def _arrange(self) -> None:
        self._blocks = lay_out(self._clusters, self.width(), self._theme, self._title_height)
        self._cells = tuple(cell for block in self._blocks for cell in self._cells_of(block))

    def _cells_of(self, block: Block) -> list[tuple[QRect, Square]]:
        top = block.place.top() + self._title_height
        side = self._theme.px(13)
        return [
            (
                QRect(
                    block.place.left() + index % block.columns * self._pitch,
                    top + index // block.columns * (self._pitch + self._theme.px(2)),
                    side,
                    side,
                ),
                square,
            )
            for index, square in enumerate(block.cluster.squares)
        ]

    def _mark(self, state: State, side: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(side * ratio), round(side * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            draw_household_mark(painter, QRectF(0, 0, side, side), state)
        return drawn

    def _draw_title(self, painter: QPainter, block: Block) -> None:
        bold = self._theme.font(0.86, 600)
        painter.setFont(bold)
        painter.setPen(QColor(Colour.INK))
        baseline = block.place.top() + self._theme.metrics(Role.SMALL).ascent()
        painter.drawText(block.place.left(), baseline, block.cluster.title)
        after = painter.fontMetrics().horizontalAdvance(block.cluster.title) + self._theme.px(8)
        painter.setFont(self._theme.role_font(Role.SMALL))
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(block.place.left() + after, baseline, block.cluster.count)

    def _at(self, point: QPoint) -> int | None:
        reach = self._theme.px(2)
        for index, (rect, _square) in enumerate(self._cells):
            if rect.adjusted(-reach, -reach, reach, reach).contains(point):
                return index
        return None

    def _beside(self, step: int) -> int:
        """The nearest square in the next line above or below."""
        here = self._cells[self._current][0].center()
        wanted = [
            (abs(rect.center().y() - here.y()), abs(rect.center().x() - here.x()), index)
            for index, (rect, _square) in enumerate(self._cells)
            if (rect.center().y() - here.y()) * step > 0
        ]
        return min(wanted)[2] if wanted else self._current

    def _go(self, index: int) -> None:
        self._current = index
        self.setAccessibleName(f"{self._name}: {_words(self._cells[index][1])}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()


def _words(square: Square) -> str:
    return f"{square.label}: {STATE_WORDS[square.state].lower()}"


class StateLegend(QWidget):
    """What the marks mean, each with its count."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(theme.px(16), self, line_gap=theme.px(4))
        self._items = {state: _LegendItem(theme, state) for state in State}
        for item in self._items.values():
            flow.addWidget(item)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """Say how many of each."""
        for state, item in self._items.items():
            item.show_count(counts.get(state, 0))


class _LegendItem(QLabel):
    def __init__(self, theme: Theme, state: State) -> None:
        super().__init__()
        self._theme, self._state = theme, state
        self.setFont(theme.role_font(Role.SMALL))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setIndent(0)
        self.setContentsMargins(theme.px(20), 0, 0, 0)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.setText(f"{STATE_WORDS[self._state]} <b>{count}</b>")
        self.setAccessibleName(f"{STATE_WORDS[self._state]} {count}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(14)
        with QPainter(self) as painter:
            draw_household_mark(painter, QRectF(0, (self.height() - side) / 2, side, side), self._state)
