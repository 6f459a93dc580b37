"""A background thread is at the data only between its waits for the network: whoever closes the data never waits long.

A connection left open while the file is put aside and another put in its place would spoil the new one.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from cdtt_app.storage.database import Database


class LeftError(Exception):
    """The data was closed meanwhile; the thread must touch nothing any more."""


class AtData:
    """Held by one thread while it reads and writes; `away` lets go of the data, connection and all."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lock = Lock()
        self._left = False

    def __enter__(self) -> None:
        """Come to the data; raises LeftError."""
        self._lock.acquire()
        if self._left:
            self._lock.release()
            raise LeftError

    def __exit__(self, *_: object) -> None:
        """Let it go for good."""
        self._db.close_thread()
        self._lock.release()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Around a wait for the network; raises LeftError when the data was closed meanwhile."""
        self._db.close_thread()
        self._lock.release()
        try:
            yield
        finally:
            self._lock.acquire()
            if self._left:
                raise LeftError

    def back(self) -> AbstractContextManager[None]:
        """At the data for a moment, in the middle of being away; raises LeftError."""
        return self

    def leave(self) -> None:
        """Called by whoever closes the data: returns once the thread is not at it, and will not come back."""
        with self._lock:
            self._left = True
