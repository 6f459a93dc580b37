"""Opening the data: the practice hamlet needs nothing, real data a PIN, an empty machine a few questions."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from cdtt_app import paths
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.households import household_ids
from cdtt_app.storage.profile import open_profile

if TYPE_CHECKING:
    from cdtt_app.ui.session import Session


def open_data(session: "Session") -> Database | None:
    """The open database, or None when the person turned back."""
    if session.program.practice:
        return _practice(session)
    profile = session.profile
    if not profile.exists:
        return _welcome(session)
    try:
        needs_pin = profile.needs_pin
    except DamagedError as error:
        return _damaged(session, str(error))
    if not needs_pin:
        return open_profile(profile)
    from cdtt_app.ui.dialogs.pin_dialog import PinDialog

    dialog = PinDialog(session.program.theme, session.tasks, lambda pin: open_profile(profile, pin))
    return dialog.database if dialog.exec() == QDialog.DialogCode.Accepted else None


def _practice(session: "Session") -> Database:
    if session.profile.data.exists() and not session.profile.needs_pin:
        db = open_profile(session.profile)
        if household_ids(db):
            return db
        db.close()
    from cdtt_app.services.practice import open_or_make_practice

    folder = paths.resources()
    return open_or_make_practice(
        session.profile, session.units, folder / "checklists", folder / "practice", clock=lambda: datetime.now(UTC)
    )


def _welcome(session: "Session") -> Database | None:
    from cdtt_app.ui.dialogs.welcome_dialog import WelcomeDialog

    dialog = WelcomeDialog(session.program.theme, session.tasks, session.profile, session.units)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if dialog.practise:
        session.program.practice, session.program.options.profile = True, None
        return _practice(session)
    return dialog.database


def _damaged(session: "Session", sentence: str) -> Database | None:
    from cdtt_app.ui.dialogs.rescue_dialog import RescueDialog

    dialog = RescueDialog(session.program.theme, session.tasks, session.profile, sentence)
    return dialog.database if dialog.exec() == QDialog.DialogCode.Accepted else None
