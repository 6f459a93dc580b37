"""The visit page before a household is chosen: go on with a draft, choose a household, see what was recorded last."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.visit_chooser import ChooserView, Line
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.fields import SearchField
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import label

_ROOM = 780  # pixels at 13 pt: with less the cards stand one below the other
Find = Callable[[str], tuple[Line, ...]]


class VisitChooser(QWidget):
    """Three cards."""

    chosen = Signal(str)  # a household to visit, or to go on with
    thrown_away = Signal(str)  # the draft of this household
    opened_household = Signal(str)

    def __init__(self, theme: Theme, find: Find) -> None:
        super().__init__()
        self._theme, self._find = theme, find
        self._view = ChooserView()
        self._narrow: bool | None = None
        self._grid = QGridLayout()
        self.search = SearchField(theme, "Tìm hộ để ghi lượt thăm", "Tên chủ hộ, người trong nhà, mã hộ, số điện thoại")
        self.search.searched.connect(self._searched)
        self.search.returnPressed.connect(self._take_first)
        self._choose = Card(theme, "Chọn hộ")
        self._drafts = Card(theme, "Phiếu đang ghi dở")
        self._recorded = Card(theme, "Ghi gần đây")
        self._hits: tuple[Line, ...] = ()
        self._lists = {name: _Lines(theme) for name in ("choose", "drafts", "recorded")}
        self._lay_out()

    def show_view(self, view: ChooserView) -> None:
        """Drafts, whom to visit, the last visits."""
        self._view = view
        self._lists["drafts"].show_rows([self._draft_row(line) for line in view.drafts], "")
        self._drafts.setVisible(bool(view.drafts))
        rows = [self._row(line, self.opened_household) for line in view.recorded]
        self._lists["recorded"].show_rows(rows, "Chưa ghi lượt thăm nào trên máy này.")
        self._searched(self.search.text())

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        return self.search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other with the drafts on top."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_ROOM)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place(narrow=narrow)

    def _place(self, *, narrow: bool) -> None:
        places = ((1, 0, 1), (0, 0, 1), (2, 0, 1)) if narrow else ((0, 0, 2), (0, 1, 1), (1, 1, 1))
        for card, (row, column, rows) in zip((self._choose, self._drafts, self._recorded), places, strict=True):
            self._grid.addWidget(card, row, column, rows, 1)
        self._grid.setColumnStretch(1, 0 if narrow else 1)
        self._grid.setRowStretch(1, 0 if narrow else 1)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._choose.body.addWidget(self.search)
        self._said = label(self._theme, "", Role.MUTED, wrap=True)
        self._choose.body.addWidget(self._said)
        for name, card in (("choose", self._choose), ("drafts", self._drafts), ("recorded", self._recorded)):
            card.body.addWidget(self._lists[name])
            card.body.addStretch(1)
        scroll = PageScroll(self._theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(10), px(6), px(2), px(6))
        outer.addWidget(scroll)
        self._grid.setSpacing(px(12))
        self._grid.setColumnStretch(0, 1)
        scroll.body.addLayout(self._grid)
        scroll.body.addStretch(1)

    def _searched(self, text: str) -> None:
        self._hits = self._find(text) if text.strip() else self._view.to_visit
        none = "Không thấy hộ nào. Thử gõ tên không dấu, hoặc mã hộ."
        if text.strip():
            self._said.setText(f"{len(self._hits)} hộ khớp" if self._hits else "")
        else:
            self._said.setText("Nên thăm trước" if self._hits else "")
            none = "Gõ vài chữ để tìm hộ."
        self._lists["choose"].show_rows([self._row(line, self.chosen) for line in self._hits], none)

    def _take_first(self) -> None:
        if self.search.text().strip() and self._hits:
            self.chosen.emit(self._hits[0].household_id)

    def _row(self, line: Line, signal: SignalInstance) -> QWidget:
        made = LineButton(self._theme, line.name, line.words)
        made.clicked.connect(partial(_tell, signal, line.household_id))
        return made

    def _draft_row(self, line: Line) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self._theme, line.name, Role.NAME))
        words.addWidget(label(self._theme, line.words, Role.MUTED, wrap=True))
        row.addLayout(words, 1)
        go_on = button(self._theme, "Ghi tiếp", "pencil", Kind.PRIMARY)
        go_on.setAccessibleName(f"Ghi tiếp phiếu hộ {line.name}")
        go_on.clicked.connect(partial(_tell, self.chosen, line.household_id))
        drop = icon_button(self._theme, "trash-2", f"Bỏ phiếu nháp hộ {line.name}")
        drop.clicked.connect(partial(_tell, self.thrown_away, line.household_id))
        row.addWidget(go_on)
        row.addWidget(drop)
        return made


def _tell(signal: SignalInstance, household: HouseholdId, _checked: bool = False) -> None:
    signal.emit(household)


class _Lines(QWidget):
    """Rows that are replaced as a whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows or ([label(self._theme, nothing, Role.MUTED, wrap=True)] if nothing else []):
            self._column.addWidget(row)
