"""What the province does with operations offered: an entry in a hamlet's log, or set aside with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cdtt_app.domain.kinds import SCOPE_FIELD
from cdtt_app.sync.entry import Entry, Outcome, chain, version_of
from cdtt_app.sync.merge import Author, judge
from cdtt_app.sync.operation import Operation, moves
from cdtt_app.sync.record import DELETED, Claim, Record, Writer, fold, present
from cdtt_app.sync.validity import Reason


class Offered(NamedTuple):
    """An operation as it came: its number, its hash, its line, what it says, what is wrong with it."""

    seq: int
    hash: bytes
    body: bytes
    operation: Operation | None
    wrong: Reason | None


class Head(NamedTuple):
    """The end of a hamlet's log: the last number and the digest of all up to it."""

    number: int = 0
    digest: bytes = b""


class Aside(NamedTuple):
    """An operation set aside."""

    scope: str
    seq: int
    hash: bytes
    reason: Reason
    body: bytes


class Device(NamedTuple):
    """Whose operations these are, and what the machine may write."""

    replica: int
    inc: int
    first: int
    granted: frozenset[str]
    officer: bool = False
    revoked: bool = False
    lives: Sequence[tuple[int, int]] = ()


@dataclass(slots=True, kw_only=True)
class Accepted:
    """What must be written, in one transaction."""

    entries: list[Entry] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)  # of the entries' operations
    asides: list[Aside] = field(default_factory=list)
    settled: list[tuple[int, int, int]] = field(default_factory=list)
    heads: dict[str, Head] = field(default_factory=dict)


class Acceptance:
    """Takes in one machine's operations against the heads and records of the hamlets they touch."""

    def __init__(
        self,
        device: Device,
        *,
        heads: dict[str, Head],
        entries: Iterable[Entry],
        bases: Mapping[str, Iterable[Record]],
        epoch: int,
        now: int,
    ) -> None:
        self._device = device
        self._epoch = epoch
        self._now = now
        self.result = Accepted(heads=dict(heads))
        self._records: dict[str, Record | None] = {}
        self._news: dict[str, list[Entry]] = {}
        known: dict[str, list[Entry]] = {}
        for entry in entries:
            known.setdefault(entry.record, []).append(entry)
        for id_ in known.keys() | bases.keys():
            self._records[id_] = present(known.get(id_, ()), bases.get(id_, ()))

    def take(self, offered: Offered) -> None:
        """Decide about one operation."""
        reason = offered.wrong or self._refusal(offered.operation)
        if reason is not None or offered.operation is None:
            self._set_aside(offered, reason or Reason.UNREADABLE)
            return
        operation = offered.operation
        if operation.taken_in is not None:
            self.result.settled.append(operation.taken_in)
        record = self._record(operation.id)
        scope, outcome = operation.scope, self._judge(record, operation, operation.scope, offered.seq)
        if record is not None and record.scope != scope:
            if moves(operation) and (outcome is None or SCOPE_FIELD not in outcome.lost):
                outcome = self._move(record, operation, outcome)
            else:  # its author did not know that it had gone there
                scope = record.scope
                outcome = self._judge(record, operation, scope, offered.seq)
        self._append(scope, operation.id, offered, outcome)

    def _judge(self, record: Record | None, operation: Operation, scope: str, seq: int) -> Outcome | None:
        device = self._device
        author = Author(device.replica, device.inc, device.first, seq, device.lives)
        version = version_of(self.result.heads[scope].number + 1, self._epoch)
        return judge(record, operation, author, self._now, version)

    def _refusal(self, operation: Operation | None) -> Reason | None:
        if operation is None:
            return Reason.UNREADABLE
        if self._device.revoked:
            return Reason.REVOKED
        if operation.scope not in self._device.granted or operation.scope not in self.result.heads:
            return Reason.NOT_GRANTED
        if operation.taken_in is not None and not self._device.officer:
            return Reason.NOT_GRANTED
        record = self._record(operation.id)
        elsewhere = record is not None and record.scope not in self._device.granted & self.result.heads.keys()
        return Reason.NOT_GRANTED if elsewhere else None

    def _record(self, id_: str) -> Record | None:
        """The record so far; what this batch adds is folded only when it is asked for, which is rare."""
        entries = self._news.pop(id_, None)
        if entries is not None:
            self._records[id_] = fold(entries, self._records.get(id_))
        return self._records.get(id_)

    def _move(self, record: Record, operation: Operation, outcome: Outcome | None) -> Outcome:
        """The record changes its hamlet: it leaves one log and enters the other with all it holds."""
        judged = outcome or Outcome()
        questions = {path: [_told(claim) for claim in claims] for path, claims in record.questions.items()}
        author = Writer(self._device.replica, self._device.inc, 0, judged.clock or operation.clock, self._now)
        for path in judged.beat:
            value, version = record.fields[path]
            questions.setdefault(path, []).append([value, *record.writers[version]])
        for path in judged.lost:
            questions.setdefault(path, []).append([operation.changes[path][0], *author])
        if judged.unseen:
            deletes = operation.changes.get(DELETED)  # its own number may be somebody's version in the other log
            met = record.writers[judged.unseen] if deletes is not None and deletes[0] else author
            questions.setdefault(DELETED, []).append([None, *met])
        self._number(record.scope, record.id, None, Outcome(left=operation.scope))
        return Outcome(
            same=judged.same + judged.lost,
            beat=judged.beat,
            clock=judged.clock,
            enter={path: value for path, (value, _) in record.fields.items()},
            asked=questions or None,
        )

    def _append(self, scope: str, record: str, offered: Offered, outcome: Outcome | None) -> None:
        entry = self._number(scope, record, offered, outcome)
        self._news.setdefault(record, []).append(entry)

    def _number(self, scope: str, record: str, offered: Offered | None, outcome: Outcome | None) -> Entry:
        head = self.result.heads[scope]
        number = head.number + 1
        mine = offered is not None and (outcome is None or outcome.aside is None)
        entry = Entry(
            scope=scope,
            number=number,
            version=version_of(number, self._epoch),
            record=record,
            replica=self._device.replica if mine else 0,
            inc=self._device.inc if mine else 0,
            seq=offered.seq if offered is not None and mine else 0,
            received=self._now,
            body=offered.body if offered is not None else b"",
            outcome=outcome,
        )
        self.result.heads[scope] = Head(number, chain(head.digest, entry))
        self.result.entries.append(entry)
        self.result.hashes.append(offered.hash if offered is not None and mine else b"")
        return entry

    def _set_aside(self, offered: Offered, reason: Reason) -> None:
        scope = offered.operation.scope if offered.operation is not None else ""
        self.result.asides.append(Aside(scope, offered.seq, offered.hash, reason, offered.body))
        if offered.operation is not None and scope in self.result.heads:
            # The hamlet's officer hears of it through the same log as of everything else.
            told = (str(reason), self._device.replica, self._device.inc, offered.seq)
            self._number(scope, "", offered, Outcome(aside=told))


def _told(claim: Claim) -> list[Any]:
    return [claim.value, *claim.writer]


def needed(offered: Iterable[Offered]) -> tuple[list[str], list[str]]:
    """The hamlets to lock, in order, and the records to read."""
    scopes, records = set(), set()
    for one in offered:
        if one.operation is not None:
            scopes.add(one.operation.scope)
            records.add(one.operation.id)
    return sorted(scopes), sorted(records)
