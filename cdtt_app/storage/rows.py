"""Dataclass to row and back: a field is a column; what is nested stands as JSON in its column."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from cdtt_app.domain.kinds import KINDS, Entity

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


def _is_nested(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return any(_is_nested(inner) for inner in kind.types)
    return isinstance(
        kind,
        msgspec.inspect.DataclassType
        | msgspec.inspect.VarTupleType
        | msgspec.inspect.DictType
        | msgspec.inspect.ListType,
    )


def _nested(cls: type[Any]) -> frozenset[str]:
    """Fields that are neither text, number nor date: those are stored as JSON."""
    shape = msgspec.inspect.type_info(cls)
    fields_ = shape.fields if isinstance(shape, msgspec.inspect.DataclassType) else ()
    return frozenset(field.name for field in fields_ if _is_nested(field.type))


_COLUMNS = {kind.cls: tuple(field.name for field in fields(kind.cls)) for kind in KINDS.values()}
_NESTED = {kind.cls: _nested(kind.cls) for kind in KINDS.values()}


def columns(cls: type[Any]) -> tuple[str, ...]:
    """The columns of a class, in the order of its fields."""
    return _COLUMNS[cls]


def to_row(entity: Entity) -> tuple[Any, ...]:
    """The values of `columns(type(entity))`, as SQLite takes them."""
    return tuple(
        _encode(value).decode() if isinstance(value, dict | list | tuple) else value
        for value in msgspec.to_builtins(entity).values()
    )


def from_row(cls: type[T], row: Sequence[Any]) -> T:
    """The entity of a row selected with `columns(cls)`."""
    nested = _NESTED[cls]
    values = {
        name: json.loads(value) if isinstance(value, str) and value[:1] in "{[" and name in nested else value
        for name, value in zip(columns(cls), row, strict=True)
    }
    return msgspec.convert(values, cls, strict=False)


def select(cls: type[Any], alias: str = "") -> str:
    """The column list of a SELECT for `from_row`."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f"{prefix}{name}" for name in columns(cls))
