"""Buttons of every kind, with icons that take the colour of their words."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from cdtt_app.ui.icons import icon, pixmap
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.chip import Mark, chip_size, draw_chip


class Kind(StrEnum):
    """What a button is for; one primary button a page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


_INKS = {
    Kind.PRIMARY: Colour.ON_PRIMARY,
    Kind.SECONDARY: Colour.INK,
    Kind.QUIET: Colour.PRIMARY,
    Kind.DANGER: Colour.RED,
}


def button(theme: Theme, text: str, icon_name: str = "", kind: Kind = Kind.SECONDARY) -> QPushButton:
    """A button with words and, before them, an icon."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setProperty("kind", kind.value)
    made.setFont(theme.role_font(Role.NAME))
    if icon_name:
        put_icon(made, theme, icon_name, _INKS[kind])
    return made


def put_icon(made: QPushButton, theme: Theme, icon_name: str, colour: str, size: int = 20, checked: str = "") -> None:
    """Set an icon before the words of a button, with the usual room between them."""
    side, gap = theme.px(size), theme.px(8) - 4
    made.setIcon(icon(icon_name, colour, side, checked, gap))
    made.setIconSize(QSize(side + gap, side))


def icon_button(theme: Theme, icon_name: str, name: str) -> QPushButton:
    """A square button with an icon alone; `name` is its tool tip and what a screen reader says."""
    made = QPushButton()
    made.setProperty("kind", "icon")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setIcon(icon(icon_name, Colour.INK, theme.px(20)))
    made.setIconSize(QSize(theme.px(20), theme.px(20)))
    made.setFixedSize(theme.px(40), theme.px(40))
    return made


class BigButton(QPushButton):
    """A wide button that starts with its icon and may carry a small count at its right."""

    def __init__(
        self, theme: Theme, text: str, icon_name: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._theme, self._words, self._icon = theme, text, icon_name
        self._badge: tuple[str, Tone, Mark] | None = None
        self._ink = Colour.ON_PRIMARY if primary else Colour.INK
        self._icon_ink = Colour.ON_PRIMARY if primary else Colour.PRIMARY
        self.setProperty("kind", "big")
        self.setProperty("primary", primary)
        self.setFont(theme.role_font(Role.NAME))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, text: str, tone: Tone = Tone.NEUTRAL, mark: Mark = "") -> None:
        """Show a short count at the right; an empty text takes it away."""
        self._badge = (text, tone, mark) if text else None
        self.setAccessibleName(f"{self._words}, {text}" if text else self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and badge side by side."""
        px = self._theme.px
        words = self.fontMetrics().horizontalAdvance(self._words)
        badge = chip_size(self._theme, self._badge[0], self._badge[2]).width() + px(8) if self._badge else 0
        return QSize(px(15 + 22 + 8) + words + badge + px(12), px(48))

    def minimumSizeHint(self) -> QSize:
        """Nothing of it may be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame of the sheet, then icon, words and badge."""
        px = self._theme.px
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            ink = self._ink if self.isEnabled() else Colour.MUTED
            glyph = pixmap(
                self._icon, self._icon_ink if self.isEnabled() else Colour.MUTED, px(22), self.devicePixelRatioF()
            )
            painter.drawPixmap(px(15), (self.height() - px(22)) // 2, glyph)
            painter.setPen(QColor(ink))
            painter.setFont(self.font())
            words = QRect(px(45), 0, self.width() - px(45), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
            if self._badge:
                self._draw_badge(painter, *self._badge)

    def _draw_badge(self, painter: QPainter, text: str, tone: Tone, mark: Mark) -> None:
        size = chip_size(self._theme, text, mark)
        place = QRect(self.width() - self._theme.px(12) - size.width(), 0, size.width(), size.height())
        place.moveTop((self.height() - size.height()) // 2)
        draw_chip(painter, self._theme, place, text, tone, mark)
