"""For this household: the at most three sheets that help it most, why, and one button for all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from cdtt_app.presenters.handout_family import LARGE, NOTHING, SheetLine, print_words, sheet_lines
from cdtt_app.presenters.handouts_page import HandoutsState
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.text import ElidedLabel, label


class HandoutsFamilyCard(Card):
    """Hidden while no household is chosen."""

    ticked = Signal(str, bool)
    print_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Cho nhà này")
        self._theme = theme
        self.ticks: dict[str, QCheckBox] = {}
        self._rows: list[QWidget] = []
        self._lines: tuple[SheetLine, ...] = ()
        self._said = label(theme, "", Role.MUTED, wrap=True)
        self.print = button(theme, "", "printer", Kind.PRIMARY)
        self.print.clicked.connect(lambda _checked: self.print_wanted.emit())
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self._said)
        self.body.addWidget(self.print)

    def show_state(self, state: HandoutsState) -> None:
        """Draw the sheets for the household in hand."""
        home = state.home
        self.setVisible(home is not None)
        if home is None:
            return
        self.set_note(home.household.head_name)
        self._show_lines(sheet_lines(home))
        for topic, tick in self.ticks.items():
            tick.setChecked(topic not in state.left_out)
        said = NOTHING if not home.suggestions else LARGE if home.large else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        words = print_words(len(state.ticked))
        self.print.setText(words)
        self.print.setAccessibleName(f"{words} cho nhà {home.household.head_name}")
        self.print.setEnabled(bool(state.ticked))
        self.print.setVisible(bool(home.suggestions))

    def _show_lines(self, lines: tuple[SheetLine, ...]) -> None:
        if lines == self._lines:
            return
        for row in self._rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._lines, self._rows, self.ticks = lines, [], {}
        for place, line in enumerate(lines):
            row = self._row(line)
            self._rows.append(row)
            self.body.insertWidget(place, row)

    def _row(self, line: SheetLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        tick = QCheckBox(line.name)
        tick.setAccessibleName(f"{line.name}, {line.why}")
        tick.clicked.connect(lambda on: self.ticked.emit(line.topic, on))
        why = ElidedLabel(self._theme, line.why, Role.MUTED)
        row.addWidget(tick)
        row.addStretch(1)
        row.addWidget(why)
        self.ticks[line.topic] = tick
        return holder
