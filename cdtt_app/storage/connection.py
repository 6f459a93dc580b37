"""An encrypted SQLite connection that behaves as the standard library's does, so that sqlite-utils stands on it."""

import functools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

from sqlcipher3 import dbapi2 as sqlcipher

P = ParamSpec("P")
R = TypeVar("R")
Loose: TypeAlias = Any  # sqlite3 types its cursors by overloads that a subclass cannot restate

KEY_BYTES = 32
_NAMES = (
    *("Warning", "Error", "InterfaceError", "DatabaseError", "DataError", "OperationalError"),
    *("IntegrityError", "InternalError", "ProgrammingError", "NotSupportedError"),
)
# sqlite-utils catches sqlite3's errors, not the cipher's: raise what is both.
_TWINS = {
    getattr(sqlcipher, name): type(name, (getattr(sqlcipher, name), getattr(sqlite3, name)), {}) for name in _NAMES
}


def _twin_errors(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except sqlcipher.Error as error:
            twin = _TWINS.get(type(error))
            if twin is None:
                raise
            raised = twin(*error.args)
            raised.sqlite_errorname = getattr(error, "sqlite_errorname", "")
        # Raised outside the handler: a frame that keeps a failed cursor alive makes sqlcipher3 0.6.4 swallow errors.
        try:
            raise raised
        finally:
            del raised, args, kwargs

    return call


class Cursor(sqlcipher.Cursor):
    """A cursor that raises errors of both families."""

    execute = _twin_errors(sqlcipher.Cursor.execute)
    executemany = _twin_errors(sqlcipher.Cursor.executemany)
    executescript = _twin_errors(sqlcipher.Cursor.executescript)
    fetchone = _twin_errors(sqlcipher.Cursor.fetchone)
    fetchmany = _twin_errors(sqlcipher.Cursor.fetchmany)
    fetchall = _twin_errors(sqlcipher.Cursor.fetchall)
    __next__: Loose = _twin_errors(cast("Loose", sqlcipher.Cursor.__next__))


class Connection(sqlcipher.Connection):
    """A connection whose every cursor raises errors of both families."""

    def cursor(self, factory: Loose = Cursor) -> Loose:
        """A cursor of ours; `execute` and its kin of the base class go through here."""
        return super().cursor(factory)

    commit = _twin_errors(sqlcipher.Connection.commit)
    rollback = _twin_errors(sqlcipher.Connection.rollback)


def connect(path: Path, key: bytes, *, busy_ms: int = 5000) -> Connection:
    """Open `path` with a raw 32-byte key; raises sqlite3.DatabaseError when the key is not its own."""
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    connection = sqlcipher.connect(str(path), factory=Connection, isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL could roll back, at a power cut, a record that was already sent: docs/decisions/0003.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -16384")
    except BaseException:
        connection.close()
        raise
    return connection
