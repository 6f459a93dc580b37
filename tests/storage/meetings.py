"""Machines and a province that can be hurt: cloned, restored, brought back to an older day; two hamlets, T1 and T2."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cdtt_app.domain.role import Role
from cdtt_app.server.settings import Settings
from cdtt_app.server.store_sqlite import SqliteStore
from cdtt_app.services.exchange import Pages
from cdtt_app.storage.database import Database
from tests.journeys.sync.laptops import KEY, Laptop
from tests.journeys.sync.provinces import Copy, TestedProvince

T1, T2 = "T1", "T2"
DAY_MS = 24 * 3600 * 1000


class Meeting:
    """Time stands still but for a second with every exchange."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = itertools.count(1)
        self.time = 1_800_000_000_000
        settings = Settings(folder=folder / "tinh")
        settings.folder.mkdir()
        self.province = TestedProvince(SqliteStore(settings.database), settings, lambda: self.time)
        self.laptops: list[Laptop] = []

    def machine(self, *hamlets: str, role: Role = Role.VOLUNTEER) -> Laptop:
        """A new machine with these hamlets."""
        number = len(self.laptops) + 1
        seed = bytes([number]) * 32
        laptop = Laptop(self._path(), lambda: self.time)
        laptop.enrol(self.province.let_in(seed, f"người {number}", hamlets, role), seed, hamlets)
        self.laptops.append(laptop)
        return laptop

    def clone(self, laptop: Laptop) -> Laptop:
        """A second machine with the same disk."""
        self.laptops.append(laptop.put_back(laptop.image(), self._path()))
        return self.laptops[-1]

    def meet(self, *laptops: Laptop, times: int = 12) -> None:
        """Each sends and receives until nothing moves, in this order."""
        for laptop in laptops:
            for _ in range(times):
                if not self.once(laptop):
                    break

    def once(self, laptop: Laptop, pages: Pages | None = None) -> bool:
        """One exchange; whether there is more to do."""
        self.time += 1000
        asked = laptop.ask(pages or Pages())
        learned = laptop.learn(self.province.exchange(asked.data))
        told, said = learned.taken, learned.receipt
        moved = told.acknowledged or told.entries or told.reincarnated or told.damaged or told.gone
        moved = moved or told.restored or told.rescued
        return bool(moved or asked.offer.more or said.more or said.trouble)

    def back_up(self) -> Copy:
        return self.province.copy(self._path())

    def notes(self, laptop: Laptop) -> dict[str, str]:
        """What a machine shows: household and note."""
        return dict(laptop.db.rows("SELECT id, note FROM household WHERE deleted = '' ORDER BY id"))

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.close()
        self.province.store.close()

    def _path(self) -> Path:
        return self._folder / f"tep-{next(self._names)}.db"


@contextmanager
def meeting(folder: Path) -> Iterator[Meeting]:
    """A meeting that tidies up behind itself."""
    made = Meeting(folder)
    try:
        yield made
    finally:
        made.close()


def disk(path: Path) -> Database:
    """A machine that the province does not know."""
    return Database(path, KEY)
