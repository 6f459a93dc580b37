"""The local database: one door to read, one door to write (the row and its operation in ONE transaction)."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import structs

from cdtt_app.domain.ids import long_id, short_id
from cdtt_app.domain.kinds import SCHEMA, SCOPE_FIELD, Entity, Kind, kind_of, parent_of, scope_of
from cdtt_app.storage import oplog
from cdtt_app.storage.connection import Connection, connect
from cdtt_app.storage.errors import DamagedError, StorageError, explained
from cdtt_app.storage.feed import confirmed, pending
from cdtt_app.storage.rows import from_row, select
from cdtt_app.storage.schema import bring_up_to_date
from cdtt_app.storage.view import put_row, refresh
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import Value, changed, flatten
from cdtt_app.sync.operation import Operation, latest_setters, next_clock

Changes = dict[str, tuple[Any, int]]
Observer = Callable[[frozenset[str]], None]


def _now() -> datetime:
    return datetime.now(UTC)


class Database:
    """One machine's data. Every thread gets a connection of its own; opening one costs about a millisecond."""

    def __init__(self, path: Path, key: bytes, *, clock: Callable[[], datetime] = _now) -> None:
        self.path = path
        self.key = key
        self.clock = clock
        self.observer: Observer = lambda _kinds: None
        self._local = threading.local()
        self._open: list[Connection] = []
        self._ensure_schema()

    def _ensure_schema(self) -> None:
        try:
            bring_up_to_date(self.connection())
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    def connection(self) -> Connection:
        """The connection of the calling thread."""
        kept: Connection | None = getattr(self._local, "connection", None)
        if kept is None:
            try:
                kept = connect(self.path, self.key)
            except sqlite3.Error as error:
                raise explained(error, self.path) from error
            self._local.connection = kept
            self._open.append(kept)
        return kept

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question; raises StorageError with a sentence."""
        try:
            found: list[tuple[Any, ...]] = self.connection().execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise explained(error, self.path) from error
        return found

    @contextmanager
    def write(self) -> Iterator["Write"]:
        """One durable transaction; on any error nothing of it stays. The observer hears which kinds were written."""
        connection = self.connection()
        try:
            connection.execute("BEGIN IMMEDIATE")
            tx = Write(connection, self.clock)
            try:
                yield tx
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise explained(error, self.path) from error
        if tx.touched:
            self.observer(frozenset(tx.touched))

    def now(self) -> datetime:
        """The machine's time, with its zone."""
        return self.clock()

    def new_id(self) -> str:
        """A fresh id that sorts by the time it was made."""
        return long_id(int(self.clock().timestamp() * 1000), os.urandom(10))

    def new_short_id(self) -> str:
        """A fresh short id, for people."""
        return short_id(os.urandom(7))

    def close_thread(self) -> None:
        """Close the calling thread's connection; background jobs do this when they end."""
        kept: Connection | None = getattr(self._local, "connection", None)
        if kept is not None:
            self._local.connection = None
            self._open.remove(kept)
            kept.close()

    def close(self) -> None:
        """Close this thread's connection, folding the write-ahead log back into the file."""
        self.close_thread()


class Write:
    """What may be done inside `Database.write()`."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self.connection = connection
        self.touched: set[str] = set()
        self._clock = clock
        self._head: oplog.Head | None = None

    def save(self, entity: Entity) -> bool:
        """Write the record and append its operation; False when nothing differs from what is kept."""
        kind = kind_of(entity)
        old = find(self.connection, kind, entity.id)
        changes = changed(flatten(to_document(old)) if old else {}, flatten(to_document(entity)))
        if old is not None and not changes:
            return False
        put_row(self.connection, kind, entity)
        scope = scope_of(entity)
        based, seen_in = self._on_bases(entity.id, scope, changes) if old else _on_nothing(changes)
        self._log(
            Operation(
                kind=kind.name,
                id=entity.id,
                scope=scope,
                clock=0,
                schema=SCHEMA,
                changes=based,
                parent=parent_of(entity),
                seen_in=seen_in,
            )
        )
        self.touched.add(kind.name)
        return True

    def answer(self, record: str, field: str, value: Value) -> None:
        """Settle a question: write the chosen value even if it stands already, as seen by a person."""
        known = confirmed(self.connection, record)
        if known is None:
            raise StorageError("Bản ghi này không còn trên máy nên chưa trả lời được.")
        scope = value if field == SCOPE_FIELD and value else known.scope
        based, seen_in = self._on_bases(record, scope, {field: value})
        self._log(
            Operation(kind=known.kind, id=record, scope=scope, clock=0, schema=SCHEMA, changes=based, seen_in=seen_in)
        )
        self.touched |= refresh(self.connection, (record,))

    def take_in(self, operation: Operation) -> int:
        """Write an operation as it stands: a colleague's late work, or what the province lost; returns its number.

        Its clock and its token, if it has them, stay: when somebody wrote this, and what he had heard of by then.
        """
        self._log(operation)
        self.touched |= refresh(self.connection, (operation.id,)) if operation.changes else set()
        return self._head.seq if self._head else 0

    def _on_bases(self, record: str, scope: str, changes: dict[str, Any]) -> tuple[Changes, str]:
        """Each change with what its author saw, a version or an operation of this machine still on its way.

        Also the hamlet whose versions they are, when the record comes from there to `scope`.
        """
        own = latest_setters(pending(self.connection, record))
        known = confirmed(self.connection, record)
        based = {
            path: (value, -own[path] if path in own else known.version(path) if known is not None else 0)
            for path, value in changes.items()
        }
        return based, known.scope if known is not None and known.scope != scope else ""

    def _log(self, operation: Operation) -> None:
        at = self._head or oplog.head(self.connection)
        clock = next_clock(at.clock, int(self._clock().timestamp() * 1000))
        token = operation.token or oplog.last_token(self.connection)
        stamped = structs.replace(operation, clock=operation.clock or clock, token=token)
        self._head = oplog.append(self.connection, at, stamped, clock)

    def keep_local(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Write to a table that never leaves the machine (drafts, facts, checklists)."""
        self.connection.execute(sql, parameters)


def _on_nothing(changes: dict[str, Any]) -> tuple[Changes, str]:
    return {path: (value, 0) for path, value in changes.items()}, ""


def find(connection: Connection, kind: Kind, id_: str) -> Entity | None:
    """One record by its id, deleted ones included."""
    row = connection.execute(f"SELECT {select(kind.cls)} FROM {kind.name} WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    try:
        entity: Entity = from_row(kind.cls, row)
    except ValueError as error:
        raise DamagedError(f"Bản ghi {kind.name} {id_} đọc không được ({error}). Hãy báo cán bộ xã.") from error
    return entity
