"""Sends and receives by itself and when asked: one try at a time, on a thread that nobody has to wait for."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cdtt_app.services.at_data import AtData, LeftError
from cdtt_app.services.pacing import AFTER_SAVE, FIRST, rest
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.offers import waits
from cdtt_app.storage.whereabouts import unsigned_visits

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister
    from cdtt_app.services.sending import Met
    from cdtt_app.services.sync import Progress, Report

_FAILURES = frozenset({"road", "confused"})  # ends after which it tries again sooner than it would in any case


class Road(Enum):
    """Whether there is a province to be asked; only practice may have none, or still be building its own."""

    OPEN = auto()
    OPENING = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendState:
    """How sending stands: a try under way, with the records that waited when it began, or the last one's end."""

    running: bool = False
    total: int = 0
    progress: "Progress | None" = None
    report: "Report | None" = None
    next_try_at: datetime | None = None


class Sender(QObject):
    """Belongs to one open database; `close` before that is closed. Asks nothing of a machine that is not enrolled."""

    changed = Signal()  # another state
    moved = Signal()  # records may be somewhere else than before
    failed = Signal(object)  # the Exception that ended a try: nothing that the network or the province said

    _told = Signal(object)

    def __init__(
        self,
        db: Database,
        units: "Callable[[], UnitRegister]",
        *,
        chance: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = SendState()
        self.road = Road.OPEN
        self._db, self._units, self._chance = db, units, chance
        self._at_data = AtData(db)
        self._stop = threading.Event()
        self._closed = False
        self._failures = 0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.send)
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def set_road(self, road: Road) -> None:
        """Say whether there is a province to be asked."""
        self.road = road
        self.changed.emit()

    def start(self, seconds: float = FIRST) -> None:
        """Begin to try by itself, after so many seconds."""
        self._schedule(seconds)

    def send(self) -> None:
        """Try now; nothing while a try is under way."""
        if self.state.running or self._closed:
            return
        try:
            if not self._may_ask():
                return
            waiting = unsigned_visits(self._db)
        except StorageError as error:
            self._hear(error)
            return
        self._next.stop()
        self._stop.clear()
        self._show(SendState(running=True, total=waiting.here + waiting.sent))
        threading.Thread(target=self._work, name="gui-nhan", daemon=True).start()

    def stop(self) -> None:
        """End the try under way after the page it is at; what was received stays received."""
        self._stop.set()

    def saved(self) -> None:
        """Something was written: it goes soon, unless the last try failed; then it goes with the next one."""
        if self.state.running or self._failures or self._closed or not self._may_ask():
            return
        soon = self._db.now() + timedelta(seconds=AFTER_SAVE)
        if self.state.next_try_at is not None and self.state.next_try_at <= soon:
            return
        if waits(self._db.connection()):
            self._schedule(AFTER_SAVE)

    def decided(self) -> None:
        """Something was settled that is no record: the counts are others, and it goes soon."""
        self.changed.emit()
        self.saved()

    def close(self) -> None:
        """The data is about to be closed: no more tries; one that waits for the network is left to itself."""
        self._closed = True
        self._next.stop()
        self._stop.set()
        self._at_data.leave()

    def _may_ask(self) -> bool:
        return self.road is Road.OPEN and enrolment(self._db) is not None

    def _schedule(self, seconds: float) -> None:
        self._next.start(round(seconds * 1000))
        self._show(replace(self.state, next_try_at=self._db.now() + timedelta(seconds=seconds)))

    def _show(self, state: SendState) -> None:
        self.state = state
        self.changed.emit()

    def _work(self) -> None:
        """The whole try, on its own thread."""
        try:
            with self._at_data:
                self._told.emit(self._try())
        except LeftError:
            return

    def _try(self) -> "Met | Exception":
        from cdtt_app.services.office import look_at_machines  # not needed before the first try
        from cdtt_app.services.packing import our_packing
        from cdtt_app.services.sending import send_and_receive

        away = self._at_data.away
        try:
            met = send_and_receive(
                self._db,
                our_packing(),
                self._units,
                stopped=self._stop.is_set,
                progress=self._told.emit,
                away=away,
                back=self._at_data.back,
            )
            if met.report.end == "done":
                look_at_machines(self._db, away)
            return met
        except LeftError:
            raise
        except Exception as error:  # whatever it is, the person is told
            return error

    def _hear(self, said: "Progress | Met | Exception") -> None:
        from cdtt_app.services.sync import Progress

        if self._closed:
            return
        if isinstance(said, Progress):
            self._show(replace(self.state, progress=said))
            self.moved.emit()
        elif isinstance(said, Exception):
            self._ended(None)
            self.failed.emit(said)
        else:
            self._ended(said.report)
            self.moved.emit()

    def _ended(self, report: "Report | None") -> None:
        failed = report is None or report.end in _FAILURES
        self._failures = self._failures + 1 if failed else 0
        self.state = SendState(report=report)
        self._schedule(rest(self._failures, report.wait if report else 0.0, self._chance()))
        if report is not None and report.end == "done":
            self.saved()  # what was written in the meantime
