"""For officers, below the rest: late work that waits for the commune, and the machines with their last contact."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from cdtt_app.presenters.sync_machines import MachineRow
from cdtt_app.presenters.sync_page import SyncValue
from cdtt_app.ui.models.cell_table_model import Cell, CellChip, Head
from cdtt_app.ui.pages.sync_rows_card import RowsCard
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.cell_table import CellTable
from cdtt_app.ui.widgets.text import label

_HEADS: Final = (Head("Máy, ai giữ"), Head("Lần cuối"), Head("Lưu ý"))
_ROWS = 8
_NONE = "Chưa có máy nào nối với tỉnh. Phát giấy mời cho các tổ để họ nối máy."


class MachinesCard(Card):
    """Máy, ai giữ, lần cuối."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Các máy và lần liên lạc cuối")
        self.invite = button(theme, "Mời máy mới", "user-plus", Kind.QUIET)
        self.head.addWidget(self.invite)
        self.table = CellTable(theme, "Các máy và lần liên lạc cuối", _HEADS, most=_ROWS)
        self.table.set_row_height(theme.px(50))
        self._none = label(theme, _NONE, Role.BODY, wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self._none)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[MachineRow], note: str) -> None:
        """Show these machines."""
        self.set_note(note)
        self.table.show_rows([_cells(row) for row in rows])
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)


def _cells(row: MachineRow) -> tuple[Cell, ...]:
    chips = (CellChip(row.warning, row.short, Tone.AMBER, "clock"),) if row.warning else ()
    return (Cell(text=row.name, below=row.holder, strong=True), Cell(text=row.last), Cell(chips=chips))


class OfficePart(QWidget):
    """The two cards, side by side or one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tray = RowsCard(theme)
        self.machines = MachinesCard(theme)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(theme.px(12))
        self._parts.addWidget(self.tray, 2)
        self._parts.addWidget(self.machines, 3)

    def show_value(self, value: SyncValue) -> None:
        """Show late work and machines."""
        self.tray.show_value(value.tray)
        self.machines.show_rows(value.machines, value.machines_note)

    def set_narrow(self, narrow: bool) -> None:
        """One below the other where there is little room."""
        ways = QBoxLayout.Direction
        self._parts.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.tray.set_whole(narrow)
