"""The right side of Hôm nay: the one thing to do, unfinished visits, promises of the week, what the province lacks."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.today import Line, TodayValue
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.theme import Role, Tone
from cdtt_app.ui.widgets.buttons import BigButton, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.text import label

_SHOWN = 3  # lines per card; the rest is counted


class TodaySide(QWidget):
    """Five cards, in a column beside the list or in rows below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, px = desk.theme, desk.theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self._act = BigButton(theme, "Ghi lượt thăm", "square-pen", primary=True)
        self._act.clicked.connect(lambda: desk.ways.open_page("visit"))
        self._print = BigButton(theme, "In giấy đi thăm", "printer")
        self._print.clicked.connect(self._print_papers)
        act_card = Card(theme)
        act_card.body.addWidget(self._act)
        act_card.body.addWidget(self._print)
        self._drafts = Card(theme, "Đang ghi dở")
        self._coming = Card(theme, "Hẹn tuần này")
        self._here = self._here_card()
        self._papers = Card(theme, "Phiếu giấy")
        for card in (act_card, self._papers, self._drafts, self._here, self._coming):
            self._column.addWidget(card)
        self._column.addStretch(1)

    def show_value(self, value: TodayValue) -> None:
        """Show the unfinished, the promised and the unsent."""
        ways = self._desk.ways
        count, evenings = value.papers
        self._papers.setVisible(bool(count))
        self._clear(self._papers)
        if count:
            line = LineButton(self._desk.theme, count, f"{evenings} · gõ vào máy")
            line.clicked.connect(self._key_in)
            self._papers.body.addWidget(line)
        self._drafts.setVisible(bool(value.drafts))
        self._fill(self._drafts, value.drafts, ways.start_visit)
        self._coming.setVisible(bool(value.coming))
        self._fill(self._coming, value.coming, ways.open_household)
        self._count.setText(str(value.unsent))
        self._here.setVisible(value.unsent > 0)

    def _key_in(self) -> None:
        from cdtt_app.ui.dialogs.sheets_out_dialog import key_in_sheets

        key_in_sheets(self._desk, self)

    def _print_papers(self) -> None:
        from cdtt_app.ui.dialogs.evening_papers_dialog import print_evening

        print_evening(self._desk, self)

    def set_narrow(self, narrow: bool) -> None:
        """Below the list the cards take the whole width."""
        self.setMaximumWidth(16_777_215 if narrow else self._desk.theme.px(392))
        self.setMinimumWidth(0 if narrow else self._desk.theme.px(392))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _fill(self, card: Card, lines: Sequence[Line], act: Callable[[HouseholdId], None]) -> None:
        self._clear(card)
        for line in lines[:_SHOWN]:
            made = LineButton(self._desk.theme, line.name, line.words)
            made.clicked.connect(lambda _checked=False, id_=line.household_id: act(id_))
            card.body.addWidget(made)
        more = len(lines) - _SHOWN
        card.set_note(f"và {more} hộ nữa" if more > 0 else f"{len(lines)} hộ")

    def _clear(self, card: Card) -> None:
        while (item := card.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()

    def _here_card(self) -> Card:
        theme, px = self._desk.theme, self._desk.theme.px
        card = Card(theme)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        self._count = label(theme, "0", Role.NUMBER)
        self._count.setStyleSheet(f"color: {Tone.AMBER.ink}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(theme, "Tỉnh chưa nhận", Role.H2))
        words.addWidget(label(theme, "phiếu, máy vẫn giữ đủ", Role.MUTED))
        top.addWidget(self._count)
        top.addLayout(words, 1)
        card.body.addLayout(top)
        sentence = "Hãy gửi ở trang Gửi & nhận, hoặc sao lưu ra USB để không mất nếu máy hỏng."
        card.body.addWidget(label(theme, sentence, Role.SMALL, wrap=True))
        copy: QPushButton = button(theme, "Sao lưu ra USB", "usb")
        copy.clicked.connect(lambda: self._desk.ways.open_page("settings"))
        card.body.addWidget(copy)
        return card
