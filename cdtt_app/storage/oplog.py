"""This machine's operation log: the outbox that sync reads, written in the same transaction as the rows."""

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
    """Where the next operation goes on."""
    row = connection.execute("SELECT inc, seq, hash, clock FROM oplog ORDER BY inc DESC, seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head()


def append(connection: Connection, at: Head, op: Operation) -> Head:
    """Write one operation behind `at`; returns the new head."""
    body = operation.encode(op)
    new = Head(at.inc, at.seq + 1, operation.link(at.hash, body), op.clock)
    connection.execute(
        "INSERT INTO oplog (inc, seq, record, clock, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (new.inc, new.seq, op.id, op.clock, body, new.hash),
    )
    return new


def operations(connection: Connection, record: str | None = None) -> Iterator[Operation]:
    """All operations in order, or those of one record."""
    condition, values = ("WHERE record = ?", (record,)) if record is not None else ("", ())
    sql = f"SELECT body FROM oplog {condition} ORDER BY inc, seq"
    for (body,) in connection.execute(sql, values).fetchall():
        yield operation.decode(body)


def count(connection: Connection) -> int:
    """How many operations the log holds."""
    (number,) = connection.execute("SELECT count(*) FROM oplog").fetchone()
    return int(number)


def verify(connection: Connection) -> int:
    """Walk the whole chain; returns its length or raises LogError at the first broken link."""
    previous: tuple[Any, int, bytes] = (None, 0, b"")
    length = 0
    for inc, seq, body, kept in connection.execute("SELECT inc, seq, body, hash FROM oplog ORDER BY inc, seq"):
        last_inc, last_seq, last_hash = previous if previous[0] == inc else (inc, 0, b"")
        if seq != last_seq + 1:
            raise LogError(f"operation {last_seq + 1} of incarnation {inc} is missing")
        if operation.link(last_hash, body) != kept:
            raise LogError(f"operation {seq} of incarnation {inc} is not what was written")
        previous = (last_inc, seq, kept)
        length += 1
    return length
