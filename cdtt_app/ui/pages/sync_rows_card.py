"""A card of things to look at, one row each: what it is, what is wrong, what to do, one button."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cdtt_app.presenters.sync_asides import AsideRow, AsideValue, RowKind
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import label, rule


class AsideRowView(QWidget):
    """One row; a question carries a question mark."""

    def __init__(self, theme: Theme, row: AsideRow) -> None:
        super().__init__()
        self.row = row
        self.button: QPushButton = button(theme, row.act)
        self.button.setAccessibleName(f"{row.act}: {row.title}")
        self.button.setMinimumWidth(theme.px(120))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(theme, row.title, Role.NAME, wrap=True))
        for text, role in ((row.sentence, Role.SMALL), (row.advice, Role.MUTED)):
            if text:
                words.addWidget(label(theme, text, role, wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        if row.kind is RowKind.QUESTION:
            mark = QLabel()
            mark.setPixmap(pixmap("circle-help", Tone.BLUE.ink, theme.px(20), screen_ratio()))
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class _RowsScroll(PageScroll):
    """Scrolls its rows, or is as high as they are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._least = theme.px(96)
        self._whole = False

    def set_whole(self, whole: bool) -> None:
        self._whole = whole
        self._hold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        seen = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._hold()
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def _hold(self) -> None:
        wraps, width = self.body.hasHeightForWidth(), self.viewport().width()
        wanted = self.body.totalHeightForWidth(width) if wraps else self.body.sizeHint().height()
        self.setMinimumHeight(wanted if self._whole else min(wanted, self._least))


class RowsCard(Card):
    """`pressed` brings the kind and the key of a row. The rows scroll where the card is lower than they are."""

    pressed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, " ")
        self._theme = theme
        self._shown: tuple[AsideRow, ...] | None = None
        self._rows: list[AsideRowView] = []
        self._chip = Chip(theme, "", Tone.AMBER, "triangle-alert")
        self.head.addWidget(self._chip)
        self._below = label(theme, "", Role.MUTED, wrap=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._scroll = _RowsScroll(theme)
        edge = theme.px(6)  # for the focus ring of the buttons at the right
        self._scroll.body.setContentsMargins(0, 0, edge, 0)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._below)

    def show_value(self, value: AsideValue) -> None:
        """Show these rows; the keyboard stays on its row while that is there."""
        self.set_title(value.title)
        self._chip.setVisible(bool(value.chip))
        self._chip.set_chip(value.chip, Tone.AMBER, "triangle-alert")
        self._below.setText(value.note)
        if value.rows != self._shown:
            self._shown = value.rows
            self._fill(value.rows)
        self._scroll.setVisible(bool(value.rows))

    def set_whole(self, whole: bool) -> None:
        """As high as its rows, instead of scrolling them."""
        self._scroll.set_whole(whole)

    def set_low(self, low: bool) -> None:
        """Rows closer together where the window is low."""
        self._scroll.body.setSpacing(self._theme.px(4 if low else 8))

    def rows(self) -> list[AsideRowView]:
        """The rows shown."""
        return list(self._rows)

    def _fill(self, rows: tuple[AsideRow, ...]) -> None:
        held = next((each.row.key for each in self._rows if each.button.hasFocus()), None)
        body = self._scroll.body
        while (item := body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows = [AsideRowView(self._theme, row) for row in rows]
        for at, (row, made) in enumerate(zip(rows, self._rows, strict=True)):
            if at:
                body.addWidget(rule())
            made.button.clicked.connect(lambda _checked=False, row=row: self.pressed.emit(row.kind.value, row.key))
            body.addWidget(made)
        body.addStretch(1)
        if held is not None:
            self._give_back(held)

    def _give_back(self, key: str) -> None:
        first = self._rows[0] if self._rows else None
        same = next((each for each in self._rows if each.row.key == key), first)
        if same is not None:
            same.button.setFocus(Qt.FocusReason.OtherFocusReason)
