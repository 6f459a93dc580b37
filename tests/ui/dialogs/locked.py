"""Profiles behind a PIN, for the dialogs at the door; every name in them is invented."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Created, Profile, create
from cdtt_app.ui.tasks import Tasks
from tests.factories import make_household

PIN = "246813"


def make_profile(folder: Path, *names: str, pin: str | None = PIN) -> Created:
    """A closed profile with households of these names."""
    created = create(Profile(folder), pin)
    add_households(created.db, *names)
    created.db.close()
    return created


def add_households(db: Database, *names: str) -> None:
    """Write a household per name."""
    with db.write() as tx:
        for name in names:
            tx.save(make_household(name))


def type_in(field: QLineEdit, text: str) -> None:
    """Type as a person does, over what stands there."""
    field.setFocus()
    field.selectAll()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)  # as an input method does; QTest knows no accents


def all_done(tasks: Tasks) -> bool:
    """Whether nothing is under way any more."""
    return not tasks.busy()


def small_targets(window: QWidget, least: int) -> list[str]:
    """The controls in sight that are lower than `least` pixels."""
    kinds = ("QPushButton", "QLineEdit", "QCheckBox", "ChoiceField", "SearchField")
    controls = [w for w in window.findChildren(QWidget) if type(w).__name__ in kinds and w.isVisible()]
    return [f"{type(w).__name__} {w.accessibleName()} {w.height()}" for w in controls if w.height() < least]


def nameless(window: QWidget) -> list[str]:
    """The controls in sight that a screen reader could not name."""
    kinds = ("QPushButton", "QLineEdit", "QCheckBox", "ChoiceField", "SearchField", "TwoLineList", "QTableView")
    controls = [w for w in window.findChildren(QWidget) if type(w).__name__ in kinds and w.isVisible()]
    return [f"{type(w).__name__} {w.objectName()}" for w in controls if not w.accessibleName()]
