"""“Có phải hộ này không?”: households that may be the one being written, before it is written twice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cdtt_app.services.households import LookAlike
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.text import ElidedLabel, label, rule


class HouseholdGuard(QFrame):
    """Out of sight while nothing looks alike, or after somebody said that it is another family."""

    same = Signal(str)  # it is this household
    other = Signal()  # it is none of them

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("Banner")
        self.setProperty("tone", "amber")
        self.setAccessibleName("Có phải hộ này không?")
        self.none = button(theme, "Không, ghi hộ mới", "plus")
        self.none.clicked.connect(lambda _checked: self.other.emit())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(label(theme, "Có phải hộ này không?", Role.H2))
        column.addLayout(self._rows)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: tuple[LookAlike, ...] = ()
        self.hide()

    def show_alike(self, found: Sequence[LookAlike]) -> None:
        """List what looks alike."""
        if tuple(found) != self._shown:
            self._shown = tuple(found)
            self._fill()
        self.setVisible(bool(found))

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, each in enumerate(self._shown):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(each))

    def _row(self, alike: LookAlike) -> QFrame:
        household = alike.household
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(10))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(self._theme, f"{household.head_name} · {household.code}", Role.NAME))
        where = f"Cụm {household.cluster} · " if household.cluster else ""
        reason = ElidedLabel(self._theme, where + alike.reason, Role.SMALL)
        reason.setStyleSheet(f"color: {Colour.AMBER};")
        words.addWidget(reason)
        row.addLayout(words, 1)
        take = button(self._theme, "Đúng, mở hộ này", "check")
        take.setAccessibleName(f"Đúng, mở hộ {household.head_name}, {household.code}, {alike.reason}")
        take.clicked.connect(lambda _checked: self.same.emit(household.id))
        row.addWidget(take)
        return made
