"""Records as documents and back; the only place beside storage/rows.py that knows msgspec."""

from dataclasses import MISSING, fields
from typing import Any

import msgspec

from cdtt_app.domain.kinds import KINDS, Entity, Kind, kind_of
from cdtt_app.sync.fields import Value


def _plain(value: object) -> Value:
    return msgspec.json.decode(msgspec.json.encode(value))


def _defaults(cls: type[Any]) -> dict[str, Any]:
    values = {}
    for field in fields(cls):
        if field.default is not MISSING:
            values[field.name] = _plain(field.default)
        elif field.default_factory is not MISSING:
            values[field.name] = _plain(field.default_factory())
    return values


_DEFAULTS = {kind.name: _defaults(kind.cls) for kind in KINDS.values()}


def to_document(entity: Entity) -> dict[str, Any]:
    """The record as plain JSON values, without its id and without what is still at its default."""
    document = _plain(entity)
    defaults = _DEFAULTS[kind_of(entity).name]
    del document["id"]
    return {name: value for name, value in document.items() if name not in defaults or defaults[name] != value}


def from_document(kind: Kind, id_: str, document: dict[str, Any]) -> Entity:
    """The record of a document; fields this version does not know are left aside. Raises msgspec.ValidationError."""
    entity: Entity = msgspec.convert({**document, "id": id_}, kind.cls, strict=False)
    return entity
