"""What the machines sent: hamlets, their logs, snapshots, operations set aside; the SQL of both stores."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cdtt_app.server.statements import Row, Tables
from cdtt_app.server.store import Place, StoreError
from cdtt_app.sync.accept import Aside, Head
from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.record import Record
from cdtt_app.sync.snapshot import from_snapshot, to_snapshot

_PLACE = "SELECT scope, commune, head, digest, floor, floor_digest FROM place"
_ENTRY = "SELECT scope, number, version, record, replica, inc, seq, received, body, outcome FROM log"
_LOG = "scope, number, version, record, replica, inc, seq, hash, received, body, outcome"
_USUAL_BYTES = 512  # of a row: only so that a page is read in one or two questions
_ID_LENGTH = 64
_INTEGERS = range(-(1 << 63), 1 << 63)  # what a column can hold; a stranger's number may be anything

_encoder = msgspec.json.Encoder()
_outcome = msgspec.json.Decoder(Outcome)


class LogTables(Tables):
    """The tables place, log, base and set_aside."""

    def places(self, scopes: Sequence[str]) -> dict[str, Place]:
        """Hamlets by id; in a write transaction they are locked, in the order of their ids."""
        sql = self._db.locked(f"{_PLACE} WHERE {self._db.among('scope')} ORDER BY scope")
        return _places(self._db.rows(sql, (self._db.listed(_ids(scopes)),)))

    def places_of(self, commune: str) -> dict[str, Place]:
        """All hamlets of a commune; of the province with ""."""
        if commune:
            return _places(self._db.rows(f"{_PLACE} WHERE commune = ? ORDER BY scope", (commune,)))
        return _places(self._db.rows(f"{_PLACE} ORDER BY scope"))

    def add_place(self, scope: str, commune: str) -> None:
        """Make a hamlet known; one that is known stays as it is."""
        self._db.run(
            "INSERT INTO place (scope, commune, head, digest, floor, floor_digest) VALUES (?, ?, 0, ?, 0, ?)"
            " ON CONFLICT (scope) DO NOTHING",
            (scope, commune, b"", b""),
        )

    def put_heads(self, heads: dict[str, Head]) -> None:
        """Write where logs end; raises StoreError for a hamlet that is unknown or already further."""
        rows = [(head.number, head.digest, scope, head.number) for scope, head in sorted(heads.items())]
        if self._db.run_many("UPDATE place SET head = ?, digest = ? WHERE scope = ? AND head <= ?", rows) != len(rows):
            raise StoreError(f"a log would end before it ends: {sorted(heads)}")

    def entries_of(self, records: Sequence[str]) -> list[Entry]:
        """The entries of some records that are still in a log, hamlet by hamlet, each hamlet's in order."""
        sql = f"{_ENTRY} WHERE {self._db.among('record')} ORDER BY scope, number"
        return [_entry(row) for row in self._db.rows(sql, (self._db.listed(_ids(records)),))]

    def entries_after(self, scope: str, number: int, most_bytes: int) -> list[Entry]:
        """The next entries of a log, at least one if there is one, up to about so many bytes."""
        sql = f"{_ENTRY} WHERE scope = ? AND number > ? ORDER BY number LIMIT ?"
        return [_entry(row) for row in self._page(sql, scope, number, 1, most_bytes)]

    def _page(self, sql: str, scope: str, after: str | int, key: int, most_bytes: int) -> Iterator[Row]:
        """Rows behind `after`, a value of the column `key`, until their contents are so many bytes."""
        while True:
            limit = max(most_bytes, 0) // _USUAL_BYTES + 1
            rows = self._db.rows(sql, (scope, after, limit))
            for row in rows:
                yield row
                after = row[key]
                most_bytes -= sum(len(cell) for cell in row if isinstance(cell, bytes))
                if most_bytes <= 0:
                    return
            if len(rows) < limit:
                return

    def append(self, entries: Sequence[Entry], hashes: Sequence[bytes]) -> None:
        """Write entries with the hashes of their operations."""
        self._db.insert("log", _LOG, [_row(entry, hash_) for entry, hash_ in zip(entries, hashes, strict=True)])

    def hashes(self, replica: int, inc: int, first: int, last: int) -> dict[int, bytes]:
        """Hashes of known operations by number, those set aside and folded away included."""
        asked = (replica, inc, first, last)
        within = "WHERE replica = ? AND inc = ? AND seq BETWEEN ? AND ?"
        # "replica > 0" again: only then does the database see that its index of operations holds the answer.
        others = " ".join(f"UNION ALL SELECT seq, hash FROM {table} {within}" for table in ("set_aside", "past"))
        sql = f"SELECT seq, hash FROM log {within} AND replica > 0 {others}"
        return dict(self._db.rows(sql, asked * 3))

    def set_aside(self, replica: int, inc: int, asides: Sequence[Aside], now: int) -> None:
        """Keep operations that were not taken in, byte for byte."""
        self._db.run_many(
            "INSERT INTO set_aside (replica, inc, seq, scope, hash, reason, body, received)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(replica, inc, a.seq, "".join(_ids([a.scope])), a.hash, a.reason.value, a.body, now) for a in asides],
        )

    def asides(self, replica: int, inc: int, first: int, last: int) -> list[tuple[int, str]]:
        """Number and reason of a machine's operations set aside."""
        sql = "SELECT seq, reason FROM set_aside WHERE replica = ? AND inc = ? AND seq BETWEEN ? AND ? ORDER BY seq"
        return [(seq, reason) for seq, reason in self._db.rows(sql, (replica, inc, first, last))]

    def settle(self, operations: Sequence[tuple[int, int, int]], now: int) -> None:
        """Mark operations set aside as decided by an officer; the first decision's time stays."""
        self._db.run_many(
            "UPDATE set_aside SET settled = ? WHERE replica = ? AND inc = ? AND seq = ? AND settled IS NULL",
            [(now, *operation) for operation in sorted(operations) if all(part in _INTEGERS for part in operation)],
        )

    def bases_of(self, records: Sequence[str]) -> dict[str, list[Record]]:
        """What was folded away of some records: by id, one for each hamlet in which the record was at its floor."""
        sql = f"SELECT record, body FROM base WHERE {self._db.among('record')} ORDER BY scope"
        found: dict[str, list[Record]] = {}
        for record, body in self._db.rows(sql, (self._db.listed(_ids(records)),)):
            found.setdefault(record, []).append(from_snapshot(body))
        return found

    def bases_after(self, scope: str, record: str, most_bytes: int) -> list[tuple[str, bytes]]:
        """The next snapshots of a hamlet by record, byte for byte; at least one if there is one."""
        sql = "SELECT record, body FROM base WHERE scope = ? AND record > ? ORDER BY record LIMIT ?"
        return [(id_, body) for id_, body in self._page(sql, scope, record, 0, most_bytes)]

    def fold_away(self, scope: str, floor: Head, bases: Sequence[Record], gone: Sequence[str]) -> None:
        """Let a log begin behind `floor`: snapshots of the records changed up to it, and ids of those that left."""
        self._db.run_many("DELETE FROM base WHERE scope = ? AND record = ?", [(scope, id_) for id_ in gone])
        self._db.run_many(
            "INSERT INTO base (scope, record, body) VALUES (?, ?, ?)"
            " ON CONFLICT (scope, record) DO UPDATE SET body = excluded.body",
            [(scope, record.id, to_snapshot(record)) for record in bases],
        )
        folded = "FROM log WHERE scope = ? AND number <= ?"
        self._db.run(
            "INSERT INTO past (replica, inc, seq, hash)"
            f" SELECT replica, inc, seq, hash {folded} AND replica > 0 ON CONFLICT DO NOTHING",
            (scope, floor.number),
        )
        self._db.run(f"DELETE {folded}", (scope, floor.number))
        values = (floor.number, floor.digest, scope, floor.number)
        if self._db.run("UPDATE place SET floor = ?, floor_digest = ? WHERE scope = ? AND head >= ?", values) != 1:
            raise StoreError(f"a log would begin behind its end: {scope}")

    def counts(self) -> dict[str, int]:
        """How many machines, hamlets, entries, operations set aside and undecided."""
        (row,) = self._db.rows(
            "SELECT (SELECT count(*) FROM device), (SELECT count(*) FROM place),"
            # Numbers have no gaps, so the heads know how many entries there are; counting them takes minutes.
            " (SELECT coalesce(sum(head), 0) FROM place), (SELECT count(*) FROM set_aside),"
            " (SELECT count(*) FROM set_aside WHERE settled IS NULL)"
        )
        names = ("machines", "hamlets", "entries", "set_aside", "undecided")
        return {name: int(number) for name, number in zip(names, row, strict=True)}


def _ids(texts: Iterable[str]) -> list[str]:
    """Those that can be somebody's id: what a stranger's operation says need not be one, nor even be storable."""
    return [text for text in texts if 0 < len(text) <= _ID_LENGTH and "\0" not in text]


def _places(rows: Sequence[Row]) -> dict[str, Place]:
    return {
        scope: Place(scope=scope, commune=commune, head=Head(head, digest), floor=floor, floor_digest=floor_digest)
        for scope, commune, head, digest, floor, floor_digest in rows
    }


def _row(entry: Entry, hash_: bytes) -> tuple[object, ...]:
    return (
        entry.scope,
        entry.number,
        entry.version,
        entry.record,
        entry.replica,
        entry.inc,
        entry.seq,
        hash_,
        entry.received,
        entry.body,
        None if entry.outcome is None else _encoder.encode(entry.outcome),
    )


def _entry(row: Row) -> Entry:
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
        outcome=None if outcome is None else _outcome.decode(outcome),
    )
