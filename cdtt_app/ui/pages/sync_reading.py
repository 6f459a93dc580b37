"""What the page "Gửi & nhận" is told, read from the data and from the sender."""

from datetime import UTC, datetime, timedelta
from typing import Final

from cdtt_app.domain.team import spoken_name
from cdtt_app.presenters import sync_facts as shown
from cdtt_app.presenters.sync_outcomes import attempt_of, bar_of, clock_error, clock_is_wrong
from cdtt_app.presenters.sync_progress import asking, lane_words, progress_of
from cdtt_app.services.day_book import day_counts
from cdtt_app.services.enrolment import BARRED
from cdtt_app.services.office import machines, officer_here
from cdtt_app.services.setup import current_member
from cdtt_app.storage import oplog
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.attempts import clock_off, last_attempts
from cdtt_app.storage.blobs import waiting_to_send
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.parcels import last_parcel
from cdtt_app.storage.whereabouts import unsigned_visits
from cdtt_app.sync.operation import vouched_stamp
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.sync_rows import SyncRows
from cdtt_app.ui.sender import Road, Sender

PARCEL_IN: Final = "parcel_in"  # fact: what the last parcel brought, and when
_ATTEMPTS = 24


def read_sync(desk: Desk, rows: SyncRows) -> shown.SyncFacts:
    """Everything the page is made of."""
    db, sender = desk.db, desk.sender
    off = _clock_error(db)
    standing = read_fact(db, STANDING, {})
    officer = officer_here(db) is not None
    return shown.SyncFacts(
        now=db.now(),
        enrolment=_enrolment(desk),
        days=_days(db),
        attempts=tuple(attempt_of(each, clock_wrong=clock_is_wrong(off)) for each in last_attempts(db, _ATTEMPTS)),
        progress=_progress(db, sender),
        barred=bar_of(read_fact(db, BARRED), revoked=bool(standing.get("revoked"))),
        next_try_at=sender.state.next_try_at,
        clock_off=off,
        parcel_out=_parcel_out(db),
        parcel_in=_parcel_in(db),
        asides=rows.asides(),
        questions=rows.questions(),
        called=_called(db),
        officer=officer,
        tray=rows.tray() if officer else (),
        machines=_machines(db) if officer else (),
    )


def _enrolment(desk: Desk) -> shown.Enrolment:
    if desk.sender.road is Road.NONE:
        return shown.Enrolment.PRACTICE
    return shown.Enrolment.NONE if enrolment(desk.db) is None else shown.Enrolment.ENROLLED


def _days(db: Database) -> tuple[shown.DayCount, ...]:
    return tuple(
        shown.DayCount(
            day=each.day,
            recorded=each.recorded,
            sent=each.sent,
            received=each.received,
            last_received_at=each.last_received_at,
        )
        for each in day_counts(db)
    )


def _progress(db: Database, sender: Sender) -> shown.Progress | None:
    state = sender.state
    if not state.running:
        return asking() if sender.road is Road.OPENING else None
    done, behind = state.progress, lane_words(*waiting_to_send(db))
    if done is None:
        return shown.Progress(received=0, total=state.total, lane_note=behind)
    waiting = unsigned_visits(db)
    return progress_of(
        total=state.total,
        waiting=waiting.here + waiting.sent,
        acknowledged=done.acknowledged,
        operations_left=done.waiting,
        sent=done.sent,
        got=done.got,
        seconds=done.seconds,
        lane_note=behind,
    )


def _clock_error(db: Database) -> timedelta | None:
    stamp = vouched_stamp(oplog.last_token(db.connection()))
    vouched = datetime.fromtimestamp(stamp / 1000, UTC) if stamp else None
    return clock_error(db.now(), vouched, clock_off(db))


def _parcel_out(db: Database) -> shown.ParcelKept | None:
    last = last_parcel(db)
    return shown.ParcelKept(at=last[0], records=last[1], words="" if last[1] else "lời hỏi tin mới") if last else None


def _parcel_in(db: Database) -> shown.ParcelKept | None:
    kept = read_fact(db, PARCEL_IN)
    if not kept:
        return None
    news = f"{kept['news']} điều mới" if kept["news"] else "không có gì mới"
    return shown.ParcelKept(
        at=datetime.fromtimestamp(kept["at"] / 1000, UTC),
        words=f"tỉnh báo nhận {kept['received']} phiếu" if kept["received"] else news,
    )


def _called(db: Database) -> str:
    member, me = current_member(db), enrolment(db)
    return spoken_name(member) if member else me.person if me else ""


def _machines(db: Database) -> tuple[shown.Machine, ...]:
    return tuple(
        shown.Machine(
            name=each.machine[:1].upper() + each.machine[1:],
            holder=each.person,
            last_at=datetime.fromtimestamp(each.last_seen / 1000, UTC) if each.last_seen else None,
            ended=each.revoked,
        )
        for each in machines(db)
    )
