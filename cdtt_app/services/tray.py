"""Work that was set aside: what an officer may take in or dismiss, and what of this machine's own waits for that."""

from dataclasses import dataclass
from typing import Any

from msgspec import structs

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.domain.role import of_whole_commune
from cdtt_app.services.authors import Author, read_authors
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.exchange import known_to_province
from cdtt_app.services.record_facts import record_facts
from cdtt_app.storage import late_work as kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.late_work import Decision, SetAside
from cdtt_app.storage.view import fields_now
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.validity import Reason

_MAY_COME_IN = frozenset({Reason.NOT_GRANTED, Reason.REVOKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One operation set aside, whose it is and which record it is about; `decision` of an own one may have fallen."""

    item: SetAside
    author: Author
    record: RecordFacts
    decision: Decision

    @property
    def may_come_in(self) -> bool:
        """Whether taking it in could succeed; what is wrong in itself can only be dismissed."""
        return self.item.operation is not None and self.item.reason in _MAY_COME_IN

    @property
    def dismissed(self) -> bool:
        """Whether an officer decided to leave it out."""
        return self.decision is Decision.DISMISSED


def late_work(db: Database) -> tuple[Waiting, ...]:
    """What waits for an officer of these hamlets, the oldest of each hamlet first."""
    authors = read_authors(db)
    found = [_waiting(db, item, authors.of(item.key[0])) for item in kept.late_work(db.connection())]
    return tuple(each for each in found if each.decision is Decision.OPEN)


def own_set_aside(db: Database) -> tuple[Waiting, ...]:
    """This machine's own work that is not in the books: undecided, or dismissed and not yet told to the person."""
    authors = read_authors(db)
    rows = kept.own_set_aside(db.connection(), authors.own)
    found = [_waiting(db, item, authors.me) for item in rows]
    seen = frozenset(db.rows("SELECT inc, seq FROM set_aside WHERE seen = 1"))
    return tuple(
        each for each in found if each.decision is Decision.OPEN or (each.dismissed and each.item.key[1:] not in seen)
    )


def mark_seen(db: Database, own: Waiting) -> None:
    """The person read that it was dismissed."""
    with db.write() as tx:
        kept.mark_seen(tx.connection, own.item.key)


def _waiting(db: Database, item: SetAside, author: Author) -> Waiting:
    operation = item.operation
    kind, id_ = (operation.kind, operation.id) if operation else ("", "")
    return Waiting(
        item=item,
        author=author,
        record=record_facts(db, kind, id_, _fields(db, operation)),
        decision=kept.decision_on(db.connection(), item),
    )


def _fields(db: Database, operation: Operation | None) -> dict[str, Any]:
    """What the record would say."""
    if operation is None:
        return {}
    _, now = fields_now(db.connection(), operation.id)
    return now | {path: value for path, (value, _) in operation.changes.items()}


def take_in(db: Database, waiting: Waiting) -> None:
    """Write a colleague's late work into the book as it was meant; raises RefusedError."""
    operation = waiting.item.operation
    _check_officer(db)
    if operation is None or not waiting.may_come_in:
        raise RefusedError("Phiếu này có chỗ sai nên không nhận vào sổ được. Hãy hỏi lại người ghi rồi ghi phiếu mới.")
    with db.write() as tx:
        _check_open(kept.decision_on(tx.connection, waiting.item))
        key = waiting.item.key
        changes = {}
        for path, (value, base) in operation.changes.items():
            own = base >= 0 or kept.version_here(tx.connection, operation.id, (*key[:2], -base), path)
            changes[path] = (value, base if own is True else own or 0)
        tx.take_in(structs.replace(operation, changes=changes, taken_in=key))


def dismiss(db: Database, waiting: Waiting) -> None:
    """Leave it out of the book; what was written stays in the log for good. Raises RefusedError."""
    _check_officer(db)
    scope = waiting.item.scope
    with db.write() as tx:
        _check_open(kept.decision_on(tx.connection, waiting.item))
        # Said of the hamlet, not of the record, which may not exist.
        tx.take_in(
            Operation(
                kind="hamlet", id=scope, scope=scope, clock=0, schema=SCHEMA, changes={}, taken_in=waiting.item.key
            )
        )


def _check_officer(db: Database) -> None:
    if not of_whole_commune(known_to_province(db).role):
        raise RefusedError("Chỉ cán bộ xã mới nhận hoặc bỏ được phiếu tới muộn. Hãy nhờ cán bộ xã xem giúp.")


def _check_open(decision: Decision) -> None:
    if decision is not Decision.OPEN:
        raise RefusedError("Phiếu này đã có người xem rồi. Hãy mở lại danh sách.")
