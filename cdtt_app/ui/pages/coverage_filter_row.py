"""The filters of the coverage list: hamlet and network at once, the others on demand."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.presenters.coverage_filters import (
    AGE_CHOICES,
    NETWORK_CHOICES,
    POWER_CHOICES,
    STATE_CHOICES,
    Choices,
    Filters,
)
from cdtt_app.ui.icons import icon
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.buttons import icon_button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField


class CoverageFilterRow(QWidget):
    """Says which filters are set."""

    changed = Signal(object)  # Filters

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filters = Filters()
        self._hamlets: Choices = (("", "Mọi thôn"),)
        self.fields: Mapping[str, ChoiceField] = {
            "hamlet": _field("Chỉ xem thôn", self._hamlets),
            "network": _field("Chỉ xem nhà mạng", NETWORK_CHOICES),
            "state": _field("Chỉ xem trạng thái", STATE_CHOICES),
            "power": _field("Chỉ xem theo điện", POWER_CHOICES),
            "age": _field("Chỉ xem theo thời gian", AGE_CHOICES),
        }
        self.more = icon_button(theme, "chevron-down", "Lọc thêm: trạng thái, điện, thời gian")
        self.more.setCheckable(True)
        self._rest = QWidget()
        self._lay_out()
        self._rest.hide()
        self.more.toggled.connect(self._open_rest)
        for name, field in self.fields.items():
            field.chosen.connect(lambda key, name=name: self._choose(name, key))

    def show_hamlets(self, hamlets: Choices) -> None:
        """Offer these hamlets."""
        if hamlets != self._hamlets:
            self._hamlets = hamlets
            self.fields["hamlet"].set_options([Option(*choice) for choice in hamlets])
            self.fields["hamlet"].set_value(self._filters.hamlet)

    def clear(self) -> None:
        """No filter at all."""
        self._filters = Filters()
        for field in self.fields.values():
            field.set_value("")
        self.changed.emit(self._filters)

    def _choose(self, name: str, key: str) -> None:
        self._filters = replace(self._filters, **{name: key})
        self.changed.emit(self._filters)

    def _open_rest(self, on: bool) -> None:
        self._rest.setVisible(on)
        self.more.setIcon(icon("chevron-up" if on else "chevron-down", Colour.INK, self._theme.px(20)))

    def _lay_out(self) -> None:
        px = self._theme.px
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self.fields["hamlet"], 1)
        first.addWidget(self.fields["network"], 1)
        first.addWidget(self.more)
        rest = QGridLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(px(8))
        rest.addWidget(self.fields["state"], 0, 0)
        rest.addWidget(self.fields["power"], 0, 1)
        rest.addWidget(self.fields["age"], 1, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(first)
        column.addWidget(self._rest)


def _field(name: str, choices: Choices) -> ChoiceField:
    made = ChoiceField(name, [Option(*choice) for choice in choices])
    made.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
