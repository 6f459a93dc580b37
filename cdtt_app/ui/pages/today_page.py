"""Hôm nay: how the hamlet stands, whom to visit, what is unfinished, what is only on this machine."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.vietnamese import format_date_long
from cdtt_app.presenters.today import Order, TodayValue, today_value
from cdtt_app.services import today as acts
from cdtt_app.services.paper_sheets import sheets_out
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.outbox import unsent_visits
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.models.to_visit_delegate import ToVisitDelegate
from cdtt_app.ui.models.to_visit_model import ToVisitModel
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages.today_side import TodaySide
from cdtt_app.ui.theme import NARROW
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.hamlet_strip import HamletStrip, StateLegend
from cdtt_app.ui.widgets.messages import EmptyState
from cdtt_app.ui.widgets.page_scroll import PageScroll

_READ = frozenset({"household", "person", "visit", "hamlet", "paper_sheet", WHEREABOUTS})
_ORDER_WORDS = {Order.WALKING: "Xếp theo việc gấp", Order.URGENT: "Xếp theo đường đi"}


class TodayPage(Page):
    """Reads the hamlet in hand again whenever something in it was written."""

    page_title = "Hôm nay"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._order = desk, Order.WALKING
        self._hamlet: Hamlet | None = None
        self._value: TodayValue | None = None
        theme = desk.theme
        self._strip = HamletStrip(theme)
        self._legend = StateLegend(theme)
        self._strip_card = Card(theme, "Đã thăm", "mỗi ô là một hộ, xếp theo đường đi")
        self._hamlets = ChoiceField("Thôn đang làm", ())
        self._hamlets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # hamlets come and go
        self._list_card = Card(theme, "Cần thăm")
        self._model = ToVisitModel()
        self._list = _list_view(self._model, ToVisitDelegate(theme))
        self._act = button(theme, "Ghi lượt thăm", "square-pen", Kind.PRIMARY)  # where the side is below the list
        self._turn = button(theme, _ORDER_WORDS[self._order], "arrow-up-down", Kind.QUIET)
        self._side = TodaySide(desk)
        self._empty = self._empty_state()
        self._lay_out()
        self._strip.household_chosen.connect(lambda id_: desk.ways.open_household(HouseholdId(id_)))
        self._list.activated.connect(self._open)
        self._list.clicked.connect(self._open)
        self._turn.clicked.connect(self._turn_order)
        self._act.clicked.connect(lambda _checked: desk.ways.open_page("visit"))
        self._hamlets.chosen.connect(self._take)
        desk.changes.written.connect(self._written)

    def page_subtitle(self) -> str:
        """The day and the hamlet."""
        words = [format_date_long(self._desk.today())]
        if self._hamlet is not None:
            words.append(full_name(self._hamlet))
        return " · ".join(words)

    def opened(self) -> None:
        """Read the hamlet and show it."""
        desk = self._desk
        self._hamlet = acts.hamlet_in_hand(desk.db)
        board = acts.standings(desk.db, self._hamlet, today=desk.today()) if self._hamlet else ()
        kept = [(home, f"{draft.kept_at.astimezone():%H:%M}") for home, draft in acts.visit_drafts(desk.db)]
        value = today_value(
            board,
            today=desk.today(),
            unsent=unsent_visits(desk.db),
            drafts=kept,
            papers=sheets_out(desk.db),
            order=self._order,
        )
        first = self._value is None
        self._show(value)
        self._offer_hamlets(empty=value.empty)
        if first:
            self._list.setFocus()
        self.subtitle_changed.emit()

    def panes(self) -> list[QWidget]:
        """The list first, then the strip and the side."""
        return [self._list, self._strip, self._side]

    def _show(self, value: TodayValue) -> None:
        self._value = value
        self._empty.setVisible(value.empty)
        self._full.setVisible(not value.empty)
        self._strip_card.set_title(value.heading)
        self._strip.show_clusters(value.strip)
        self._legend.show_counts(value.counts)
        chosen = self._model.household(self._list.currentIndex())
        self._list_card.set_title(f"Cần thăm {value.waiting} hộ" if value.waiting else "Đã thăm hết các hộ")
        self._turn.setText(_ORDER_WORDS[value.order])
        self._model.show(value.groups)
        self._list.setCurrentIndex(self._model.place_of(chosen))
        self._side.show_value(value)

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & _READ:
            self.opened()

    def _open(self, index: QModelIndex) -> None:
        household = self._model.household(index)
        if household is not None:
            self._desk.ways.open_household(household)

    def _turn_order(self) -> None:
        self._order = Order.URGENT if self._order is Order.WALKING else Order.WALKING
        self.opened()

    def _take(self, hamlet: str) -> None:
        acts.choose_hamlet(self._desk.db, HamletId(hamlet))
        self.opened()

    def _offer_hamlets(self, *, empty: bool) -> None:
        """Another hamlet can be taken in hand where this one has no household, too."""
        focused = self._hamlets.hasFocus()
        if empty:
            self._scroll.body.insertWidget(0, self._hamlets, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._strip_card.head.insertWidget(1, self._hamlets)
        known = [h for h in hamlets(self._desk.db) if h.merged_into is None]
        self._hamlets.setVisible(len(known) > 1)
        if len(known) > 1 and self._hamlet is not None:
            self._hamlets.set_options([Option(h.id, full_name(h)) for h in known])
            self._hamlets.set_value(self._hamlet.id)
        if focused:  # it was lost on the way to the other place
            self._hamlets.setFocus()

    def _empty_state(self) -> QWidget:
        action = button(self._desk.theme, "Nhập sổ hộ của xã", "file-spreadsheet", Kind.PRIMARY)
        action.clicked.connect(lambda _checked: self._desk.ways.import_register())
        sentence = "Nhập tệp Excel danh sách hộ của xã, hoặc vào Hộ gia đình để ghi từng hộ một."
        return EmptyState(self._desk.theme, "house", "Thôn này chưa có hộ nào trên máy", sentence, action)

    def _lay_out(self) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        self._strip_card.body.addWidget(self._strip)
        self._strip_card.body.addWidget(self._legend)
        self._list_card.head.addWidget(self._turn)
        self._list_card.head.addWidget(self._act)
        self._list_card.body.addWidget(self._list, 1)
        left = QVBoxLayout()
        left.setSpacing(px(12))
        left.addWidget(self._strip_card)
        left.addWidget(self._list_card, 1)
        self._full = QWidget()
        self._columns = QHBoxLayout(self._full)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(px(12))
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        self._scroll = PageScroll(theme)
        self._scroll.body.setContentsMargins(px(16), px(14), px(16), px(14))
        self._scroll.body.addWidget(self._full, 1)
        self._scroll.body.addWidget(self._empty, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1200 px, or in large letters, the side moves under the list."""
        super().resizeEvent(event)
        narrow = self._desk.theme.large or self.window().width() < NARROW
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(wanted)
        self._side.set_narrow(narrow)
        self._act.setVisible(narrow)
        self._list.setMinimumHeight(self._desk.theme.px(330 if narrow else 160))


def _list_view(model: ToVisitModel, delegate: ToVisitDelegate) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(delegate)
    delegate.setParent(view)
    view.setAccessibleName("Các hộ cần thăm")
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setUniformItemSizes(False)
    return view
