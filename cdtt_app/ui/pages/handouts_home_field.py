"""For which household: found by typing or by scanning its code; nobody means a sheet for everybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import icon_button
from cdtt_app.ui.widgets.fields import SearchField
from cdtt_app.ui.widgets.text import ElidedLabel, label
from cdtt_app.ui.widgets.two_line_list import TwoLineList, TwoLines

NOBODY = "Không thấy hộ nào. Gõ tên chủ hộ, mã hộ, hoặc quét mã trên tờ."
_ROWS = 4
Find = Callable[[str], tuple[TwoLines, ...]]


class _Search(SearchField):
    """Down goes into what was found, Enter takes the first."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The rest is the field's own."""
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()


class HandoutsHomeField(QWidget):
    """Either a field with what it found, or the household that was chosen."""

    chosen = Signal(str)  # its id, "" for nobody

    def __init__(self, theme: Theme, find: Find) -> None:
        super().__init__()
        self._theme, self._find = theme, find
        self.search = _Search(
            theme, "Tìm hộ để in tờ", "Tên chủ hộ, mã hộ" if theme.large else "Cho mọi nhà, hoặc tìm hộ"
        )
        self.found = TwoLineList(theme, "Hộ tìm thấy")
        self.found.setTabKeyNavigation(False)
        self._nobody = label(theme, NOBODY, Role.MUTED, wrap=True)
        self._name = ElidedLabel(theme, "", Role.NAME)
        self._words = label(theme, "", Role.MUTED, wrap=True)
        self.clear = icon_button(theme, "x", "Bỏ hộ này, in tờ cho mọi nhà")
        self._home = QWidget()
        self._lay_out()
        self.search.searched.connect(self._look)
        self.search.returnPressed.connect(self._take_first)
        self.search.went_down.connect(self._go_down)
        self.found.clicked.connect(lambda _index: self._take(self.found.key()))
        self.found.activated.connect(lambda _index: self._take(self.found.key()))
        self.clear.clicked.connect(lambda _checked: self.chosen.emit(""))
        self.show_home("", "")

    def show_home(self, name: str, words: str) -> None:
        """The household in hand; a blank name asks for one."""
        had = self._home.isAncestorOf(self.focusWidget() or self)
        self._name.setText(name)
        self._words.setText(words)
        self._home.setVisible(bool(name))
        self.search.setVisible(not name)
        self.found.hide()
        self._nobody.hide()
        if name:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        elif had:
            self.search.setFocus()

    def _look(self, typed: str) -> None:
        lines = self._find(typed) if typed.strip() else ()
        self.found.show_lines(lines)
        self.found.setVisible(bool(lines))
        self.found.set_rows_shown(min(_ROWS, len(lines)))
        self._nobody.setVisible(bool(typed.strip()) and not lines)

    def _take_first(self) -> None:
        lines = self._find(self.search.text()) if self.search.text().strip() else ()
        if lines:
            self._take(lines[0].key)

    def _take(self, key: str) -> None:
        if key:
            self.chosen.emit(key)

    def _go_down(self) -> None:
        if self.found.isVisible():
            self.found.setFocus()
            self.found.setCurrentIndex(self.found.model().index(0, 0))

    def _lay_out(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._words)
        home = QHBoxLayout(self._home)
        home.setContentsMargins(0, 0, 0, 0)
        home.setSpacing(px(4))
        home.addLayout(words, 1)
        home.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for each in (self.search, self.found, self._nobody, self._home):
            column.addWidget(each)
