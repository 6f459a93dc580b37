"""Sending and receiving for as long as the data is open: the sender, and in practice its province."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdtt_app.presenters.network import Network, network_of
from cdtt_app.presenters.sync_outcomes import attempt_of
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.database import Database
from cdtt_app.ui.practice_road import PracticeRoad
from cdtt_app.ui.sender import Sender
from cdtt_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister


class Sending:
    """Begins at once; `stop`, wait for the tasks, `close`, and only then close the data."""

    def __init__(
        self,
        db: Database,
        units: "Callable[[], UnitRegister]",
        folder: Path,
        tasks: Tasks,
        *,
        practice: bool,
        parent: QObject,
    ) -> None:
        self._db = db
        self.sender = Sender(db, units, parent=parent)
        self._road = PracticeRoad(db, units, folder, self.sender, tasks) if practice else None
        if not practice:
            self.sender.start()

    def network(self) -> Network | None:
        """What the last try met."""
        last = [attempt_of(each, clock_wrong=False) for each in last_attempts(self._db, 1)]
        return network_of(last[0] if last else None, self._db.now())

    def stop(self) -> None:
        """No more tries; the one under way is left to itself where it waits for the network."""
        self.sender.close()
        if self._road is not None:
            self._road.stop()

    def close(self) -> None:
        """Stop the practice province."""
        if self._road is not None:
            self._road.close()
        self.sender.deleteLater()
