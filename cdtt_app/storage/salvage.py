"""What a restored server lost and others had written: kept here, and offered again when its author does not come back.

An operation that is offered again keeps its clock, its token and, as far as it still can be told, what its author saw.
"""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import structs

from cdtt_app.storage.connection import Connection
from cdtt_app.storage.database import Write
from cdtt_app.sync.operation import Operation, decode

Key = tuple[int, int, int]  # machine, incarnation, number
_ROWS = "SELECT scope, version, record, replica, inc, seq, body FROM salvage"


class _Lost(NamedTuple):
    """An entry that the province lost; a body of None is this machine's own operation."""

    scope: str
    version: int
    record: str
    replica: int
    inc: int
    seq: int
    body: bytes | None


def offer_lost(tx: Write, *, before: int, scope: str = "") -> int:
    """Write what was lost before `before` (ms) and has not come back as own operations; all of it of one hamlet.

    Returns how many; others who kept the same see them and write nothing.
    """
    ripe = "AND (scope = ? OR ? = '' AND since < ?)"
    sql = f"SELECT DISTINCT record FROM salvage WHERE body IS NOT NULL {ripe} ORDER BY record"
    records = tx.connection.execute(sql, (scope, scope, before)).fetchall()
    count = 0
    for (record,) in records:
        lost = [_Lost(*row) for row in tx.connection.execute(f"{_ROWS} WHERE record = ? ORDER BY version", (record,))]
        count += _write_again(tx, lost)
        tx.connection.execute("DELETE FROM salvage WHERE record = ?", (record,))
    return count


def _write_again(tx: Write, lost: list[_Lost]) -> int:
    """Entries of one record, in their order."""
    known = _known(tx.connection, lost[0].record)
    bases = {entry.version: -entry.seq for entry in lost if entry.body is None}
    names = _names(tx.connection, lost[0].record)
    count = 0
    for entry in lost:
        if entry.body is None:
            continue
        operation = decode(entry.body)
        version = known.get(_content(operation))
        if version is None:
            changes = {path: (v, _base(base, entry, bases, names)) for path, (v, base) in operation.changes.items()}
            version = -tx.take_in(structs.replace(operation, changes=changes, taken_in=None))
            count += 1
        bases[entry.version] = names[entry.replica, entry.inc, entry.seq] = version
    return count


def _base(base: int, entry: _Lost, bases: Mapping[int, int], names: Mapping[Key, int]) -> int:
    """What the author saw, as this machine may say it: an entry that is still there keeps its version."""
    if base < 0:
        return names.get((entry.replica, entry.inc, -base), 0)
    return bases.get(base, base)


def _names(connection: Connection, record: str) -> dict[Key, int]:
    """The version that each operation of a record has at the province by now."""
    rows = connection.execute("SELECT replica, inc, seq, version FROM feed WHERE record = ?", (record,)).fetchall()
    return {(replica, inc, seq): version for replica, inc, seq, version in rows}


def _content(operation: Operation) -> tuple[int, str]:
    """What an operation says, whoever offers it."""
    return operation.clock, repr(sorted((path, value) for path, (value, _) in operation.changes.items()))


def _known(connection: Connection, record: str) -> dict[tuple[int, str], int]:
    """What the province has of a record by now, set aside or not: its content and version."""
    rows = connection.execute(
        """SELECT f.version, f.body FROM feed f WHERE f.record = ? AND length(f.body) > 0
           UNION ALL SELECT 0, f.body FROM feed f WHERE f.record = '' AND instr(f.body, ?)
           UNION ALL SELECT -o.seq, o.body FROM oplog o WHERE o.record = ? AND length(o.body) > 0""",
        (record, f'"{record}"', record),
    ).fetchall()
    return {_content(decode(body)): version for version, body in rows}
