"""A new incarnation: this disk is a clone or an old copy, so what the province does not know goes under a new name."""

from cdtt_app.storage import oplog
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.offers import DOUBTFUL, SURE, VOID, signed_for, unsettled
from cdtt_app.sync.operation import link

_RANDOM_BITS = 16  # with the seconds since 1970 less than 2^53, also for a clock far in the future


def begin_incarnation(connection: Connection, inc: int, common: int, *, now: int, random: int) -> int:
    """What incarnation `inc` holds behind number `common` goes on under a new one; returns that. `now` is in ms.

    The operations keep their numbers and their bytes; only their hash chain starts anew. What the province is believed
    to have said of them is void: it knows others by these names.
    """
    newest = oplog.head(connection)
    name = max(newest.inc + 1, (now // 1000 << _RANDOM_BITS) + random % (1 << _RANDOM_BITS))
    connection.execute("INSERT INTO incarnation VALUES (?, ?, ?)", (name, common + 1, now))
    beyond = (inc, common)
    rows = connection.execute("SELECT seq, body FROM oplog WHERE inc = ? AND seq > ? ORDER BY seq", beyond).fetchall()
    last, reached = b"", common
    for seq, body in rows:
        last, reached = link(last, body), seq
        connection.execute("UPDATE oplog SET inc = ?, hash = ? WHERE inc = ? AND seq = ?", (name, last, inc, seq))
    connection.execute("UPDATE receipt SET void = ? WHERE inc = ? AND seq > ?", (VOID, *beyond))
    connection.execute("DELETE FROM set_aside WHERE inc = ? AND seq > ?", beyond)
    if newest.seq > reached:  # it was not the newest: what is written from now on has numbers behind all others
        connection.execute("INSERT INTO incarnation VALUES (?, ?, ?)", (name + 1, newest.seq + 1, now))
    return name


def go_on_as_another(connection: Connection, *, now: int, random: int) -> None:
    """This machine has another number at the province: what was signed for stays under the old one, for good."""
    for inc in sorted({*unsettled(connection), oplog.head(connection).inc}):
        begin_incarnation(connection, inc, signed_for(connection, inc), now=now, random=random)
    connection.execute("UPDATE receipt SET void = ? WHERE void = ?", (SURE, DOUBTFUL))
