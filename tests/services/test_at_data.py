import threading
from contextlib import suppress

import pytest

from cdtt_app.services.at_data import AtData, LeftError
from cdtt_app.storage.database import Database

PATIENCE = 10


class _Thread:
    """A thread that goes away from the data and comes back when it is told."""

    def __init__(self, at_data: AtData, db: Database) -> None:
        self.away, self.back = threading.Event(), threading.Event()
        self.seen: list[str] = []
        self._at_data, self._db = at_data, db
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def end(self) -> list[str]:
        self.back.set()
        self.thread.join(PATIENCE)
        return self.seen

    def _work(self) -> None:
        try:
            with self._at_data:
                self._db.rows("SELECT 1")
                with self._at_data.away():
                    self.away.set()
                    self.back.wait(PATIENCE)
                self._db.rows("SELECT 1")
                self.seen.append("read again")
        except LeftError:
            self.seen.append("left")


def test_who_is_away_comes_back_to_the_data(db: Database) -> None:
    worker = _Thread(AtData(db), db)
    assert worker.away.wait(PATIENCE)
    assert worker.end() == ["read again"]


def test_leaving_does_not_wait_for_who_is_away_and_he_touches_nothing_any_more(db: Database) -> None:
    at_data = AtData(db)
    worker = _Thread(at_data, db)
    assert worker.away.wait(PATIENCE)
    at_data.leave()
    assert worker.end() == ["left"]


def test_leaving_waits_for_who_is_at_the_data(db: Database) -> None:
    at_data, left = AtData(db), threading.Event()
    with at_data:
        leaving = threading.Thread(target=_leave, args=(at_data, left))
        leaving.start()
        assert not left.wait(0.2)
    assert left.wait(PATIENCE)
    leaving.join(PATIENCE)


def _leave(at_data: AtData, left: threading.Event) -> None:
    at_data.leave()
    left.set()


def test_no_connection_is_open_while_the_thread_is_away(db: Database) -> None:
    before = len(db._open)
    worker = _Thread(AtData(db), db)
    assert worker.away.wait(PATIENCE)
    assert len(db._open) == before
    worker.end()
    assert len(db._open) == before


def test_who_is_away_may_come_back_for_a_moment_until_the_data_is_left(db: Database) -> None:
    at_data, seen = AtData(db), []

    def go_back(what: str) -> None:
        with at_data.back():
            db.rows("SELECT 1")
            seen.append(what)

    with suppress(LeftError), at_data, at_data.away():
        go_back("before")
        assert db._open == []
        at_data.leave()
        go_back("after")
    assert seen == ["before"]


def test_nobody_comes_to_data_that_was_left(db: Database) -> None:
    at_data = AtData(db)
    at_data.leave()
    with pytest.raises(LeftError), at_data:
        raise AssertionError
    at_data.leave()  # the lock is free
