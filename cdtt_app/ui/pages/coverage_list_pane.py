"""The left of the coverage page: tabs with counts, filters, the cards, what may be done with several."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cdtt_app.presenters.coverage_page import Batch, CoverageState, Tab, tab_texts, tabs_for
from cdtt_app.presenters.coverage_rows import Entry
from cdtt_app.ui.models.coverage_list import CoverageListModel
from cdtt_app.ui.pages.coverage_filter_row import CoverageFilterRow
from cdtt_app.ui.pages.coverage_list_view import CoverageListView
from cdtt_app.ui.pages.household_list_pane import without_size
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.messages import EmptyState
from cdtt_app.ui.widgets.text import label

_TALL = QSizePolicy.Policy.Preferred
_NAMES = {Tab.CASES: "Các vụ việc", Tab.NOTES: "Các ghi nhận", Tab.SPOTS: "Các đề xuất gộp"}


class CoverageTabs(QWidget):
    """The tabs as chips; the buttons of the two menus stand above them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Các phần của trang")
        self._group = QButtonGroup(self)
        self.tabs: Mapping[Tab, QPushButton] = {tab: QPushButton() for tab in Tab}
        self.map = button(theme, "Bản đồ", "map", Kind.QUIET)
        self.export = button(theme, "Xuất", "download", Kind.QUIET)
        self._flow = FlowLayout(theme.px(6), self)
        for tab, made in self.tabs.items():
            made.setCheckable(True)
            made.setProperty("kind", "toggle")
            made.setFont(theme.font(0.86, 600))
            self._group.addButton(made)
            made.clicked.connect(lambda _checked, tab=tab: self.chosen.emit(tab))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._order: tuple[Tab, ...] = ()

    def show_tabs(self, state: CoverageState, *, export: bool) -> None:
        """Those for this person, with counts."""
        order = tabs_for(officer=state.officer)
        if order != self._order:
            self._order = order
            while self._flow.count():
                self._flow.takeAt(0)
            for tab in order:
                self._flow.addWidget(self.tabs[tab])
        texts = tab_texts(state.reading.board) if state.reading else {}
        for tab, made in self.tabs.items():
            made.setVisible(tab in order)
            made.setText(texts.get(tab, ""))
            made.setAccessibleName(texts.get(tab, ""))
            made.setChecked(tab is state.shown_tab)
        self.export.setVisible(export)


class CoverageListPane(QWidget):
    """Draws tabs, filters and entries; says what was chosen."""

    tab_chosen = Signal(str)
    filtered = Signal(object)
    stood = Signal(str)
    selected = Signal(tuple)
    new_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._last = ""
        self.new = button(theme, "Ghi mới", "plus", Kind.PRIMARY)
        self.tabs, self.filters = CoverageTabs(theme), CoverageFilterRow(theme)
        self.model = CoverageListModel(self)
        self.view = CoverageListView(theme, self.model)
        self.several = icon_button(theme, "list-checks", "Chọn nhiều")
        self.several.setCheckable(True)
        self.several.setToolTip("Chọn nhiều: mỗi lần chạm đánh dấu thêm một thẻ")
        first = button(theme, "Ghi chỗ sóng yếu", "plus")
        self._nothing = EmptyState(
            theme, "radio-tower", "Chưa có ghi nhận nào", "Ghi chỗ sóng yếu đầu tiên: chưa tới một phút.", first
        )
        self._no_case = EmptyState(
            theme, "flag", "Chưa có vụ việc nào", "Cán bộ xã gộp các ghi nhận cùng chỗ thành vụ việc ở phần Chờ gộp."
        )
        self._none_so = EmptyState(theme, "search", "Không có gì như vậy", "Bớt lọc để xem thêm.")
        self._done = EmptyState(theme, "circle-check", "Không còn gì chờ gộp", "Mọi ghi nhận yếu đã nằm trong vụ việc.")
        self._reading = EmptyState(theme, "refresh-cw", "Đang đọc sổ…", "Danh sách hiện ra ngay khi đọc xong.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        for each in (self._reading, self._nothing, self._no_case, self._none_so, self._done):
            self._stack.addWidget(without_size(each))
        self._stack.setCurrentIndex(1)  # until there is something to show
        self.batch = BatchBar(theme)
        self._lay_out()
        first.clicked.connect(lambda _checked: self.new_wanted.emit())
        self._connect()

    def show_state(self, state: CoverageState, listed: tuple[Entry, ...], *, export: bool) -> None:
        """Draw it all."""
        self.tabs.show_tabs(state, export=export)
        many = state.officer and state.shown_tab in (Tab.CASES, Tab.NOTES)
        self.several.setVisible(many)
        if not many:
            self.several.setChecked(False)
        self.view.set_several(may=many, ticks=self.several.isChecked())
        self.view.setAccessibleName(_NAMES.get(state.shown_tab, ""))
        reset = self.model.show_entries(listed)
        if reset and len(state.selected) > 1:
            self.view.select_ids(state.selected)
        self._stack.setCurrentWidget(self.view if listed else self._empty(state))

    def stand_on(self, id_: str) -> None:
        """Stand on one of the list."""
        self.view.stand_on(id_)

    def show_cards(self, *, on: bool) -> None:
        """Without filters and cards the tabs alone stay, over the table of hamlets."""
        self.filters.setVisible(on)
        self._stack.setVisible(on)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _TALL if on else QSizePolicy.Policy.Maximum)
        if not on:
            self.batch.hide()

    def _empty(self, state: CoverageState) -> QWidget:
        if state.reading is None:
            return self._reading
        if not state.reading.board.notes:
            return self._nothing
        if state.filters.count:
            return self._none_so
        return {Tab.CASES: self._no_case, Tab.SPOTS: self._done}.get(state.shown_tab, self._nothing)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda _checked: self.new_wanted.emit())
        self.tabs.chosen.connect(self.tab_chosen)
        self.filters.changed.connect(self.filtered)
        self.view.stood.connect(self.stood)
        self.view.selected.connect(self.selected)
        self.several.toggled.connect(self._tick)

    def _tick(self, on: bool) -> None:
        self.view.set_several(may=True, ticks=on)
        if not on:
            self.view.select_ids((self.model.id_at(self.view.currentIndex()),))
            self.selected.emit(self.view.selected_ids())

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.new)
        head.addStretch(1)
        head.addWidget(self.tabs.map)
        head.addWidget(self.tabs.export)
        head.addWidget(self.several)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.batch)


class BatchBar(QFrame):
    """What may be done with several at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._words = label(theme, "", Role.NAME, wrap=True)
        self.step = button(theme, "Ghi bước", "check", Kind.PRIMARY)
        self.merge = button(theme, "Gộp lại", "layers")
        self.open = button(theme, "Mở vụ việc", "flag", Kind.PRIMARY)
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(theme.px(8), holder)
        for made in (self.step, self.merge, self.open):
            flow.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addWidget(self._words)
        column.addWidget(holder)
        self.hide()

    def show_batch(self, value: Batch) -> None:
        """Offer what all of them allow."""
        self._words.setText(value.sentence)
        self.step.setVisible(bool(value.steps))
        self.merge.setVisible(value.merge)
        self.open.setVisible(value.open_case)
        self.setVisible(bool(value.sentence))
