"""One coverage note in full: all that was noted, and its photos."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.ids import HamletId
from cdtt_app.presenters.case_notes import NoteFact, Who, note_facts, note_rows, row_title
from cdtt_app.ui.dialogs.case_note_photos import NotePhotos, PhotoDialog, ReadPhoto, photo_name
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.text import dress, label

_PAGE = 8  # steps of a scroll bar
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class _Heading(QLabel):
    """Takes the keyboard, so that arrows can move what is too long for the window: `moved` by so many steps."""

    moved = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        dress(self, theme, Role.H2)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down through what is read; the rest is the window's."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class NoteSheet(QWidget):
    """Drawn anew for each note; photos are read only for the note that is shown."""

    moved = Signal(int)

    def __init__(self, theme: Theme, hamlets: Mapping[HamletId, str], who: Who, read: ReadPhoto) -> None:
        super().__init__()
        self._theme, self._hamlets, self._who, self._read = theme, hamlets, who, read
        self.heading = _Heading(theme)
        self.heading.moved.connect(self.moved)
        self.setFocusProxy(self.heading)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(self.heading)
        self._shown: QWidget | None = None
        self.photos: NotePhotos | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_note(self, note: CoverageNote) -> None:
        """This one now."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        (row,) = note_rows((note,), self._hamlets, self._who)
        facts = note_facts(note, self._hamlets, self._who)
        self.heading.setText(row_title(row))
        self.heading.setAccessibleName(row_title(row))
        self.heading.setAccessibleDescription(". ".join(f"{fact.name}: {fact.words}" for fact in facts))
        self._shown = self._drawn(note, facts)
        self._column.addWidget(self._shown)

    def _drawn(self, note: CoverageNote, facts: tuple[NoteFact, ...]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addLayout(self._grid(facts))
        self.photos = NotePhotos(self._theme, note.photos, self._read) if note.photos else None
        if self.photos is not None:
            self.photos.opened.connect(lambda at: self._open(note, at))
            column.addWidget(self.photos)
        return made

    def _grid(self, facts: tuple[NoteFact, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(14))
        grid.setVerticalSpacing(self._theme.px(5))
        grid.setColumnStretch(1, 1)
        for at, fact in enumerate(facts):
            grid.addWidget(label(self._theme, fact.name, Role.MUTED), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(self._theme, fact.words, wrap=True), at, 1)
        return grid

    def _open(self, note: CoverageNote, at: int) -> None:
        photo = note.photos[at]
        dialog = PhotoDialog(self._theme, photo_name(at, photo), photo, self._read, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
