"""This machine's operation log: the outbox that sync reads, written in the same transaction as the rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cdtt_app.storage.connection import Connection
from cdtt_app.sync import operation
from cdtt_app.sync.operation import LogError, Operation


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: incarnation, sequence number, hash and clock of the last operation."""

    inc: int = 1
    seq: int = 0
    hash: bytes = b""
    clock: int = 0


def head(connection: Connection) -> Head:
    """Where the next operation goes on: in the newest incarnation, which may hold nothing yet."""
    inc, first = connection.execute("SELECT inc, first FROM incarnation ORDER BY inc DESC LIMIT 1").fetchone()
    sql = "SELECT inc, seq, hash, clock FROM oplog WHERE inc = ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql, (inc,)).fetchone()
    return Head(*row) if row is not None else Head(inc, first - 1, b"", _last_clock(connection))


def _last_clock(connection: Connection) -> int:
    sql = """SELECT coalesce(max(o.clock), 0) FROM incarnation i JOIN oplog o ON o.inc = i.inc
      AND o.seq = (SELECT max(seq) FROM oplog WHERE inc = i.inc)"""
    (clock,) = connection.execute(sql).fetchone()
    return int(clock)


def append(connection: Connection, at: Head, op: Operation, clock: int) -> Head:
    """Write one operation behind `at`; returns the new head.

    `clock` is this machine's; the operation's own is another's when somebody else wrote it first.
    """
    body = operation.encode(op)
    new = Head(at.inc, at.seq + 1, operation.link(at.hash, body), clock)
    connection.execute(
        "INSERT INTO oplog (inc, seq, record, scope, clock, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (new.inc, new.seq, op.id, op.scope, new.clock, body, new.hash),
    )
    return new


def last_token(connection: Connection) -> str | None:
    """The last time that the province vouched for, to be named in what is recorded next."""
    row = connection.execute("SELECT value FROM fact WHERE name = 'token'").fetchone()
    return json.loads(row[0]) if row else None


def put_token(connection: Connection, token: str) -> None:
    """Remember the time that the province vouched for."""
    connection.execute("INSERT OR REPLACE INTO fact VALUES ('token', ?)", (json.dumps(token),))


def forget_token(connection: Connection) -> None:
    """A hamlet is read from its start: until that is done, this machine does not know what it knew at that time."""
    connection.execute("DELETE FROM fact WHERE name = 'token'")


def operations(connection: Connection, record: str | None = None) -> Iterator[Operation]:
    """All operations in order, or those of one record."""
    condition, values = ("WHERE record = ?", (record,)) if record is not None else ("", ())
    sql = f"SELECT body FROM oplog {condition} ORDER BY seq"
    for (body,) in connection.execute(sql, values).fetchall():
        if body:
            yield operation.decode(body)


def count(connection: Connection) -> int:
    """How many operations the log holds."""
    (number,) = connection.execute("SELECT count(*) FROM oplog").fetchone()
    return int(number)


def verify(connection: Connection) -> int:
    """Walk the whole chain; returns its length or raises LogError at the first broken link.

    An operation of a hamlet that was taken away is empty: its hash alone stays.
    """
    starts = dict(connection.execute("SELECT inc, first FROM incarnation").fetchall())
    previous: tuple[Any, int, bytes] = (None, 0, b"")
    length = 0
    for inc, seq, body, kept in connection.execute("SELECT inc, seq, body, hash FROM oplog ORDER BY inc, seq"):
        start = (inc, starts.get(inc, 1) - 1, b"")
        _, last_seq, last_hash = previous if previous[0] == inc else start
        if seq != last_seq + 1:
            raise LogError(f"operation {last_seq + 1} of incarnation {inc} is missing")
        if body and operation.link(last_hash, body) != kept:
            raise LogError(f"operation {seq} of incarnation {inc} is not what was written")
        previous = (inc, seq, kept)
        length += 1
    return length
