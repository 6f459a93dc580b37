"""Gửi & nhận over the network, whole: the exchange itself, what is carried for others, and what follows from it."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from cdtt_app.domain.attachment import measured_speed
from cdtt_app.services.attachments import run_lane
from cdtt_app.services.enrolment import BARRED, settle_in
from cdtt_app.services.exchange import known_to_province
from cdtt_app.services.named_files import want_named_files
from cdtt_app.services.parcels import deliver_carried
from cdtt_app.services.roads import open_road
from cdtt_app.services.salvage import offer_lost_work
from cdtt_app.services.sync import End, Progress, Report, Ways, sync_now
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.parcels import forget_old_carried, forget_old_parcels
from cdtt_app.sync.envelope import Packing
from cdtt_app.transport.http_road import Away
from cdtt_app.transport.parcel_road import ParcelRoad

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister

NETWORK = "network"  # the name of this road among the attempts
_NO_ROAD = frozenset({End.ROAD, End.STOPPED})
_BARRING = frozenset({End.UNKNOWN, End.UPGRADE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How it ended, and how many parcels of others were handed over on the way."""

    report: Report
    delivered: int = 0


def program_version() -> str:
    """This program's version, as the province is told it."""
    try:
        return version("cdtt-app")
    except PackageNotFoundError:
        return "0"


def send_and_receive(
    db: Database,
    packing: Packing,
    units: "Callable[[], UnitRegister]",
    *,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _progress: None,
    place: str = "",
    away: Away = nullcontext,
    back: Away = nullcontext,
) -> Met:
    """Meet the province over the network; each answer is kept at once. Raises RefusedError before anything is sent.

    `away` is entered around each wait for the network, where no connection of the data is needed; `back` within it when
    a photo on its way has something to be written down.
    """
    with open_road(db, known_to_province(db).url, away) as road:
        ways = Ways(
            road=road,
            road_name=NETWORK,
            packing=packing,
            app=program_version(),
            place=place,
            stopped=stopped,
            progress=progress,
        )
        offer_lost_work(db)
        report = sync_now(db, ways)
        follow_up(db, report, units)
        delivered = 0 if report.end in _NO_ROAD else deliver_carried(db, ParcelRoad(road))
        if report.end is End.DONE:  # photos last: they never hold up a record
            moved, seconds = report.progress.sent + report.progress.got, report.progress.seconds
            speed = measured_speed(moved, seconds)
            want_named_files(db)
            run_lane(db, road, speed=speed, stopped=stopped, away=away, back=back)
    return Met(report=report, delivered=delivered)


def follow_up(db: Database, report: Report, units: "Callable[[], UnitRegister]") -> None:
    """What a meeting leaves behind beside the records: whether the province still takes work, old parcels let go."""
    if report.end in _NO_ROAD:
        return
    barred = str(report.end) if report.end in _BARRING else None
    if read_fact(db, BARRED) != barred:
        keep_fact(db, BARRED, barred)
    settle_in(db, units)
    with db.write() as tx:
        forget_old_parcels(tx, int(read_fact(db, STANDING, {}).get("durable", 0)), db.now())
        forget_old_carried(tx, db.now())
