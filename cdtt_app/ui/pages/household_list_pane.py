"""The left column: search field, what was found, the list, and the button for a new household."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cdtt_app.presenters.household_listing import Listing, Row, count_sentence, filter_texts
from cdtt_app.ui.models.household_list import HouseholdListModel, ReadCards
from cdtt_app.ui.pages.household_filter import HouseholdFilter
from cdtt_app.ui.pages.household_list_view import HouseholdListView
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.fields import SearchField
from cdtt_app.ui.widgets.messages import EmptyState
from cdtt_app.ui.widgets.text import ElidedLabel


class _Search(SearchField):
    """Enter opens the first household found, the arrow down goes into the list."""

    went_down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The rest is the field's own."""
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()


def without_size(widget: QWidget) -> QWidget:
    """What stands in a stack for an empty list must not keep the window large."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    return widget


class HouseholdListPane(QWidget):
    """Draws a Listing; says what was typed, chosen and opened."""

    searched = Signal(str)
    filtered = Signal(object)  # State, or None for all
    opened = Signal(str)
    moved = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, read: ReadCards) -> None:
        super().__init__()
        self._theme = theme
        self.model = HouseholdListModel(read, self)
        self.view = HouseholdListView(theme, self.model)
        self.search = _Search(
            theme,
            "Tìm hộ theo tên, mã, điện thoại, nơi ở",
            "Tìm tên, mã hộ" if theme.large else "Tìm tên, mã hộ, số điện thoại",
        )
        self.filter = HouseholdFilter(theme)
        self.new = button(theme, "Hộ mới", "plus")
        self.new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence: QLabel = ElidedLabel(theme, "", Role.MUTED)
        self._sentence.setContentsMargins(theme.px(4), 0, 0, 0)
        importing = button(theme, "Nhập sổ hộ của xã", "file-spreadsheet")
        self._nobody = EmptyState(
            theme, "house", "Chưa có hộ nào", "Nhập danh sách hộ của xã, hoặc ghi từng hộ một.", importing
        )
        self._nothing = EmptyState(
            theme, "search", "Không thấy hộ nào", "Thử gõ ít chữ hơn, hoặc gõ chữ đầu của tên: nvd là Nông Văn Dư."
        )
        self._none_so = EmptyState(theme, "circle-check", "Không có hộ nào như vậy", "Chọn Tất cả để xem mọi hộ.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        for each in (self._nobody, self._nothing, self._none_so):
            self._stack.addWidget(without_size(each))
        self._lay_out()
        importing.clicked.connect(lambda _checked: self.import_wanted.emit())
        self._connect()

    def show_listing(self, listing: Listing, shown: tuple[Row, ...], chosen: str) -> None:
        """Draw it and its rows; the household in hand stays chosen where it is still listed."""
        searching = bool(listing.query.strip())
        self._sentence.setText(count_sentence(listing, short=self._theme.large))
        self._sentence.setVisible(searching)
        self.filter.setVisible(not searching and bool(listing.stops))
        self.show_counts(listing)
        changed = self.model.show_rows(shown, listing.query)
        if (changed or chosen != self.current()) and not self.view.choose(chosen):
            self.view.scrollToTop()
        empty = self._none_so if listing.stops else self._nobody
        self._stack.setCurrentWidget(self.view if shown else self._nothing if searching else empty)

    def show_counts(self, listing: Listing) -> None:
        """How many households stand in each way."""
        self.filter.show_texts(filter_texts(listing), listing.only)

    def show_chosen(self, household: str) -> None:
        """Stand on a household without drawing the list again."""
        if household != self.current():
            self.view.choose(household)

    def current(self) -> str:
        """The household the list stands on."""
        return self.model.household_at(self.view.currentIndex()) or ""

    def start_search(self) -> None:
        """Into the search field, over what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def go_to_list(self) -> None:
        """Into the list, on the household in hand or the first one."""
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.first())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_found(self) -> None:
        if self.search.text().strip():
            first = self.model.household_at(self.model.first())
            if first is not None:
                self.opened.emit(first)

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.search.went_down.connect(self.go_to_list)
        self.search.entered.connect(self._open_found)
        self.filter.chosen.connect(self.filtered)
        self.view.opened.connect(self.opened)
        self.view.moved.connect(self.moved)
        self.new.clicked.connect(lambda _checked: self.new_wanted.emit())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for each in (self.search, self._sentence, self.filter):
            column.addWidget(each)
        column.addWidget(self._stack, 1)
        column.addWidget(self.new)
