"""A small table to read: as high as its rows, arrows go through its cells, Tab leaves it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from cdtt_app.ui.models.cell_table_delegate import CellTableDelegate, inside
from cdtt_app.ui.models.cell_table_model import Cell, CellTableModel, Head
from cdtt_app.ui.theme import Colour, Theme


class _Heads(QHeaderView):
    """Small words in line with the cells below, over one hairline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStretchLastSection(True)

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(30))

    def words_width(self, section: int) -> int:
        return QFontMetrics(self._theme.font(0.86, 600)).horizontalAdvance(self._say(section))

    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        side = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(self._theme.font(0.86, 600))
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(inside(self._theme, place, section), side, self._say(section))
        painter.setPen(QColor(Colour.LINE))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _say(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation()))


class CellTable(QTableView):
    """Shows at most `most` rows at once; the others are scrolled to."""

    def __init__(
        self, theme: Theme, name: str, heads: Sequence[Head], *, most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._most = theme, most
        self._model = CellTableModel(heads)
        self._model.setParent(self)
        self._delegate = CellTableDelegate(theme)
        self._delegate.setParent(self)
        self._heads = _Heads(theme, self)
        self.setHorizontalHeader(self._heads)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.set_row_height(theme.px(36))

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Replace what is shown; the keyboard stays where it was, as far as there are rows."""
        if tuple(rows) == self._model.rows:
            return
        here = self.currentIndex()
        row, column = max(here.row(), 0), max(here.column(), 0)
        self._model.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._model.index(min(row, len(rows) - 1), column))
        self._fit()
        self.updateGeometry()

    def set_row_height(self, height: int) -> None:
        """Rows of this height."""
        self.verticalHeader().setDefaultSectionSize(height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The head and the rows, but not more than `most`."""
        shown = min(max(len(self._model.rows), 1), self._most)
        rows = shown * self.verticalHeader().defaultSectionSize()
        return QSize(sum(self._widths()), self._heads.sizeHint().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        """Not lower; the page sees to the width, so that a wide page can be made narrow in one step."""
        return QSize(self._theme.px(300), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width again."""
        super().resizeEvent(event)
        self._fit()

    def _widths(self) -> list[int]:
        """What each column needs, hidden or not."""
        return [
            max([self._heads.words_width(at), *(self._delegate.least_width(row[at]) for row in self._model.rows)])
            + self._theme.px(16)
            for at in range(len(self._model.heads))
        ]

    def _fit(self) -> None:
        """Drop what may be dropped where there is no room; where there is too much, half of it goes between columns."""
        widths, heads = self._widths(), self._model.heads
        room = self.viewport().width()
        for at, head in enumerate(heads):
            dropped = head.droppable and sum(widths) > room
            self.setColumnHidden(at, dropped)
            widths[at] = 0 if dropped else widths[at]
        last = max((self._delegate.full_width(row[-1]) for row in self._model.rows), default=0) + self._theme.px(16)
        spare = max(0, room - sum(widths[:-1]) - max(last, widths[-1])) // 2
        for at, wide in enumerate(widths):
            self.setColumnWidth(at, wide + spare // max(1, len(widths) - 1) if wide else 0)
