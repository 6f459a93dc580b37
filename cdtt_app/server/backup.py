"""A consistent copy of the province in one file: an SQLite file, whichever database it comes from.

So a backup can be looked into with any tool, and a pilot on SQLite can be restored into PostgreSQL. The keys and the
attachments are files of their own and are not in it. Once the copy is safely on the disk, the store is told how far
every machine's operations are in it: `durable` in a receipt, what a machine may forget.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.server.opening import SetupError, open_store
from cdtt_app.server.retry import retried
from cdtt_app.server.settings import Settings
from cdtt_app.server.statements import Row
from cdtt_app.server.store import Chain, Store, StoreError, Transaction
from cdtt_app.server.store_sqlite import SqliteStore

if TYPE_CHECKING:
    import psycopg

_CHAINS_AT_ONCE = 200  # locked together while they are marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a backup holds."""

    path: Path
    bytes: int
    machines: int
    entries: int


def make_backup(settings: Settings, target: Path) -> Copied:
    """Write the copy, also while the server runs; raises SetupError, StoreError, OSError. An older file stays."""
    if target.exists():
        raise SetupError(f"Đã có tệp {target}. Hãy đặt tên khác cho bản sao.")
    unfinished = target.with_name(target.name + ".dang-ghi")
    unfinished.unlink(missing_ok=True)
    store = open_store(settings)
    try:
        with _sqlite_errors():
            _copy(settings, unfinished)
            chains, machines, entries = _contents(unfinished)
        _make_sure(unfinished, target)
        _mark(store, chains)
    finally:
        store.close()
        unfinished.unlink(missing_ok=True)
    return Copied(path=target, bytes=target.stat().st_size, machines=machines, entries=entries)


def _copy(settings: Settings, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if settings.postgres:
        _from_postgres(settings.postgres, target)
    else:
        _from_sqlite(settings.database, target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it


def _from_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)  # in one step, which is one moment; writers go on meanwhile


def _from_postgres(conninfo: str, target: Path) -> None:
    import psycopg

    SqliteStore(target).close()  # the tables
    with closing(sqlite3.connect(target)) as writing, psycopg.connect(conninfo) as reading:
        reading.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reading.read_only = True
        for table, columns in tables_of(writing):
            writing.execute(f"DELETE FROM {table}")
            marks = ", ".join("?" * len(columns))
            insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
            writing.executemany(insert, _rows(reading, table, columns))
        writing.commit()


def _rows(reading: "psycopg.Connection", table: str, columns: Iterable[str]) -> Iterator[Row]:
    names = ", ".join(columns)
    with reading.cursor() as cursor:
        types = [
            column.type_code for column in cursor.execute(f"SELECT {names} FROM {table} LIMIT 0").description or ()
        ]
        with cursor.copy(f"COPY {table} ({names}) TO STDOUT (FORMAT BINARY)") as copy:
            copy.set_types(types)
            yield from copy.rows()


def tables_of(connection: sqlite3.Connection) -> list[tuple[str, list[str]]]:
    """Each table of ours with its columns."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return [
        (name, [column[1] for column in connection.execute(f"PRAGMA table_info({name})")])
        for (name,) in names.fetchall()
    ]


def _contents(file: Path) -> tuple[list[Chain], int, int]:
    """What is in the copy, once it is known to be whole."""
    with closing(sqlite3.connect(file)) as connection:
        (said,) = connection.execute("PRAGMA quick_check").fetchone()
        if said != "ok":
            raise StoreError(f"the copy is damaged: {said}")
        chains = connection.execute("SELECT replica, inc, first, head FROM chain ORDER BY replica, inc").fetchall()
        (machines,) = connection.execute("SELECT count(*) FROM device").fetchone()
        (entries,) = connection.execute("SELECT coalesce(sum(head), 0) FROM place").fetchone()
    named = [Chain(replica=replica, inc=inc, first=first, head=head) for replica, inc, first, head in chains]
    return named, machines, entries


def _make_sure(unfinished: Path, target: Path) -> None:
    """On the disk, under its name, also after a power cut."""
    sync(unfinished)
    unfinished.replace(target)
    if os.name == "posix":
        sync(target.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mark(store: Store, chains: list[Chain]) -> None:
    for start in range(0, len(chains), _CHAINS_AT_ONCE):
        part = chains[start : start + _CHAINS_AT_ONCE]
        retried(store, partial(_mark_part, part))


def _mark_part(chains: list[Chain], tx: Transaction) -> None:
    for copied in chains:
        live = tx.chain(copied.replica, copied.inc)
        if live is not None and live.durable < copied.head <= live.head:
            tx.put_chain(replace(live, durable=copied.head))


@contextmanager
def _sqlite_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(str(error)) from error
