"""Opening the data: the practice hamlet needs nothing, real data a PIN, an empty machine a few questions."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from cdtt_app import paths
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.profile import open_profile

if TYPE_CHECKING:
    from cdtt_app.ui.program import Program


def open_data(program: "Program") -> Database | None:
    """The open database, or None when the person turned back."""
    if program.practice:
        return _practice(program)
    profile = program.profile
    if not profile.exists:
        return _welcome(program)
    try:
        needs_pin = profile.needs_pin
    except DamagedError as error:
        return _damaged(program, str(error))
    if not needs_pin:
        return open_profile(profile)
    from cdtt_app.ui.dialogs.pin_dialog import PinDialog

    dialog = PinDialog(program.theme, program.tasks, lambda pin: open_profile(profile, pin))
    return dialog.database if dialog.exec() == QDialog.DialogCode.Accepted else None


def _practice(program: "Program") -> Database:
    from cdtt_app.services.practice import open_or_make_practice

    folder = paths.resources()
    return open_or_make_practice(
        program.profile, program.units, folder / "checklists", folder / "practice", clock=lambda: datetime.now(UTC)
    )


def _welcome(program: "Program") -> Database | None:
    from cdtt_app.ui.dialogs.welcome_dialog import WelcomeDialog

    dialog = WelcomeDialog(program.theme, program.tasks, program.profile, program.units)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if dialog.practise:
        program.practice, program.options.profile = True, None
        return _practice(program)
    return dialog.database


def _damaged(program: "Program", sentence: str) -> Database | None:
    from cdtt_app.ui.dialogs.rescue_dialog import RescueDialog

    dialog = RescueDialog(program.theme, program.tasks, program.profile, sentence)
    return dialog.database if dialog.exec() == QDialog.DialogCode.Accepted else None
