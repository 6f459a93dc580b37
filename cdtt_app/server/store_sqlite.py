"""The province's store in one SQLite file: for a pilot, a commune, a test; one writer at a time, readers never wait."""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Event

from cdtt_app.server.schema import SQLITE, STEPS, Steps, upgrade
from cdtt_app.server.statements import Row
from cdtt_app.server.store import RetryError, StoreError, Transaction
from cdtt_app.server.store_sql import SqlTransaction
from cdtt_app.server.turns import Turns

_CACHE = "PRAGMA cache_size = -16384"  # KB
_ASK_AGAIN_SECONDS = 0.02


class SqliteStore:
    """A file; the folder must be there. Connections are lent to whichever thread needs one.

    `busy_seconds` is for another process that writes: a restore, a second server by mistake.
    """

    def __init__(self, path: Path, *, steps: Steps = STEPS, busy_seconds: float = 20) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._turns = Turns()
        self._readers: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = Event()
        self._writer = self._connect()
        try:
            with self._writing() as statements:
                upgrade(statements, SQLITE, steps)
        except BaseException:
            self._writer.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        with _explained():
            # One thread at a time is seen to by who lends the connection; a transaction does not change its thread.
            connection = sqlite3.connect(
                self._path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False
            )
            try:
                _write_ahead(connection, self._busy_seconds)
                connection.execute("PRAGMA synchronous = FULL")  # a receipt promises that a power cut takes nothing
                connection.execute(_CACHE)
            except BaseException:
                connection.close()
                raise
        return connection

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only reads; it sees the moment of its first question."""
        return self._read()

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that writes; threads have their turn in the order in which they came."""
        return self._write()

    @contextmanager
    def _read(self) -> Iterator[Transaction]:
        if self._closed.is_set():
            raise StoreError("the store is closed")
        connection = self._reader()
        try:
            statements = _SqliteStatements(connection)
            with statements.transaction("BEGIN"):
                yield SqlTransaction(statements)
        finally:
            self._readers.put(connection)
            if self._closed.is_set():
                self._close_readers()

    def _reader(self) -> sqlite3.Connection:
        try:
            return self._readers.get_nowait()
        except Empty:
            return self._connect()

    @contextmanager
    def _write(self) -> Iterator[Transaction]:
        with self._writing() as statements:
            yield SqlTransaction(statements)

    @contextmanager
    def _writing(self) -> Iterator["_SqliteStatements"]:
        with self._turns.turn():
            if self._closed.is_set():
                raise StoreError("the store is closed")
            statements = _SqliteStatements(self._writer)
            with statements.transaction("BEGIN IMMEDIATE"):
                yield statements

    def close(self) -> None:
        """Let go of the file, when the transaction that writes has ended; one that reads closes behind itself."""
        with self._turns.turn():
            self._closed.set()
            self._close_readers()
            self._writer.close()

    def _close_readers(self) -> None:
        with suppress(Empty):  # two threads may be at it
            while True:
                self._readers.get_nowait().close()


class _SqliteStatements:
    """Statements of one connection; between BEGIN IMMEDIATE and COMMIT it writes alone, so nothing needs a lock."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.failed = False

    @contextmanager
    def transaction(self, begin: str) -> Iterator[None]:
        with _explained():
            self._connection.execute(begin)
        try:
            yield
            if self.failed:  # and somebody went on; PostgreSQL would not keep the rest either
                raise StoreError("the transaction had failed")
            with _explained():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        try:
            with _explained():
                yield self._connection
        except StoreError:
            self.failed = True
            raise

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with self._asked() as connection:
            return connection.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        with self._asked() as connection:
            return connection.execute(sql, values).rowcount

    def run_many(self, sql: str, values: Sequence[Sequence[object]]) -> int:
        with self._asked() as connection:
            return connection.executemany(sql, values).rowcount if values else 0

    def insert(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        self.run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    def among(self, column: str) -> str:
        return f"{column} IN (SELECT value FROM json_each(?))"

    def listed(self, texts: Sequence[str]) -> object:
        return json.dumps(texts)

    def locked(self, sql: str) -> str:
        return sql

    def hold(self, _name: str, /) -> bool:
        return False

    def go_on_from(self, table: str, _column: str, number: int, /) -> None:  # a table has one such column
        if not self.run("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (number, table)):
            self.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


def _write_ahead(connection: sqlite3.Connection, seconds: float) -> None:
    """Turn the log on; SQLite does not wait for another that is just doing the same, so we do."""
    until = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= until:
                raise
            time.sleep(_ASK_AGAIN_SECONDS)
        else:
            return


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        name = getattr(error, "sqlite_errorname", "")
        raise (RetryError if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) else StoreError)(str(error)) from error
