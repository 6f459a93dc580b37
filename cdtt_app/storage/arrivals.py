"""Lines of the province's log as they arrive: they count only where they go on exactly from what is held."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from cdtt_app.storage import feed, oplog
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.snapshots import goes_on, take_piece
from cdtt_app.sync.entry import Entry, Line, chain
from cdtt_app.sync.operation import LogError


class OwnLog(NamedTuple):
    """This machine's own log, for lines that only name it: sure up to number `sure` of the incarnation asked about."""

    connection: Connection
    device: int
    sure: int

    def holds(self, entry: Entry) -> tuple[bool, bool]:
        """Whether this entry's operation is in it, byte for byte, and whether its hamlet had left."""
        if entry.replica != self.device or not entry.body:
            return False, False
        sql = "SELECT body, gone FROM oplog WHERE inc = ? AND seq = ?"
        row = self.connection.execute(sql, (entry.inc, entry.seq)).fetchone()
        return (True, bool(row[1])) if row is not None and row[0] == entry.body else (False, False)

    def run(self, line: Line, inc: int, first: int, count: int) -> Iterator[tuple[Entry, bool]]:
        """The entries of a line that names only their numbers."""
        rows = self.connection.execute(
            "SELECT seq, record, body, gone FROM oplog WHERE inc = ? AND seq BETWEEN ? AND ? ORDER BY seq",
            (inc, first, min(first + count - 1, self.sure)),
        ).fetchall()
        for seq, record, body, gone in rows:
            if not body:
                return  # emptied since: the province sends it in full under another incarnation
            step = seq - first
            entry = Entry(
                scope=line.s,
                number=line.n + step,
                version=(line.v or line.n) + step,
                record=record,
                replica=self.device,
                inc=inc,
                seq=seq,
                received=line.r,
                body=body,
            )
            yield entry, bool(gone)


class Arrival:
    """Takes in the lines of one hamlet; `count` entries were new, `records` must be shown anew."""

    def __init__(self, connection: Connection, scope: str, own: OwnLog) -> None:
        self._connection = connection
        self._scope = scope
        self._own = own
        self._number, self._digest = feed.cursor(connection, scope)
        self._entries: list[Entry] = []
        self._ours: set[int] = set()  # places among the entries
        self._follows: bool | None = None
        self.records: set[str] = set()

    @property
    def count(self) -> int:
        """How many entries were new."""
        return len(self._entries)

    def take(self, lines: Sequence[Line]) -> None:
        """All of them, in their order."""
        if self._number == 0:
            oplog.forget_token(self._connection)
        for line in lines:
            if line.d or bytes(line.base):
                self._take_piece(line)
            elif line.own is not None:
                for entry, gone in self._own.run(line, *line.own):
                    self._append(entry, mine=True, hidden=gone)
            else:
                entry = _entry(line)
                mine, gone = self._own.holds(entry)
                self._append(entry, mine=mine, hidden=gone)
        feed.write_entries(self._connection, self._entries, frozenset(self._ours))
        feed.put_cursor(self._connection, self._scope, self._number, self._digest)

    def _take_piece(self, line: Line) -> None:
        if self._follows is None:
            self._follows = goes_on(self._connection, line)
        if self._follows and line.n > self._number:
            self.records |= take_piece(self._connection, line)
            if line.d:
                self._number, self._digest = feed.cursor(self._connection, self._scope)

    def _append(self, entry: Entry, *, mine: bool, hidden: bool) -> None:
        """An own operation is in the tables already, unless its hamlet had left or it did not simply come to stand."""
        if entry.number != self._number + 1:
            return  # seen already, or the page of another question
        self._number = entry.number
        self._digest = chain(self._digest, entry) if self._digest is not None else None
        if mine:
            self._ours.add(len(self._entries))
        if hidden:
            self._connection.execute("UPDATE oplog SET gone = 0 WHERE inc = ? AND seq = ?", (entry.inc, entry.seq))
        if not mine or hidden or entry.outcome is not None:
            self.records.add(entry.record)
        self._entries.append(entry)


def _entry(line: Line) -> Entry:
    replica, inc, seq = line.w or (0, 0, 0)
    body = bytes(line.op)
    aside = line.o is not None and line.o.aside is not None
    return Entry(
        scope=line.s,
        number=line.n,
        version=line.v or line.n,
        record=line.id or ("" if aside else _record_of(body)),
        replica=replica,
        inc=inc,
        seq=seq,
        received=line.r,
        body=body,
        outcome=line.o,
    )


class _Named(msgspec.Struct):
    id: str


_named = msgspec.json.Decoder(_Named)


def _record_of(body: bytes) -> str:
    try:
        return _named.decode(body).id if body else ""
    except msgspec.DecodeError as error:
        raise LogError(f"not an operation: {error}") from error
