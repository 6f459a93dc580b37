"""The part of the form about the house: power, devices, Internet, networks, what stands in the way, where it is."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cdtt_app.domain.household import Barrier, Network, Signal
from cdtt_app.presenters.household_facts import BARRIERS, INTERNETS, POWERS
from cdtt_app.presenters.household_form import HouseholdForm, with_signal
from cdtt_app.ui.dialogs.household_fields import FieldBox, FormFields
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.signal_pick import SignalPick
from cdtt_app.ui.widgets.text import label


def grid_of(theme: Theme, *places: tuple[FieldBox, int, int, int]) -> QGridLayout:
    """Fields in six columns: each with its row, its first column and how many it takes."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(8))
    for column in range(6):
        grid.setColumnStretch(column, 1)
    for box, row, column, span in places:
        grid.addWidget(box, row, column, 1, span)
    return grid


def connection_grid(theme: Theme, fields: FormFields) -> QGridLayout:
    """Power, devices, Internet."""
    return grid_of(
        theme,
        (fields.choice("power", "Điện", POWERS), 0, 0, 2),
        (fields.yes_no("power_cuts", "Mất điện", "Hay mất", "Ít khi mất"), 0, 2, 2),
        (fields.yes_no("television", "Ti vi"), 0, 4, 2),
        (fields.text("smartphones", "Điện thoại thông minh", "mấy máy"), 1, 0, 2),
        (fields.text("keypad_phones", "Máy phím", "mấy máy"), 1, 2, 2),
        (fields.text("only_2g_phones", "Máy chỉ có 2G", "mấy máy"), 1, 4, 2),
        (fields.choice("internet", "Internet ở nhà", INTERNETS), 2, 0, 2),
        (fields.text("internet_provider", "Nhà mạng Internet", "ví dụ VNPT"), 2, 2, 2),
        (fields.text("computers", "Máy tính", "mấy máy"), 2, 4, 2),
    )


class HouseSection(QWidget):
    """The signal of each network and what keeps the family off line; tells the whole changed form."""

    def __init__(self, theme: Theme, change: Callable[[Callable[[HouseholdForm], HouseholdForm]], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        self.picks: dict[Network, SignalPick] = {}
        for row, network in enumerate(Network):
            pick = SignalPick(theme, f"Sóng {network.value}")
            pick.changed.connect(lambda signal, network=network: change(_signal_change(network, signal)))
            grid.addWidget(label(theme, network.value), row, 0)
            grid.addWidget(pick, row, 1)
            self.picks[network] = pick
        name = "Vì sao nhà chưa dùng mạng"
        self.barriers = ToggleChips(theme, [Option(each.value, BARRIERS[each]) for each in Barrier], name)
        self.barriers.changed.connect(lambda keys: change(_barrier_change(keys)))
        column.addLayout(grid)
        column.addSpacing(theme.px(6))
        column.addWidget(label(theme, name, Role.H2))
        column.addWidget(self.barriers)

    def show_form(self, form: HouseholdForm) -> None:
        """Draw it."""
        for network, pick in self.picks.items():
            pick.set_value(form.signal.get(network))
        self.barriers.set_value({each.value for each in form.barriers})


def _signal_change(network: Network, signal: Signal | None) -> Callable[[HouseholdForm], HouseholdForm]:
    return lambda form: with_signal(form, network, signal)


def _barrier_change(keys: frozenset[str]) -> Callable[[HouseholdForm], HouseholdForm]:
    return lambda form: replace(form, barriers=frozenset(Barrier(key) for key in keys))
