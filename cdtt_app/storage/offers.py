"""What this machine has to offer to the province: operations behind the last receipt, in order, byte for byte."""

from dataclasses import dataclass

from cdtt_app.storage import oplog
from cdtt_app.storage.connection import Connection
from cdtt_app.sync.operation import decode
from cdtt_app.sync.written import own_bases


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Operations `base`+1.. of one incarnation, which begin a chain that goes on from `base_hash`."""

    inc: int
    first: int
    base: int
    base_hash: bytes
    bodies: tuple[bytes, ...]
    more: bool
    again: bool  # the server was restored since it signed for `base`
    lives: tuple[tuple[int, int], ...]  # incarnations on which these build, with the numbers at which they begin

    @property
    def last(self) -> int:
        """The number of the last operation offered."""
        return self.base + len(self.bodies)


# How sure a receipt is: a restored server may have lost what it signed for, until it says again that it has it.
SURE, VOID, DOUBTFUL = 0, 1, 2
_UNSETTLED = f"""SELECT i.inc FROM incarnation i
  WHERE (SELECT seq FROM oplog o WHERE o.inc = i.inc AND length(o.body) > 0 ORDER BY seq DESC LIMIT 1)
    > coalesce((SELECT max(seq) FROM receipt r WHERE r.inc = i.inc AND r.void = {SURE}), i.first - 1)
  ORDER BY i.inc"""


def unsettled(connection: Connection) -> list[int]:
    """Incarnations with operations that the province has not signed for, or not again since it was restored."""
    return [inc for (inc,) in connection.execute(_UNSETTLED).fetchall()]


def first_of(connection: Connection, inc: int) -> int:
    """The number at which an incarnation begins."""
    (first,) = connection.execute("SELECT first FROM incarnation WHERE inc = ?", (inc,)).fetchone()
    return int(first)


def signed_for(connection: Connection, inc: int) -> int:
    """Up to which number the province has signed for, receipts in doubt included."""
    sql = "SELECT max(seq) FROM receipt WHERE inc = ? AND void <> ?"
    (seq,) = connection.execute(sql, (inc, VOID)).fetchone()
    return int(seq) if seq is not None else first_of(connection, inc) - 1


def waits(connection: Connection) -> bool:
    """Whether anything was written here that the province has not signed for."""
    return bool(unsettled(connection))


def hash_at(connection: Connection, inc: int, seq: int) -> bytes | None:
    """The chain's hash at a number; empty before the first, None when the log does not reach it."""
    if seq == first_of(connection, inc) - 1:
        return b""
    row = connection.execute("SELECT hash FROM oplog WHERE inc = ? AND seq = ?", (inc, seq)).fetchone()
    return row[0] if row else None


def offer(connection: Connection, most_bytes: int) -> Offer:
    """The next operations to offer, at least one if there is one, up to about so many bytes.

    The oldest incarnation comes first: what was made later may be built on it.
    """
    waiting = unsettled(connection)
    inc = waiting[0] if waiting else oplog.head(connection).inc
    base = signed_for(connection, inc)
    bodies: list[bytes] = []
    size = 0
    rows = connection.execute("SELECT body FROM oplog WHERE inc = ? AND seq > ? ORDER BY seq", (inc, base))
    more = len(waiting) > 1
    for (body,) in rows:
        if not body:
            break  # of a hamlet that left, and safe: not even a restored server gets it again
        if bodies and size + len(body) > most_bytes:
            more = True
            break
        bodies.append(body)
        size += len(body)
    rows.close()
    return Offer(
        inc=inc,
        first=first_of(connection, inc),
        base=base,
        base_hash=hash_at(connection, inc, base) or b"",
        bodies=tuple(bodies),
        more=more,
        again=_in_doubt(connection, inc),
        lives=_built_on(connection, inc, bodies),
    )


def _built_on(connection: Connection, inc: int, bodies: list[bytes]) -> tuple[tuple[int, int], ...]:
    """All other incarnations, if these operations build on any of them; which rarely happens."""
    others = connection.execute("SELECT inc, first FROM incarnation WHERE inc <> ?", (inc,)).fetchall()
    first = first_of(connection, inc)
    built = others and any(-base < first for body in bodies for base in own_bases(decode(body).changes))
    return tuple(others) if built else ()


def _in_doubt(connection: Connection, inc: int) -> bool:
    sql = "SELECT 1 FROM receipt WHERE inc = ? AND void = ? LIMIT 1"
    return connection.execute(sql, (inc, DOUBTFUL)).fetchone() is not None
