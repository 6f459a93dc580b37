"""How the page shares out its room: tiles, paper, printing; folded where the window is small."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.ui.pages.handouts_batch_card import HandoutsBatchCard
from cdtt_app.ui.pages.handouts_family_card import HandoutsFamilyCard
from cdtt_app.ui.pages.handouts_home_field import Find
from cdtt_app.ui.pages.handouts_ledger_card import HandoutsLedgerCard
from cdtt_app.ui.pages.handouts_paper_pane import HandoutPaperPane
from cdtt_app.ui.pages.handouts_print_card import HandoutsPrintCard
from cdtt_app.ui.pages.handouts_tiles_pane import HandoutTilesPane
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import NARROW, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.page_scroll import PageScroll

_TILES: Final = 340
_TILES_LARGE: Final = 290
_TILES_SMALL: Final = 250  # large text in a small window
_RIGHT: Final = 436
_ALONE: Final = 600  # below this width, at 13 pt, one part at a time
_ANY: Final = 16_777_215
_PARTS: Final = (
    Option("tiles", "Chọn tờ", "list-checks"),
    Option("paper", "Xem tờ", "eye"),
    Option("print", "In và phát", "printer"),
)


class HandoutsLayout(QWidget):
    """Three parts; or tiles with the two others in turn; or one at a time."""

    def __init__(self, theme: Theme, tasks: Tasks, find: Find) -> None:
        super().__init__()
        self._theme = theme
        self._part, self._alone, self._folded, self._small = "paper", False, False, False
        self.tiles, self.paper = HandoutTilesPane(theme), HandoutPaperPane(theme, tasks)
        self.family, self.print = HandoutsFamilyCard(theme), HandoutsPrintCard(theme, find)
        self.batch, self.ledger = HandoutsBatchCard(theme), HandoutsLedgerCard(theme)
        self.key_in = button(theme, "Nhập phiếu thăm trên giấy", "keyboard")
        self.column = PageScroll(theme)
        self._three = SegmentedChoice(theme, _PARTS, "Xem phần nào")
        self._two = SegmentedChoice(theme, _PARTS[1:], "Xem phần nào")
        self._right = QWidget()
        for choice in (self._three, self._two):
            choice.chosen.connect(self.show_part)
        self._lay_out()

    @property
    def part(self) -> str:
        """What is in front where parts take turns."""
        return self._part

    def show_part(self, part: str) -> None:
        """Bring the tiles, the paper or the printing to the front where they take turns."""
        self._part = part
        self._show()

    def arrange(self, page: int, window: int) -> None:
        """Fold by the width of the page and of the window."""
        self._alone = page < self._theme.px(_ALONE)
        self._small = window < NARROW
        self._folded = self._theme.large or self._small
        self._show()

    def _show(self) -> None:
        turns = self._folded or self._alone
        part = "paper" if self._part == "tiles" and not self._alone else self._part
        self._three.setVisible(self._alone)
        self._two.setVisible(turns and not self._alone)
        self._three.set_value(part)
        self._two.set_value(part)
        self.tiles.setVisible(not self._alone or part == "tiles")
        self._right.setVisible(not self._alone or part != "tiles")
        self.paper.setVisible(not turns or part == "paper")
        self.column.setVisible(not turns or part == "print")
        large = _TILES_SMALL if self._small else _TILES_LARGE
        wide = self._theme.px(large if self._theme.large else _TILES)
        self.tiles.setMinimumWidth(0 if self._alone else wide)
        self.tiles.setMaximumWidth(_ANY if self._alone else wide)
        self.column.setMaximumWidth(_ANY if turns else self._theme.px(_RIGHT))

    def _lay_out(self) -> None:
        px = self._theme.px
        body = self.column.body
        body.setContentsMargins(px(4), px(4), px(4), px(4))
        for card in (self.family, self.print, self.batch, self.ledger, self.key_in):
            body.addWidget(card)
        body.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(px(8))
        beside.addWidget(self.paper, 1)
        beside.addWidget(self.column, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(8))
        right.addWidget(self._two, 0, Qt.AlignmentFlag.AlignLeft)
        right.addLayout(beside, 1)
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.tiles)
        row.addWidget(self._right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(14), px(10), px(8), px(8))
        outer.setSpacing(px(8))
        outer.addWidget(self._three, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(row, 1)
        self._three.hide()
        self._two.hide()
        self.family.hide()
