"""Parcels made here, kept until the province has them safe, and parcels carried unread for others."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cdtt_app.storage.database import Database, Write

KEPT_AT_LEAST = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A parcel of this machine: operations behind `base` up to `last` of an incarnation."""

    id: str
    made_at: datetime
    inc: int
    base: int
    last: int
    name: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Somebody else's parcel, and the answer to take back once it was delivered."""

    id: str
    got_at: datetime
    name: str
    body: bytes
    delivered_at: datetime | None = None
    answer: bytes | None = None


def id_of(body: bytes) -> str:
    """A parcel's name by its content: the same file twice is one parcel."""
    return hashlib.sha256(body).hexdigest()[:32]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def keep_parcel(tx: Write, parcel: Parcel) -> None:
    """Keep a parcel that was made."""
    tx.keep_local(
        "INSERT OR REPLACE INTO parcel VALUES (?, ?, ?, ?, ?, ?, ?)",
        (parcel.id, _ms(parcel.made_at), parcel.inc, parcel.base, parcel.last, parcel.name, parcel.body),
    )


def parcels(db: Database) -> tuple[Parcel, ...]:
    """Parcels made here, newest first."""
    rows = db.rows("SELECT id, made_at, inc, base, last, name, body FROM parcel ORDER BY made_at DESC")
    return tuple(
        Parcel(id=id_, made_at=_moment(at), inc=inc, base=base, last=last, name=name, body=body)
        for id_, at, inc, base, last, name, body in rows
    )


def last_parcel(db: Database) -> tuple[datetime, int] | None:
    """When the newest parcel was made here, and how many visits recorded here are in it."""
    rows = db.rows("SELECT made_at, inc, base, last FROM parcel ORDER BY made_at DESC LIMIT 1")
    if not rows:
        return None
    ((made_at, inc, base, last),) = rows
    ((count,),) = db.rows(
        """SELECT count(DISTINCT o.record) FROM oplog o JOIN visit v ON v.id = o.record AND v.deleted = ''
           WHERE o.inc = ? AND o.seq BETWEEN ? AND ?
             AND EXISTS (SELECT 1 FROM oplog c WHERE c.record = v.id AND instr(c.body, '"recorded_at"'))""",
        (inc, base + 1, last),
    )
    return _moment(made_at), count


def forget_old_parcels(tx: Write, durable: int, now: datetime) -> None:
    """Let parcels go that are 90 days old and safe in a backup of the province (`durable`: up to which number)."""
    oldest = _ms(now - KEPT_AT_LEAST)
    tx.keep_local(
        """DELETE FROM parcel WHERE made_at < ? AND last <= ?
           AND inc = (SELECT max(inc) FROM incarnation)""",
        (oldest, durable),
    )


def carry(tx: Write, body: bytes, name: str, now: datetime) -> None:
    """Take somebody's parcel along; the same one twice is one."""
    tx.keep_local(
        "INSERT OR IGNORE INTO carried (id, got_at, name, body) VALUES (?, ?, ?, ?)",
        (id_of(body), _ms(now), name, body),
    )


def carried(db: Database) -> tuple[Carried, ...]:
    """Parcels carried for others, oldest first."""
    rows = db.rows("SELECT id, got_at, name, body, delivered_at, answer FROM carried ORDER BY got_at, id")
    return tuple(
        Carried(
            id=id_,
            got_at=_moment(got),
            name=name,
            body=body,
            delivered_at=_moment(delivered) if delivered is not None else None,
            answer=answer,
        )
        for id_, got, name, body, delivered, answer in rows
    )


def delivered(tx: Write, id_: str, answer: bytes, now: datetime) -> None:
    """A carried parcel has reached the province, which answered."""
    tx.keep_local("UPDATE carried SET delivered_at = ?, answer = ? WHERE id = ?", (_ms(now), answer, id_))


def forget_old_carried(tx: Write, now: datetime) -> None:
    """Let carried parcels go a long time after they were delivered."""
    tx.keep_local("DELETE FROM carried WHERE delivered_at < ?", (_ms(now - KEPT_AT_LEAST),))
