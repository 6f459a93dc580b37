"""The invariants of docs/protocol.md, checked from outside: what the store holds is read and recomputed."""

from collections import Counter
from typing import Any

from cdtt_app.domain.kinds import SCOPE_FIELD
from cdtt_app.server.store import Store
from cdtt_app.storage.view import entity_of
from cdtt_app.storage.whereabouts import Where, whereabouts
from cdtt_app.sync.entry import Entry, chain
from cdtt_app.sync.merge import FUTURE_MS
from cdtt_app.sync.record import Record, present
from cdtt_app.sync.validity import read
from tests.journeys.sync.laptops import Laptop
from tests.journeys.sync.provinces import Aside, Key

Logs = dict[str, list[Entry]]


def records_of(logs: Logs) -> dict[str, Record]:
    """Every record that the logs give."""
    by_record: dict[str, list[Entry]] = {}
    for scope in sorted(logs):
        for entry in logs[scope]:
            if entry.record:
                by_record.setdefault(entry.record, []).append(entry)
    found = {id_: present(entries) for id_, entries in by_record.items()}
    return {id_: record for id_, record in found.items() if record is not None}


def check_logs(store: Store, logs: Logs) -> None:
    """I1: numbers without gaps, digests that agree."""
    with store.read() as tx:
        places = tx.places(sorted(logs))
    for scope, entries in logs.items():
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        digest = b""
        for entry in entries:
            digest = chain(digest, entry)
        assert (places[scope].head.number, places[scope].head.digest) == (len(entries), digest)


def check_clocks(records: dict[str, Record], now: int) -> None:
    """I6: no clock from the future."""
    for record in records.values():
        assert all(writer.clock <= now + FUTURE_MS for writer in record.writers.values()), record


def check_store(store: Store, records: dict[str, Record]) -> None:
    """What the store answers with, snapshots and what follows them, is what the whole logs give."""
    with store.read() as tx:
        entries, bases = tx.entries_of(sorted(records)), tx.bases_of(sorted(records))
    for id_, record in records.items():
        kept = present([entry for entry in entries if entry.record == id_], bases.get(id_, ()))
        assert kept is not None, id_
        assert (kept.scope, kept.fields, kept.questions) == (record.scope, record.fields, record.questions), id_


def check_places(records: dict[str, Record]) -> None:
    """A record lies in the log of the hamlet that it names itself."""
    for record in records.values():
        named, _ = record.fields.get(SCOPE_FIELD, (record.scope, 0))
        assert named == record.scope, record


def readable(body: bytes) -> bool:
    """Whether this is an operation at all."""
    return read(body)[0] is not None


def everything(logs: Logs, asides: list[Aside]) -> dict[Key, bytes]:
    """I2: every operation is in a log or set aside, exactly once."""
    logged = [((e.replica, e.inc, e.seq), e.body) for entries in logs.values() for e in entries if e.replica]
    kept = logged + [(aside.key, aside.body) for aside in asides]
    twice = [key for key, count in Counter(key for key, _ in kept).items() if count != 1]
    assert not twice, twice
    return dict(kept)


def check_received(laptop: Laptop, kept: dict[Key, bytes]) -> None:
    """I7: what is shown as received is there, byte for byte."""
    rows = laptop.db.rows("SELECT record, inc, seq, body FROM oplog WHERE length(body) > 0")
    where = whereabouts(laptop.db, {record for record, *_ in rows})
    for record, inc, seq, body in rows:
        if where[record] >= Where.RECEIVED and inc not in laptop.former:
            assert kept.get((laptop.replica, inc, seq)) == body, (
                "said to be received",
                laptop.path.name,
                inc,
                seq,
                body,
            )


def check_view(laptop: Laptop, records: dict[str, Record], granted: frozenset[str]) -> None:
    """I5, I8: what the machine shows is what the province holds of its hamlets, and nothing else."""
    wanted = {}
    for id_, record in records.items():
        if record.scope in granted:
            entity = entity_of(record.kind, id_, {path: value for path, (value, _) in record.fields.items()})
            if entity is not None:
                wanted[id_] = entity
    different = _difference(laptop.entities(), wanted)
    told = {id_: (records.get(id_), laptop.db.rows("SELECT * FROM feed WHERE record = ?", (id_,))) for id_ in different}
    assert not different, (laptop.path.name, granted, different, told)


def _difference(shown: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {
        id_: (shown.get(id_), wanted.get(id_))
        for id_ in shown.keys() | wanted.keys()
        if shown.get(id_) != wanted.get(id_)
    }


def check_gone(laptop: Laptop, granted: frozenset[str]) -> None:
    """I8: of hamlets that were taken back nothing is left in any table of what the province said."""
    for table in ("feed", "base", "cursor", "snapshot", "salvage"):
        left = {scope for (scope,) in laptop.db.rows(f"SELECT DISTINCT scope FROM {table}")} - granted
        assert not left, (laptop.path.name, table, left)
