"""The slow lane behind the records: photos and papers, thumbnails first, only where the road is good enough."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from cdtt_app.domain.attachment import AttachmentsOn, Blob, Sha256, lane_may_run
from cdtt_app.services.exchange import known_to_province
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.oplog import last_token
from cdtt_app.sync.operation import vouched_stamp
from cdtt_app.sync.signed_request import authorization, fetching
from cdtt_app.transport.downloads import fetch_blob
from cdtt_app.transport.http_road import Away, HttpRoad
from cdtt_app.transport.lane import PATIENCE, LaneEnd, Patience
from cdtt_app.transport.uploads import send_blob

SETTING = "attachments_on"  # a fact
_NOT_NOW = frozenset({LaneEnd.STOPPED, LaneEnd.LATER, LaneEnd.NOT_ALLOWED})


@dataclass(slots=True, kw_only=True)
class LaneReport:
    """What went over the lane."""

    sent: int = 0
    fetched: int = 0
    end: LaneEnd = LaneEnd.DONE
    skipped: set[Sha256] = field(default_factory=set)


def attachments_on(db: Database) -> AttachmentsOn:
    """When attachments may travel; only over a fast road unless the person chose otherwise."""
    return AttachmentsOn(read_fact(db, SETTING, AttachmentsOn.FAST))


def set_attachments_on(db: Database, setting: AttachmentsOn) -> None:
    """Remember the choice."""
    keep_fact(db, SETTING, str(setting))


def run_lane(
    db: Database,
    road: HttpRoad,
    *,
    speed: float | None,
    stopped: Callable[[], bool],
    patience: Patience = PATIENCE,
    away: Away = nullcontext,
    back: Away = nullcontext,
) -> LaneReport:
    """Send and fetch what waits until nothing does, the road gets too slow, or the person stops it.

    `speed` is what the last exchange measured, in bytes a second. `away` is entered while a file travels, `back`
    within it whenever something of that is written down.
    """
    lane = _Lane(db, road, speed, stopped, patience, away, back)
    while lane.report.end is LaneEnd.DONE and lane.may_run():
        sending = blobs.next_to_send(db, lane.report.skipped)
        wanted = None if sending else blobs.next_to_fetch(db, lane.report.skipped)
        if sending is not None:
            lane.send(sending)
        elif wanted is not None:
            lane.fetch(wanted)
        else:
            break
    return lane.report


class _Lane:
    def __init__(
        self,
        db: Database,
        road: HttpRoad,
        speed: float | None,
        stopped: Callable[[], bool],
        patience: Patience,
        away: Away,
        back: Away,
    ) -> None:
        me = known_to_province(db)
        self._db, self._road = db, road
        self._seed, self._replica = me.seed, me.replica
        self._speed, self._stopped, self._patience = speed, stopped, patience
        self._away, self._back = away, back
        self._setting = attachments_on(db)
        self.report = LaneReport()

    def may_run(self) -> bool:
        return not self._stopped() and lane_may_run(self._setting, self._speed)

    def send(self, blob: Blob) -> None:
        headers = {"Authorization": authorization(self._seed, self._replica, self._now())}
        content = blobs.content(self._db, blob.sha256)
        with self._away():
            end = send_blob(
                self._road.session(),
                self._road.url,
                headers,
                blob,
                content,
                progress=lambda offset, speed: self._heard(blob.sha256, offset, speed),
                cancelled=lambda: not self.may_run(),
                patience=self._patience,
            )
        if end is LaneEnd.DONE:
            self.report.sent += 1
            self._write(lambda tx: blobs.note_done(tx, blob.sha256))
        elif end in (LaneEnd.REFUSED, LaneEnd.DAMAGED):
            self._write(lambda tx: blobs.note_refused(tx, blob.sha256))
        self._went(blob, end)

    def fetch(self, blob: Blob) -> None:
        headers = {"Authorization": authorization(self._seed, self._replica, self._now(), fetching(blob.sha256))}
        content = blobs.content(self._db, blob.sha256)
        with self._away():
            end = fetch_blob(
                self._road.session(),
                self._road.url,
                headers,
                blob,
                content,
                arrived=lambda piece: self._note(lambda tx: blobs.note_piece(tx, blob.sha256, piece)),
                cancelled=lambda: not self.may_run(),
                patience=self._patience,
            )
        if end is LaneEnd.DONE:
            self.report.fetched += 1
            self._write(lambda tx: blobs.note_done(tx, blob.sha256))
        elif end is LaneEnd.DAMAGED:
            self._write(lambda tx: blobs.drop_pieces(tx, blob.sha256))
        self._went(blob, end)

    def _now(self) -> int:
        """The machine's time in ms, or the last one that the province vouched for when that is later."""
        heard = vouched_stamp(last_token(self._db.connection()))
        return max(int(self._db.now().timestamp() * 1000), heard)

    def _went(self, blob: Blob, end: LaneEnd) -> None:
        if end is not LaneEnd.DONE:
            self.report.skipped.add(blob.sha256)
        if end in _NOT_NOW:
            self.report.end = end

    def _heard(self, sha256: Sha256, offset: int, speed: float | None) -> None:
        self._speed = self._speed if speed is None else speed
        self._note(lambda tx: blobs.note_offset(tx, sha256, offset))

    def _note(self, act: Callable[[Write], None]) -> None:
        """While a file travels."""
        with self._back():
            self._write(act)

    def _write(self, act: Callable[[Write], None]) -> None:
        with self._db.write() as tx:
            act(tx)
