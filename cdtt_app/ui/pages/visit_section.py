"""One part of the visit form under its heading. State in, drawing out: what is touched goes to `edit` as a function."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.text import ElidedLabel, label, rule

# The change to make, and the text field it was typed in ("" for anything but text).
Edit = Callable[[Callable[[VisitForm], VisitForm], str], None]


class Section(QWidget):
    """Put widgets into `.body`; `.fields` says where the keyboard goes when something is missing."""

    def __init__(self, theme: Theme, edit: Edit, title: str, note: str = "") -> None:
        super().__init__()
        self.theme, self.edit = theme, edit
        self.fields: dict[str, QWidget] = {}
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._rule = rule()
        self._column.addWidget(self._rule)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self._note = ElidedLabel(theme, note, Role.MUTED)
        self.head.addWidget(label(theme, title, Role.H2))
        self.head.addStretch(1)
        self.head.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self._column.addLayout(self.body)

    def set_rule_above(self, shown: bool) -> None:
        """A hairline between this part and the one above it."""
        self._rule.setVisible(shown)

    def set_note(self, note: str) -> None:
        """The small words at the right of the heading."""
        if self._note.text() != note:
            self._note.setText(note)

    def open_form(self) -> None:
        """Another form comes: what was unfolded for the last one folds again."""

    def show_state(self, state: VisitState) -> None:
        """Draw the form; called after every change."""
        raise NotImplementedError
