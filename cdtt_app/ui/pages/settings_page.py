"""Cài đặt: text size, person, PIN, backups, register, practice, the self-check, privacy, versions."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.settings import SettingsValue, settings_value
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages.settings_acts import read_facts
from cdtt_app.ui.pages.settings_backup_card import BackupCard
from cdtt_app.ui.pages.settings_cards import (
    AboutCard,
    PersonCard,
    PinCard,
    PracticeCard,
    PrivacyCard,
    RegisterCard,
    TextSizeCard,
)
from cdtt_app.ui.pages.settings_check_card import CheckCard
from cdtt_app.ui.pages.settings_link_card import LinkCard
from cdtt_app.ui.theme import NARROW
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.page_scroll import PageScroll


class SettingsPage(Page):
    """Two columns of cards; one at the large text size or in a narrow window."""

    page_title = "Cài đặt"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.value: SettingsValue | None = None
        self.text_size, self.person, self.pin = TextSizeCard(desk), PersonCard(desk), PinCard(desk)
        self.practice, self.privacy = PracticeCard(desk), PrivacyCard(desk)
        self.register, self.backup, self.check = RegisterCard(desk), BackupCard(desk), CheckCard(desk)
        self.link = LinkCard(desk)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(
            (self.text_size, self.backup, self.link, self.register, self.practice),
            (self.person, self.pin, self.check, self.privacy, AboutCard(desk)),
        )
        desk.changes.written.connect(self._written)

    def page_subtitle(self) -> str:
        """Whose machine it is."""
        return self.value.person_note if self.value else ""

    def opened(self) -> None:
        """Read everything again and look the machine over."""
        self._reload()
        self.check.run(thorough=False)

    def panes(self) -> list[QWidget]:
        """The page is one pane: its cards follow each other by Tab."""
        return [self._scroll]

    def _reload(self) -> None:
        self._show(settings_value(read_facts(self._desk)))
        self.link.reload()
        self.subtitle_changed.emit()

    def _show(self, value: SettingsValue) -> None:
        self.value = value
        for card in (self.text_size, self.person, self.pin, self.practice, self.privacy, self.backup):
            card.show_value(value)

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & {"member", "hamlet"}:
            self._reload()

    def _lay_out(self, left: tuple[Card, ...], right: tuple[Card, ...]) -> None:
        px = self._desk.theme.px
        self._columns.setSpacing(px(12))
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._scroll = PageScroll(self._desk.theme)
        self._scroll.body.addLayout(self._columns)
        self._scroll.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(10), px(8), px(10), px(8))
        outer.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow."""
        super().resizeEvent(event)
        narrow = self._desk.theme.large or self.window().width() < NARROW
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(wanted)
