"""Questions asked of every table alike: one record, all of a parent, all of a kind."""

from typing import Any, TypeVar

from cdtt_app.domain.kinds import KINDS
from cdtt_app.storage.database import Database, find
from cdtt_app.storage.rows import from_row, select

E = TypeVar("E")
_NAME_OF: dict[type[Any], str] = {kind.cls: kind.name for kind in KINDS.values()}


def by_id(db: Database, cls: type[E], id_: str) -> E | None:
    """One record, deleted or not."""
    found: Any = find(db.connection(), KINDS[_NAME_OF[cls]], id_)
    return found if isinstance(found, cls) else None


def where(db: Database, cls: type[E], condition: str = "1", values: tuple[Any, ...] = ()) -> tuple[E, ...]:
    """Records that are not deleted and meet the condition (SQL of our own, values bound)."""
    sql = f"SELECT {select(cls)} FROM {_NAME_OF[cls]} WHERE deleted = '' AND ({condition})"
    return tuple(from_row(cls, row) for row in db.rows(sql, values))
