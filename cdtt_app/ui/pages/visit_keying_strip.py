"""Above the visit form: which sheet of paper is being keyed in; after it is saved, the next one, one key away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.presenters.visit_keying import keying_words
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.text import label


class KeyingStrip(QFrame):
    """Out of sight while no sheet of paper is in hand."""

    others = Signal()  # the sheets that are still out

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._go_on: Callable[[], None] | None = None
        self.setObjectName("Banner")
        self.setProperty("tone", Tone.BLUE.value)
        self.setAccessibleName("Gõ phiếu giấy")
        mark = QLabel()
        mark.setPixmap(pixmap("keyboard", Tone.BLUE.ink, theme.px(20), screen_ratio()))
        self._words = label(theme, "", Role.NAME, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.go_on = button(theme, "Gõ tiếp", "arrow-right", Kind.PRIMARY)
        self._others = button(theme, "Các phiếu còn lại", kind=Kind.QUIET)
        self._close = icon_button(theme, "x", "Cất dòng báo này")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(4), theme.px(6), theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(mark)
        row.addWidget(self._words, 1)
        for each in (self.go_on, self._others, self._close):
            row.addWidget(each)
        self.go_on.clicked.connect(lambda _checked: self._go_on() if self._go_on is not None else None)
        self._others.clicked.connect(lambda _checked: self.others.emit())
        self._close.clicked.connect(lambda _checked: self.hide())
        self.hide()

    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def show_keying(self, sheet: PaperSheet | None) -> None:
        """The sheet in hand; with none it goes away."""
        if sheet is not None:
            self._show(keying_words(sheet), None, ended=False)
        else:
            self.hide()

    def show_next(self, words: str, go_on: Callable[[], None] | None) -> None:
        """The sheet was saved: what comes next, the keyboard on it."""
        self._show(words, go_on, ended=True)
        if go_on is not None:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, words: str, go_on: Callable[[], None] | None, *, ended: bool) -> None:
        self._go_on = go_on
        self._words.setText(words)
        self.go_on.setVisible(go_on is not None)
        self._others.setVisible(ended)
        self._close.setVisible(ended)
        self.show()
