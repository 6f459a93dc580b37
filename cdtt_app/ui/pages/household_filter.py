"""Which households to list, by how they stand: chips with counts, or one list to choose from where room is short."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdtt_app.domain.standing import State
from cdtt_app.presenters.household_listing import FILTER_WORDS
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.fields import ChoiceField

_ALL = "tat_ca"
_NAME = "Chỉ xem các hộ"


class HouseholdFilter(QWidget):
    """All households, or those that stand in one way."""

    chosen = Signal(object)  # State, or None for all

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        options = [Option(_key(state), word) for state, word in FILTER_WORDS.items()]
        self._chips = ToggleChips(theme, options, _NAME, exclusive=True)
        self._choice = ChoiceField(_NAME, options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips)
        column.addWidget(self._choice)
        self._chips.changed.connect(lambda keys: self._tell(next(iter(keys), _ALL)))
        self._choice.chosen.connect(self._tell)
        self.set_compact(compact=theme.large)

    def set_compact(self, *, compact: bool) -> None:
        """One line instead of chips."""
        self._chips.setVisible(not compact)
        self._choice.setVisible(compact)

    def show_texts(self, texts: Mapping[State | None, str], chosen: State | None) -> None:
        """The words with their counts, and which of them is on."""
        self._chips.set_texts({_key(state): text for state, text in texts.items()})
        for state, text in texts.items():
            self._choice.setItemText(self._choice.findData(_key(state)), text)
        self._chips.set_value({_key(chosen)})
        self._choice.set_value(_key(chosen))

    def _tell(self, key: str) -> None:
        self.chosen.emit(None if key == _ALL else State(key))


def _key(state: State | None) -> str:
    return _ALL if state is None else state.value
