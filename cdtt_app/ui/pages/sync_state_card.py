"""The card at the top: how sending stands in one sentence, the three counts, the one button."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from cdtt_app.presenters.sync_days import Pills
from cdtt_app.presenters.sync_state_value import Act, Bar, Look, StateValue
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import put_icon
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.messages import IconDisc
from cdtt_app.ui.widgets.state_pills import StatePills
from cdtt_app.ui.widgets.text import label

_LOOKS: Final = {
    Look.NO_NETWORK: (Tone.AMBER, "wifi-off"),
    Look.SENDING: (Tone.GREEN, "cloud-upload"),
    Look.WEAK: (Tone.AMBER, "cloud-upload"),
    Look.PORTAL: (Tone.AMBER, "lock"),
    Look.RESTING: (Tone.BLUE, "moon"),
    Look.UNKNOWN: (Tone.AMBER, "laptop"),
    Look.ENDED: (Tone.RED, "circle-x"),
    Look.UPGRADE: (Tone.AMBER, "download"),
    Look.CLOCK: (Tone.AMBER, "clock"),
    Look.WAITING: (Tone.AMBER, "hard-drive"),
    Look.SENT: (Tone.BLUE, "send"),
    Look.DONE: (Tone.GREEN, "check-check"),
    Look.PRACTICE: (Tone.BLUE, "graduation-cap"),
}
_ACTS: Final = {
    Act.SEND: ("refresh-cw", True),
    Act.STOP: ("circle-stop", False),
    Act.ENROL: ("keyboard", True),
    Act.REAL: ("house", False),
}


class StateCard(Card):
    """`acted` brings the Act of the button."""

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._value: StateValue | None = None
        self._stopping = False
        self._disc = IconDisc(theme, "check-check", Tone.GREEN)
        self._heading = label(theme, "", Role.STATE, wrap=True)
        self._sentence = label(theme, "", Role.BODY, wrap=True)
        self._sentence.setProperty("role", Role.MUTED.value)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Tiến độ gửi")
        self.pills = StatePills(theme)
        self.button = QPushButton()
        self.button.setProperty("kind", "big")
        self.button.setFont(theme.role_font(Role.NAME))
        self.button.setMinimumWidth(theme.px(150))
        self.button.clicked.connect(self._pressed)
        self._lay_out()

    def show_value(self, value: StateValue, pills: Pills) -> None:
        """Show how it stands; a new kind of state is also told to a screen reader."""
        before, self._value = self._value, value
        if before is None or before.look is not value.look:
            self._show_disc(value.look)
        self._heading.setText(value.title)
        self._sentence.setText(value.sentence)
        self._show_bar(value.bar)
        self.pills.show_counts(pills.here, pills.sent, pills.received, value.note or pills.note)
        self._dress_button(value)
        self.setAccessibleName(value.title)
        if before is not None and before.look is not value.look:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{value.title} {value.sentence}"))

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """Lines closer together where the window is low; the button below where it is narrow."""
        px = self._theme.px
        self._words.setSpacing(px(3 if low else 6))
        self._below.setContentsMargins(0, px(8 if narrow else 0), 0, px(4 if narrow else 0))
        if narrow:
            self._below.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_disc(self, look: Look) -> None:
        tone, icon_name = _LOOKS[look]
        fresh = IconDisc(self._theme, icon_name, tone)
        self._middle.replaceWidget(self._disc, fresh)
        self._disc.hide()
        self._disc.deleteLater()
        self._disc = fresh

    def _show_bar(self, bar: Bar | None) -> None:
        self.bar.setVisible(bar is not None)
        if bar is not None:
            self.bar.setRange(0, bar.total)
            self.bar.setValue(bar.done)

    def _dress_button(self, value: StateValue) -> None:
        icon_name, primary = _ACTS[value.act]
        self._stopping = self._stopping and value.act is Act.STOP
        self._name_button("Đang dừng…" if self._stopping else value.act_words)
        if self.button.property("primary") != primary:
            self.button.setProperty("primary", primary)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
        put_icon(self.button, self._theme, icon_name, Colour.ON_PRIMARY if primary else Colour.INK)

    def _pressed(self) -> None:
        if self._value is None or self._stopping:
            return
        if self._value.act is Act.STOP:
            self._stopping = True
            self._name_button("Đang dừng…")
        self.acted.emit(self._value.act.value)

    def _name_button(self, words: str) -> None:
        self.button.setText(words.replace("&", "&&"))
        self.button.setAccessibleName(words)

    def _lay_out(self) -> None:
        px = self._theme.px
        words = self._words = QVBoxLayout()
        for each in (self._heading, self.bar, self._sentence, self.pills):
            words.addWidget(each)
        self._below = QVBoxLayout()
        words.addLayout(self._below)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(px(18))
        self._middle.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignTop)
        self._middle.addLayout(words, 1)
        self._middle.addWidget(self.button)
        self.body.addLayout(self._middle)
