"""Hamlets that are no longer this machine's: their records leave it, what was recorded for them was offered first."""

from cdtt_app.storage.connection import Connection
from cdtt_app.storage.feed import records_after


def leave_hamlet(connection: Connection, scope: str) -> set[str]:
    """Forget a hamlet's log; returns the records that were in it."""
    records = records_after(connection, scope, 0)
    own = connection.execute("SELECT DISTINCT record FROM oplog WHERE scope = ?", (scope,)).fetchall()
    records |= {record for (record,) in own}
    for table in ("feed", "base", "cursor", "snapshot", "salvage"):
        connection.execute(f"DELETE FROM {table} WHERE scope = ?", (scope,))
    connection.execute("UPDATE oplog SET gone = 1 WHERE scope = ?", (scope,))
    return records


def empty_what_left(connection: Connection, inc: int, durable: int) -> None:
    """Empty the operations of hamlets that left, once a backup holds them: hashes alone stay.

    A backup that holds something of this incarnation holds all that was signed for in those before it.
    """
    if durable < 1:
        return
    connection.execute(
        "UPDATE oplog SET body = x'', gone = 3 WHERE gone = 1 AND (inc < ? OR (inc = ? AND seq <= ?))",
        (inc, inc, durable),
    )
