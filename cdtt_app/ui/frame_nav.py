"""The list of pages at the left: an icon over its word, Ctrl+1 to Ctrl+9."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.ui.icons import pixmap
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.theme import Colour, Role, Theme

_WIDE = 90
_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class NavButton(QPushButton):
    """One page: its icon over its word, tinted when it is in front."""

    def __init__(self, theme: Theme, title: str, icon_name: str, number: int) -> None:
        super().__init__()
        self._theme, self._title, self._icon = theme, title, icon_name
        self.setFont(theme.role_font(Role.NAV))
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(f"{title} (Ctrl+{number})")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Roomy."""
        return QSize(self._theme.px(_WIDE), self._content() + self._theme.px(16))

    def minimumSizeHint(self) -> QSize:
        """Closer together when the window is low."""
        return QSize(self._theme.px(_WIDE), max(40, self._content() + self._theme.px(2)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word."""
        px = self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked() or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(Colour.PRIMARY_TINT if self.isChecked() else Colour.GROUND))
                painter.drawRoundedRect(QRectF(self.rect()), px(8), px(8))
            ink = Colour.PRIMARY if self.isChecked() else Colour.MUTED
            top = (self.height() - self._content()) // 2
            glyph = pixmap(self._icon, ink, px(22), self.devicePixelRatioF())
            painter.drawPixmap((self.width() - px(22)) // 2, top, glyph)
            painter.setPen(QColor(ink))
            painter.setFont(self.font())
            word = QRect(0, top + px(22 + 3), self.width(), self._words_height())
            painter.drawText(word, _WORDS, self._title)

    def _content(self) -> int:
        return self._theme.px(22 + 3) + self._words_height()

    def _words_height(self) -> int:
        """A long title takes two lines."""
        room = QRect(0, 0, self._theme.px(_WIDE), 1000)
        return self.fontMetrics().boundingRect(room, _WORDS, self._title).height()


class NavBar(QFrame):
    """All pages; arrows move inside it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, rows: Sequence[PageRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Nav")
        self.setAccessibleName("Các trang")
        self.setFixedWidth(theme.px(100))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(5), theme.px(8), theme.px(5), theme.px(8))
        column.setSpacing(theme.px(4))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        top, bottom = [row for row in rows if not row.at_bottom], [row for row in rows if row.at_bottom]
        for number, row in enumerate(top + bottom, start=1):
            if number == len(top) + 1:
                column.addStretch(1)
            made = NavButton(theme, row.title, row.icon, number)
            self._group.addButton(made)
            self._buttons[row.key] = made
            column.addWidget(made)
        if not bottom:
            column.addStretch(1)
        self._group.buttonClicked.connect(self._tell)

    def keys(self) -> list[str]:
        """The keys of the pages from top to bottom."""
        return list(self._buttons)

    def set_current(self, key: str) -> None:
        """Show which page is in front."""
        self._buttons[key].setChecked(True)

    def _tell(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, each in self._buttons.items() if each is clicked))
