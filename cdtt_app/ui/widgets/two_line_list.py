"""A list to choose one from, two lines each: what it is, and a few words about it."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cdtt_app.ui.theme import Colour, Role, Theme

Index = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Any
_TOP = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TwoLines(NamedTuple):
    """One row: its key, its title, the words below."""

    key: str
    title: str
    words: str


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TwoLines, ...] = ()

    def show_lines(self, lines: Sequence[TwoLines]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Shown:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.title}, {line.words}"
        return line if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = self._theme.metrics(Role.NAME).height() + self._theme.metrics(Role.SMALL).height()
        return QSize(self._theme.px(200), lines + self._theme.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, px = index.data(Qt.ItemDataRole.UserRole), self._theme.px
        place = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(Colour.PRIMARY_TINT))
            painter.fillRect(QRect(place.left(), place.top(), px(4), place.height()), QColor(Colour.PRIMARY))
        painter.setPen(QColor(Colour.LINE))
        painter.drawLine(place.left() + px(12), place.bottom(), place.right(), place.bottom())
        room = place.adjusted(px(14), px(5), -px(8), -px(6))
        height = self._theme.metrics(Role.NAME).height()
        self._line(painter, QRect(room.left(), room.top(), room.width(), height), line.title, Role.NAME)
        below = QRect(room.left(), room.top() + height, room.width(), room.height() - height)
        self._line(painter, below, line.words, Role.MUTED)
        painter.restore()

    def _line(self, painter: QPainter, place: QRect, text: str, role: Role) -> None:
        painter.setFont(self._theme.role_font(role))
        painter.setPen(QColor(Colour.MUTED if role is Role.MUTED else Colour.INK))
        shown = self._theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, shown)


class TwoLineList(QListView):
    """Arrows and clicks choose; Enter or a double click is `activated`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model()
        self._model.setParent(self)
        delegate = _Delegate(theme)
        delegate.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_lines(self, lines: Sequence[TwoLines], key: str = "") -> None:
        """Offer these; the one with this key is chosen, without telling."""
        told = self.selectionModel().blockSignals(True)
        self._model.show_lines(lines)
        self.selectionModel().blockSignals(told)
        place = next((at for at, line in enumerate(lines) if line.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))

    def key(self) -> str:
        """The key of the chosen row, or blank."""
        row = self.currentIndex().row()
        return self._model.lines[row].key if row >= 0 else ""

    def lines(self) -> tuple[TwoLines, ...]:
        """What is offered."""
        return self._model.lines

    def set_rows_shown(self, rows: int) -> None:
        """Be exactly as high as this many rows."""
        self.setFixedHeight(self.sizeHintForRow(0) * rows if self._model.lines else self.minimumSizeHint().height())

    def _tell(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._model.lines[index.row()].key)
