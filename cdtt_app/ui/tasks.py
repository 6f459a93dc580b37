"""Work that takes time, done beside the screen: one bridge object that lives as long as the app."""

from collections.abc import Callable
from itertools import count
from threading import Event
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

T = TypeVar("T")


class StoppedError(Exception):
    """Long work ended early because the person asked it to stop."""


class Progress:
    """What long work is given: a way to say how far it is, which is also where it can be stopped."""

    def __init__(self, say: Callable[[int, int], None]) -> None:
        self._say = say
        self._stop = Event()

    def __call__(self, done: int, total: int) -> None:
        """Report `done` of `total`; raises StoppedError when the work is to stop."""
        if self._stop.is_set():
            raise StoppedError
        self._say(done, total)

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()


class _Listener(NamedTuple):
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[int, int], None]


class Tasks(QObject):
    """Runs plain functions on a pool of threads and brings results back to the thread of the screen."""

    _finished = Signal(int, object, object)
    _progressed = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._numbers = count()
        self._waiting: dict[int, _Listener] = {}
        self._running: dict[int, Progress] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `work` on another thread, then call `done` with its result, or `failed`, on this one."""
        self.run_long(lambda _progress: work(), done, failed, lambda _done, _total: None)

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None],
    ) -> Progress:
        """The same for work that says how far it is; `stop()` of the answer ends it with StoppedError."""
        number = next(self._numbers)
        handle = Progress(lambda n, total: self._progressed.emit(number, n, total))
        self._waiting[number] = _Listener(done, failed, progress)
        self._running[number] = handle
        self._pool.start(lambda: self._work(number, work, handle))
        return handle

    def busy(self) -> bool:
        """Whether any work has not been answered yet."""
        return bool(self._waiting)

    def close(self) -> None:
        """Drop what has not begun, stop what can be stopped, wait for the rest; nobody is called any more."""
        self._waiting.clear()
        for handle in self._running.values():
            handle.stop()
        self._running.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _work(self, number: int, work: Callable[[Progress], Any], handle: Progress) -> None:
        result, error = None, None
        try:
            result = work(handle)
        except Exception as caught:
            error = caught
        self._finished.emit(number, result, error)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        self._running.pop(number, None)
        listener = self._waiting.pop(number, None)
        if listener is None:
            return
        if error is not None:
            listener.failed(error)
        else:
            listener.done(result)

    def _tell(self, number: int, done: int, total: int) -> None:
        listener = self._waiting.get(number)
        if listener is not None:
            listener.progress(done, total)
