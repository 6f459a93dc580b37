"""Opening the data: the practice hamlet needs nothing, real data a PIN, an empty machine a few questions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from cdtt_app import paths
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.households import household_ids
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Which data is to be opened, and what the windows that ask for it need."""

    profile: Profile
    practice: bool
    theme: Theme
    tasks: Tasks
    units: "Callable[[], UnitRegister]"


@dataclass(frozen=True, slots=True)
class Opened:
    """The open data; `practice` may have been chosen just now."""

    db: Database
    practice: bool


def open_data(door: Door) -> Opened | None:
    """The open data, or None when the person turned back; raises StorageError."""
    if door.practice:
        return Opened(_practice(door), practice=True)
    if not door.profile.exists:
        return _welcome(door)
    try:
        needs_pin = door.profile.needs_pin
    except DamagedError as error:
        return _rescue(door, str(error))
    return _ask_pin(door) if needs_pin else Opened(open_profile(door.profile), practice=False)


def _practice(door: Door) -> Database:
    if door.profile.data.exists() and not door.profile.needs_pin:
        db = open_profile(door.profile)
        if household_ids(db):
            return db
        db.close()
    from cdtt_app.services.practice import open_or_make_practice

    folder = paths.resources()
    return open_or_make_practice(
        door.profile, door.units, folder / "checklists", folder / "practice", clock=lambda: datetime.now(UTC)
    )


def _ask_pin(door: Door) -> Opened | None:
    from cdtt_app.ui.dialogs.pin_dialog import PinDialog

    dialog = PinDialog(
        door.theme, door.tasks, lambda pin: open_profile(door.profile, pin), rescue=lambda said: _rescued(door, said)
    )
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    return Opened(dialog.database, practice=False) if agreed and dialog.database else None


def _welcome(door: Door) -> Opened | None:
    from cdtt_app.ui.dialogs.welcome_dialog import WelcomeDialog

    dialog = WelcomeDialog(door.theme, door.tasks, door.profile, door.units)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if dialog.practise:
        return Opened(_practice(replace(door, profile=Profile(paths.practice_profile()))), practice=True)
    return Opened(dialog.database, practice=False) if dialog.database else None


def _rescue(door: Door, sentence: str) -> Opened | None:
    db = _rescued(door, sentence)
    return Opened(db, practice=False) if db else None


def _rescued(door: Door, sentence: str) -> Database | None:
    from cdtt_app.ui.dialogs.rescue_dialog import RescueDialog

    dialog = RescueDialog(door.theme, door.tasks, door.profile, sentence)
    return dialog.database if dialog.exec() == QDialog.DialogCode.Accepted else None
