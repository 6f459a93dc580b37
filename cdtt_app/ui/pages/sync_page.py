"""Gửi & nhận: how sending stands, the day book, the road, parcels, and what was put aside."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.sync_asides import RowKind
from cdtt_app.presenters.sync_page import SyncValue, sync_value
from cdtt_app.presenters.sync_state_value import Act
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.enrol_dialog import EnrolDialog
from cdtt_app.ui.dialogs.question_dialog import QuestionDialog
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages.sync_acts import SyncActs
from cdtt_app.ui.pages.sync_office import OfficePart
from cdtt_app.ui.pages.sync_parcels import ParcelMoves
from cdtt_app.ui.pages.sync_parts import DayCard, LinkCard, ParcelCard
from cdtt_app.ui.pages.sync_rows_card import RowsCard
from cdtt_app.ui.pages.sync_state_card import StateCard
from cdtt_app.ui.theme import NARROW, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.page_scroll import PageScroll

SIDE_BY_SIDE: Final = 1360  # a window at least this wide has room for two buttons in a parcel card
LOW: Final = 740  # a window lower than this at the usual text size gets lower rows


class SyncPage(Page):
    """Draws what `acts.read` says, again whenever there is news."""

    page_title = "Gửi & nhận"

    def __init__(self, desk: Desk, acts: SyncActs) -> None:
        super().__init__()
        self._desk, self._acts = desk, acts
        self.value: SyncValue | None = None
        theme = desk.theme
        self.state, self.days, self.link = StateCard(theme), DayCard(theme), LinkCard(theme)
        self.parcel_out = ParcelCard(theme, "Gói mang đi", "package-open", "Chép ra USB", ("Tệp gửi Zalo", "file-up"))
        self.parcel_in = ParcelCard(
            theme, "Gói nhận về", "package-check", "Nhận từ USB", ("Nhận tệp Zalo", "file-down")
        )
        self.aside, self.office = RowsCard(theme), OfficePart(theme)
        self._moves = ParcelMoves(desk, acts, self, (self.parcel_out, self.parcel_in), self._reload)
        self._lay_out()
        self.state.acted.connect(self._do)
        self.days.print_wanted.connect(self._print)
        self.office.machines.invite.clicked.connect(lambda _checked: self._try(lambda: acts.invite(self.window())))
        for rows in (self.aside, self.office.tray):
            rows.pressed.connect(self._open_row)
        desk.changes.written.connect(lambda kinds: self._news() if kinds - {WHEREABOUTS} else None)
        acts.watch(when_alive(self, self._news))

    def page_subtitle(self) -> str:
        """The day."""
        return self.value.today if self.value else ""

    def opened(self) -> None:
        """Read how it stands."""
        first = self.value is None
        self._reload()
        if first:
            self.state.button.setFocus()
        self.subtitle_changed.emit()

    def panes(self) -> list[QWidget]:
        """From the sentence down."""
        return [self.state, self.days, self.parcel_out, self.parcel_in, self.aside, self.office]

    def _news(self) -> None:
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        value = self.value = sync_value(self._acts.read())
        self.state.show_value(value.state, value.book.pills)
        self.days.show_book(value.book)
        self.link.show_link(value.link)
        self.parcel_out.show_value(value.parcel_out)
        self.parcel_in.show_value(value.parcel_in)
        self.aside.show_value(value.aside)
        self.office.setVisible(value.officer)
        self.office.show_value(value)
        self._arrange()

    def _do(self, act: str) -> None:
        if act == Act.STOP:
            self._acts.stop()
        elif act == Act.ENROL:
            self._enrol()
        elif act == Act.REAL:
            self._desk.ways.practise(False)
        else:
            self._acts.send()

    def _print(self, day: date) -> None:
        self._try(lambda: self._acts.print_day(day, self.window()))

    def _enrol(self) -> None:
        dialog = EnrolDialog(self._desk.theme, self._desk.tasks, self._acts, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._desk.ways.say(dialog.said, Tone.GREEN)
            self._acts.send()
            self._reload()
        dialog.deleteLater()

    def _open_row(self, kind: str, key: str) -> None:
        if kind == RowKind.QUESTION:
            self._try(lambda: self._ask(key))
        else:
            self._try(lambda: self._acts.open_aside(key, self.window()))

    def _ask(self, key: str) -> None:
        question = self._acts.question(key)
        dialog = QuestionDialog(self._desk.theme, question, self)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen()
        dialog.deleteLater()
        if not accepted:
            return
        if chosen is None:
            self._acts.ask_again(key)
            self._desk.ways.say("Đã ghi lại để hỏi hộ trong lượt thăm tới.", Tone.BLUE)
        else:
            saved = self._acts.answer(key, chosen)
            self._desk.ways.saved(f"Đã giữ {question.choices[chosen].value_text}.", saved)
        self._reload()

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # whatever it is, `explain` has the words
            self._desk.ways.say(self._acts.explain(error), Tone.RED)

    def _lay_out(self) -> None:
        px = self._desk.theme.px
        ways = QBoxLayout.Direction
        self._middle, self._lower = QBoxLayout(ways.LeftToRight), QBoxLayout(ways.LeftToRight)
        self._middle.addWidget(self.days, 7)
        self._middle.addWidget(self.link, 4)
        parcels = QHBoxLayout()
        parcels.addWidget(self.parcel_out, 1)
        parcels.addWidget(self.parcel_in, 1)
        self._lower.addLayout(parcels, 9)
        self._lower.addWidget(self.aside, 5)
        for row in (self._middle, self._lower, parcels):
            row.setSpacing(px(12))
        self._scroll = PageScroll(self._desk.theme)
        self._scroll.body.addWidget(self.state)
        self._scroll.body.addLayout(self._middle)
        self._scroll.body.addLayout(self._lower, 1)
        self._scroll.body.addWidget(self.office)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room again."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Narrow: cards below each other. Low: tighter rows, so that all of it still fits."""
        theme, window = self._desk.theme, self.window()
        small, officer = window.width() < NARROW, self.value is not None and self.value.officer
        narrow = theme.large or small
        low = not narrow and not officer and window.height() < LOW  # an officer's page is longer in any case
        for row in (self._middle, self._lower):
            row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        edge = theme.px(8 if low else 14)
        self._scroll.body.setContentsMargins(theme.px(16), edge, theme.px(16), edge)
        self._scroll.body.setSpacing(theme.px(8 if low else 12))
        self.state.set_room(low=low, narrow=small)
        self.days.set_room(low=low, narrow=small and theme.large)
        self.aside.set_whole(narrow or officer)
        self.aside.set_low(low)
        self.office.set_narrow(narrow)
        for parcel in (self.parcel_out, self.parcel_in):
            parcel.set_low(low and window.width() >= SIDE_BY_SIDE)
