"""The tables that screens read: what the province confirmed, with this machine's pending operations on top."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import msgspec

from cdtt_app.domain.kinds import KINDS, Entity, Kind
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.feed import confirmed, pending
from cdtt_app.storage.rows import columns, to_row
from cdtt_app.storage.search_index import SEARCHED, forget, index
from cdtt_app.sync.codec import from_document_or_less
from cdtt_app.sync.fields import unflatten
from cdtt_app.sync.operation import decode
from cdtt_app.sync.upcast import to_current
from cdtt_app.sync.written import document_of, values_of


def put_row(connection: Connection, kind: Kind, entity: Entity) -> None:
    """Write the row of a record and what it is found by."""
    put_rows(connection, kind.name, (entity,))


def put_rows(connection: Connection, kind: str, entities: Sequence[Entity]) -> None:
    """Write many rows of one kind."""
    names = columns(KINDS[kind].cls)
    sql = f"INSERT OR REPLACE INTO {kind} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    connection.executemany(sql, [to_row(entity) for entity in entities])
    if kind in SEARCHED:
        for entity in entities:
            index(connection, entity)


def fields_now(connection: Connection, record: str) -> tuple[str, dict[str, Any]]:
    """Kind and flat fields of a record as this machine sees it; an empty kind when there is nothing."""
    known = confirmed(connection, record)
    kind, fields = "", {}
    if known is not None:
        kind = known.kind
        fields = {path: value for path, (value, _) in known.fields.items()}
    for operation in pending(connection, record).values():
        kind = operation.kind
        fields |= values_of(operation.changes)
    return kind, fields


def entity_of(kind: str, record: str, fields: dict[str, Any]) -> Entity | None:
    """The record as this program understands it; None when it does not (yet), which loses nothing."""
    return _entity(kind, record, lambda: unflatten(fields))


def _entity(kind: str, record: str, document: Callable[[], dict[str, Any]]) -> Entity | None:
    if kind not in KINDS:
        return None
    try:
        return from_document_or_less(KINDS[kind], record, document())
    except (msgspec.ValidationError, AttributeError, TypeError):  # also a field below another that is itself a value
        return None


def refresh(connection: Connection, records: Iterable[str]) -> set[str]:
    """Bring the rows of these records up to date; returns the kinds touched."""
    touched = set()
    left = set(records)
    for kind, entities in _with_one_entry(connection, left).items():
        put_rows(connection, kind, entities)
        left -= {entity.id for entity in entities}
        touched.add(kind)
    for record in sorted(left):
        kind, fields = fields_now(connection, record)
        entity = entity_of(kind, record, fields)
        if entity is not None:
            put_row(connection, KINDS[kind], entity)
            touched.add(kind)
        else:
            touched |= _remove(connection, record)
    return touched


def show_unread(connection: Connection) -> None:
    """Make the rows of records that came before this program knew their kind; after a kind has been added."""
    known = " UNION ALL ".join(f"SELECT id FROM {name}" for name in KINDS)
    sql = f"SELECT record FROM feed UNION SELECT record FROM base EXCEPT SELECT id FROM ({known})"
    refresh(connection, [record for (record,) in connection.execute(sql).fetchall() if record])


def _with_one_entry(connection: Connection, records: set[str]) -> dict[str, list[Entity]]:
    """Records of which one straight entry is all that is known, by kind: most of what arrives, so asked for at once."""
    rows = connection.execute(
        """SELECT f.record, max(f.body) FROM feed f WHERE f.record IN (SELECT value FROM json_each(?))
           GROUP BY f.record HAVING count(*) = 1 AND max(f.outcome) IS NULL AND length(max(f.body)) > 0
           AND NOT EXISTS (SELECT 1 FROM oplog o WHERE o.record = f.record)
           AND NOT EXISTS (SELECT 1 FROM base b WHERE b.record = f.record)""",
        (json.dumps(sorted(records)),),
    ).fetchall()
    found: dict[str, list[Entity]] = {}
    for record, body in rows:
        operation = to_current(decode(body))
        entity = _entity(operation.kind, record, partial(document_of, operation.changes))
        if entity is not None:
            found.setdefault(operation.kind, []).append(entity)
    return found


def _remove(connection: Connection, record: str) -> set[str]:
    touched = set()
    for name in KINDS:
        if connection.execute(f"DELETE FROM {name} WHERE id = ?", (record,)).rowcount > 0:
            touched.add(name)
    forget(connection, record)
    return touched
