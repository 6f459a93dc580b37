"""What the server holds, read from its tables."""

from collections.abc import Sequence
from typing import NamedTuple

from cdtt_app.server.statements import Row
from cdtt_app.server.store import Store
from cdtt_app.server.store_sql import SqlTransaction

# An operation set aside is told about in the log under machine 0.
_HELD = """SELECT replica, inc, seq, body FROM log WHERE replica > 0
  UNION ALL SELECT replica, inc, seq, body FROM set_aside"""
_CHAINS = "SELECT replica, inc, first, head, head_hash FROM chain ORDER BY replica, inc"


class Held(NamedTuple):
    """One operation, as it lies in a log or set aside."""

    replica: int
    inc: int
    seq: int
    body: bytes


def held_operations(store: Store) -> list[Held]:
    """All of them."""
    return [Held(replica, inc, seq, bytes(body)) for replica, inc, seq, body in _rows(store, _HELD)]


def held_by(store: Store) -> frozenset[bytes]:
    """Their lines."""
    return frozenset(held.body for held in held_operations(store))


def chains_of(store: Store) -> Sequence[Row]:
    """Machine, incarnation, first number, last number, hash there."""
    return _rows(store, _CHAINS)


def _rows(store: Store, sql: str) -> list[Row]:
    with store.read() as tx:
        assert isinstance(tx, SqlTransaction)
        return tx._db.rows(sql)
