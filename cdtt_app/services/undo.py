"""Taking back the last save: a new change that restores what was there; the log itself never shrinks."""

from dataclasses import dataclass, replace
from typing import Any

from cdtt_app.domain.kinds import Entity, kind_of
from cdtt_app.storage.database import Database, Write, find
from cdtt_app.storage.drafts import put_draft
from cdtt_app.storage.errors import StorageError

TAKEN_BACK = "hoàn tác"


@dataclass(frozen=True, slots=True)
class Change:
    """A record before (None when it is new) and after a save."""

    before: Entity | None
    after: Entity


@dataclass(frozen=True, slots=True)
class Saved:
    """What one act wrote, and the draft that it used up."""

    changes: tuple[Change, ...]
    draft_name: str = ""
    draft_body: dict[str, Any] | None = None


def save_all(tx: Write, entities: tuple[Entity, ...]) -> tuple[Change, ...]:
    """Save records in one transaction, remembering what was there."""
    changes = []
    for entity in entities:
        before = find(tx.connection, kind_of(entity), entity.id)
        if tx.save(entity):
            changes.append(Change(before, entity))
    return tuple(changes)


def take_back(db: Database, saved: Saved) -> None:
    """Undo a save, draft included; refuses when somebody has changed the record since."""
    with db.write() as tx:
        for change in reversed(saved.changes):
            if find(tx.connection, kind_of(change.after), change.after.id) != change.after:
                raise StorageError("Phiếu này đã được sửa tiếp sau khi lưu nên không hoàn tác được nữa.")
            tx.save(change.before or replace(change.after, deleted=TAKEN_BACK))
        if saved.draft_name and saved.draft_body is not None:
            put_draft(tx, saved.draft_name, saved.draft_body, db.now())
