"""What a log alone gives: the plainest possible reading, to hold the real one against."""

from collections.abc import Iterable
from typing import Any

from cdtt_app.sync.operation import Operation


def replay(operations: Iterable[Operation]) -> dict[str, dict[str, Any]]:
    """The records as flat fields per id."""
    records: dict[str, dict[str, Any]] = {}
    for operation in operations:
        record = records.setdefault(operation.id, {})
        record |= {path: value for path, (value, _) in operation.changes.items()}
    return {id_: {p: v for p, v in record.items() if v is not None} for id_, record in records.items()}
