"""One part of the note form. State in, drawing out: what is touched goes to `edit` as a function."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.presenters.note_form import NoteForm
from cdtt_app.presenters.note_form_record import unreadable
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.fields import line_field, set_invalid
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.text import label

Edit = Callable[[Callable[[NoteForm], NoteForm]], None]
Read = Callable[[NoteForm], str]
Change = Callable[[NoteForm, str], NoteForm]


@dataclass(frozen=True, slots=True)
class TextField:
    """A line of text: its name in problems, what is written above it, its width at 13 pt, what it reads and changes."""

    key: str
    caption: str
    width: int
    read: Read
    change: Change
    hint: str = ""


class Captioned(QWidget):
    """A field under its caption, as wide as it is told (at 13 pt), or as wide as there is room."""

    def __init__(self, theme: Theme, caption: str, field: QWidget, width: int = 0) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(label(theme, caption, Role.MUTED))
        column.addWidget(field)
        if width:
            field.setFixedWidth(theme.px(width))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Wrapping(QWidget):
    """Widgets side by side that go to the next line where there is no room."""

    def __init__(self, theme: Theme, *widgets: QWidget) -> None:
        super().__init__()
        self._flow = FlowLayout(theme.px(10), self, line_gap=theme.px(6))
        for each in widgets:
            self._flow.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class NotePart(QWidget):
    """Put widgets into `.body`; `.fields` says where the keyboard goes when something is wrong."""

    stops_changed = Signal()  # what Tab stops at came or went

    def __init__(self, theme: Theme, edit: Edit, title: str = "") -> None:
        super().__init__()
        self.theme, self.edit = theme, edit
        self.fields: dict[str, QWidget] = {}
        self._texts: list[tuple[TextField, QLineEdit]] = []
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(6))
        if title:
            self.body.addWidget(label(theme, title, Role.H2))
        self._wrong = label(theme, "", Role.BODY, wrap=True)
        self._wrong.setStyleSheet(f"color: {Tone.RED.ink}")
        self._wrong.hide()

    def text_field(self, field: TextField) -> Captioned:
        """A line of text under its caption."""
        made = line_field(field.caption, field.hint)
        made.textEdited.connect(lambda text: self.edit(lambda form: field.change(form, text)))
        self._texts.append((field, made))
        self.fields[field.key] = made
        return Captioned(self.theme, field.caption, made, field.width)

    def add_row(self, *widgets: QWidget) -> None:
        """Widgets side by side."""
        self.body.addWidget(Wrapping(self.theme, *widgets))

    def add_wrong(self) -> None:
        """The place for the sentence about what cannot be read; once, below the fields."""
        self.body.addWidget(self._wrong)

    def show_state(self, state: NoteState) -> None:
        """Draw the form; called after every change."""
        wrong = unreadable(state.form)
        for field, line in self._texts:
            put_text(line, field.read(state.form))
            set_invalid(line, field.key in wrong)
        said = " ".join(wrong[field.key] for field, _ in self._texts if field.key in wrong)
        self._wrong.setText(said)
        self._wrong.setVisible(bool(said))


def put_text(line: QLineEdit, text: str) -> None:
    """Show a text without moving the cursor of one that stands there already."""
    if line.text() != text:
        line.setText(text)
