"""Sending and receiving: question after question until nothing waits on either side; each answer is kept at once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cdtt_app.services.errors import RefusedError
from cdtt_app.services.exchange import Learned, Pages, known_to_province, learn, question
from cdtt_app.storage import feed
from cdtt_app.storage.attempts import OK, Attempt, keep_attempt, last_attempts
from cdtt_app.storage.database import Database
from cdtt_app.sync.envelope import EnvelopeError, Packing
from cdtt_app.sync.messages import Trouble
from cdtt_app.sync.operation import LogError
from cdtt_app.transport.road import Obstacle, Road, RoadError

_SMALL = Pages(offer=6 * 1024, want=16 * 1024)  # the link was cut or very slow last time: land the first record soon
_NORMAL = Pages()
_MOST = Pages(offer=900 * 1024, want=1024 * 1024)
_AT_ONCE, _SOON, _LONG = 0.1, 1.5, 4.0  # seconds of one exchange, the round trip included
_MOST_TROUBLES = 6


class End(StrEnum):
    """How sending and receiving ended."""

    DONE = "done"
    STOPPED = "stopped"
    ROAD = "road"  # see the obstacle
    UNKNOWN = "unknown"  # the province does not know this machine
    UPGRADE = "upgrade"  # this program is too old
    REVOKED = "revoked"  # done, and this machine's access has ended
    CONFUSED = "confused"  # the answers did not lead anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it got: operations signed for and to send, bytes, seconds."""

    acknowledged: int = 0
    waiting: int = 0
    entries: int = 0
    sent: int = 0
    got: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The end of one sending and receiving."""

    end: End
    progress: Progress
    obstacle: Obstacle | None = None
    wait: float = 0.0
    records: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What sending and receiving needs beside the data."""

    road: Road
    road_name: str
    packing: Packing
    app: str
    place: str = ""
    stopped: Callable[[], bool] = lambda: False
    progress: Callable[[Progress], None] = lambda _progress: None


def sync_now(db: Database, ways: Ways) -> Report:
    """Send and receive all there is; what was signed for before a failure stays signed for. Raises RefusedError."""
    known_to_province(db)
    run = _Run(db, ways)
    while True:
        if ways.stopped():
            return run.report(End.STOPPED)
        end = run.step()
        if end is not None:
            return end


class _Run:
    """One sending and receiving."""

    def __init__(self, db: Database, ways: Ways) -> None:
        self._db = db
        self._ways = ways
        self._pages = first_pages(last_attempts(db, 1))
        self._progress = Progress(waiting=feed.pending_count(db.connection()))
        self._records: set[str] = set()
        self._gone: tuple[str, ...] = ()
        self._troubles = 0

    def report(self, end: End, error: RoadError | None = None) -> Report:
        return Report(
            end=end,
            progress=self._progress,
            obstacle=error.obstacle if error else None,
            wait=error.wait if error else 0.0,
            records=frozenset(self._records),
            gone=self._gone,
        )

    def step(self) -> Report | None:
        """One exchange; a report when it was the last."""
        asked = question(self._db, self._ways.packing, pages=self._pages, app=self._ways.app)
        try:
            reply = self._ways.road.exchange(asked.data)
            attempt = self._attempt(OK, reply.seconds, reply.sent, len(reply.data), asked.offer.inc, asked.offer.last)
            learned = learn(self._db, self._ways.packing, reply.data, attempt, asked.rid)
        except RoadError as error:
            self._failed(error, asked.offer.inc, asked.offer.last)
            return self.report(End.ROAD, error)
        except (EnvelopeError, LogError, RefusedError):  # not the province's, or not for this machine
            strange = RoadError(Obstacle.STRANGE, sent=len(asked.data))
            self._failed(strange, asked.offer.inc, asked.offer.last)
            return self.report(End.ROAD, strange)
        self._note(learned, attempt)
        return self._next(learned, more=asked.offer.more)

    def _note(self, learned: Learned, attempt: Attempt) -> None:
        taken = learned.taken
        self._records |= taken.records
        self._gone += taken.gone
        self._pages = next_pages(self._pages, attempt)
        before = self._progress
        self._progress = Progress(
            acknowledged=before.acknowledged + taken.acknowledged,
            waiting=feed.pending_count(self._db.connection()),
            entries=before.entries + taken.entries,
            sent=before.sent + attempt.sent,
            got=before.got + attempt.got,
            seconds=before.seconds + attempt.seconds,
        )
        self._ways.progress(self._progress)

    def _next(self, learned: Learned, *, more: bool) -> Report | None:
        trouble, taken = learned.receipt.trouble, learned.taken
        if trouble is Trouble.UNKNOWN:
            return self.report(End.UNKNOWN)
        if trouble is Trouble.UPGRADE:
            return self.report(End.UPGRADE)
        if taken.acknowledged:
            self._troubles = 0  # it leads somewhere
        if trouble is not None or taken.reincarnated or taken.damaged or taken.restored:
            self._troubles += 1
            confused = trouble is Trouble.MALFORMED or self._troubles > _MOST_TROUBLES
            return self.report(End.CONFUSED) if confused else None
        if more or learned.receipt.more or taken.rescued:
            return None
        return self.report(End.REVOKED if learned.receipt.revoked else End.DONE)

    def _attempt(self, outcome: str, seconds: float, sent: int, got: int, inc: int, last: int) -> Attempt:
        return Attempt(
            at=self._db.now(),
            road=self._ways.road_name,
            outcome=outcome,
            seconds=seconds,
            sent=sent,
            got=got,
            inc=inc,
            last=last,
            place=self._ways.place,
        )

    def _failed(self, error: RoadError, inc: int, last: int) -> None:
        with self._db.write() as tx:
            keep_attempt(tx, self._attempt(str(error.obstacle), error.seconds, error.sent, 0, inc, last))


def first_pages(before: tuple[Attempt, ...]) -> Pages:
    """How much to offer first: little after a try that broke or crept, much after one that took no time."""
    if not before:
        return _NORMAL
    last = before[-1]
    if last.outcome != OK or last.seconds > _LONG:
        return _SMALL
    return _grown(_NORMAL, last) if last.seconds < _AT_ONCE else _NORMAL


def next_pages(pages: Pages, attempt: Attempt) -> Pages:
    """More at once while answers come soon, little when they do not: what was signed for is safe when the link dies."""
    if attempt.seconds > _LONG:
        return _SMALL
    return _grown(pages, attempt) if attempt.seconds < _SOON else pages


def _grown(pages: Pages, attempt: Attempt) -> Pages:
    quick = attempt.seconds < _AT_ONCE
    return Pages(offer=min(pages.offer * 4, _MOST.offer), want=min(pages.want * 4, _MOST.want), quick=quick)
