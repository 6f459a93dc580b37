"""The right side: who the household is, what can be done, and its tabs; each tab is built when it is opened."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cdtt_app.presenters.household_detail import HouseholdDetail, tab_titles
from cdtt_app.ui.pages import household_tabs as tabs
from cdtt_app.ui.pages.household_consent_tab import consent_tab
from cdtt_app.ui.pages.household_visits_tab import visits_tab
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.tabs import tab_bar
from cdtt_app.ui.widgets.text import ElidedLabel

_TWO_COLUMNS = 690  # below this width, at 13 pt, the house moves under the people

_WEAK = "Ghi sóng yếu"
_SHEETS = "Tờ cho nhà này"
_HISTORY = "Lịch sử"
_ALL_WORDS = 1060  # from this width on, at 13 pt, every button of the head has its words


class HouseholdDetailPane(QWidget):
    """Draws a HouseholdDetail."""

    edit_wanted = Signal()
    visit_wanted = Signal()
    withdraw_wanted = Signal()
    history_wanted = Signal()
    coverage_wanted = Signal()
    handouts_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._detail: HouseholdDetail | None = None
        self._narrow, self._single = theme.large, False
        self._pages: dict[int, QWidget] = {}
        self.tabs = tab_bar(theme, tab_titles(None, short=theme.large), "Các phần của hộ")
        self.back = button(theme, "Danh sách", "chevron-left", Kind.QUIET)
        self.edit = button(theme, "Sửa" if theme.large else "Sửa hộ", "pencil")
        self.edit.setAccessibleName("Sửa hộ")
        self.visit = button(theme, "", "square-pen", Kind.PRIMARY)
        large = icon_button(theme, "clock", "") if theme.large else None
        self.history = large or button(theme, _HISTORY, "clock", Kind.QUIET)
        self.history.setAccessibleName("Lịch sử của hộ")
        self.history.setToolTip("Lịch sử của hộ")
        self.coverage = button(theme, "" if theme.large else _WEAK, "radio-tower", Kind.QUIET)
        self.coverage.setAccessibleName(_WEAK)
        self.coverage.setToolTip("Ghi chỗ sóng yếu của hộ này")
        self.handouts = button(theme, "" if theme.large else _SHEETS, "file-text", Kind.QUIET)
        self.handouts.setAccessibleName(_SHEETS)
        self.handouts.setToolTip("In tờ hướng dẫn cho nhà này")
        self._name = ElidedLabel(theme, "", Role.H1)
        self._line = ElidedLabel(theme, "", Role.MUTED)
        self._line.setFont(theme.role_font(Role.BODY))
        self._stack = QStackedWidget()
        self._say_visit(unfinished=False)
        self._lay_out()
        self._connect()

    def show_detail(self, detail: HouseholdDetail) -> None:
        """Draw it, on the tab that is open; another household starts at its overview."""
        same = self._detail is not None and self._detail.household_id == detail.household_id
        if same and self._detail == detail:
            return
        self._detail = detail
        self._name.setText(detail.name)
        self._say_line()
        self._say_visit(unfinished=bool(detail.draft))
        for number, title in enumerate(tab_titles(detail, short=self._theme.large)):
            self.tabs.setTabText(number, title)
        self._forget_pages()
        if not same:
            self._go_to(0)
        self._show_tab(self.tabs.currentIndex())

    def name(self) -> str:
        """Whose household it is."""
        return self._detail.name if self._detail else ""

    def set_single(self, *, single: bool) -> None:
        """Alone on the page, with a way back to the list."""
        self._single = single
        self.back.setVisible(single)
        self._say_buttons()
        self._say_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the overview's second column when there is no room for it; not now, Qt is still moving things."""
        super().resizeEvent(event)
        self._say_buttons()
        QTimer.singleShot(0, self, self._fold)

    def _fold(self) -> None:
        narrow = self._theme.large or self.width() < self._theme.px(_TWO_COLUMNS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._forget_pages()
            self._show_tab(self.tabs.currentIndex())

    def _say_buttons(self) -> None:
        """Words beside the signs only where they leave room for the name."""
        worded = not (self._single or self._theme.large)
        roomy = worded and self.width() >= self._theme.px(_ALL_WORDS)
        self.handouts.setText(_SHEETS if worded else "")
        self.coverage.setText(_WEAK if roomy else "")
        if not self._theme.large:
            self.history.setText(_HISTORY if roomy else "")

    def _say_line(self) -> None:
        if self._detail is not None:
            short = self._single or self._theme.large
            self._line.setText(self._detail.short_line if short else self._detail.line)

    def _say_visit(self, *, unfinished: bool) -> None:
        whole, short = ("Ghi tiếp lượt thăm", "Ghi tiếp") if unfinished else ("Ghi lượt thăm", "Ghi thăm")
        self.visit.setText(short if self._theme.large else whole)
        self.visit.setAccessibleName(whole)

    def _show_tab(self, number: int) -> None:
        if self._detail is None:
            return
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._makers(self._detail)[number]()
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _makers(self, detail: HouseholdDetail) -> Mapping[int, Callable[[], QWidget]]:
        theme = self._theme
        return {
            0: lambda: tabs.overview_tab(theme, detail, self._go_to, narrow=self._narrow),
            tabs.PEOPLE: lambda: tabs.people_tab(theme, detail),
            tabs.VISITS: lambda: visits_tab(theme, detail),
            tabs.HOUSE: lambda: tabs.house_tab(theme, detail),
            tabs.SHEETS: lambda: tabs.sheets_tab(theme, detail),
            tabs.CONSENT: lambda: consent_tab(theme, detail, self.withdraw_wanted.emit),
        }

    def _go_to(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        for pressed, wanted in (
            (self.back, self.back_wanted),
            (self.edit, self.edit_wanted),
            (self.visit, self.visit_wanted),
            (self.history, self.history_wanted),
            (self.coverage, self.coverage_wanted),
            (self.handouts, self.handouts_wanted),
        ):
            pressed.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit())

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QFrame()
        head.setObjectName("Card")
        body = QVBoxLayout(head)
        body.setContentsMargins(px(18), px(10), px(14), 0)
        body.setSpacing(px(4))
        names = QVBoxLayout()
        names.setSpacing(px(2))
        names.addWidget(self._name)
        names.addWidget(self._line)
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(names, 1)
        if not self._theme.large:
            top.addWidget(self.history, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.coverage, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.handouts, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.visit, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(top)
        below = QHBoxLayout()
        below.addWidget(self.tabs, 1)
        if self._theme.large:  # no room above
            below.addWidget(self.history)
        body.addLayout(below)
        frame = QVBoxLayout()
        frame.setContentsMargins(px(6), px(6), px(6), 0)
        frame.addWidget(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(frame)
        column.addWidget(self._stack, 1)
        self.back.hide()
