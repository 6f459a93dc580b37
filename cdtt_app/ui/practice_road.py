"""The practice hamlet's own province: started a moment after the window, stopped with the data."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cdtt_app.storage.database import Database
from cdtt_app.transport.practice_server import available
from cdtt_app.ui.sender import Road, Sender
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.widgets.alive import when_alive

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister
    from cdtt_app.services.practice_province import PracticeProvince

_AFTER_MS = 2500  # the first page and its upkeep come first


class PracticeRoad(QObject):
    """Opens the road of a sender; without a province (the built program has none) the page says so."""

    def __init__(
        self, db: Database, units: "Callable[[], UnitRegister]", folder: Path, sender: Sender, tasks: Tasks
    ) -> None:
        super().__init__(sender)
        self._db, self._units, self._folder, self._sender, self._tasks = db, units, folder, sender, tasks
        self._province: PracticeProvince | None = None
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._begin)
        sender.set_road(Road.OPENING if available() else Road.NONE)
        if sender.road is Road.OPENING:
            self._timer.start()

    def stop(self) -> None:
        """Start nothing any more; `close` follows once the tasks are over."""
        self._timer.stop()

    def close(self) -> None:
        """Stop the province, if it was started."""
        if self._province is not None:
            self._province.close()
            self._province = None

    def _begin(self) -> None:
        self._tasks.run(self._open, when_alive(self, self._opened), when_alive(self, self._failed))

    def _open(self) -> None:
        """On another thread."""
        from cdtt_app.services.practice_province import PracticeProvince  # slow to load

        self._province = PracticeProvince(self._folder)
        try:
            self._province.open(self._db, self._units)
        finally:
            self._db.close_thread()

    def _opened(self, _done: None) -> None:
        self._sender.set_road(Road.OPEN)
        self._sender.moved.emit()
        self._sender.start()

    def _failed(self, _error: Exception) -> None:
        """Practice goes on without; the page says that nothing is sent from here."""
        self._sender.set_road(Road.NONE)
