"""What the province's log says of one record: the fold of its entries, the same on the server and on every machine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.operation import Operation, vouched_stamp
from cdtt_app.sync.written import values_of


class Writer(NamedTuple):
    """Who wrote a version: machine, incarnation, number of the operation, clamped clock and receipt time in ms."""

    replica: int
    inc: int
    seq: int
    clock: int
    received: int


class Claim(NamedTuple):
    """A value that lost without its author having seen the other one: kept, and asked about."""

    value: Any
    version: int
    writer: Writer


@dataclass(slots=True, kw_only=True)
class Record:
    """A record as confirmed by the province: field -> (value, version), who wrote each version, open questions."""

    id: str
    kind: str
    scope: str
    parent: str | None = None
    fields: dict[str, tuple[Any, int]] = field(default_factory=dict)
    writers: dict[int, Writer] = field(default_factory=dict)
    questions: dict[str, tuple[Claim, ...]] = field(default_factory=dict)

    def version(self, path: str) -> int:
        """The version of a field, 0 when nobody has set it."""
        return self.fields[path][1] if path in self.fields else 0


DELETED = "deleted"  # the field with the reason why a record was deleted
_STRAIGHT = Outcome()


def apply(record: Record | None, entry: Entry) -> Record | None:
    """The record after one more entry; None when it has left the hamlet. Changes `record` in place."""
    outcome = entry.outcome or _STRAIGHT
    if outcome.left:
        return None
    if outcome.aside is not None:
        return record
    operation = entry.operation
    if record is None or outcome.enter is not None:
        record = Record(id=operation.id, kind=operation.kind, scope=entry.scope, parent=operation.parent)
    writer = Writer(entry.replica, entry.inc, entry.seq, outcome.clock or operation.clock, entry.received)
    version = entry.version
    record.writers[version] = writer
    _enter(record, outcome, version)
    if entry.outcome is None and not record.questions:
        record.fields |= {path: (value, version) for path, value in values_of(operation.changes).items()}
    else:
        _set_fields(record, operation, outcome, version, writer)
    if outcome.unseen:
        _ask(record, DELETED, Claim(None, outcome.unseen, record.writers[outcome.unseen]))
    record.parent = operation.parent or record.parent
    return record


def _enter(record: Record, outcome: Outcome, version: int) -> None:
    """What a record that comes from another hamlet brings along."""
    for path, value in (outcome.enter or {}).items():
        record.fields[path] = (value, version)
    for path, values in (outcome.asked or {}).items():
        record.questions[path] = tuple(Claim(value, version, Writer(*rest)) for value, *rest in values)


def _set_fields(record: Record, operation: Operation, outcome: Outcome, version: int, writer: Writer) -> None:
    for path, (value, _) in operation.changes.items():
        if path in outcome.same:
            continue
        if path in outcome.lost:
            _ask(record, path, Claim(value, version, writer))
            continue
        if path not in outcome.beat:
            _settle(record, path, vouched_stamp(operation.token))
        elif outcome.enter is None:  # a record that moves brings its questions along
            before, old = record.fields[path]
            _ask(record, path, Claim(before, old, record.writers[old]))
        record.fields[path] = (value, version)


def _settle(record: Record, path: str, heard: int) -> None:
    """A change made on the present value answers what its author had heard of; what came since is still asked."""
    unheard = tuple(claim for claim in record.questions.pop(path, ()) if claim.writer.received > heard)
    if unheard:
        record.questions[path] = unheard


def _ask(record: Record, path: str, claim: Claim) -> None:
    record.questions[path] = (*record.questions.get(path, ()), claim)


def fold(entries: Iterable[Entry], start: Record | None = None) -> Record | None:
    """The record that these entries give, in the order of the log."""
    record = start
    for entry in entries:
        record = apply(record, entry)
    return record


def present(entries: Iterable[Entry], bases: Iterable[Record] = ()) -> Record | None:
    """The record that its entries in several hamlets' logs give, on what was folded away: where it has not left."""
    starts = {record.scope: record for record in bases}
    places: dict[str, list[Entry]] = {scope: [] for scope in starts}
    for entry in entries:
        places.setdefault(entry.scope, []).append(entry)
    found = None
    for scope in sorted(places):
        found = fold(places[scope], starts.get(scope)) or found
    return found
