"""A lock that is fair: whoever waits longest is next."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """Threads go one at a time, in the order in which they came; a plain lock may let one of them starve."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._queue: deque[Lock] = deque()  # the first is at work, the others wait, each at its own lock

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and have it until the block ends."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            self._queue.append(mine)
            if self._queue[0] is mine:
                mine.release()
        try:
            with mine:
                yield
        finally:
            self._leave(mine)

    def _leave(self, mine: Lock) -> None:
        """Also from the middle of the queue: waiting may be broken off."""
        with self._guard:
            was_first = self._queue[0] is mine
            self._queue.remove(mine)
            if was_first and self._queue:
                self._queue[0].release()
