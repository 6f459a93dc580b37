"""A map that is coming in: how far it is, and a way to stop it, while the page goes on working."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar

from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.text import ElidedLabel

_PARTS = 1000  # a file may have more bytes than the bar can count


class ImportStrip(QFrame):
    """Hidden until something comes in."""

    stopped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._words = ElidedLabel(theme, "", Role.NAME)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(10))
        self.stop = button(theme, "Dừng", "x")
        self.stop.clicked.connect(lambda _checked: self._stop())
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        grid.setHorizontalSpacing(theme.px(12))
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.stop, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        self.hide()

    def begin(self, name: str) -> None:
        """Say what comes in; how far it is comes later."""
        self._words.setText(f"Đang nhập {name}")
        self.bar.setAccessibleName(f"Đang nhập bản đồ {name}")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """`done` of `total`; 0 of 0 while that is not known."""
        self.bar.setRange(0, _PARTS if total else 0)
        self.bar.setValue(_PARTS * done // total if total else 0)

    def end(self) -> None:
        """It is in, or it is not."""
        self.hide()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._words.setText("Đang dừng…")
        self.stopped.emit()
