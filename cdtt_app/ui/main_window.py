"""The frame around the pages: top bar, list of pages, page in front, foot bar, and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cdtt_app.presenters.network import Network
from cdtt_app.ui.frame_bars import FootBar, TopBar
from cdtt_app.ui.frame_nav import NavBar
from cdtt_app.ui.page import Page, PageRow
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.widgets.messages import Banner

__all__ = ["MainWindow", "Page", "PageRow"]


class MainWindow(QWidget):
    """Shows one page at a time; each is built when it is first opened."""

    person_clicked = Signal()

    def __init__(self, theme: Theme, rows: Sequence[PageRow], *, person: str, practice: bool) -> None:
        super().__init__()
        self.setWindowTitle("Sổ tay Tổ công nghệ số")
        self._theme = theme
        self._rows = {row.key: row for row in rows}
        self._pages: dict[str, Page] = {}
        self.top = TopBar(theme, person)
        self.nav = NavBar(theme, rows)
        self.foot = FootBar(theme, practice=practice)
        self._stack = QStackedWidget()
        self._banner = Banner(theme)
        self._lay_out()
        self.nav.chosen.connect(self.show_page)
        self.top.person_clicked.connect(self.person_clicked)
        self._add_keys()
        self.resize(1366, 690)

    def show_page(self, key: str) -> None:
        """Bring a page to the front, building it if it is the first time."""
        page = self._pages.get(key) or self._build(key)
        self.nav.set_current(key)
        self._stack.setCurrentWidget(page)
        page.opened()
        self._name_page()

    def page(self, key: str) -> Page:
        """A page, built if need be, without bringing it to the front."""
        return self._pages.get(key) or self._build(key)

    def current_page(self) -> Page | None:
        """The page in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def set_foot(self, unsent: int, last_received: str | None) -> None:
        """Say at the foot how many records are only here and when the province last received one."""
        self.foot.set_state(unsent, last_received)

    def set_network(self, network: Network | None) -> None:
        """Say whether there is a network, and how it is; None says nothing."""
        self.top.set_network(network)

    def banner(
        self,
        sentence: str,
        tone: Tone = Tone.GREEN,
        action_label: str | None = None,
        action: Callable[[], None] | None = None,
    ) -> None:
        """Say one sentence above the page, with one thing to do about it; replaces what was said before."""
        actions = ((action_label, action),) if action_label and action else ()
        self._banner.say(sentence, tone, *actions)

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        content = QVBoxLayout()
        content.setSpacing(0)
        shelf = QVBoxLayout()
        shelf.setContentsMargins(px(16), 0, px(16), 0)
        shelf.addWidget(self._banner)
        content.addLayout(shelf)
        content.addWidget(self._stack, 1)
        middle.addWidget(self.nav)
        middle.addLayout(content, 1)
        outer.addWidget(self.top)
        outer.addLayout(middle, 1)
        outer.addWidget(self.foot)

    def _build(self, key: str) -> Page:
        page = self._rows[key].make()
        page.subtitle_changed.connect(self._name_page)
        self._pages[key] = page
        self._stack.addWidget(page)
        return page

    def _name_page(self) -> None:
        page = self.current_page()
        if page is not None:
            self.top.set_page(page.page_title, page.page_subtitle())

    def _add_keys(self) -> None:
        for number, key in enumerate(self.nav.keys()[:9], start=1):
            self._on_key(f"Ctrl+{number}", partial(self.show_page, key))
        self._on_key("F6", partial(self._go_to_pane, 1))
        self._on_key("Shift+F6", partial(self._go_to_pane, -1))
        self._on_key("F2", self._start_search)
        self._on_key("Escape", self._go_back)

    def _on_key(self, keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _start_search(self) -> None:
        page = self.current_page()
        if page is not None:
            page.start_search()

    def _go_back(self) -> None:
        page = self.current_page()
        if page is not None:
            page.go_back()

    def _go_to_pane(self, step: int) -> None:
        page = self.current_page()
        panes: list[QWidget] = [self.nav, *(page.panes() if page else []), self.top]
        here = self.focusWidget()
        at = next((i for i, pane in enumerate(panes) if here is not None and pane.isAncestorOf(here)), 0)
        for shift in range(1, len(panes)):
            first = _first_stop(panes[(at + step * shift) % len(panes)])
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return


def _first_stop(pane: QWidget) -> QWidget | None:
    """Where the keyboard was last in this pane, or else its first stop."""
    last = pane.focusWidget()
    if last is not None and last.isVisible() and last.isEnabled():
        return last
    stops = [pane, *pane.findChildren(QWidget)]
    return next(
        (w for w in stops if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus), None
    )
