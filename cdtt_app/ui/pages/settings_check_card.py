"""The self-check on the settings page: a quick one whenever the page opens, a thorough one when asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.settings import FindingLine, check_note, finding_lines
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.selfcheck import Finding, Grade
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.settings_acts import check
from cdtt_app.ui.pages.settings_cards import clear, side_by_side
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.text import label

_CHIPS = {
    Grade.GOOD: (Tone.GREEN, "circle-check"),
    Grade.WARNING: (Tone.AMBER, "triangle-alert"),
    Grade.BAD: (Tone.RED, "circle-x"),
}


class CheckCard(Card):
    """Findings as rows: a sign, a word, a sentence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Kiểm tra máy", "đang xem…")
        self._desk = desk
        self._busy = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(desk.theme.px(6))
        self.thorough = button(desk.theme, "Kiểm tra kỹ", "list-checks")
        self.body.addLayout(self._rows)
        self.body.addWidget(side_by_side(desk.theme, self.thorough))
        self.thorough.clicked.connect(lambda: self.run(thorough=True))

    def run(self, *, thorough: bool) -> None:
        """Look the machine over on another thread."""
        if self._busy:
            return
        self._busy = True
        self.thorough.setEnabled(False)
        self.set_note("đang kiểm tra kỹ…" if thorough else "đang xem…")
        db, profile = self._desk.db, self._desk.profile
        self._desk.tasks.run(
            lambda: check(db, profile, thorough=thorough), when_alive(self, self._found), when_alive(self, self._failed)
        )

    def show_findings(self, lines: tuple[FindingLine, ...]) -> None:
        """Show these instead."""
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(_row(self._desk.theme, line))
        self.set_note(check_note(lines))

    def _found(self, findings: tuple[Finding, ...]) -> None:
        self._end()
        self.show_findings(finding_lines(findings))

    def _failed(self, error: Exception) -> None:
        self._end()
        self.set_note("chưa kiểm tra được")
        sentence = str(error) if isinstance(error, StorageError) else f"Chưa kiểm tra được ({error}). Hãy thử lại."
        self._desk.ways.say(sentence, Tone.RED)

    def _end(self) -> None:
        self._busy = False
        self.thorough.setEnabled(True)


def _row(theme: Theme, line: FindingLine) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{line.word}: {line.sentence}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(10))
    tone, icon = _CHIPS[line.grade]
    chip = Chip(theme, line.word, tone, icon)
    chip.setMinimumWidth(theme.px(84))
    row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(theme, line.sentence, Role.BODY, wrap=True), 1)
    return made
