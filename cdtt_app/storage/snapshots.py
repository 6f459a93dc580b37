"""A hamlet whose log begins later than what this machine has read: its records come as they were at that place."""

from cdtt_app.storage.connection import Connection
from cdtt_app.storage.feed import pending_count, put_cursor, records_after
from cdtt_app.sync.entry import Line


def in_progress(connection: Connection) -> dict[str, tuple[int, str]]:
    """Snapshots begun and not finished: where they stand in the log, and the last record held."""
    rows = connection.execute("SELECT scope, number, after FROM snapshot WHERE digest = x''").fetchall()
    return {scope: (number, after) for scope, number, after in rows}


def goes_on(connection: Connection, line: Line) -> bool:
    """Whether the first piece in an answer follows what is held: the answer may be late."""
    return not line.a or in_progress(connection).get(line.s) == (line.n, line.a)


def take_piece(connection: Connection, line: Line) -> set[str]:
    """Keep one piece; returns the records touched. The last piece puts the whole in place of the old log."""
    if line.d:
        return _finish(connection, line)
    connection.execute("INSERT OR REPLACE INTO base VALUES (?, ?, ?, ?)", (line.s, line.id, line.n, bytes(line.base)))
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?, x'', ?)", (line.s, line.n, line.id))
    return {line.id}


def _finish(connection: Connection, line: Line) -> set[str]:
    touched = records_after(connection, line.s, 0)
    connection.execute("DELETE FROM base WHERE scope = ? AND number < ?", (line.s, line.n))
    connection.execute("DELETE FROM feed WHERE scope = ? AND number <= ?", (line.s, line.n))
    digest = bytes.fromhex(line.d)
    connection.execute("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, '')", (line.s, line.n, digest))
    put_cursor(connection, line.s, line.n, digest)
    return touched


def settle_unseen(connection: Connection, inc: int, acknowledged: int) -> set[str]:
    """Own operations that no log of this machine's hamlets shows wait no more; returns their records.

    To be asked when all logs are read to their ends: what was signed for and has no entry was folded into a snapshot,
    or it belongs to a record that had gone to a hamlet which is not this machine's.
    """
    if not pending_count(connection):
        return set()
    condition = """gone = 0 AND (inc < ? OR (inc = ? AND seq <= ?))
      AND NOT EXISTS (SELECT 1 FROM feed f WHERE f.inc = oplog.inc AND f.seq = oplog.seq AND f.body IS NULL)
      AND NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.inc = oplog.inc AND a.seq = oplog.seq)"""
    values = (inc, inc, acknowledged)
    rows = connection.execute(f"SELECT DISTINCT record FROM oplog WHERE {condition}", values).fetchall()
    connection.execute(f"UPDATE oplog SET gone = 2 WHERE {condition}", values)
    return {record for (record,) in rows}
