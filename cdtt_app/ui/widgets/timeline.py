"""A time line: one dot, one date, one sentence and one chip for each visit, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.chip import Place, record_state_chip
from cdtt_app.ui.widgets.small_charts import draw_timeline_dot
from cdtt_app.ui.widgets.text import ElidedLabel, label


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of the time line."""

    title: str
    note: str
    place: Place


class _Row(QWidget):
    def __init__(self, theme: Theme, moment: Moment, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._place, self._first, self._last = theme, moment.place, first, last
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(34), 0, 0, theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = label(theme, moment.title, Role.NAME)
        words.addWidget(self._title)
        words.addWidget(ElidedLabel(theme, moment.note, Role.MUTED))
        row.addLayout(words, 1)
        row.addWidget(record_state_chip(theme, moment.place), 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line behind, the dot before it."""
        x = self._theme.px(13) + 0.5
        middle = self._title.geometry().center().y()
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(Colour.LINE), self._theme.px(2)))
            top = middle if self._first else 0
            bottom = middle if self._last else self.height()
            painter.drawLine(QLineF(x, top, x, bottom))
            draw_timeline_dot(painter, self._theme, QPointF(x, middle), self._place)


class Timeline(QWidget):
    """All the moments, one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Replace what is shown."""
        for old in self.findChildren(_Row):
            self._rows.removeWidget(old)
            old.deleteLater()
        for index, moment in enumerate(moments):
            last = index == len(moments) - 1
            self._rows.addWidget(_Row(self._theme, moment, first=index == 0, last=last))
