"""What the program does by itself shortly after it opened: checklists, place names, a backup, a look round."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from cdtt_app import paths
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.theme import Tone

if TYPE_CHECKING:
    from cdtt_app.storage.selfcheck import Finding

_AFTER_MS = 1500  # let the first page be painted first


def start_upkeep(desk: Desk) -> QTimer:
    """Do the upkeep on another thread, a moment from now; stop the timer to call it off."""
    timer = QTimer(desk.changes, singleShot=True, interval=_AFTER_MS)
    timer.timeout.connect(lambda: _begin(desk))
    timer.start()
    return timer


def _begin(desk: Desk) -> None:
    def tell(findings: "tuple[Finding, ...]") -> None:
        found = [finding for finding in findings if finding.noteworthy]
        if found:
            tone = Tone.RED if any(finding.bad for finding in found) else Tone.AMBER
            desk.ways.say(" ".join(finding.sentence for finding in found), tone)

    def failed(error: Exception) -> None:
        if isinstance(error, StorageError):
            desk.ways.say(str(error), Tone.AMBER)

    desk.tasks.run(lambda: _upkeep(desk), tell, failed)


def _upkeep(desk: Desk) -> "tuple[Finding, ...]":
    from cdtt_app.services.checklists import keep_new_checklists  # all this is not needed for the first page
    from cdtt_app.services.setup import name_places
    from cdtt_app.storage.backup import backup_when_due
    from cdtt_app.storage.selfcheck import quick_check

    try:
        keep_new_checklists(desk.db, paths.resources() / "checklists")
        name_places(desk.db, desk.units())
        backup_when_due(desk.db, desk.profile)
        return quick_check(desk.db, desk.profile)
    finally:
        desk.db.close_thread()
