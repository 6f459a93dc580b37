"""Hộ gia đình: every household of the hamlet, found as you type; the one in hand beside the list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.presenters.household_cards import HouseholdCard
from cdtt_app.presenters.household_listing import Entry, Listing, Row, first_household, rows, subtitle
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.household_acts import Opening, open_kept, open_new
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.dialogs.household_leave_dialog import ConsentWithdrawDialog
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages import household_acts as acts
from cdtt_app.ui.pages.household_detail_pane import HouseholdDetailPane
from cdtt_app.ui.pages.household_history import open_history
from cdtt_app.ui.pages.household_list_pane import HouseholdListPane, without_size
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.messages import EmptyState

_SHOWN = frozenset({"household", "person", "visit", "consent", "handout_given", "hamlet", WHEREABOUTS})
_PAUSE = 120  # milliseconds: the list is painted first; while arrows run through it, not every household is drawn
_LIST_WIDTH, _LIST_SHARE = 372, 0.33
_SIDE_BY_SIDE = {False: 1000, True: 1180}  # least width of the page for list and household, by large text
_CHOOSE = "Chọn một hộ trong danh sách."
_LEAST = 520  # width: one pane alone; wider windows show both


class HouseholdsPage(Page):
    """Reads the hamlet again whenever something in it was written."""

    page_title = "Hộ gia đình"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._listing = Listing()
        self._rows: tuple[Row, ...] = ()
        self._chosen = ""
        self._single, self._on_detail = False, False
        self._counting = 0
        self.list = HouseholdListPane(desk.theme, self._read_cards)
        self.detail = HouseholdDetailPane(desk.theme)
        self._side = QStackedWidget()
        self._side.addWidget(without_size(EmptyState(desk.theme, "house", "Chưa chọn hộ nào", _CHOOSE)))
        self._side.addWidget(self.detail)
        self._later = _timer(self, self._show_chosen)
        self._count_soon = _timer(self, self._count)
        self.setMinimumWidth(desk.theme.px(_LEAST))  # else both panes side by side would keep the window wide
        self._lay_out()
        self._connect()

    def page_subtitle(self) -> str:
        """The hamlet, its households and people."""
        return subtitle(self._listing)

    def opened(self) -> None:
        """Read the hamlet and the household in hand."""
        self._reload()

    def go_back(self) -> None:
        """From the household to the list; from the list out of the search."""
        if self._single:
            self._show_side(detail=False)
        if self.list.isAncestorOf(self.focusWidget() or self) and self._listing.query:
            self.list.search.clear()
            self._search("")
        self.list.go_to_list()

    def start_search(self) -> None:
        """Into the search field."""
        self._show_side(detail=False)
        self.list.start_search()

    def panes(self) -> list[QWidget]:
        """The list, then the household."""
        return [self.list, self.detail]

    def open_household(self, household: HouseholdId) -> None:
        """Show this household, in the list too; a search or a filter that hides it is put away."""
        self._chosen = household
        if not self._listing.stops or not self._is_listed(household):
            self.list.search.clear()
            self._listing = replace(self._listing, query="", hits=(), only=None)
            self._reload()
        self._open(household)

    def _reload(self) -> None:
        listing = acts.read_walk(self._desk.db, self._listing)
        self._listing = acts.search(self._desk.db, listing, listing.query)
        in_hand = self._chosen
        self._show()
        self._count_soon.start()
        if in_hand and in_hand == self._chosen:
            self._show_chosen()

    def _show(self, *, best: bool = False) -> None:
        """Draw the list; stand on its first household where none is in hand, or where the `best` one is wanted."""
        self._rows = rows(self._listing)
        first = first_household(self._rows)
        if first and (best or not self._chosen):
            self._chosen = first
            self._later.start()
        self.list.show_listing(self._listing, self._rows, self._chosen)
        self.subtitle_changed.emit()

    def _show_counts(self) -> None:
        if self._listing.only is not None:
            self._show()
            return
        self.list.show_counts(self._listing)
        self.subtitle_changed.emit()

    def _search(self, query: str) -> None:
        if query != self._listing.query:
            self._listing = acts.search(self._desk.db, self._listing, query)
            self._show(best=bool(query.strip()))

    def _filter(self, only: State | None) -> None:
        self._listing = replace(self._listing, only=only)
        self._show()

    def _moved(self, household: str) -> None:
        self._chosen = household
        self._later.start()

    def _open(self, household: str) -> None:
        """Show it now and go to it."""
        self._chosen = household
        self._later.stop()
        self.list.show_chosen(household)
        self._show_chosen()
        self._show_side(detail=True)
        self.detail.tabs.setFocus()

    def _show_chosen(self) -> None:
        desk = self._desk
        found = acts.read_detail(desk.db, desk.checklist(), HouseholdId(self._chosen), today=desk.today())
        self._side.setCurrentIndex(1 if found else 0)
        if found is not None:
            self.detail.show_detail(found)
            return
        self._chosen = ""  # it was taken out of the list: the next best one
        self._show_side(detail=False)
        self._show()

    def _count(self) -> None:
        """How households stand is counted beside the screen; an answer that came too late is not shown."""
        self._counting += 1
        number, desk, listing = self._counting, self._desk, self._listing
        today = desk.today()

        def counted(counts: acts.Counts) -> None:
            if number == self._counting:
                self._listing = replace(self._listing, states=counts.states, people=counts.people, counted=True)
                self._show_counts()

        def failed(error: Exception) -> None:
            if isinstance(error, StorageError):
                desk.ways.say(str(error), Tone.AMBER)

        desk.tasks.run(
            lambda: acts.count(desk.db, listing.hamlets, listing.stops, today),
            when_alive(self, counted),
            when_alive(self, failed),
        )

    def _is_listed(self, household: str) -> bool:
        return any(isinstance(row, Entry) and row.household_id == household for row in self._rows)

    def _read_cards(self, entries: tuple[Entry, ...]) -> dict[HouseholdId, HouseholdCard]:
        desk = self._desk
        return acts.read_cards(desk.db, desk.checklist(), entries, self._listing, today=desk.today())

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & _SHOWN:
            self._reload()

    def _show_side(self, *, detail: bool) -> None:
        """Side by side both are always there; alone, one of them."""
        self._on_detail = detail
        self.list.setVisible(not self._single or not detail)
        self._side.setVisible(not self._single or detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow the list comes first and the household takes its place."""
        super().resizeEvent(event)
        large, width = self._desk.theme.large, self.width()
        self._single = width < _SIDE_BY_SIDE[large]
        wanted = min(self._desk.theme.px(_LIST_WIDTH), int(width * _LIST_SHARE))
        self.list.setMinimumWidth(0 if self._single else wanted)
        self.list.setMaximumWidth(16_777_215 if self._single else wanted)
        self.detail.set_single(single=self._single)
        self._show_side(detail=self._on_detail)

    def _connect(self) -> None:
        self.list.searched.connect(self._search)
        self.list.filtered.connect(self._filter)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._open)
        self.list.new_wanted.connect(self._start_new)
        self.list.import_wanted.connect(self._desk.ways.import_register)
        self.detail.back_wanted.connect(self.go_back)
        self.detail.visit_wanted.connect(lambda: self._desk.ways.start_visit(HouseholdId(self._chosen)))
        self.detail.edit_wanted.connect(self._edit)
        self.detail.withdraw_wanted.connect(self._withdraw)
        self.detail.history_wanted.connect(self._open_history)
        self.detail.coverage_wanted.connect(lambda: self._desk.ways.note_coverage(HouseholdId(self._chosen)))
        self.detail.handouts_wanted.connect(lambda: self._desk.ways.open_handouts(HouseholdId(self._chosen)))
        self._desk.changes.written.connect(self._written)

    def _start_new(self) -> None:
        self._open_form(lambda: open_new(self._desk.db))

    def _edit(self) -> None:
        self._open_form(lambda: open_kept(self._desk.db, HouseholdId(self._chosen)))

    def _open_form(self, opening: Callable[[], Opening]) -> None:
        try:
            dialog = HouseholdDialog(self._desk, opening(), self.window())
        except RefusedError as error:
            self._desk.ways.say(str(error), Tone.AMBER)
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_history(self) -> None:
        try:
            open_history(self._desk, HouseholdId(self._chosen), self.window())
        except (RefusedError, StorageError) as error:
            self._desk.ways.say(str(error), Tone.AMBER)

    def _withdraw(self) -> None:
        dialog = ConsentWithdrawDialog(self._desk, HouseholdId(self._chosen), self.detail.name(), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        left = QVBoxLayout()
        left.setContentsMargins(0, px(6), 0, px(6))  # in line with the cards at the right
        left.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(10), px(8))
        row.setSpacing(px(6))
        row.addLayout(left)
        row.addWidget(self._side, 1)


def _timer(page: QWidget, act: Callable[[], None]) -> QTimer:
    made = QTimer(page)
    made.setSingleShot(True)
    made.setInterval(_PAUSE)
    made.timeout.connect(act)
    return made
