"""One of a few, or none: large buttons that a digit, an arrow or a click picks; picked once more it is taken back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from cdtt_app.ui.icons import screen_ratio
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import put_icon
from cdtt_app.ui.widgets.flow import FlowLayout

Draw = Callable[[QPainter, QRectF, str], None]
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Pick(NamedTuple):
    """One thing to pick: its key in the data, its word, perhaps a drawing in the colour it is given."""

    key: str
    text: str
    draw: Draw | None = None


class PickRow(QWidget):
    """Joined buttons, or with `joined=False` chips that wrap; Tab stops at it once."""

    picked = Signal(str)  # the key, "" when taken back
    left = Signal(int)  # by Up or Down: -1 or 1; by a digit: 1, after `picked`

    def __init__(
        self, theme: Theme, options: Sequence[Pick], name: str, *, joined: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = tuple(option.key for option in options)
        self._value = ""
        row: QLayout = QHBoxLayout(self) if joined else FlowLayout(theme.px(8), self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if joined else theme.px(8))
        self.buttons = [self._make(theme, option, name, joined=joined) for option in options]
        for index, each in enumerate(self.buttons):
            each.setProperty("place", _place(index, len(options)))
            row.addWidget(each)
        if not joined:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_value("")

    def value(self) -> str:
        """The key of what is picked, "" for none."""
        return self._value

    def set_value(self, key: str | None) -> None:
        """Pick without telling."""
        self._value = key if key in self._keys else ""
        stop = self._keys.index(self._value) if self._value else 0
        for index, each in enumerate(self.buttons):
            each.setChecked(self._keys[index] == self._value)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == stop else Qt.FocusPolicy.ClickFocus)

    def put_keyboard(self) -> None:
        """To what is picked, or to the first."""
        self.buttons[self._keys.index(self._value) if self._value else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits, arrows and Backspace on any of the buttons are the row's."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ROWS:
            self.left.emit(_ROWS[key])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._pick("")
        elif event.text().isdigit() and 0 < int(event.text()) <= len(self._keys):
            self._pick(self._keys[int(event.text()) - 1])
            self.put_keyboard()
            self.left.emit(1)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        now = next((index for index, each in enumerate(self.buttons) if each.hasFocus()), 0)
        self._pick(self._keys[max(0, min(len(self._keys) - 1, now + by)) if self._value else now])
        self.put_keyboard()

    def _pick(self, key: str) -> None:
        self.set_value(key)
        self.picked.emit(key)

    def _clicked(self, key: str) -> None:
        self._pick("" if key == self._value else key)

    def _make(self, theme: Theme, option: Pick, name: str, *, joined: bool) -> QPushButton:
        made = QPushButton(option.text.replace("&", "&&"))
        made.setAccessibleName(f"{name}: {option.text}")
        made.setToolTip(made.accessibleName())
        made.setCheckable(True)
        made.setProperty("kind", "segment" if joined else "toggle")
        made.setFont(theme.role_font(Role.NAME))
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        ink = Colour.ON_PRIMARY if joined else Colour.PRIMARY
        if option.draw is not None:
            _put_drawing(made, theme, option.draw, ink)
        else:
            _tick_when_picked(made, theme, ink)
        made.clicked.connect(lambda _on: self._clicked(option.key))
        made.installEventFilter(self)
        return made


def _put_drawing(made: QPushButton, theme: Theme, draw: Draw, ink: Colour) -> None:
    side, gap = theme.px(20), theme.px(4)
    shown = QIcon(_drawn(draw, Colour.INK, side, gap))
    shown.addPixmap(_drawn(draw, ink, side, gap), QIcon.Mode.Normal, QIcon.State.On)
    made.setIcon(shown)
    made.setIconSize(QSize(side + gap, side))


def _tick_when_picked(made: QPushButton, theme: Theme, ink: Colour) -> None:
    """The tick comes and goes in room kept for it, so that nothing beside it moves."""
    put_icon(made, theme, "check", ink, 18)
    tick = made.icon()
    made.ensurePolished()
    made.setMinimumWidth(made.sizeHint().width())
    made.setIcon(QIcon())
    made.toggled.connect(lambda on: made.setIcon(tick if on else QIcon()))


def _drawn(draw: Draw, colour: str, side: int, gap: int) -> QPixmap:
    ratio = screen_ratio()
    drawn = QPixmap(round((side + gap) * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        draw(painter, QRectF(0, 0, side, side), colour)
    return drawn


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "middle"
