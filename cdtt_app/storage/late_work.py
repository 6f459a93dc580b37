"""Operations that were set aside: colleagues' late work as the hamlet's log tells of it, and this machine's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from cdtt_app.storage.connection import Connection
from cdtt_app.sync.entry import Outcome
from cdtt_app.sync.operation import LogError, Operation, decode
from cdtt_app.sync.upcast import to_current

Key = tuple[int, int, int]  # replica, incarnation, number
_OUTCOME = msgspec.json.Decoder(Outcome)


class Decision(StrEnum):
    """What an officer made of it."""

    OPEN = "open"
    TAKEN_IN = "taken_in"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One operation that was not taken in; `operation` is None where this program cannot read it."""

    key: Key
    scope: str
    reason: str
    at: datetime  # when the province got it
    operation: Operation | None


def late_work(connection: Connection) -> list[SetAside]:
    """What the hamlets' logs tell of, in the order of each log."""
    sql = "SELECT scope, received, body, outcome FROM feed WHERE record = '' AND outcome IS NOT NULL"
    return [_late(*row) for row in connection.execute(f"{sql} ORDER BY scope, number").fetchall()]


def _late(scope: str, received: int, body: bytes, outcome: str) -> SetAside:
    reason, *key = _OUTCOME.decode(outcome).aside or ("", 0, 0, 0)
    return SetAside(
        key=(key[0], key[1], key[2]), scope=scope, reason=reason, at=_moment(received), operation=_operation(body)
    )


def own_set_aside(connection: Connection, replica: int) -> list[SetAside]:
    """This machine's own operations that were set aside, the oldest first."""
    rows = connection.execute(
        """SELECT a.inc, a.seq, a.reason, a.at, o.scope, o.body FROM set_aside a
           JOIN oplog o ON o.inc = a.inc AND o.seq = a.seq ORDER BY a.inc, a.seq"""
    )
    return [
        SetAside(key=(replica, inc, seq), scope=scope, reason=reason, at=_moment(at), operation=_operation(body))
        for inc, seq, reason, at, scope, body in rows.fetchall()
    ]


def decision_on(connection: Connection, item: SetAside) -> Decision:
    """What was decided, here or at another officer's machine; taken in anywhere counts as taken in."""
    records = (item.operation.id if item.operation else "", item.scope)
    bodies = connection.execute(
        """SELECT body FROM feed WHERE record IN (?, ?) AND instr(body, ?) UNION ALL
           SELECT body FROM oplog o WHERE record IN (?, ?) AND instr(body, ?)
             AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.inc = o.inc AND a.seq = o.seq)""",
        (*records, mark := _mark(item.key), *records, mark),
    ).fetchall()
    found = [operation for (body,) in bodies if (operation := _operation(body)) and operation.taken_in == item.key]
    if any(operation.changes for operation in found):
        return Decision.TAKEN_IN
    return Decision.DISMISSED if found else Decision.OPEN


def _mark(key: Key) -> str:
    """How an operation that settles this one names it."""
    return f'"of":[{",".join(map(str, key))}]'


def version_here(connection: Connection, record: str, key: Key, path: str) -> int | None:
    """The base that stands for a colleague's operation: the version it was given, or the own one that took it in."""
    rows: Sequence[tuple[int, bytes]] = connection.execute(
        """SELECT f.version, f.body FROM feed f WHERE f.record = ? AND f.body IS NOT NULL
             AND (f.replica, f.inc, f.seq) = (?, ?, ?) OR f.record = ? AND instr(f.body, ?)
           UNION ALL SELECT -o.seq, o.body FROM oplog o WHERE o.record = ? AND instr(o.body, ?)""",
        (record, *key, record, mark := _mark(key), record, mark),
    ).fetchall()
    found = [version for version, body in rows if (operation := _operation(body)) and path in operation.changes]
    return max(found, default=None)


def mark_seen(connection: Connection, key: Key) -> None:
    """The person was told of an own one."""
    connection.execute("UPDATE set_aside SET seen = 1 WHERE inc = ? AND seq = ?", key[1:])


def _operation(body: bytes) -> Operation | None:
    try:
        return to_current(decode(body))
    except LogError:
        return None


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
