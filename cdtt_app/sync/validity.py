"""What an operation must be before it is merged; what is not is set aside with a reason, never refused in silence."""

import re
from enum import StrEnum

from cdtt_app.domain.kinds import KINDS, SCHEMA
from cdtt_app.sync.operation import LogError, Operation, decode
from cdtt_app.sync.upcast import to_current
from cdtt_app.sync.written import plain_values_of

MOST_BYTES = 64 * 1024
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch
_PATH_LENGTH = 200


class Reason(StrEnum):
    """Why an operation is set aside."""

    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    BAD_NAME = "bad_name"
    UNKNOWN_KIND = "unknown_kind"
    BAD_VALUE = "bad_value"
    NOT_GRANTED = "not_granted"  # the hamlet is not, or no longer, this machine's
    REVOKED = "revoked"  # the machine's access has ended


def read(body: bytes) -> tuple[Operation | None, Reason | None]:
    """The operation of a line in today's schema, and what is wrong with it."""
    if len(body) > MOST_BYTES:
        return None, Reason.TOO_BIG
    try:
        operation = to_current(decode(body))
    except LogError:
        return None, Reason.UNREADABLE
    return operation, _wrong(operation)


def _wrong(operation: Operation) -> Reason | None:
    if not (_NAME(operation.kind) and _NAME(operation.id) and _NAME(operation.scope)):
        return Reason.BAD_NAME
    if operation.kind not in KINDS and operation.schema <= SCHEMA:
        return Reason.UNKNOWN_KIND  # of a newer program it would be kept and handed on
    values = plain_values_of(operation.changes)
    if "" in values or dict in set(map(type, values.values())):
        return Reason.BAD_VALUE
    return Reason.BAD_VALUE if max(map(len, values), default=0) > _PATH_LENGTH else None
