"""Records of these kinds were written: told from any thread, heard in the thread of the screen."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

WHEREABOUTS: Final = "whereabouts"  # no kind: where records are has changed, not what they say


class Changes(QObject):
    """The bridge from the database's one observer to the open pages."""

    written = Signal(frozenset)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued even within one thread: pages reload after the write is over, not in the middle of it.
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def report(self, kinds: Iterable[str]) -> None:
        """Say that records of these kinds were written; safe from any thread."""
        self._reported.emit(frozenset(kinds))

    def _pass_on(self, kinds: frozenset[str]) -> None:
        self.written.emit(kinds)
