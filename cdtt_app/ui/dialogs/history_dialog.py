"""The history of a household: who changed what, what was written on any day, and earlier values to have again."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cdtt_app.presenters.history import HouseholdHistory
from cdtt_app.presenters.history_lines import HistoryDay, history_days
from cdtt_app.presenters.history_take_back import TakeBack
from cdtt_app.presenters.history_then import first_day, records_on
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.dialogs.history_parts import CardColumn, day_card, record_card
from cdtt_app.ui.pages.household_parts import row_of
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.fields import DateField
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.tabs import tab_bar
from cdtt_app.ui.widgets.text import label

_CHANGES, _THEN = 0, 1
_PAGE = 40  # lines shown at first, and more at each asking


class HistoryDialog(SheetDialog):
    """`read` gives the history afresh; `take_back` writes an earlier value, or raises RefusedError or StorageError."""

    def __init__(
        self,
        theme: Theme,
        read: Callable[[], HouseholdHistory],
        take_back: Callable[[TakeBack], None],
        parent: QWidget | None = None,
    ) -> None:
        self._history = read()
        super().__init__(theme, f"Lịch sử {self._history.name}", width=720, parent=parent)
        self._read, self._take_back, self._shown = read, take_back, _PAGE
        self.tabs = tab_bar(theme, ("Các lần sửa", "Xem như ngày…"), "Lịch sử của hộ")
        self.day = DateField(theme, "Xem như ngày", self._history.today)
        self.more = button(theme, "Xem các lần trước nữa", "chevron-down")
        self._changes = CardColumn(theme, below=self.more)
        self._then = CardColumn(theme, above=self._choice_of_day())
        self._fill()
        self.tabs.currentChanged.connect(self._turn)
        self.day.day_changed.connect(lambda _day: self._show_then())
        self.more.clicked.connect(lambda _checked: self._show_more())
        self._show()
        self._turn(_CHANGES)
        self.tabs.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and nothing else: it also ends the typing of a day."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _show(self) -> None:
        """Draw both sides of what was read."""
        days = history_days(self._history.events, self._history.known, most=self._shown + 1)
        cards: list[QWidget] = [day_card(self.theme, day, self._take) for day in _newest(days, self._shown)]
        if not cards:
            cards = [label(self.theme, "Chưa có gì được ghi về hộ này.", wrap=True)]
        self._changes.show_cards(cards)
        self.more.setVisible(sum(len(day.lines) for day in days) > self._shown)
        self._show_then()

    def _show_then(self) -> None:
        """Draw the records of the day chosen."""
        found = records_on(self._history.events, self.day.day(), self._history.known)
        cards: list[QWidget] = [record_card(self.theme, record) for record in found]
        if not cards:
            cards = [label(self.theme, "Hôm ấy sổ chưa ghi hộ này. Hãy chọn một ngày sau đó.", wrap=True)]
        self._then.show_cards(cards)
        self.fit()

    def _show_more(self) -> None:
        self._shown += _PAGE
        self._show()

    def _turn(self, tab: int) -> None:
        self._changes.setVisible(tab == _CHANGES)
        self._then.setVisible(tab == _THEN)
        self.fit()

    def _take(self, offer: TakeBack) -> None:
        """Write the earlier value, then say so and draw what is now."""
        try:
            self._take_back(offer)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.RED)
            self.fit()
            return
        self._history = self._read()
        self.banner.say(offer.done)
        self.tabs.setFocus()  # the button that had the keyboard is gone
        self._show()

    def _fill(self) -> None:
        theme, body = self.theme, self.body
        body.addWidget(label(theme, f"Lịch sử {self._history.name}", Role.H1, wrap=True))
        body.addWidget(label(theme, self._history.line, Role.MUTED, wrap=True))
        body.addWidget(self.tabs)
        body.addWidget(self._changes)
        body.addWidget(self._then)
        body.addStretch(1)
        close = button(theme, "Đóng")
        close.clicked.connect(self.accept)
        self.add_buttons(close)

    def _choice_of_day(self) -> QWidget:
        """The field of the day: from the first day on which something was written to today."""
        first, last = first_day(self._history.events) or self._history.today, self._history.today
        self.day.setMaximumDate(QDate(last.year, last.month, last.day))
        self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        name = label(self.theme, "Xem như ngày", Role.NAME)
        name.setBuddy(self.day)
        made = QWidget()
        row = row_of(self.theme)
        row.addWidget(name)
        row.addWidget(self.day)
        row.addStretch(1)
        made.setLayout(row)
        return made


def _newest(days: Sequence[HistoryDay], lines: int) -> list[HistoryDay]:
    """The first so many lines, the last day perhaps in part."""
    found: list[HistoryDay] = []
    for day in days:
        if lines > 0:
            found.append(replace(day, lines=day.lines[:lines]))
        lines -= len(day.lines)
    return found
