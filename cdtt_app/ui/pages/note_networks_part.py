"""The quick path: one row per network, a digit picks and goes on to the next."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import Strength
from cdtt_app.domain.household import Network
from cdtt_app.domain.networks import BRANDS, RESELLERS
from cdtt_app.presenters.note_form import network, with_strength
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.ui.pages.note_part import Edit, NotePart
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.pick_row import PickRow
from cdtt_app.ui.widgets.strength_pick import strength_pick
from cdtt_app.ui.widgets.text import label

ALWAYS: Final = (Network.VIETTEL.value, Network.VINAPHONE.value, Network.MOBIFONE.value)
_OTHERS: Final = tuple(brand for brand in BRANDS if brand not in ALWAYS)


class NetworksPart(NotePart):
    """Three networks always, the others under "Mạng khác"."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit)
        self.picks: dict[str, PickRow] = {}
        self.others = button(theme, "Mạng khác", "chevron-down", Kind.QUIET)
        self.others.setCheckable(True)
        self._hidden = QWidget()
        below = QVBoxLayout(self._hidden)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(6))
        for brand in ALWAYS:
            self.body.addWidget(self._row(brand))
        self.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        for brand in _OTHERS:
            below.addWidget(self._row(brand))
        self.body.addWidget(self._hidden)
        self.others.toggled.connect(self._hidden.setVisible)
        self._hidden.hide()
        self.fields["networks"] = self.picks[ALWAYS[0]]

    def open_form(self, state: NoteState) -> None:
        """Another form comes: the other networks are shown only where something is said of them."""
        self.others.setChecked(any(brand in state.form.networks for brand in _OTHERS))

    def show_state(self, state: NoteState) -> None:
        """What is picked."""
        super().show_state(state)
        for brand, pick in self.picks.items():
            pick.set_value(network(state.form, brand).strength)

    def first(self) -> PickRow:
        """The first network."""
        return self.picks[ALWAYS[0]]

    def _row(self, brand: str) -> QWidget:
        pick = strength_pick(self.theme, brand)
        pick.picked.connect(lambda key: self._picked(brand, key))
        pick.left.connect(lambda by: self._go(brand, by))
        self.picks[brand] = pick
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(10))
        row.addWidget(self._name(brand))
        row.addWidget(pick, 1)
        return made

    def _name(self, brand: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = label(self.theme, brand, Role.NAME)
        column.addWidget(name)
        if brand in RESELLERS:
            column.addWidget(label(self.theme, f"sóng {RESELLERS[brand].value}", Role.MUTED))
        made.setFixedWidth(name.fontMetrics().horizontalAdvance("Vietnamobile") + self.theme.px(10))
        return made

    def _picked(self, brand: str, key: str) -> None:
        self.edit(lambda form: with_strength(form, brand, Strength(key) if key else None))

    def _go(self, brand: str, by: int) -> None:
        shown = [each for each in self.picks if each in ALWAYS or self.others.isChecked()]
        at = shown.index(brand) + by
        if 0 <= at < len(shown):
            self.picks[shown[at]].put_keyboard()
