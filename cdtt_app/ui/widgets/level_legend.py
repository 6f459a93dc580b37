"""What the levels mean, always in sight; and a small row to choose one with the mouse alone."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from cdtt_app.domain.checklist import NOT_ASKED
from cdtt_app.presenters.visit_words import LEVELS, NOT_ASKED_WORD
from cdtt_app.ui.icons import icon, pixmap, screen_ratio
from cdtt_app.ui.models.matrix_delegate import draw_level
from cdtt_app.ui.theme import LEVEL_FILLS, LEVEL_INKS, Colour, Role, Theme
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.text import label

_PALE: Final = ("0", "1")


class LevelLegend(QWidget):
    """The five levels and the eye, each with its word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(theme.px(13), self, line_gap=theme.px(2))
        for level, word in LEVELS.items():
            flow.addWidget(_pair(theme, _Swatch(theme, level), word))
        eye = QLabel()
        eye.setPixmap(pixmap("eye", Colour.INK, theme.px(17), screen_ratio()))
        flow.addWidget(_pair(theme, eye, "tận mắt thấy (phím Q)"))


def _pair(theme: Theme, mark: QWidget, word: str) -> QWidget:
    made = QWidget()
    made.setFixedHeight(theme.px(24))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(7))
    row.addWidget(mark)
    row.addWidget(label(theme, word, Role.SMALL))
    return made


class _Swatch(QWidget):
    def __init__(self, theme: Theme, level: str) -> None:
        super().__init__()
        self._theme, self._level = theme, level
        self.setFixedSize(theme.px(25), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The level as in the matrix, smaller."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_level(painter, self._theme, self.rect(), self._level, edge=self._level in _PALE, scale=0.86)


class LevelRow(QFrame):
    """0 1 2 3 4, not asked, seen, take away: beside the cell that was clicked; the keyboard stays in the matrix."""

    chosen = Signal(str)  # an answer; blank takes it away
    seen = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setObjectName("LevelRow")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(
            f"QFrame#LevelRow {{ background: {Colour.CARD}; border: 1px solid {Colour.EDGE};"
            f" border-radius: {theme.px(10)}px; }}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        row.setSpacing(theme.px(4))
        for level, word in LEVELS.items():
            row.addWidget(self._level_button(level, word))
        for answer, name, glyph in ((NOT_ASKED, NOT_ASKED_WORD, "minus"), ("", "xoá mức đã ghi", "x")):
            row.addWidget(self._icon_button(name.capitalize(), glyph, answer))
        self._eye = self._icon_button("Tận mắt thấy, hay nghe kể", "eye", None)
        row.addWidget(self._eye)
        self.hide()

    def open_at(self, cell: QRect, seen: QRect) -> None:
        """Stand below the cell, or above it when that is out of what is `seen`; both in window coordinates."""
        self.adjustSize()
        size, gap, edge = self.sizeHint(), self._theme.px(6), self.window().width()
        left = min(max(gap, cell.center().x() - size.width() // 2), edge - size.width() - gap)
        below = cell.bottom() + gap
        top = below if below + size.height() <= seen.bottom() else cell.top() - gap - size.height()
        self.setGeometry(QRect(QPoint(left, top), size))
        self.raise_()
        self.show()

    def _level_button(self, level: str, word: str) -> QPushButton:
        made = self._button(f"Mức {level}, {word}")
        made.setText(level)
        made.setFont(self._theme.font(1.0, 700))
        edge = Colour.EDGE if level in _PALE else LEVEL_FILLS[int(level)]
        made.setStyleSheet(
            f"QPushButton {{ background: {LEVEL_FILLS[int(level)]}; color: {LEVEL_INKS[int(level)]};"
            f" border: 1px solid {edge}; padding: 0; }}"
        )
        made.clicked.connect(lambda: self._choose(level))
        return made

    def _icon_button(self, name: str, glyph: str, answer: str | None) -> QPushButton:
        made = self._button(name)
        made.setProperty("kind", "icon")
        side = self._theme.px(18)
        made.setIcon(icon(glyph, Colour.INK, side))
        made.setIconSize(QSize(side, side))
        made.clicked.connect(self._see if answer is None else lambda: self._choose(answer))
        return made

    def _button(self, name: str) -> QPushButton:
        made = QPushButton()
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFixedSize(self._theme.px(44), self._theme.px(40))
        return made

    def _choose(self, answer: str) -> None:
        self.hide()
        self.chosen.emit(answer)

    def _see(self) -> None:
        self.hide()
        self.seen.emit()
