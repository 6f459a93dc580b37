"""How the coverage page shares out its room: list beside map over detail; folded where the window is small."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.domain.coverage_board import Board
from cdtt_app.ui.pages.coverage_detail_pane import CoverageDetailPane
from cdtt_app.ui.pages.coverage_hamlets_view import CoverageHamletsView
from cdtt_app.ui.pages.coverage_import_strip import ImportStrip
from cdtt_app.ui.pages.coverage_list_pane import CoverageListPane
from cdtt_app.ui.theme import NARROW, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.coverage_map import CoverageMap
from cdtt_app.ui.widgets.text import ElidedLabel

_LIST: Final = 408
_BESIDE: Final = 760  # least width, at 13 pt, for the list beside one other part
_MAP: Final = 240  # pixels
_PARTS: Final = (
    Option("list", "Danh sách", "list-checks"),
    Option("map", "Bản đồ", "map"),
    Option("detail", "Chi tiết", "info"),
)


class CoverageLayout(QWidget):
    """Three zones; or two with the map and the detail in turn; or one at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part, self._alone, self._folded, self._counting = "list", False, False, False
        self.list, self.map, self.detail = CoverageListPane(theme), CoverageMap(theme), CoverageDetailPane(theme)
        self.hamlets = CoverageHamletsView(theme)
        self.importing = ImportStrip(theme)
        self.play = button(theme, "", "user", Kind.QUIET)
        self._whose = ElidedLabel(theme, "", Role.MUTED)
        self._strip = QWidget()
        self._three = SegmentedChoice(theme, _PARTS, "Xem phần nào")
        self._two = SegmentedChoice(theme, _PARTS[1:], "Xem phần nào")
        self._right, self._left = QWidget(), QWidget()
        for choice in (self._three, self._two):
            choice.chosen.connect(self.show_part)
        self._lay_out()

    def show_part(self, part: str) -> None:
        """Bring the list, the map or the detail to the front where they take turns."""
        self._part = part
        self._show()

    def show_strip(self, *, practice: bool, officer: bool) -> None:
        """In the practice hamlet: as whom one looks at the page."""
        self._strip.setVisible(practice)
        self._whose.setText("Đang xem như cán bộ xã" if officer else "Đang xem như tổ")
        words = "Xem như tổ" if officer else "Xem như cán bộ xã"
        self.play.setText(words)
        self.play.setAccessibleName(words)

    def show_hamlets(self, board: Board, *, on: bool) -> None:
        """The table of hamlets takes the whole page while it is open."""
        if on:
            self.hamlets.show_board(board)
        if on != self._counting:
            self._counting = on
            self._show()

    def arrange(self, page: int, window: int) -> None:
        """Fold by the width of the page and of the window."""
        self._alone = page < self._theme.px(_BESIDE)
        self._folded = self._theme.large or window < NARROW
        self._show()

    def fit(self) -> None:
        """The detail gets what it wants, the map keeps its least."""
        if self._folded or self._alone:
            self.detail.setMaximumHeight(16_777_215)
            self.detail.setMinimumHeight(0)
            return
        room = self._right.height() - _MAP - self._theme.px(12)
        self.detail.setFixedHeight(max(self._theme.px(120), min(self.detail.wanted_height(self.detail.width()), room)))

    def _show(self) -> None:
        turns = self._folded or self._alone
        part = "map" if self._part == "list" and not self._alone else self._part
        counting = self._counting
        self._three.setVisible(self._alone and not counting)
        self._two.setVisible(turns and not self._alone and not counting)
        self._three.set_value(part)
        self._two.set_value(part)
        listed = not self._alone or part == "list" or counting
        self._left.setVisible(listed)
        self._right.setVisible(not counting and (not self._alone or part != "list"))
        self.map.setVisible(not turns or part == "map")
        self.detail.setVisible(not turns or part == "detail")
        self.hamlets.setVisible(counting)
        self.list.show_cards(on=not counting)
        wide = 16_777_215 if self._alone or counting else self._theme.px(_LIST)
        self._left.setMaximumWidth(wide)
        self._left.setMinimumWidth(0 if self._alone or counting else self._theme.px(_LIST))
        self.fit()

    def _lay_out(self) -> None:
        px = self._theme.px
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(px(4), 0, 0, 0)
        strip.setSpacing(px(4))
        strip.addWidget(self._whose, 1)
        strip.addWidget(self.play)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(px(6))
        left.addWidget(self.list, 1)
        left.addWidget(self.hamlets, 1)
        left.addWidget(self.importing)
        left.addWidget(self._strip)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(12))
        right.addWidget(self._two, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.map, 1)
        right.addWidget(self.detail, 1)
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(px(12))
        row.addWidget(self._left, 0)
        row.addWidget(self._right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(14), px(12), px(14), px(10))
        outer.setSpacing(px(8))
        outer.addWidget(self._three, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(row, 1)
        self._three.hide()
        self._two.hide()
        self.hamlets.hide()
