"""The bar at the foot of the note form: what is missing or that the draft is kept, back, save."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from cdtt_app.ui.icons import pixmap, screen_ratio
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.text import label


class NoteBar(QFrame):
    """One row; the sentence takes two lines where it must."""

    save = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("ActionBar")
        self._mark, self._words = QLabel(), label(theme, "", Role.SMALL, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.back_button = button(theme, "Quay lại", "chevron-left")
        self.back_button.setAccessibleDescription("Để đó, bản nháp vẫn còn. Phím Esc")
        self.save_button = button(theme, "Lưu ghi nhận", "check", Kind.PRIMARY)
        self.save_button.setAccessibleDescription("Ghi hẳn vào sổ, phím Ctrl+S")
        self.back_button.clicked.connect(self.back)
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(10))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.save_button)

    def show_words(self, words: str, *, good: bool) -> None:
        """What is missing, or how the draft fares."""
        glyph, colour = ("circle-check", Colour.PRIMARY) if good else ("info", Colour.AMBER)
        self._mark.setPixmap(pixmap(glyph, colour, self._theme.px(20), screen_ratio()))
        self._words.setText(words)

    def words(self) -> str:
        """What it says now."""
        return self._words.text()
