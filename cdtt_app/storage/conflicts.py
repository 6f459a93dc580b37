"""Records about which something is to be asked: what the province's log left open and this machine has not answered."""

from collections.abc import Iterator
from datetime import datetime

from cdtt_app.domain.kinds import KINDS
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.feed import confirmed, pending
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.record import Record

# Only these outcomes leave a question; whether it is still open, the record itself says.
_ASKING = " OR ".join(f"instr(outcome, '\"{word}\"')" for word in ("lost", "beat", "asked", "unseen"))
_PERHAPS_OPEN = f"""SELECT record FROM feed WHERE outcome IS NOT NULL AND record <> '' AND ({_ASKING})
  UNION SELECT record FROM base WHERE instr(body, CAST('"q":' AS BLOB))"""


def open_records(connection: Connection) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Records with the fields that are still asked about, by id; of kinds that this program knows."""
    for (id_,) in connection.execute(_PERHAPS_OPEN).fetchall():
        record = confirmed(connection, id_)
        if record is not None and record.questions and record.kind in KINDS:
            own = pending(connection, id_)
            fields = tuple(path for path in record.questions if not _answered(record, path, own))
            if fields:
                yield record, fields


def _answered(record: Record, path: str, own: dict[int, Operation]) -> bool:
    """Whether an operation that waits here was made on the value that stands: it will settle the question."""
    answered = False
    for seq in sorted(own):
        if path in own[seq].changes:
            _, base = own[seq].changes[path]
            answered = base == record.version(path) or (base < 0 and answered)
    return answered


def postpone(tx: Write, record: str, field: str, now: datetime) -> None:
    """Nobody knows yet: to be asked at the household."""
    tx.keep_local("INSERT OR REPLACE INTO postponed VALUES (?, ?, ?)", (record, field, int(now.timestamp() * 1000)))


def postponed(db: Database) -> frozenset[tuple[str, str]]:
    """Questions that were put off: record and field."""
    return frozenset(db.rows("SELECT record, field FROM postponed"))


def forget_postponed(tx: Write, record: str, field: str) -> None:
    """The question was answered after all."""
    tx.keep_local("DELETE FROM postponed WHERE record = ? AND field = ?", (record, field))
