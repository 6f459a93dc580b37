"""Fields for a PIN: nothing to be read over the shoulder unless the person wants it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy

from cdtt_app.ui.theme import Role, Theme

_LONGEST = 40  # a recovery code with its dashes is 29


def pin_field(theme: Theme, name: str, placeholder: str = "") -> QLineEdit:
    """A field whose letters are covered; no input method, which would turn digits into tone marks."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST)
    made.setFont(theme.role_font(Role.NAME))
    made.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    made.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    return made


def tick_box(theme: Theme, words: str) -> QCheckBox:
    """A tick no wider than its words, so that the focus ring goes around them."""
    tick = QCheckBox(words)
    tick.setAccessibleName(words)
    tick.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    tick.ensurePolished()
    tick.setMinimumWidth(tick.sizeHint().width() + theme.px(8))
    return tick


def show_tick(theme: Theme, fields: Sequence[QLineEdit]) -> QCheckBox:
    """A tick that uncovers the letters of these fields."""
    tick = tick_box(theme, "Hiện mã đang gõ")

    def uncover(on: bool) -> None:
        for field in fields:
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
            field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    tick.toggled.connect(uncover)
    return tick
