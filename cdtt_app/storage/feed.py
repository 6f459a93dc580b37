"""The province's log as this machine has read it: entries by hamlet, and the records they give."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from cdtt_app.storage.connection import Connection
from cdtt_app.sync.entry import Entry, Outcome, chain
from cdtt_app.sync.operation import Operation, decode
from cdtt_app.sync.record import Record, present
from cdtt_app.sync.snapshot import from_snapshot
from cdtt_app.sync.upcast import to_current

_OUTCOME = msgspec.json.Decoder(Outcome)
_ENCODER = msgspec.json.Encoder()
_ENTRIES = """SELECT f.scope, f.number, f.version, f.record, f.replica, f.inc, f.seq, f.received,
    coalesce(f.body, o.body, x''), f.outcome
  FROM feed f LEFT JOIN oplog o ON f.body IS NULL AND o.inc = f.inc AND o.seq = f.seq """
_ME = "(SELECT json_extract(value, '$.replica') FROM fact WHERE name = 'enrolment')"
_NOT_SETTLED = """gone = 0
  AND NOT EXISTS (SELECT 1 FROM feed f WHERE f.inc = o.inc AND f.seq = o.seq AND f.body IS NULL)
  AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.inc = o.inc AND a.seq = o.seq)"""


def _entry(row: Sequence[Any]) -> Entry:
    scope, number, version, record, replica, inc, seq, received, body, outcome = row
    return Entry(
        scope=scope,
        number=number,
        version=version,
        record=record,
        replica=replica,
        inc=inc,
        seq=seq,
        received=received,
        body=body,
        outcome=_OUTCOME.decode(outcome) if outcome else None,
    )


def entries_of(connection: Connection, record: str) -> list[Entry]:
    """A record's entries, each hamlet's in order."""
    sql = _ENTRIES + "WHERE f.record = ? ORDER BY f.scope, f.number"
    return [_entry(row) for row in connection.execute(sql, (record,)).fetchall()]


def bases_of(connection: Connection, record: str) -> dict[str, tuple[int, Record]]:
    """A record as it was where a hamlet's log begins for this machine: number and record by hamlet."""
    rows = connection.execute("SELECT scope, number, body FROM base WHERE record = ?", (record,)).fetchall()
    return {scope: (number, from_snapshot(body)) for scope, number, body in rows}


def confirmed(connection: Connection, record: str) -> Record | None:
    """The record as the province confirmed it, None when it has confirmed nothing of it."""
    entries = entries_of(connection, record)
    bases = bases_of(connection, record)
    if bases:
        entries = [e for e in entries if e.scope not in bases or e.number > bases[e.scope][0]]
    return present(entries, (base for _, base in bases.values()))


def pending(connection: Connection, record: str) -> dict[int, Operation]:
    """This machine's operations of a record that the province's log does not show yet, by number."""
    sql = f"SELECT o.seq, o.body FROM oplog o WHERE o.record = ? AND {_NOT_SETTLED} ORDER BY o.seq"
    rows = connection.execute(sql, (record,)).fetchall()
    return {seq: to_current(decode(body)) for seq, body in rows}


def pending_count(connection: Connection) -> int:
    """How many of this machine's operations the province's log does not show yet."""
    (count,) = connection.execute(f"SELECT count(*) FROM oplog o WHERE {_NOT_SETTLED}").fetchone()
    return int(count)


def write_entries(connection: Connection, entries: Iterable[Entry], own: frozenset[int] | None = None) -> None:
    """Add entries; those whose position in `own` is named are kept as a reference to this machine's log."""
    mine = own or frozenset()
    connection.executemany(
        "INSERT INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(e.scope, e.number, e.version, e.record, e.replica, e.inc, e.seq, e.received),
                None if position in mine else e.body,
                _ENCODER.encode(e.outcome).decode() if e.outcome is not None else None,
            )
            for position, e in enumerate(entries)
        ],
    )


def cursors(connection: Connection) -> dict[str, int]:
    """How far each hamlet's log was read; 0 for those of which only this machine's own operations are known."""
    own = connection.execute(f"SELECT DISTINCT o.scope, 0 FROM oplog o WHERE {_NOT_SETTLED}").fetchall()
    return dict(own) | dict(connection.execute("SELECT scope, number FROM cursor").fetchall())


def cursor(connection: Connection, scope: str) -> tuple[int, bytes | None]:
    """How far a hamlet's log was read, and its digest there; None when it is not known."""
    row = connection.execute("SELECT number, digest FROM cursor WHERE scope = ?", (scope,)).fetchone()
    return (row[0], row[1]) if row else (0, b"")


def put_cursor(connection: Connection, scope: str, number: int, digest: bytes | None) -> None:
    """Note how far a log was read."""
    sql = "INSERT OR REPLACE INTO cursor (scope, number, digest) VALUES (?, ?, ?)"
    connection.execute(sql, (scope, number, digest))


def records_after(connection: Connection, scope: str, number: int) -> set[str]:
    """Records that a hamlet's entries behind a number touch; all of the hamlet for 0."""
    sql = "SELECT DISTINCT record FROM feed WHERE scope = ? AND number > ?"
    found = {record for (record,) in connection.execute(sql, (scope, number)).fetchall()}
    if number == 0:
        found |= {record for (record,) in connection.execute("SELECT record FROM base WHERE scope = ?", (scope,))}
    return found


def _digest_at(connection: Connection, scope: str, number: int) -> bytes | None:
    """The digest of a hamlet's log up to a number, from what is kept of it; None when that does not reach back."""
    row = connection.execute("SELECT number, digest FROM snapshot WHERE scope = ?", (scope,)).fetchone()
    floor, digest = row or (0, b"")
    if number < floor or (floor and not digest):
        return None
    sql = _ENTRIES + "WHERE f.scope = ? AND f.number > ? AND f.number <= ? ORDER BY f.number"
    for entry in connection.execute(sql, (scope, floor, number)).fetchall():
        digest = chain(digest, _entry(entry))
    return bytes(digest)


def forget_after(connection: Connection, scope: str, number: int, now: int) -> set[str]:
    """Drop entries that the province lost or that do not agree with it; what others wrote is kept to offer it again.

    When what is lost reaches into the snapshot, the hamlet is read again from the start.
    """
    digest = _digest_at(connection, scope, number)
    number = number if digest is not None else 0
    if number and number >= cursor(connection, scope)[0]:
        return set()
    touched = records_after(connection, scope, number)
    connection.execute(
        f"""INSERT OR IGNORE INTO salvage SELECT f.scope, f.version, f.record, f.replica, f.inc, f.seq,
             CASE WHEN f.replica = {_ME} THEN f.body ELSE coalesce(f.body, o.body) END, ?
           FROM feed f LEFT JOIN oplog o ON f.body IS NULL AND o.inc = f.inc AND o.seq = f.seq
           WHERE f.scope = ? AND f.number > ? AND f.replica <> 0""",
        (now, scope, number),
    )
    connection.execute("DELETE FROM feed WHERE scope = ? AND number > ?", (scope, number))
    if number == 0:
        connection.execute("DELETE FROM base WHERE scope = ?", (scope,))
        connection.execute("DELETE FROM snapshot WHERE scope = ?", (scope,))
    put_cursor(connection, scope, number, digest or b"")
    return touched
