"""Parts of the page "Gửi & nhận": the day book, the road, the two parcel cards."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from cdtt_app.presenters.sync_days import HEADS, DayBook, DayRow, Remains
from cdtt_app.presenters.sync_link import LinkValue
from cdtt_app.presenters.sync_parcels import ParcelValue
from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.models.cell_table_model import Cell, CellChip, Head
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.attempt_chart import AttemptChart
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.cell_table import CellTable
from cdtt_app.ui.widgets.text import label, rich_label

_AT = 4  # the column of the hour, the first to go
_HEADS: Final = tuple(
    Head(text, right=0 < place < len(HEADS) - 1, droppable=place == _AT) for place, text in enumerate(HEADS)
)
_RESTS: Final = {
    Remains.HERE: (Tone.AMBER, "hard-drive"),
    Remains.SENT: (Tone.BLUE, "send"),
    Remains.NONE: (Tone.GREEN, "check-check"),
}
_ROWS = 5
_THREE_PLACES = "mỗi phiếu đi qua ba chỗ: máy này, đường gửi, tỉnh"
_NOTHING = "Chưa có ngày nào. Ghi lượt thăm xong, số phiếu của từng ngày hiện ở đây."


class DayCard(Card):
    """Sổ ngày: what was recorded each day and how far it has come; `print_wanted` brings the day to print."""

    print_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Sổ ngày")
        self._theme = theme
        self.print = button(theme, "In sổ ngày", "printer", Kind.QUIET)
        self.print.clicked.connect(lambda _checked: self._ask_day())
        self._days: list[tuple[date, str]] = []
        self.head.addWidget(self.print)
        self.table = CellTable(theme, "Sổ ngày", _HEADS, most=_ROWS)
        self._nothing = label(theme, _NOTHING, Role.BODY, wrap=True)
        outer = self.layout()
        if outer is not None:  # the button is higher than a heading: less room above and below it
            outer.setContentsMargins(theme.px(16), theme.px(5), theme.px(16), theme.px(12))
            outer.setSpacing(0)
        self.body.addWidget(self.table)
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)

    def show_book(self, book: DayBook) -> None:
        """Show these days."""
        self.table.show_rows([_cells(row) for row in book.rows])
        self.table.setVisible(bool(book.rows))
        self._nothing.setVisible(not book.rows)
        self._days = [(row.day, row.title) for row in book.rows if row.day is not None]
        self.print.setEnabled(bool(self._days))

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """Lower rows where the window is low, fewer words where it is narrow."""
        self.table.set_row_height(self._theme.px(30 if low else 36))
        self.set_note("" if narrow else _THREE_PLACES)

    def day_menu(self) -> QMenu:
        """The days to choose from."""
        menu = QMenu(self)
        menu.setAccessibleName("In sổ ngày nào")
        for day, title in self._days:
            menu.addAction(title).triggered.connect(partial(self._want, day))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _want(self, day: date, _checked: bool = False) -> None:
        self.print_wanted.emit(day)

    def _ask_day(self) -> None:
        if len(self._days) == 1:
            self.print_wanted.emit(self._days[0][0])
        else:
            self.day_menu().popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))


def _cells(row: DayRow) -> tuple[Cell, ...]:
    strong = row.today
    chips = tuple(CellChip(rest.words, rest.short, *_RESTS[rest.remains]) for rest in row.rest)
    figures = (Cell(text=text, strong=strong, right=True) for text in (row.recorded, row.sent, row.received))
    return (Cell(text=row.title, strong=strong), *figures, Cell(text=row.at, muted=True, right=True), Cell(chips=chips))


class LinkCard(Card):
    """Đường truyền: the last attempts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Đường truyền", " ")
        self._words = rich_label(theme, "", Role.SMALL)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.chart = AttemptChart(theme)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self._words)
        self.body.addWidget(self.chart, 1)

    def show_link(self, value: LinkValue) -> None:
        """Show these attempts."""
        count = len(value.bars)
        crosses = " (dấu ×)" if value.failed else ""
        told = f"{count} lần thử gần nhất: <b>{value.good} được</b>, <b>{value.failed} không</b>{crosses}"
        self._words.setText(told if count else "Chưa thử gửi lần nào. Gửi rồi, mỗi lần là một cột ở đây.")
        self.set_note(value.unit if count else "")
        self.chart.setVisible(bool(count))
        self.chart.show_link(value)


class ParcelCard(Card):
    """A parcel out or in: by stick, or as a file for Zalo."""

    def __init__(self, theme: Theme, title: str, icon_name: str, by_stick: str, as_file: tuple[str, str]) -> None:
        super().__init__(theme)
        self.setAccessibleName(title)
        self.stick = button(theme, by_stick, "usb")
        self.file = button(theme, *as_file)
        self._before = label(theme, "", Role.MUTED, wrap=True)
        self._words = label(theme, "", Role.BODY, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lay_out(theme, title, icon_name)
        self._value: ParcelValue | None = None
        self._least = theme.px(60)
        self._busy = ""

    def show_value(self, value: ParcelValue) -> None:
        """Show what the next parcel does."""
        self._value = value
        self._words.setText(value.words)
        self._dress(value)

    def set_busy(self, words: str) -> None:
        """While a parcel is written or read its buttons wait and `words` say so; blank when it is over."""
        self._busy = words
        if self._value is not None:
            self._dress(self._value)

    def _dress(self, value: ParcelValue) -> None:
        self._before.setText(self._busy or value.before)
        for each in self.buttons():
            each.setEnabled(value.enabled and not self._busy)

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """By stick, as a file."""
        return self.stick, self.file

    def set_low(self, low: bool) -> None:
        """The buttons side by side where the window is low."""
        ways = QBoxLayout.Direction
        self._acts.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        for (
            each
        ) in self.buttons():  # below each other again before there is no room: they must not hold the window wide
            each.setMinimumWidth(self._least if low else 0)

    def _lay_out(self, theme: Theme, title: str, icon_name: str) -> None:
        px = theme.px
        sign = QLabel()
        sign.setPixmap(pixmap(icon_name, Colour.PRIMARY, px(30), screen_ratio()))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(theme, title, Role.H2))
        names.addWidget(self._before)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(sign)
        top.addLayout(names, 1)
        self._acts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._acts.setSpacing(px(8))
        for each in self.buttons():
            self._acts.addWidget(each)
        self.body.addLayout(top)
        self.body.addWidget(self._words, 1)
        self.body.addLayout(self._acts)
