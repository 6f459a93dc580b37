"""The ledger of this month, and who still has an old version."""

from PySide6.QtCore import Signal

from cdtt_app.presenters.handout_ledger import EMPTY, ledger_note, newest_words, older_rows, topic_counts
from cdtt_app.presenters.handouts_page import HandoutsReading
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.text import label


class HandoutsLedgerCard(Card):
    """Draws what was given."""

    older_wanted = Signal(str)
    whole_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Sổ phát tài liệu")
        self._theme = theme
        self.older: list[LineButton] = []
        self._newest = label(theme, "", Role.BODY, wrap=True)
        self._counts = label(theme, "", Role.MUTED, wrap=True)
        self.whole = button(theme, "Xem sổ tháng này", "list-checks")
        self.whole.clicked.connect(lambda _checked: self.whole_wanted.emit())
        self.body.setSpacing(theme.px(4))
        for each in (self._newest, self._counts, self.whole):
            self.body.addWidget(each)

    def show_reading(self, reading: HandoutsReading) -> None:
        """Draw the newest lines, the counts, the old versions."""
        given, shelf = reading.given, reading.handouts
        self.set_note(ledger_note(given))
        self._newest.setText(newest_words(given, reading.names, shelf) or EMPTY)
        self._counts.setText(topic_counts(given, shelf))
        self._counts.setVisible(bool(given))
        self.whole.setVisible(bool(given))
        for old in self.older:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.older = []
        for place, row in enumerate(older_rows(reading.older, shelf)):
            made = LineButton(self._theme, row.name, row.words)
            made.clicked.connect(lambda _checked, topic=row.topic: self.older_wanted.emit(topic))
            self.body.insertWidget(2 + place, made)
            self.older.append(made)
