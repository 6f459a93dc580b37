"""The operation log of one machine: what was changed, on which version, chained by hash (docs/protocol.md)."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from cdtt_app.domain.kinds import SCOPE_FIELD
from cdtt_app.sync.grid import Grid, to_grids
from cdtt_app.sync.written import Written

HASH_BYTES = 16


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one record: field -> (new value, base); `clock` is a hybrid clock in ms.

    A base of 0 saw nothing, n > 0 saw the version n, -k was made on this machine's own operation k.
    """

    kind: str
    id: str
    scope: str
    clock: int
    schema: int
    changes: Mapping[str, tuple[Any, int]]
    parent: str | None = None
    token: str | None = None  # the last time the province vouched for
    taken_in: tuple[int, int, int] | None = None  # an operation set aside (replica, inc, seq) that this one settles
    seen_in: str = ""  # the hamlet whose versions the bases are, when that is not `scope`: the record moves


class LogError(ValueError):
    """The log does not hold what it must: a line that does not parse, or a broken chain."""


class _Line(
    msgspec.Struct,
    omit_defaults=True,
    rename={
        "schema": "n",
        "scope": "s",
        "token": "t",
        "kind": "k",
        "clock": "h",
        "parent": "p",
        "parent_field": "in",
        "taken_in": "of",
        "seen_in": "from",
        "values": "set",
        "grids": "g",
        "bases": "b",
    },
):
    """As it is written: what is alike in a day's lines first, bases apart, levels as a grid (docs/protocol.md)."""

    schema: int
    scope: str
    kind: str
    clock: int
    id: str
    token: str | None = None
    parent: str | None = None
    parent_field: str = ""  # the parent is the value of this field
    taken_in: tuple[int, int, int] | None = None
    seen_in: str = ""
    values: dict[str, Any] = {}
    grids: dict[str, Grid] = {}
    bases: dict[str, int] = {}


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Line)


def encode(operation: Operation) -> bytes:
    """The line that is hashed, kept and sent, byte for byte."""
    grids, values = to_grids(operation.changes)
    parent = operation.parent
    field = "" if parent is None else next((path for path, value in values.items() if value == parent), "")
    return _encoder.encode(
        _Line(
            schema=operation.schema,
            scope=operation.scope,
            kind=operation.kind,
            clock=operation.clock,
            id=operation.id,
            token=operation.token,
            parent=None if field else parent,
            parent_field=field,
            taken_in=operation.taken_in,
            seen_in=operation.seen_in,
            values=values,
            grids=grids,
            bases={path: base for path, (_, base) in operation.changes.items() if base},
        )
    )


def decode(body: bytes) -> Operation:
    """The operation of a line; raises LogError when it is none."""
    try:
        line = _decoder.decode(body)
        changes = Written(line.values, line.grids, line.bases)
        parent = changes[line.parent_field][0] if line.parent_field else line.parent
        if line.parent_field and not isinstance(parent, str):
            raise ValueError("the parent is not an id")
        return Operation(
            kind=line.kind,
            id=line.id,
            scope=line.scope,
            clock=line.clock,
            schema=line.schema,
            changes=changes,
            parent=parent,
            token=line.token,
            taken_in=line.taken_in,
            seen_in=line.seen_in,
        )
    except (msgspec.DecodeError, RecursionError, ValueError, KeyError) as error:
        raise LogError(f"not an operation: {error}") from error


def link(previous: bytes, body: bytes) -> bytes:
    """The hash of a line in its chain: SHA-256(previous hash + line), 16 bytes."""
    return hashlib.sha256(previous + body).digest()[:HASH_BYTES]


def next_clock(last: int, now_ms: int) -> int:
    """A clock that never runs backwards, even when the machine's does."""
    return max(last + 1, now_ms)


def vouched_stamp(token: str | None) -> int:
    """The time in ms of a token, 0 for none: when its holder last heard from the province.

    Only the server can check the token's tag.
    """
    try:
        return int((token or "").partition(".")[0], 16)
    except ValueError:
        return 0


def latest_setters(operations: Mapping[int, Operation]) -> dict[str, int]:
    """For each field, the number of the last of these operations (by seq) that set it."""
    return {path: seq for seq in sorted(operations) for path in operations[seq].changes}


def moves(operation: Operation) -> bool:
    """Whether the operation says that the record is in its hamlet from now on."""
    value, _ = operation.changes.get(SCOPE_FIELD, (None, 0))
    return bool(value == operation.scope)
