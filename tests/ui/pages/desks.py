"""A desk for tests: a real database, ways that only remember where the person was sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdtt_app import paths
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.practice import make_practice
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile
from cdtt_app.ui.changes import Changes
from cdtt_app.ui.desk import Desk, Ways
from cdtt_app.ui.sender import Sender
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.factories import NOW


class Sent:
    """What the page asked of the ways, in order: (name, arguments)."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def way(self, name: str) -> Callable[..., None]:
        """A way that remembers."""
        return lambda *arguments: self.calls.append((name, arguments))


def practice_db(folder: Path) -> Database:
    """The practice hamlet in a folder, on the evening of the pictures."""
    root = paths.resources()
    units = root / "units"
    return make_practice(
        Profile(folder), lambda: load_units(units), root / "checklists", root / "practice", clock=lambda: NOW
    )


def make_desk(db: Database, folder: Path, theme: Theme, sent: Sent) -> Desk:
    """A desk over the database."""
    names = Ways.__dataclass_fields__
    changes = Changes()

    def units() -> UnitRegister:
        return load_units(paths.resources() / "units")

    db.observer = changes.report
    return Desk(
        db=db,
        profile=Profile(folder),
        theme=theme,
        tasks=Tasks(),
        changes=changes,
        units=units,
        checklist=lambda: checklist_in_use(db),
        practice=True,
        sender=Sender(db, units, parent=changes),
        ways=Ways(**{name: sent.way(name) for name in names}),
    )
