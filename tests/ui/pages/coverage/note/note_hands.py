"""What a person does on the note form, and what the world around it answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coordinates import read_coordinates
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.geo import Point
from cdtt_app.imports.photo import read_photo
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.note_form_acts import NoteActs
from cdtt_app.ui.pages.note_form_view import NoteFormView

if TYPE_CHECKING:
    from pathlib import Path

W = TypeVar("W", bound=QWidget)
HOME = "BG-004"
Make = Callable[[], NoteFormView]


class World:
    """The file and the spot that the person will choose next."""

    def __init__(self) -> None:
        self.photo: Path | None = None
        self.spot: Point | None = None
        self.asked_at: list[Point | None] = []

    def acts(self) -> NoteActs:
        """Real readers; the two windows that need a person are answered from here."""
        return NoteActs(
            read_text=read_coordinates,
            read_photo=read_photo,
            choose_photo=lambda _parent: self.photo,
            pick_spot=self._pick,
        )

    def _pick(self, _parent: QWidget, at: Point | None) -> Point | None:
        self.asked_at.append(at)
        return self.spot


class Keys:
    """A keyboard that counts what is pressed."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the keyboard is."""
        self.count += 1
        QTest.keyClick(held(), key, modifier)

    def type_text(self, text: str) -> None:
        """A key for each letter."""
        self.count += len(text)
        QTest.keyClicks(held(), text)


def held() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def button(view: QWidget, name: str) -> QAbstractButton:
    """The visible button of this name."""
    found = [b for b in view.findChildren(QAbstractButton) if b.accessibleName() == name and b.isVisible()]
    assert len(found) == 1, (name, len(found))
    return found[0]


def has_button(view: QWidget, name: str) -> bool:
    """Whether such a button can be seen."""
    return any(b.accessibleName() == name and b.isVisible() for b in view.findChildren(QAbstractButton))


def write(view: NoteFormView, key: str, text: str) -> None:
    """Type into a field of the form, in place of what stands there."""
    field = {**view.home.fields, **view.position.fields}.get(key) or view.more.field(key)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)


def notes(db: Database) -> tuple[CoverageNote, ...]:
    """All notes in the book."""
    return tuple(note for note in where(db, CoverageNote) if not note.deleted)


def newest(
    db: Database, before: tuple[CoverageNote, ...], wanted: Callable[[CoverageNote], bool] = bool
) -> CoverageNote:
    """The one note that was not there before."""
    known = {note.id for note in before}
    found = [note for note in notes(db) if note.id not in known and wanted(note)]
    assert len(found) == 1
    return found[0]


def waited(qtbot: QtBot, desk: Desk) -> None:
    """Until the background work is over and told."""
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=5000)
    QApplication.processEvents()
