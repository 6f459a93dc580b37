"""How a cell of the matrix is drawn: the level of last time, a chevron, and a pill with the level of today."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cdtt_app.domain.checklist import LEVELS, NOT_ASKED
from cdtt_app.presenters.visit_matrix import MatrixCell
from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.models.matrix_model import Index, MatrixModel
from cdtt_app.ui.theme import LEVEL_FILLS, LEVEL_INKS, Colour, Role, Theme

TINT: Final = "#eef5f1"  # behind the row and the column of the cell in hand
_HATCH: Final = "#c3ccc7"
_EDGED: Final = ("0", "1")  # too pale to be seen without one


class MatrixDelegate(QStyledItemDelegate):
    """Draws cells; the view tells it which cell is in hand."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._number, self._ghost = theme.font(1.0, 700), theme.role_font(Role.SMALL)
        self.in_hand: tuple[int, int] | None = None

    def pill(self, cell: QRect) -> QRect:
        """Where the pill of a cell stands, at its right."""
        px = self._theme.px
        height = min(px(32), cell.height() - px(6))
        place = QRect(0, 0, px(54), height)
        place.moveCenter(cell.center())
        place.moveRight(cell.right() - px(6))
        return place

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for the ghost and the pill."""
        return QSize(self._theme.px(103), self._theme.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rule, ghost, pill."""
        rect: QRect = option.rect
        at, cell = (index.row(), index.column()), self._model.cell(index)
        painter.save()
        if self.in_hand is not None and (at[0] == self.in_hand[0] or at[1] == self.in_hand[1]):
            painter.fillRect(rect, QColor(TINT))
        if at[0] and self._model.matrix.rows[at[0]].first:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(Colour.LINE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = self.pill(rect)
        if cell.relevant:
            self._draw_ghost(painter, rect, pill, cell)
            self._draw_pill(painter, pill, cell)
        else:
            self._draw_flat(painter, pill)
        painter.restore()

    def _draw_ghost(self, painter: QPainter, rect: QRect, pill: QRect, cell: MatrixCell) -> None:
        if not cell.ghost:
            return
        px = self._theme.px
        painter.setFont(self._ghost)
        painter.setPen(QColor(Colour.MUTED))
        room = QRect(rect.left(), rect.top(), pill.left() - px(18) - rect.left(), rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cell.ghost)
        tip, arm = QPointF(pill.left() - px(9), pill.center().y() + 0.5), px(3.5)
        painter.setPen(QPen(QColor(Colour.MUTED), max(1.2, px(1.4))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([tip + QPointF(-arm, -arm), tip, tip + QPointF(-arm, arm)]))

    def _draw_pill(self, painter: QPainter, pill: QRect, cell: MatrixCell) -> None:
        if cell.answer in LEVELS:
            draw_level(painter, self._theme, pill, cell.answer, edge=cell.answer in _EDGED)
            if cell.observed:
                self._draw_eye(painter, pill, LEVEL_INKS[int(cell.answer)])
        elif cell.answer == NOT_ASKED:
            self._draw_hatched(painter, pill)
        else:
            self._draw_blank(painter, pill)

    def _draw_eye(self, painter: QPainter, pill: QRect, ink: str) -> None:
        side = self._theme.px(13)
        eye = pixmap("eye", ink, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(pill.right() - side - self._theme.px(2), pill.top() + self._theme.px(1), eye)

    def _draw_blank(self, painter: QPainter, pill: QRect) -> None:
        pen = QPen(QColor(Colour.EDGE), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(Colour.CARD))
        _round(painter, pill, self._theme)

    def _draw_flat(self, painter: QPainter, pill: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Colour.GROUND))
        _round(painter, pill, self._theme)

    def _draw_hatched(self, painter: QPainter, pill: QRect) -> None:
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Colour.GREY_TINT))
        _round(painter, pill, self._theme)
        painter.setClipRect(pill.adjusted(px(2), px(2), -px(2), -px(2)))
        painter.setPen(QPen(QColor(_HATCH), 1))
        for left in range(pill.left() - pill.height(), pill.right(), px(6)):
            painter.drawLine(QPointF(left, pill.bottom()), QPointF(left + pill.height(), pill.top()))
        middle = QRect(0, 0, px(22), pill.height())
        middle.moveCenter(pill.center())
        painter.fillRect(middle, QColor(Colour.GREY_TINT))
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(Colour.EDGE), 1))
        _round(painter, pill, self._theme)
        painter.setPen(QPen(QColor(Colour.MUTED), px(2)))
        centre = QRectF(pill).center()
        painter.drawLine(centre - QPointF(px(5), 0), centre + QPointF(px(5), 0))


def draw_level(painter: QPainter, theme: Theme, pill: QRect, level: str, *, edge: bool, scale: float = 1.0) -> None:
    """A level on its own fill; cells, the legend and the little row of choices all use it."""
    painter.setPen(QPen(QColor(Colour.EDGE), 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LEVEL_FILLS[int(level)]))
    _round(painter, pill, theme, whole=not edge)
    painter.setPen(QColor(LEVEL_INKS[int(level)]))
    painter.setFont(theme.font(scale, 700))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, level)


def _round(painter: QPainter, pill: QRect, theme: Theme, *, whole: bool = False) -> None:
    """A rounded pill; a line of one pixel stands inside the rectangle, on whole pixels."""
    radius = theme.px(7)
    inset = 0.0 if whole else 0.5
    painter.drawRoundedRect(QRectF(pill).adjusted(inset, inset, -inset, -inset), radius, radius)
