"""A page taller than the window: it scrolls up and down, never sideways."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Theme


class PageScroll(QScrollArea):
    """Put widgets into `.body`; what has the keyboard is always scrolled into sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setObjectName("PageScrollBody")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))  # room for the focus ring
        self.body.setSpacing(theme.px(12))
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self._inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never narrower than what stands in it: nothing may be cut at the right."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(self._inside.minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)
