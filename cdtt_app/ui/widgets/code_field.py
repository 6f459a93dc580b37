"""A field for the code on the invitation: grouped while it is typed, whatever way it is typed or scanned."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from cdtt_app.presenters.enrol_form import is_scanned, shown_code, tidy_code
from cdtt_app.ui.theme import Theme


class CodeField(QLineEdit):
    """Shows capitals in groups of four, the cursor behind the letter just typed; a scanned square code as it is."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("7KQ4-9M2X-…")
        self.setFont(theme.font(1.06, 600))
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhUppercaseOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textEdited.connect(self._group)

    def code(self) -> str:
        """The letters alone."""
        return tidy_code(self.text())

    def _group(self, text: str) -> None:
        grouped = shown_code(text)
        if grouped == text:
            return
        if is_scanned(grouped):
            self.setText(grouped)
            return
        before = len(tidy_code(text[: self.cursorPosition()]))
        self.setText(grouped)
        self.setCursorPosition(_place_behind(grouped, before))


def _place_behind(text: str, letters: int) -> int:
    """The place in the text behind this many letters."""
    seen = 0
    for place, letter in enumerate(text):
        if seen == letters:
            return place
        seen += letter != "-"
    return len(text)
