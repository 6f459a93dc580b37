"""A machine that a real server has let in: an encrypted database on the disk and the road to the server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cdtt_app.domain.role import Role
from cdtt_app.services.packing import our_packing
from cdtt_app.services.sync import Report, Ways, sync_now
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment, keep_enrolment
from cdtt_app.sync.parcel import make_seal_key, seal_recipient
from cdtt_app.transport.http_road import HttpRoad, HttpSettings
from tests.server.running import RunningServer, let_in

KEY = b"k" * 32
APP = "0.1.0"
ROAD = "network"


def enrol(path: Path, server: RunningServer, hamlets: Sequence[str], person: str = "Lò Văn Pản") -> Database:
    """A new machine with these hamlets; its database is open."""
    machine = let_in(server.province, person=person, scopes=hamlets)
    db = Database(path, KEY)
    keep_enrolment(
        db,
        Enrolment(
            url=server.url,
            replica=machine.replica,
            seed=machine.seed,
            seal_key=make_seal_key(),
            server_key=server.province.identity.public,
            recipient=seal_recipient(server.province.identity.seal_key),
            role=Role.VOLUNTEER,
            person=person,
        ),
    )
    return db


def replica_of(db: Database) -> int:
    """The machine's number."""
    known = enrolment(db)
    assert known is not None
    return known.replica


@contextmanager
def on_road(url: str, patience: float = 30.0, *, authority: str = "", proxy: str = "") -> Iterator[HttpRoad]:
    """A connection, kept open as long as the block; `patience` in seconds."""
    road = HttpRoad(
        HttpSettings(url=url, authority=authority, proxy=proxy, connect_seconds=patience, read_seconds=patience)
    )
    try:
        yield road
    finally:
        road.close()


def ways(road: HttpRoad) -> Ways:
    """Sending and receiving as the program does it."""
    return Ways(road=road, road_name=ROAD, packing=our_packing(), app=APP)


def meet(db: Database, url: str, patience: float = 30.0, *, authority: str = "", proxy: str = "") -> Report:
    """Send and receive once, over a connection of its own."""
    with on_road(url, patience, authority=authority, proxy=proxy) as road:
        return sync_now(db, ways(road))
