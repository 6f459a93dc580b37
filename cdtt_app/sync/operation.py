"""The operation log of one machine (sync.md 2.6): what was changed, on which version, chained by hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HASH_BYTES = 16
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change of one record: field -> (new value, version it was made on); `clock` is a hybrid clock in ms."""

    kind: str
    id: str
    scope: str
    clock: int
    changes: Mapping[str, tuple[Any, int]]
    schema: int
    parent: str | None = None
    token: str | None = None  # the last time the province vouched for


class LogError(ValueError):
    """The log does not hold what it must: a line that does not parse, or a broken chain."""


def encode(operation: Operation) -> bytes:
    """The line that is hashed, kept and sent, byte for byte."""
    line: dict[str, Any] = {
        "k": operation.kind,
        "id": operation.id,
        "s": operation.scope,
        "h": operation.clock,
        "n": operation.schema,
        "set": {path: list(pair) for path, pair in operation.changes.items()},
    }
    if operation.parent is not None:
        line["p"] = operation.parent
    if operation.token is not None:
        line["t"] = operation.token
    return _JSON.encode(line).encode()


def decode(body: bytes) -> Operation:
    """The operation of a line; raises LogError when it is none."""
    try:
        line = json.loads(body)
        return Operation(
            kind=line["k"],
            id=line["id"],
            scope=line["s"],
            clock=line["h"],
            schema=line["n"],
            changes={path: (value, int(base)) for path, (value, base) in line["set"].items()},
            parent=line.get("p"),
            token=line.get("t"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LogError(f"not an operation: {error}") from error


def link(previous: bytes, body: bytes) -> bytes:
    """The hash of a line in its chain: SHA-256(previous hash + line), 16 bytes."""
    return hashlib.sha256(previous + body).digest()[:HASH_BYTES]


def next_clock(last: int, now_ms: int) -> int:
    """A clock that never runs backwards, even when the machine's does."""
    return max(last + 1, now_ms)


def versions(operations: Iterable[Operation]) -> dict[str, int]:
    """How many times each field of one record was set by these operations."""
    counts: dict[str, int] = {}
    for operation in operations:
        for path in operation.changes:
            counts[path] = counts.get(path, 0) + 1
    return counts


def replay(operations: Iterable[Operation]) -> dict[str, dict[str, Any]]:
    """The records that a log alone gives, as flat fields per id: what the tables must agree with."""
    records: dict[str, dict[str, Any]] = {}
    for operation in operations:
        record = records.setdefault(operation.id, {})
        record |= {path: value for path, (value, _) in operation.changes.items()}
    return {id_: {p: v for p, v in record.items() if v is not None} for id_, record in records.items()}
