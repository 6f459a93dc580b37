"""The history of a household: what the province's log and this machine's own say of its records."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from heapq import merge

from cdtt_app.domain.history import Change, Event
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.services.authors import Authors, read_authors
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage import feed
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import records_of
from cdtt_app.storage.view import entity_of, fields_now
from cdtt_app.storage.whereabouts import OwnOperation, Where, own_operations
from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.fields import Value
from cdtt_app.sync.operation import Operation, vouched_stamp
from cdtt_app.sync.record import Record

_STRAIGHT = Outcome()


def household_events(db: Database, household: HouseholdId) -> tuple[Event, ...]:
    """What was done to a household and all that hangs on it: the log in its order, then what is not in it.

    Who shows them leaves out what the household does not agree to today.
    """
    connection, teller = db.connection(), _Teller(read_authors(db))
    bases: list[Record] = []
    logs: dict[str, list[Entry]] = {}
    waiting: list[OwnOperation] = []
    for record in (household, *records_of(db, household)):
        bases += [base for _, base in feed.bases_of(connection, record).values()]
        for entry in feed.entries_of(connection, record):
            logs.setdefault(entry.scope, []).append(entry)
        waiting += own_operations(connection, record)
    in_order = (sorted(log, key=lambda entry: entry.number) for log in logs.values())
    events = [
        *(event for base in bases for event in teller.folded(base)),
        *(event for entry in merge(*in_order, key=lambda e: e.received) for event in teller.logged(entry)),
        *(teller.own(each) for each in sorted(waiting, key=lambda own: own.seq)),
    ]
    return tuple(events)


class _Teller:
    """Makes events of operations, following what stands in each record."""

    def __init__(self, authors: Authors) -> None:
        self._authors = authors
        self._standing: dict[str, dict[str, Value]] = {}

    def folded(self, base: Record) -> Iterator[Event]:
        """Of a log that begins later the last word on each field is left, with who wrote it."""
        by_version: dict[int, dict[str, Value]] = {}
        for path, (value, version) in base.fields.items():
            by_version.setdefault(version, {})[path] = value
        self._standing[base.id] = {path: value for path, (value, _) in base.fields.items()}
        for version in sorted(by_version):
            writer = base.writers[version]
            author = self._authors.of(writer.replica)
            yield Event(
                kind=base.kind,
                record=base.id,
                at=_moment(writer.clock),
                person=author.person,
                machine=author.machine,
                changes=tuple(Change(field=path, old=None, new=new) for path, new in by_version[version].items()),
                received_at=_moment(writer.received),
                mine=writer.replica == self._authors.own,
            )

    def logged(self, entry: Entry) -> Iterator[Event]:
        """An entry of the log; nothing for one that only says that the record went elsewhere."""
        outcome = entry.outcome or _STRAIGHT
        if outcome.left or outcome.aside is not None:
            return
        if outcome.enter is not None:
            self._standing[entry.record] = dict(outcome.enter)
        standing, operation = self._standing.setdefault(entry.record, {}), entry.operation
        values = {path: value for path, (value, _) in operation.changes.items()}
        unmoved = {*outcome.lost, *outcome.same}
        lost = tuple(path for path in values if path in unmoved and standing.get(path) != values[path])
        yield self._event(operation, entry.replica, lost, received_at=_moment(entry.received))
        standing |= {path: value for path, value in values.items() if path not in unmoved}

    def own(self, own: OwnOperation) -> Event:
        """An operation that the log does not show: it stands here, unless it was set aside."""
        lost = tuple(own.operation.changes) if own.where is Where.ASIDE else ()
        event = self._event(
            own.operation,
            self._authors.own,
            lost,
            received_at=own.received_at if own.where >= Where.RECEIVED else None,
            waiting=own.where is Where.HERE,
        )
        if not lost:
            standing = self._standing.setdefault(own.operation.id, {})
            standing |= {path: value for path, (value, _) in own.operation.changes.items()}
        return event

    def _event(
        self,
        operation: Operation,
        replica: int,
        lost: tuple[str, ...],
        *,
        received_at: datetime | None,
        waiting: bool = False,
    ) -> Event:
        author, standing = self._authors.of(replica), self._standing.get(operation.id, {})
        vouched = vouched_stamp(operation.token)
        return Event(
            kind=operation.kind,
            record=operation.id,
            at=_moment(operation.clock),
            person=author.person,
            machine=author.machine,
            changes=tuple(
                Change(field=path, old=standing.get(path), new=value) for path, (value, _) in operation.changes.items()
            ),
            received_at=received_at,
            vouched_at=_moment(vouched) if vouched else None,
            kept_aside=lost,
            mine=replica == self._authors.own,
            waiting=waiting,
            late_of=self._authors.of(operation.taken_in[0]).person if operation.taken_in else "",
        )


def take_back_value(db: Database, kind: str, record: str, values: Mapping[str, Value]) -> Saved:
    """Write an earlier value again, None for none; the log only grows. Raises RefusedError, StorageError."""
    with db.write() as tx:
        _, fields = fields_now(tx.connection, record)
        entity = entity_of(kind, record, {**fields, **values}) if fields else None
        if entity is None:
            raise RefusedError("Phiếu này không còn trên máy nên chưa lấy lại được. Hãy mở lại lịch sử của hộ.")
        return Saved(save_all(tx, (entity,)))


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
