"""Every try to reach the province: when, by which road, how it ended, what it carried; evidence of weak network."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.facts import read_fact

OK = "ok"
MAYBE_ARRIVED = ("timeout", "cut", "strange")  # outcomes after which nobody knows
_KEPT = 2000
_CLOCK_OFF = "clock_off"  # fact: this machine's clock minus the province's when they last talked, in ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try; `outcome` is "ok" or the obstacle; operations up to `last` of `inc` were in it."""

    at: datetime
    road: str
    outcome: str
    seconds: float
    sent: int
    got: int
    inc: int
    last: int
    place: str = ""


def keep_attempt(tx: Write, attempt: Attempt) -> None:
    """Write a try down; the oldest of very many go."""
    tx.keep_local(
        "INSERT INTO attempt (at, road, outcome, seconds, sent, got, inc, last, place) VALUES (?,?,?,?,?,?,?,?,?)",
        (
            *(int(attempt.at.timestamp() * 1000), attempt.road, attempt.outcome, attempt.seconds),
            *(attempt.sent, attempt.got, attempt.inc, attempt.last, attempt.place),
        ),
    )
    tx.keep_local("DELETE FROM attempt WHERE id <= (SELECT max(id) FROM attempt) - ?", (_KEPT,))


def keep_clock_off(tx: Write, here: datetime, there: int) -> None:
    """Note both clocks at one moment; the province's in ms."""
    off = int(here.timestamp() * 1000) - there
    tx.keep_local("INSERT OR REPLACE INTO fact VALUES (?, ?)", (_CLOCK_OFF, str(off)))


def clock_off(db: Database) -> timedelta | None:
    """How far this machine's clock was ahead of the province's when they last talked over the network."""
    off: int | None = read_fact(db, _CLOCK_OFF)
    return timedelta(milliseconds=off) if off is not None else None


def last_attempts(db: Database, count: int) -> tuple[Attempt, ...]:
    """The newest tries, oldest first."""
    rows = db.rows(
        "SELECT at, road, outcome, seconds, sent, got, inc, last, place FROM attempt ORDER BY id DESC LIMIT ?", (count,)
    )
    return tuple(
        Attempt(
            at=datetime.fromtimestamp(at / 1000, UTC),
            road=road,
            outcome=outcome,
            seconds=seconds,
            sent=sent,
            got=got,
            inc=inc,
            last=last,
            place=place,
        )
        for at, road, outcome, seconds, sent, got, inc, last, place in reversed(rows)
    )
