"""A card: a white sheet with a heading, a small note at its right, and a body to fill."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.text import ElidedLabel, label


class Card(QFrame):
    """Put widgets into `.body`; `.head` is the row of the heading, for a chip or a quiet button at its end."""

    def __init__(self, theme: Theme, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        outer.setSpacing(theme.px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(10))
        self._title: QLabel = label(theme, title, Role.H2)
        self._note = ElidedLabel(theme, note, Role.MUTED)
        outer.addLayout(self.head)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.head.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._title.setVisible(bool(title))  # only now: shown without a parent it would be a window of its own
        self._note.setVisible(bool(note))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        outer.addLayout(self.body, 1)

    def set_title(self, text: str) -> None:
        """Change the heading."""
        self._title.setText(text)
        self._title.setVisible(bool(text))
        self.setAccessibleName(text)

    def set_note(self, text: str) -> None:
        """Change the small note at the right of the heading."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
