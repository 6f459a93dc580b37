"""One part of the visit form under its heading. State in, drawing out: what is touched goes to `edit` as a function."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.text import ElidedLabel, label

# The change to make, and the text field it was typed in ("" for anything but text).
Edit = Callable[[Callable[[VisitForm], VisitForm], str], None]


class Section(QWidget):
    """Put widgets into `.body`; `.fields` says where the keyboard goes when something is missing."""

    def __init__(self, theme: Theme, edit: Edit, title: str, note: str = "") -> None:
        super().__init__()
        self.theme, self.edit = theme, edit
        self.fields: dict[str, QWidget] = {}
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self._note = ElidedLabel(theme, note, Role.MUTED)
        self.head.addWidget(label(theme, title, Role.H2))
        self.head.addStretch(1)
        self.head.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        column.addLayout(self.body)

    def set_note(self, note: str) -> None:
        """The small words at the right of the heading."""
        if self._note.text() != note:
            self._note.setText(note)

    def show_state(self, state: VisitState) -> None:
        """Draw the form; called after every change."""
        raise NotImplementedError
