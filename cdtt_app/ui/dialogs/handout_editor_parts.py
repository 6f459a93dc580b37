"""Parts of the editor of handouts: a field for each place of the sheet, and the addresses printed on it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cdtt_app.domain.address_register import Address
from cdtt_app.presenters.handout_editor import PlaceView, turned_bold
from cdtt_app.presenters.handouts_page import AddressLine
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.fields import set_invalid
from cdtt_app.ui.widgets.pictogram import PictogramView
from cdtt_app.ui.widgets.text import label, rule

TRIED: Final = "Đã thử, đúng"
_NONE: Final = "Tờ này không in địa chỉ hay số điện thoại nào."
_SIDE: Final = 56


class GrowingText(QPlainTextEdit):
    """Plain text, as high as what is in it; Tab leaves it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines, another height."""
        super().resizeEvent(event)
        self._grow()

    def turn_bold(self) -> None:
        """The words chosen, or the word at the cursor; one step of undo."""
        cursor = self.textCursor()
        text, start, end = turned_bold(self.toPlainText(), cursor.selectionStart(), cursor.selectionEnd())
        if text == self.toPlainText():
            return
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        frame = 2 * round(self.document().documentMargin()) + self._theme.px(16)
        wanted = max(self._theme.px(42), lines * self.fontMetrics().lineSpacing() + frame)
        if wanted != self.height() or wanted != self.minimumHeight():
            self.setFixedHeight(wanted)


class PlaceField(QWidget):
    """One place: its picture, its name, the Vietnamese beside it where another language is written, problems below."""

    typed = Signal(str, str)  # place, text
    grown = Signal(str)  # place: another height while one types in it

    def __init__(self, theme: Theme, view: PlaceView) -> None:
        super().__init__()
        self.place = view.place
        self.text = GrowingText(theme)
        self.text.setAccessibleName(view.name)
        self._vietnamese = label(theme, "", Role.BODY, wrap=True)
        self._vietnamese.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems = label(theme, "", Role.SMALL, wrap=True)
        self._problems.setStyleSheet(f"color: {Colour.RED}")
        self._lay_out(theme, view)
        self.show_view(view)
        self.text.textChanged.connect(lambda: self.typed.emit(self.place, self.text.toPlainText()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell when it takes more room."""
        super().resizeEvent(event)
        if self.text.hasFocus() and event.oldSize().height() != event.size().height():
            self.grown.emit(self.place)

    def show_view(self, view: PlaceView) -> None:
        """The text, unless it is what is being typed, and what is wrong with it."""
        if self.text.toPlainText() != view.text:
            told = self.text.blockSignals(True)
            self.text.setPlainText(view.text)
            self.text.blockSignals(told)
            self.text.ensureCursorVisible()
        self._vietnamese.setText(view.vietnamese)
        self._vietnamese.setVisible(bool(view.vietnamese))
        self.text.setPlaceholderText("chưa dịch" if view.vietnamese else "")
        self._problems.setText("\n".join(view.problems))
        self._problems.setVisible(bool(view.problems))
        self.text.setAccessibleDescription(" ".join(view.problems) or view.vietnamese)
        set_invalid(self.text, bool(view.problems))

    def _lay_out(self, theme: Theme, view: PlaceView) -> None:
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        if view.picture:
            row.addWidget(PictogramView(theme, view.picture, side=_SIDE), 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addSpacing(px(_SIDE) + row.spacing())
        column = QVBoxLayout()
        column.setSpacing(px(3))
        column.addWidget(label(theme, view.name, Role.MUTED))
        beside = QHBoxLayout()
        beside.setSpacing(px(10))
        beside.addWidget(self._vietnamese, 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(beside)
        column.addWidget(self._problems)
        row.addLayout(column, 1)


class AddressesCard(Card):
    """The addresses and numbers of the sheet; an officer ticks what was tried."""

    def __init__(self, theme: Theme, tick: Callable[[Address], None]) -> None:
        super().__init__(theme, "Địa chỉ và số điện thoại in trên tờ")
        self._theme, self._tick = theme, tick
        self._rows: list[QWidget] = []

    def show_lines(self, lines: Sequence[AddressLine]) -> None:
        """These, in the order of the sheet."""
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [self._row(line) for line in lines] or [label(self._theme, _NONE, wrap=True)]
        for row in self._rows:
            self.body.addWidget(row)

    def _row(self, line: AddressLine) -> QWidget:
        theme, made = self._theme, QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(rule())
        column.addWidget(label(theme, line.title, Role.NAME, wrap=True))
        row = QHBoxLayout()
        tone, sign = (Tone.GREEN, "check") if line.checked else (Tone.AMBER, "triangle-alert")
        row.addWidget(Chip(theme, line.words, tone, sign))
        row.addStretch(1)
        if not line.checked:
            tried = button(theme, TRIED, "check")
            tried.setAccessibleName(f"{TRIED}: {line.title}")
            tried.setAutoDefault(False)
            tried.clicked.connect(lambda _checked: self._tick(line.address))
            row.addWidget(tried)
        column.addLayout(row)
        return made
