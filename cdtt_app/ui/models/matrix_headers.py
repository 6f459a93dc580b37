"""The two headers of the matrix: people above, skills under their headings at the left. Both stay when it scrolls."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from cdtt_app.presenters.visit_matrix import MatrixRow
from cdtt_app.ui.models.matrix_delegate import TINT
from cdtt_app.ui.models.matrix_model import MatrixModel
from cdtt_app.ui.theme import Colour, Role, Theme

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PeopleHeader(QHeaderView):
    """Names with the age band below; the person in hand in green."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._matrix_model = theme, model
        self._name, self._band = theme.font(1.06, 700), theme.role_font(Role.MUTED)
        self.in_hand: int | None = None
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setFixedHeight(theme.px(50))

    def least_width(self) -> int:
        """The width at which no name is cut and the ghost still stands beside the pill."""
        metrics = QFontMetrics(self._name)
        names = (metrics.horizontalAdvance(column.name) for column in self._matrix_model.matrix.columns)
        return min(max(self._theme.px(88), *names) + self._theme.px(6), self._theme.px(150))

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        return QSize(0, self._theme.px(50))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One person."""
        column = self._matrix_model.matrix.columns[section]
        px, here = self._theme.px, section == self.in_hand
        painter.save()
        painter.fillRect(rect, QColor(TINT if here else Colour.CARD))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(Colour.LINE))
        room = rect.adjusted(px(2), px(1), -px(2), 0)
        name = QRect(room.left(), room.top(), room.width(), px(26))
        band = QRect(room.left(), name.bottom() - px(1), room.width(), px(22))
        painter.setFont(self._name)
        painter.setPen(QColor(Colour.PRIMARY if here else Colour.INK))
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, _cut(painter.fontMetrics(), column.name, room.width()))
        painter.setFont(self._band)
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, _cut(painter.fontMetrics(), column.band, room.width()))
        painter.restore()


class SkillsHeader(QHeaderView):
    """The skills; the heading of a group stands beside its first one, and the skill in hand is bold."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._matrix_model = theme, model
        self._plain, self._bold = theme.role_font(Role.BODY), theme.role_font(Role.NAME)
        self._heading = theme.font(0.86, 600)
        self._headings = True
        self.in_hand: int | None = None
        self.setMinimumSectionSize(1)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def labels_width(self) -> int:
        """The width at which no skill is cut, without the headings."""
        metrics = QFontMetrics(self._bold)
        widest = max((metrics.horizontalAdvance(row.label) for row in self._matrix_model.matrix.rows), default=0)
        return widest + self._theme.px(12)

    def headings_width(self) -> int:
        """The width of the column of headings."""
        return self._theme.px(128)

    def set_headings(self, shown: bool) -> None:
        """Leave the headings out where there is no room."""
        self._headings = shown

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One skill, with the heading above it if it is the first of its group."""
        row = self._matrix_model.matrix.rows[section]
        here = section == self.in_hand
        start = self.headings_width() if self._headings else self._theme.px(10)
        painter.save()
        painter.fillRect(rect, QColor(Colour.CARD))
        label = rect.adjusted(start, 0, 0, 0)
        if here:
            painter.fillRect(label, QColor(TINT))
        if section and row.first:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(Colour.LINE))
        if self._headings and row.first:
            self._draw_heading(painter, QRect(rect.left(), rect.top(), start, rect.height()), row)
        painter.setFont(self._bold if here else self._plain)
        painter.setPen(QColor(Colour.INK))
        room = label.adjusted(self._theme.px(4), 0, -self._theme.px(4), 0)
        painter.drawText(room, _LEFT, _cut(painter.fontMetrics(), row.label, room.width()))
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, row: MatrixRow) -> None:
        """One line, or two closer together when it is long."""
        painter.setFont(self._heading)
        painter.setPen(QColor(Colour.PRIMARY))
        metrics = painter.fontMetrics()
        room = rect.adjusted(self._theme.px(14), 0, -self._theme.px(4), 0)
        lines = _in_lines(metrics, row.group, room.width())
        pitch = min(metrics.lineSpacing(), (room.height() - 2) // len(lines))
        top = room.center().y() - pitch * len(lines) // 2 + 1
        for number, line in enumerate(lines):
            place = QRect(room.left(), top + number * pitch, room.width(), pitch)
            painter.drawText(place, _LEFT | Qt.TextFlag.TextDontClip, _cut(metrics, line, room.width()))


def _in_lines(metrics: QFontMetrics, text: str, width: int) -> list[str]:
    """The words in at most two lines."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split()
    fits = [n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= width]
    at = max(fits, default=1)
    return [" ".join(words[:at]), " ".join(words[at:])]


def _cut(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
