"""The province's store in PostgreSQL.

Isolation. A transaction that writes is READ COMMITTED: each statement sees all that was committed before it began. That
is enough because whatever a decision rests on is locked first, in one order: code, machine, chain, hamlets by their
ids. Who waited for a lock reads only after the other's commit, so sees all of it; and as a head moves only under its
hamlet's lock, in the transaction that writes the entries, the entries of a hamlet become visible in the order of their
numbers and none is missing between two that are seen. What is asked for in another order can deadlock: one of the two
gets a RetryError. A transaction that reads is REPEATABLE READ: one moment.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache

import psycopg
from psycopg import errors
from psycopg.types.numeric import Int8BinaryDumper
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from cdtt_app.server.schema import POSTGRES, STEPS, Steps, upgrade
from cdtt_app.server.statements import Row
from cdtt_app.server.store import RetryError, StoreError, Transaction
from cdtt_app.server.store_sql import SqlTransaction

_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
_CONNECT_SECONDS = 10
_WAIT_SECONDS = 5  # for one of the pool's: a machine that is asked to come back is better off than one that hangs
_PATIENCE = "SET lock_timeout = '20s'"
# A receipt promises durability, whatever the database was told to be content with.
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
_PASSING = (
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.LockNotAvailable,
    errors.UniqueViolation,  # two added the same at once: the second finds it when it looks again
)
_LOST = ("08", "57P0")  # SQLSTATEs of a connection that broke and of a database that stops or starts


class PostgresStore:
    """A database; connections are pooled, broken ones replaced."""

    def __init__(self, conninfo: str, *, most_connections: int = 8, steps: Steps = STEPS) -> None:
        with _explained():
            first = psycopg.connect(conninfo, autocommit=True, connect_timeout=_CONNECT_SECONDS)
        self._types: dict[str, list[int]] = {}
        with first:
            _check_encoding(first)
            _prepare(first)
            with _transaction(first, _WRITE):
                upgrade(_PostgresStatements(first, self._types, writing=True), POSTGRES, steps)
        self._pool = ConnectionPool(
            conninfo,
            min_size=1,
            max_size=most_connections,
            timeout=_WAIT_SECONDS,
            kwargs={"autocommit": True, "connect_timeout": _CONNECT_SECONDS},
            configure=_prepare,
            open=True,
        )

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only reads; it sees one moment."""
        return self._lent(_READ, writing=False)

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that writes; raises RetryError when it was in another's way."""
        return self._lent(_WRITE, writing=True)

    @contextmanager
    def _lent(self, begin: str, *, writing: bool) -> Iterator[Transaction]:
        with _explained():
            connection = self._pool.getconn()
        try:
            with _transaction(connection, begin):
                yield SqlTransaction(_PostgresStatements(connection, self._types, writing=writing))
        finally:
            broken = connection.closed
            self._pool.putconn(connection)
            if broken:  # after a restart of the database so are those that wait: do not try them one by one
                self._pool.check()

    def close(self) -> None:
        """Let go of the database; a transaction still under way may end first."""
        self._pool.close()


class _PostgresStatements:
    """Statements of one connection, each prepared once."""

    def __init__(self, connection: psycopg.Connection, types: dict[str, list[int]], *, writing: bool) -> None:
        self._connection = connection
        self._types = types  # of a table's columns, asked for once
        self._writing = writing

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with _explained():
            return self._connection.execute(_translated(sql), values, prepare=True, binary=True).fetchall()

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        with _explained():
            return self._connection.execute(_translated(sql), values, prepare=True).rowcount

    def run_many(self, sql: str, values: Sequence[Sequence[object]]) -> int:
        with _explained(), self._connection.cursor() as cursor:
            if values:
                cursor.executemany(_translated(sql), values)
            return max(cursor.rowcount, 0)

    def insert(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        # Measured against executemany and INSERT ... SELECT unnest: half their time for 1,000 rows, the same for one.
        with _explained(), self._connection.cursor() as cursor:
            if table not in self._types:
                found = cursor.execute(f"SELECT {columns} FROM {table} LIMIT 0").description or []
                self._types[table] = [column.type_code for column in found]
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(self._types[table])
                for row in rows:
                    copy.write_row(row)

    def among(self, column: str) -> str:
        return f"{column} = ANY(?)"

    def listed(self, texts: Sequence[str]) -> object:
        return list(texts)

    def locked(self, sql: str) -> str:
        return f"{sql} FOR UPDATE" if self._writing else sql

    def hold(self, name: str, /) -> bool:
        if self._writing:
            self.run("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", (name,))
        return self._writing

    def go_on_from(self, table: str, column: str, number: int, /) -> None:
        self.rows("SELECT setval(pg_get_serial_sequence(?, ?), ?)", (table, column, max(number, 1)))


@cache
def _translated(sql: str) -> str:
    return sql.replace("?", "%b")


def _check_encoding(connection: psycopg.Connection) -> None:
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise StoreError(
            "Cơ sở dữ liệu PostgreSQL này không dùng bảng mã UTF8 nên không giữ được chữ Việt. Hãy tạo cơ sở dữ liệu"
            " khác: createdb --template=template0 --encoding=UTF8 <tên>."
        )


def _prepare(connection: psycopg.Connection) -> None:
    """One type for all integers: by default it goes by the value, and every mixture is another statement to prepare."""
    connection.adapters.register_dumper(int, Int8BinaryDumper)
    connection.execute(_DURABLE)
    connection.execute(_PATIENCE)


@contextmanager
def _transaction(connection: psycopg.Connection, begin: str) -> Iterator[None]:
    try:
        with _explained():
            connection.execute(begin)
        yield
        with _explained():
            said = connection.execute("COMMIT").statusmessage
        if said != "COMMIT":  # a statement had failed and somebody went on
            raise StoreError("the transaction had failed")
    except BaseException:
        if not connection.closed:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
        raise


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, OverflowError, UnicodeEncodeError) as error:
        raise (RetryError if _passes(error) else StoreError)(str(error)) from error


def _passes(error: Exception) -> bool:
    if isinstance(error, _PASSING):
        return True
    if not isinstance(error, psycopg.OperationalError) or isinstance(error, PoolTimeout | PoolClosed):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(_LOST)
