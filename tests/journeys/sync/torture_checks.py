"""What must hold after the torture: nothing lost, nothing doubled, all views equal; looked at from outside."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cdtt_app.domain.kinds import KINDS, Entity
from cdtt_app.server.store import Store
from cdtt_app.services.sync import End, Report
from cdtt_app.storage import oplog
from cdtt_app.storage.answers import EPOCH
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.feed import cursors, pending_count
from cdtt_app.storage.rows import from_row, select
from cdtt_app.storage.view import entity_of
from cdtt_app.storage.whereabouts import Where, whereabouts
from cdtt_app.sync.entry import Entry, chain
from cdtt_app.sync.operation import link
from cdtt_app.sync.record import Record, present
from tests.journeys.sync.torture_store import chains_of, held_operations
from tests.journeys.sync.torture_words import digest

ALL = 1 << 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """All disks when nothing moves any more."""

    machines: Sequence[Database]
    store: Store
    told: Sequence[str]
    hamlets: tuple[str, ...]
    reports: Sequence[Report]


def known_epoch(db: Database) -> int:
    """Which life of the server this machine has heard of."""
    return int(read_fact(db, EPOCH, 0))


def at_rest(reports: Sequence[Report]) -> bool:
    """Nothing went in either direction."""
    return all(
        report.end is End.DONE
        and not report.progress.waiting
        and not report.progress.acknowledged + report.progress.entries
        for report in reports
    )


def look_for_false_receipts(db: Database, held: frozenset[bytes]) -> int:
    """How many operations are shown as received; each must be held by the server."""
    bodies: dict[str, list[bytes]] = {}
    for record, body in db.rows("SELECT record, body FROM oplog"):
        bodies.setdefault(record, []).append(body)
    received = [record for record, where in whereabouts(db, bodies).items() if where >= Where.RECEIVED]
    false = [(record, body) for record in received for body in bodies[record] if body not in held]
    assert not false, (db.path, len(false), false[:3])
    return sum(len(bodies[record]) for record in received)


def check_everything(evidence: Evidence) -> list[str]:
    """All of it; what was counted, in sentences."""
    assert at_rest(evidence.reports), evidence.reports
    held = held_operations(evidence.store)
    lost = set(evidence.told) - {digest(one.body) for one in held}
    assert not lost, (len(lost), "saves were told to be durable and are not at the province", sorted(lost)[:5])
    twice = [key for key, count in Counter(one[:3] for one in held).items() if count > 1]
    again = [body for body, count in Counter(one.body for one in held).items() if count > 1]
    assert not twice, twice
    assert not again, again[:3]
    logs = _logs(evidence)
    _check_chains(evidence.store)
    _check_logs(evidence.store, logs)
    records = _records(logs)
    for db in evidence.machines:
        _check_machine(db, logs, records, frozenset(one.body for one in held))
    questions = sum(bool(record.questions) for record in records.values())
    incarnations = sum(len(db.rows("SELECT inc FROM incarnation")) for db in evidence.machines)
    disks = len(evidence.machines)
    return [
        f"{len(held)} operations at the province, {len(evidence.told)} told saves among them, 0 lost, 0 doubled",
        f"{len(records)} records, {questions} with open questions; {incarnations} incarnations of {disks} disks",
        "all views equal, chains verified, files sound",
    ]


def _logs(evidence: Evidence) -> dict[str, list[Entry]]:
    with evidence.store.read() as tx:
        return {hamlet: tx.entries_after(hamlet, 0, ALL) for hamlet in evidence.hamlets}


def _records(logs: dict[str, list[Entry]]) -> dict[str, Record]:
    by_record: dict[str, list[Entry]] = {}
    for entries in logs.values():
        for entry in entries:
            by_record.setdefault(entry.record, []).append(entry)
    found = {id_: present(entries) for id_, entries in by_record.items() if id_}
    return {id_: record for id_, record in found.items() if record is not None}


def _check_logs(store: Store, logs: dict[str, list[Entry]]) -> None:
    with store.read() as tx:
        places = tx.places(sorted(logs))
    for hamlet, entries in logs.items():
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        told = b""
        for entry in entries:
            told = chain(told, entry)
        assert places[hamlet].head == (len(entries), told)


def _check_chains(store: Store) -> None:
    """Each incarnation's operations follow one another without a gap, and give the hash that the server signs."""
    bodies = {one[:3]: one.body for one in held_operations(store)}
    for replica, inc, first, head, head_hash in chains_of(store):
        last = b""
        for seq in range(first, head + 1):
            last = link(last, bodies.pop((replica, inc, seq)))
        assert last == head_hash
    assert not bodies


def _check_machine(
    db: Database, logs: dict[str, list[Entry]], records: dict[str, Record], held: frozenset[bytes]
) -> None:
    assert db.rows("PRAGMA integrity_check") == [("ok",)]
    assert db.rows("PRAGMA cipher_integrity_check") == []
    oplog.verify(db.connection())
    assert pending_count(db.connection()) == 0
    assert look_for_false_receipts(db, held) == oplog.count(db.connection())
    read = cursors(db.connection())
    assert read == {hamlet: len(logs[hamlet]) for hamlet in read}
    wanted = {
        id_: entity_of(record.kind, id_, {path: value for path, (value, _) in record.fields.items()})
        for id_, record in records.items()
        if record.scope in read
    }
    shown = _shown(db)
    different = {id_ for id_ in shown.keys() | wanted.keys() if shown.get(id_) != wanted.get(id_)}
    assert not different, (db.path, json.dumps(sorted(different)[:5]))


def _shown(db: Database) -> dict[str, Entity]:
    rows = (
        (kind.cls, row) for kind in KINDS.values() for row in db.rows(f"SELECT {select(kind.cls)} FROM {kind.name}")
    )
    return {row[0]: from_row(cls, row) for cls, row in rows}
