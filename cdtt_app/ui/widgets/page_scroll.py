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
        inside = QWidget()
        inside.setObjectName("PageScrollBody")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))  # room for the focus ring
        self.body.setSpacing(theme.px(12))
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never narrower than what stands in it: nothing may be cut at the right."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(self.widget().minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)
