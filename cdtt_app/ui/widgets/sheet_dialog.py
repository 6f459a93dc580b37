"""A dialog as a sheet: a body that scrolls, one sentence when something is wrong, a bar of buttons below."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import ElidedLabel

LARGEST = QSize(1320, 650)  # inside 1366×690, window frame and task bar taken off


class SheetDialog(QDialog):
    """Put widgets into `.body` and buttons, by `add_buttons`, below it; as high as its body, never higher than LARGEST.

    While it is busy nothing in it can be touched; Escape then does nothing unless `leaves_busy`.
    """

    def __init__(
        self, theme: Theme, title: str, *, width: int = 560, leaves_busy: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.theme = theme
        self._leaves_busy, self._busy = leaves_busy, False
        self._before: QWidget | None = None
        self._wide = min(theme.px(width), LARGEST.width())
        self._scroll = PageScroll(theme)
        self.body = self._scroll.body
        self.body.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        self.banner = Banner(theme)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Tiến độ")
        self.progress.hide()
        self._said = ElidedLabel(theme, "", Role.MUTED)
        self._buttons: list[QPushButton] = []
        self._lay_out()

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Buttons from left to right; the last one is the main one, and Enter presses it."""
        for each in buttons:
            each.setAutoDefault(False)
            self._row.addWidget(each)
            self._buttons.append(each)
        buttons[-1].setDefault(True)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._busy

    def start_work(self, words: str) -> None:
        """Say what is under way and let nothing be touched."""
        self._before = self.focusWidget()
        self._busy = True
        self._said.setText(words)
        self._scroll.setEnabled(False)
        for each in self._buttons:
            each.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """How far the work is; a total of 0 means that nobody knows."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.show()

    def end_work(self) -> None:
        """The work is over: everything can be touched again, the keyboard is where it was."""
        self._busy = False
        self._said.setText("")
        self.progress.hide()
        self._scroll.setEnabled(True)
        for each in self._buttons:
            each.setEnabled(True)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the height that the body wants; once more when what was just changed has found its size."""
        self._fit()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.body.activate()
        hint = self.body.sizeHint().height()
        wanted = self.body.totalHeightForWidth(self._wide) if self.body.hasHeightForWidth() else hint
        beside = self._banner_height() + self._foot.sizeHint().height() + self.theme.px(8)
        self.resize(self._wide, min(wanted + beside, LARGEST.height()))
        here = self.focusWidget()
        if here is not None and self._scroll.isAncestorOf(here):
            self._scroll.ensureWidgetVisible(here, 0, self.theme.px(24))

    def _banner_height(self) -> int:
        if self.banner.isHidden():
            return 0
        room = self._wide - 2 * self.theme.px(24)
        return self.banner.heightForWidth(room) + self.theme.px(12)

    def reject(self) -> None:
        """Escape or the window's cross: not in the middle of work that must be finished."""
        if not self._busy or self._leaves_busy:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit when shown: only then are the fonts known."""
        super().showEvent(event)
        self.fit()

    def _lay_out(self) -> None:
        px = self.theme.px
        self._foot = QFrame()
        self._foot.setObjectName("ActionBar")
        self._row = QHBoxLayout(self._foot)
        self._row.setContentsMargins(px(24), px(8), px(24), px(8))
        self._row.setSpacing(px(10))
        self._row.addWidget(self._said, 1)
        self._row.addWidget(self.progress, 1)
        shelf = QVBoxLayout()
        shelf.setContentsMargins(px(24), 0, px(24), px(8))
        shelf.addWidget(self.banner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(shelf)
        outer.addWidget(self._foot)
