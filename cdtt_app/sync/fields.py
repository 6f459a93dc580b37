"""A record as flat fields, the unit that is merged: `connection/power`, `answers/a/<person>/C4`."""

from collections.abc import Mapping
from typing import Any

Value = Any  # what JSON holds; lists are one value
SEPARATOR = "/"  # never part of an XLSForm name, an id or a field name


def flatten(document: Mapping[str, Any]) -> dict[str, Value]:
    """Nested objects as paths; an empty object or None has no field."""
    flat: dict[str, Value] = {}
    for name, value in document.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}{SEPARATOR}{rest}": inner for rest, inner in flatten(value).items()}
        elif value is not None:
            flat[name] = value
    return flat


def unflatten(flat: Mapping[str, Value]) -> dict[str, Any]:
    """The nested document again; a field set to None is absent."""
    document: dict[str, Any] = {}
    places = {"": document}
    for path, value in flat.items():
        if value is None:
            continue
        if SEPARATOR not in path:
            document[path] = value
            continue
        parent, _, name = path.rpartition(SEPARATOR)
        place = places.get(parent)
        if place is None:
            place = _place(places, parent)
        place[name] = value
    return document


def _place(places: dict[str, dict[str, Any]], path: str) -> dict[str, Any]:
    """The object at a path, made with those above it; remembered, because neighbours share it."""
    if path not in places:
        parent, _, name = path.rpartition(SEPARATOR)
        places[path] = _place(places, parent).setdefault(name, {})
    return places[path]


def changed(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that differ, with their new value; None where the field is gone."""
    different = {path: value for path, value in new.items() if path not in old or old[path] != value}
    return different | {path: None for path in old if path not in new}
