"""The bar at the foot of the visit form: the draft is kept, what the levels mean, undo, save."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cdtt_app.presenters.visit_state import VisitState, draft_words
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.level_legend import LevelLegend
from cdtt_app.ui.widgets.text import label, rule


class VisitBar(QFrame):
    """One row; where it is narrow the legend has a row of its own above."""

    undo = Signal()
    save = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._narrow = theme, True
        self.setObjectName("ActionBar")
        self._mark, self._words = QLabel(), label(theme, "")
        self._legend = LevelLegend(theme)
        self._own_row = QWidget()
        self.undo_button = button(theme, "Hoàn tác", "undo-2")
        self.undo_button.setAccessibleDescription("Bỏ thay đổi vừa rồi, phím Ctrl+Z")
        self.save_button = button(theme, "Lưu phiếu", "check", Kind.PRIMARY)
        self.save_button.setAccessibleDescription("Ghi hẳn phiếu vào sổ, phím Ctrl+S")
        self.undo_button.clicked.connect(self.undo)
        self.save_button.clicked.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        own = QVBoxLayout(self._own_row)
        own.setContentsMargins(px(16), px(4), px(16), px(4))
        self._upper = QHBoxLayout()
        own.addLayout(self._upper)
        column.addWidget(self._own_row)
        self._line = rule()
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(6), px(14), px(6))
        row.setSpacing(px(10))
        row.addWidget(self._mark)
        row.addWidget(self._words)
        self._lower = QHBoxLayout()
        self._lower.setContentsMargins(px(14), 0, 0, 0)
        self._lower.addStretch(1)
        row.addLayout(self._lower, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        self.set_narrow(True)

    def set_narrow(self, narrow: bool) -> None:
        """The legend above, or between the draft and the buttons."""
        if narrow:
            self._upper.addWidget(self._legend)
        else:
            self._lower.insertWidget(0, self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._narrow = narrow
        self._own_row.setVisible(narrow)
        self._line.setVisible(narrow)

    def show_state(self, state: VisitState, *, can_undo: bool, levels: bool) -> None:
        """How the draft fares; the legend only where levels are asked."""
        side, ratio = self._theme.px(20), screen_ratio()
        glyph, colour = ("triangle-alert", Colour.AMBER) if state.trouble else ("circle-check", Colour.PRIMARY)
        self._mark.setPixmap(pixmap(glyph, colour, side, ratio))
        self._mark.setVisible(bool(state.trouble) or state.kept_at is not None)
        self._words.setText(draft_words(state))
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.undo_button.setEnabled(can_undo)
        self._legend.setVisible(levels)
        self._own_row.setVisible(levels and self._narrow)
        self._line.setVisible(levels and self._narrow)
