"""Choosing among a few words: joined segments for one, separate chips for one or several."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import put_icon
from cdtt_app.ui.widgets.flow import FlowLayout


class Option(NamedTuple):
    """One thing that can be chosen: its key in the data, its word on the screen, perhaps an icon."""

    key: str
    text: str
    icon: str = ""


class SegmentedChoice(QWidget):
    """Exactly one of a few, side by side; arrows move inside the group and choose."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, options: Sequence[Option], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(options):
            made = _choice(theme, option, "segment")
            made.setProperty("place", _place(index, len(options)))
            _tick_when_checked(made, theme, option, Colour.ON_PRIMARY)
            self._group.addButton(made)
            self._buttons[option.key] = made
            row.addWidget(made)
        self._group.buttonClicked.connect(self._tell)

    def value(self) -> str | None:
        """The key of what is chosen."""
        return next((key for key, each in self._buttons.items() if each.isChecked()), None)

    def set_value(self, key: str | None) -> None:
        """Choose without telling."""
        _set_exclusive(self._group, self._buttons, {key} if key else set())

    def _tell(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, each in self._buttons.items() if each is clicked))


class ToggleChips(QWidget):
    """Chips that can be on or off, several at once, or one at a time when `exclusive`."""

    changed = Signal(frozenset)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[Option],
        name: str = "",
        *,
        exclusive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(theme.px(8), self)
        for option in options:
            made = _choice(theme, option, "toggle")
            if not exclusive:
                _tick_when_checked(made, theme, option, Colour.PRIMARY)
            self._group.addButton(made)
            self._buttons[option.key] = made
            flow.addWidget(made)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit(self.value()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> frozenset[str]:
        """The keys of what is on."""
        return frozenset(key for key, each in self._buttons.items() if each.isChecked())

    def set_value(self, keys: Iterable[str]) -> None:
        """Switch on exactly these, without telling."""
        _set_exclusive(self._group, self._buttons, set(keys))

    def set_texts(self, texts: dict[str, str]) -> None:
        """Change the words of some chips."""
        for key, text in texts.items():
            self._buttons[key].setText(text.replace("&", "&&"))
            self._buttons[key].setAccessibleName(text)


def _choice(theme: Theme, option: Option, kind: str) -> QPushButton:
    made = QPushButton(option.text.replace("&", "&&"))
    made.setAccessibleName(option.text)
    made.setCheckable(True)
    made.setProperty("kind", kind)
    made.setFont(theme.role_font(Role.NAME))
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return made


def _tick_when_checked(made: QPushButton, theme: Theme, option: Option, ink: Colour) -> None:
    """The tick comes and goes in room kept for it, so that nothing beside it moves."""
    if option.icon:
        put_icon(made, theme, option.icon, Colour.INK, 18, ink)
        return
    put_icon(made, theme, "check", ink, 18)
    tick = made.icon()
    made.ensurePolished()
    made.setMinimumWidth(made.sizeHint().width())
    made.setIcon(QIcon())
    made.toggled.connect(lambda on: made.setIcon(tick if on else QIcon()))


def _set_exclusive(group: QButtonGroup, buttons: dict[str, QPushButton], keys: set[str]) -> None:
    exclusive = group.exclusive()
    group.setExclusive(False)  # an exclusive group would refuse to have nothing chosen
    for key, each in buttons.items():
        each.setChecked(key in keys)
    group.setExclusive(exclusive)


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "middle"
