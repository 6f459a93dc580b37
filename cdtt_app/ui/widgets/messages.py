"""What a page says when it has nothing to show yet, and the strip that says something happened."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.text import label

_TONE_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.BLUE: "info",
    Tone.GREEN: "circle-check",
    Tone.AMBER: "triangle-alert",
    Tone.RED: "triangle-alert",
}
_SHOWN_FOR = 12_000  # milliseconds; warnings and errors stay until they are put away


class IconDisc(QLabel):
    """An icon in a tinted circle, as beside a large sentence."""

    def __init__(self, theme: Theme, icon_name: str, tone: Tone, diameter: int = 62) -> None:
        super().__init__()
        side = theme.px(diameter)
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPixmap(pixmap(icon_name, tone.ink, side // 2, screen_ratio()))
        self.setStyleSheet(f"background: {tone.tint}; border-radius: {side // 2}px;")


class EmptyState(QWidget):
    """Says what to do first; `action` appears as the one primary button."""

    def __init__(
        self, theme: Theme, icon_name: str, title: str, sentence: str, action: QPushButton | None = None
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconDisc(theme, icon_name, Tone.GREEN), 0, centre)
        column.addSpacing(theme.px(8))
        heading = label(theme, title, Role.H1, wrap=True)
        heading.setAlignment(centre)
        column.addWidget(heading)
        words = label(theme, sentence, Role.BODY, wrap=True)
        words.setAlignment(centre)
        column.addWidget(words)
        if action is not None:
            column.addSpacing(theme.px(8))
            column.addWidget(action, 0, centre)
        column.addStretch(2)


class Banner(QFrame):
    """One sentence across the page, with at most two things to do about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("Banner")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(14), theme.px(4), theme.px(6), theme.px(4))
        self._row.setSpacing(theme.px(10))
        self._mark = QLabel()
        self._words = label(theme, "", Role.BODY, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = icon_button(theme, "x", "Cất dòng báo này")
        close.clicked.connect(self.hide)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(close)
        self._actions: list[QPushButton] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    def say(self, sentence: str, tone: Tone = Tone.GREEN, *actions: tuple[str, Callable[[], None]]) -> None:
        """Show a sentence; each action is its word and what it does, after which the strip goes away."""
        self.setProperty("tone", tone.value)
        self.style().polish(self)
        side = self._theme.px(20)
        self._mark.setPixmap(pixmap(_TONE_ICONS[tone], tone.ink, side, screen_ratio()))
        self._words.setText(sentence)
        self._set_actions(actions)
        self.show()
        if tone in (Tone.AMBER, Tone.RED):
            self._timer.stop()
        else:
            self._timer.start(_SHOWN_FOR)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def sentence(self) -> str:
        """What it says now."""
        return self._words.text()

    def _set_actions(self, actions: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        for old in self._actions:
            old.deleteLater()
        self._actions = []
        for place, (word, act) in enumerate(actions):
            made = button(self._theme, word, kind=Kind.QUIET)
            made.clicked.connect(lambda _checked=False, act=act: self._do(act))
            self._row.insertWidget(2 + place, made)
            self._actions.append(made)

    def _do(self, act: Callable[[], None]) -> None:
        self.hide()
        act()

    def _time_is_up(self) -> None:
        """Stay while somebody is on it."""
        if self.underMouse() or self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._timer.start(_SHOWN_FOR)
        else:
            self.hide()
