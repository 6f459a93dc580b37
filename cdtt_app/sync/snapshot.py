"""A record as one piece: what is left of its entries once a hamlet's old log is folded away."""

from typing import Any

import msgspec

from cdtt_app.sync.operation import LogError
from cdtt_app.sync.record import Claim, Record, Writer


class _Snapshot(
    msgspec.Struct,
    kw_only=True,
    omit_defaults=True,
    rename={"kind": "k", "scope": "s", "parent": "p", "fields": "f", "writers": "w", "questions": "q"},
):
    kind: str
    id: str
    scope: str
    parent: str | None = None
    fields: dict[str, tuple[Any, int]] = {}
    writers: tuple[tuple[int, Writer], ...] = ()
    questions: dict[str, tuple[Claim, ...]] = {}


_encoder = msgspec.json.Encoder()  # keeps the order of fields: what a move of the record says is digested in it
_decoder = msgspec.json.Decoder(_Snapshot)


def to_snapshot(record: Record) -> bytes:
    """The record with every version, writer and open question that a later entry may be judged by.

    Writers of values that no longer stand are left behind: nothing asks for them, an open question names its own.
    """
    standing = {version for _, version in record.fields.values()}
    return _encoder.encode(
        _Snapshot(
            kind=record.kind,
            id=record.id,
            scope=record.scope,
            parent=record.parent,
            fields=record.fields,
            writers=tuple((version, record.writers[version]) for version in sorted(standing)),
            questions=record.questions,
        )
    )


def from_snapshot(data: bytes) -> Record:
    """The record, fresh: later entries may be folded into it; raises LogError."""
    try:
        kept = _decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise LogError(f"not a snapshot: {error}") from error
    return Record(
        id=kept.id,
        kind=kept.kind,
        scope=kept.scope,
        parent=kept.parent,
        fields=kept.fields,
        writers=dict(kept.writers),
        questions=kept.questions,
    )


class _Writers(msgspec.Struct, rename={"writers": "w", "questions": "q"}):
    writers: tuple[tuple[int, Writer], ...] = ()
    questions: dict[str, tuple[Claim, ...]] = {}


_writers = msgspec.json.Decoder(_Writers)


def authors_of(data: bytes) -> set[int]:
    """The machines whose values stand, or are asked about, in a snapshot of ours."""
    kept = _writers.decode(data)
    asked = {claim.writer.replica for claims in kept.questions.values() for claim in claims}
    return asked | {writer.replica for _, writer in kept.writers}
