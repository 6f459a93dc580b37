"""Machines and provinces for the benchmarks of sync, and what volunteers record on them."""

import os
import resource
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path

from msgspec import structs

from cdtt_app.services.sync import Progress, Report, Ways, sync_now
from cdtt_app.storage.database import Database
from cdtt_app.sync.operation import Operation, decode, encode
from cdtt_app.transport.http_road import HttpRoad
from tests.certificates import Certificates
from tests.journeys.sync.enrolled import enrol, ways
from tests.server.running import AsProcess, RunningServer, running_server
from tests.sync.day_of_visits import day_of_visits

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_MB = resource.getpagesize() / 1024**2


class Place:
    """A province in a process of its own, and the machines that it has let in."""

    def __init__(self, folder: Path, server: AsProcess, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack
        self._numbers = count(1)

    def machine(self, hamlet: str) -> Database:
        """A new machine of a hamlet."""
        number = next(self._numbers)
        db = enrol(self._folder / f"may-{number}.db", self.server, (hamlet,), f"Người {number}")
        return self._stack.enter_context(closing(db))

    def cpu_seconds(self) -> float:
        """What the server has computed so far."""
        words = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    def megabytes(self) -> float:
        """What the server holds in memory (RSS)."""
        return int(Path(f"/proc/{self.server.pid}/statm").read_text().split()[1]) * _PAGE_MB


@contextmanager
def place(postgres: str = "", tls: Certificates | None = None) -> Iterator[Place]:
    """A province for as long as the block."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, ExitStack() as stack:
        server: RunningServer = stack.enter_context(running_server(Path(folder) / "tinh", postgres, tls, process=True))
        assert isinstance(server, AsProcess)
        yield Place(Path(folder), server, stack)


def a_day(seed: int, hamlet: str, now_ms: int, visits: int = 30) -> list[Operation]:
    """What is recorded on one day that ends now."""
    day = [decode(line) for line in day_of_visits(seed, visits)]
    late = now_ms - day[-1].clock
    own = day[0].scope.encode()
    return [
        structs.replace(decode(encode(one).replace(own, hamlet.encode())), clock=one.clock + late, token=None)
        for one in day
    ]


def many_visits(number: int, hamlet: str, seed: int = 0) -> Iterator[Operation]:
    """Visits alone, recorded now."""
    left = number
    for day in count(seed * 1000):
        for line in day_of_visits(day):
            if left and b'"k":"visit"' in line:
                left -= 1
                own = decode(line).scope.encode()
                yield structs.replace(decode(line.replace(own, hamlet.encode())), clock=0, token=None)
        if not left:
            return


def record(db: Database, operations: Iterable[Operation]) -> list[bytes]:
    """Write them down on a machine; the lines that it will send."""
    (last,) = db.rows("SELECT coalesce(max(seq), 0) FROM oplog")[0]
    with db.write() as tx:
        for operation in operations:
            tx.take_in(operation)
    return [body for (body,) in db.rows("SELECT body FROM oplog WHERE seq > ? ORDER BY seq", (last,))]


def meet_and_tell(db: Database, road: HttpRoad, heard: Callable[[Progress], None]) -> Report:
    """Send and receive; `heard` at each answer."""
    usual = ways(road)
    return sync_now(
        db, Ways(road=road, road_name=usual.road_name, packing=usual.packing, app=usual.app, progress=heard)
    )
