"""The day book: what was recorded on this machine, how far it got, and the province's signatures under it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cdtt_app.storage import whereabouts as kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.receipts import receipts, short_number
from cdtt_app.storage.whereabouts import DayCount, VisitWhere
from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.messages import RECEIPT, decode_receipt
from cdtt_app.sync.signing import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReceipt:
    """One receipt: which operations it covers, when it was signed, whether the signature is the province's."""

    inc: int
    seq: int
    at: datetime
    number: str
    genuine: bool
    void: bool


def day_counts(db: Database, *, since: date = date.min) -> tuple[DayCount, ...]:
    """Days with sheets recorded here, the newest first, in local time."""
    return kept.day_counts(db, since=since, zone_minutes=_zone(db))


def visits_on(db: Database, day: date) -> tuple[VisitWhere, ...]:
    """The sheets recorded here on one day, in their order."""
    zone = _zone(db)
    found = [visit for visit in kept.visits_here(db) if visit.day(zone) == day]
    return tuple(sorted(found, key=lambda visit: (visit.recorded_at, visit.id)))


def checked_receipts(db: Database) -> tuple[CheckedReceipt, ...]:
    """Every receipt with its signature checked once more, the newest first."""
    me, found = enrolment(db), []
    key = me.server_key if me is not None else b""
    for receipt in receipts(db):
        try:
            said = decode_receipt(receipt.line)
        except EnvelopeError:
            said = None
        whole = said is not None and (said.inc, said.ack) == (receipt.inc, receipt.seq)
        found.append(
            CheckedReceipt(
                inc=receipt.inc,
                seq=receipt.seq,
                at=datetime.fromtimestamp((said.at if said else 0) / 1000, UTC),
                number=short_number(receipt.signature),
                genuine=whole and verify(key, RECEIPT, receipt.line, receipt.signature),
                void=receipt.void,
            )
        )
    return tuple(found)


def _zone(db: Database) -> int:
    """The local time's distance from UTC in minutes."""
    offset = db.now().astimezone().utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0
