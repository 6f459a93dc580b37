"""Records as documents and back; the only place beside storage/rows.py that knows msgspec."""

import re
from dataclasses import MISSING, fields
from typing import Any

import msgspec

from cdtt_app.domain.kinds import KINDS, Entity, Kind, kind_of
from cdtt_app.sync.fields import Value

_ABSENT = object()


def _plain(value: object) -> Value:
    return msgspec.json.decode(msgspec.json.encode(value))


def _defaults(cls: type[Any]) -> dict[str, Any]:
    """Defaults that say "nothing"; one that says something may change one day, so what was meant is written out."""
    values = {}
    for field in fields(cls):
        if field.default is not MISSING:
            values[field.name] = _plain(field.default)
        elif field.default_factory is not MISSING:
            values[field.name] = _plain(field.default_factory())
    return {name: value for name, value in values.items() if _says_nothing(value)}


def _says_nothing(value: Value) -> bool:
    return all(map(_says_nothing, value.values())) if isinstance(value, dict) else not value


_DEFAULTS = {kind.name: _defaults(kind.cls) for kind in KINDS.values()}


def to_document(entity: Entity) -> dict[str, Any]:
    """The record as plain JSON values, without its id and without what is empty by default."""
    document = _plain(entity)
    defaults = _DEFAULTS[kind_of(entity).name]
    del document["id"]
    return {name: value for name, value in document.items() if name not in defaults or defaults[name] != value}


def from_document(kind: Kind, id_: str, document: dict[str, Any]) -> Entity:
    """The record of a document; fields this version does not know are left aside. Raises msgspec.ValidationError."""
    entity: Entity = msgspec.convert({**document, "id": id_}, kind.cls, strict=False)
    return entity


_MOST_LEFT_OUT = 50
_PLACE = re.compile(r"at `\$\.([^`]*)`")


def from_document_or_less(kind: Kind, id_: str, document: dict[str, Any]) -> Entity:
    """The record of a document that a newer program may have written: what this one cannot read stays at its default.

    Nothing is lost: the log keeps it. Raises msgspec.ValidationError when what is needed is missing.
    """
    for _ in range(_MOST_LEFT_OUT):
        try:
            return from_document(kind, id_, document)
        except msgspec.ValidationError as error:
            place = _PLACE.search(str(error))
            if place is None or not _leave_out(document, place.group(1)):
                raise
    return from_document(kind, id_, document)


def _leave_out(document: dict[str, Any], place: str) -> bool:
    """Drop the field that could not be read; a value inside a list or a map goes with the whole of it."""
    *parents, name = re.split(r"\.|\[", place.split("[", 1)[0])
    for parent in parents:
        inner = document.get(parent)
        if not isinstance(inner, dict):
            return document.pop(parent, _ABSENT) is not _ABSENT
        document = inner
    return document.pop(name, _ABSENT) is not _ABSENT
