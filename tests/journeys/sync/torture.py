"""The torture of sync: real machines and a real server in processes of their own, killed, cut off, filled up, restored.

`make torture` plays the long story on both databases, tests/journeys/sync/test_torture.py a short one.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cdtt_app.storage.database import Database
from tests.factories import make_household
from tests.journeys.sync.enrolled import KEY, enrol, meet
from tests.journeys.sync.torture_checks import Evidence, at_rest, known_epoch, look_for_false_receipts
from tests.journeys.sync.torture_figures import Figures
from tests.journeys.sync.torture_store import held_by
from tests.journeys.sync.torture_victim import Victim, fill, small_disk
from tests.journeys.sync.torture_words import FULL_SIGN
from tests.links import FLAKY, LinkProxy
from tests.server.running import AsProcess, options_of

HAMLETS = ("thon-tay", "thon-dong")
MACHINES = (HAMLETS, HAMLETS[:1], HAMLETS[1:])
SMALL = "dia-nho"  # the folder of the last machine: a disk of its own
HOUSEHOLDS = 5  # in each hamlet
SERVER_EVERY = 4  # of so many kills one is the server's
_REFUSALS = 3  # how often a machine must have met its full disk, twice
_PATIENCE_SECONDS = 60
_REST_ROUNDS = 60


class Torture:
    """One story: `kills` of machines and server together, at least `cuts` of connections."""

    def __init__(self, folder: Path, server: AsProcess, *, kills: int, cuts: int) -> None:
        self.figures = Figures()
        self._folder, self._server = folder, server
        self._kills, self._cuts = kills, cuts
        self._chance = random.Random(kills)
        self._victims: list[Victim] = []
        self._epoch = 0
        self._before: frozenset[bytes] = frozenset()  # what the server held until it was restored

    @contextmanager
    def play(self) -> Iterator[Evidence]:
        """The whole story; what can be looked at when all has come to rest."""
        begun = time.monotonic()
        with ExitStack() as stack:
            really = stack.enter_context(small_disk(self._folder / SMALL))
            stack.callback(self._end_all)
            self._begin(stack)
            self._storm(
                [self._back_up, lambda: self._clone(stack), lambda: self._fill_disk(really=really), self._restore]
            )
            self._end_all()
            evidence = self._rest(stack)
            self.figures.disk = "a small tmpfs" if really else "SQLite told not to grow"
            self.figures.tell(self._victims, time.monotonic() - begun)
            yield evidence

    def _begin(self, stack: ExitStack) -> None:
        for number, hamlets in enumerate(MACHINES, start=1):
            small = number == len(MACHINES)
            victim = self._add(stack, self._folder / (SMALL if small else f"may-{number}"))
            with closing(enrol(victim.path, self._server, hamlets, f"Người {number}")) as db:
                if number == 1:
                    _settle_hamlets(db)
                meet(db, self._server.url)
        for victim in self._victims:
            victim.start()

    def _add(self, stack: ExitStack, folder: Path) -> Victim:
        folder.mkdir(exist_ok=True)
        link = stack.enter_context(LinkProxy(("127.0.0.1", self._server.settings.port), FLAKY))
        self._victims.append(Victim(folder / "data.db", self._folder / f"{folder.name}.said", link))
        return self._victims[-1]

    def _storm(self, acts: Sequence[Callable[[], None]]) -> None:
        """Kill, look, start again; at even distances something worse."""
        planned = {self._kills * (place + 1) // (len(acts) + 1): act for place, act in enumerate(acts)}
        deadline = time.monotonic() + _PATIENCE_SECONDS + self._kills * 5
        while planned or self.figures.kills < self._kills or self._cut_so_far() < self._cuts:
            assert time.monotonic() < deadline, self.figures
            time.sleep(self._chance.uniform(0.1, 0.6))
            for due in [kills for kills in planned if kills <= self.figures.kills]:
                planned.pop(due)()
            self._kill_one()

    def _cut_so_far(self) -> int:
        return sum(victim.link.cuts for victim in self._victims)

    def _kill_one(self) -> None:
        if self.figures.kills % SERVER_EVERY == SERVER_EVERY - 1:
            self._kill_server()
            self._server.start()
        else:
            self._kill(self._chance.choice(self._victims)).start()

    def _kill(self, victim: Victim) -> Victim:
        """And look at a copy of its disk, so that the machine itself has to clean up after its death."""
        victim.kill()
        self.figures.machine_kills += 1
        with TemporaryDirectory(dir=self._folder) as folder:
            self._look([victim.copy_to(Path(folder))])
        return victim

    def _kill_server(self) -> None:
        """While it is dead nothing moves: what any machine, still at work, shows as received must be there."""
        self._server.kill()
        self.figures.server_kills += 1
        self._look([victim.path for victim in self._victims])

    def _look(self, disks: Sequence[Path]) -> None:
        held = held_by(self._server.province.store)
        for disk in disks:
            with closing(Database(disk, KEY)) as db:
                behind = known_epoch(db) < self._epoch
                self.figures.received += look_for_false_receipts(db, held | self._before if behind else held)
        self.figures.looks += 1

    def _back_up(self) -> None:
        self._command("backup", str(self._folder / "ban-sao.db"))

    def _restore(self) -> None:
        """An old copy takes the place of the data, while the machines know of newer work."""
        self._kill_server()
        self._before = held_by(self._server.province.store)
        self._command("restore", str(self._folder / "ban-sao.db"))
        self._epoch += 1
        self.figures.undone = len(self._before - held_by(self._server.province.store))
        self._server.start()

    def _command(self, *words: str) -> None:
        """`cdtt-server` as an administrator types it."""
        options = options_of(self._server.settings)
        place = options.index("--workers")
        command = [sys.executable, "-m", "cdtt_app.server", *words, *options[:place], *options[place + 2 :]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def _clone(self, stack: ExitStack) -> None:
        """A disk is copied, and both machines go on writing."""
        original = self._kill(self._victims[0])
        clone = self._add(stack, self._folder / "ban-doi")
        original.copy_to(clone.path.parent)
        original.start()
        clone.start()

    def _fill_disk(self, *, really: bool) -> None:
        """The last machine's disk is full for a while; it is killed in the middle of that too."""
        victim = self._kill(next(one for one in self._victims if one.path.parent.name == SMALL))
        Database(victim.path, KEY).close()  # folds the write-ahead log away: the room it had is free again
        sign = victim.path.with_name("day" if really else FULL_SIGN)
        if really:
            fill(sign)
        else:
            sign.touch()
        for _ in range(2):
            victim.start()
            victim.wait_for("full", _REFUSALS, _PATIENCE_SECONDS)
            self._kill(victim)
        sign.unlink()
        victim.start()

    def _end_all(self) -> None:
        for victim in self._victims:
            victim.kill()

    def _rest(self, stack: ExitStack) -> Evidence:
        """Every machine meets the province over a good road until nothing moves any more."""
        machines = [stack.enter_context(closing(Database(victim.path, KEY))) for victim in self._victims]
        told = [words[1] for victim in self._victims for words in victim.words() if words[0] == "saved"]
        for _ in range(_REST_ROUNDS):
            reports = [meet(db, self._server.url) for db in machines]
            self.figures.rounds += 1
            if at_rest(reports):
                break
        return Evidence(machines, self._server.province.store, told, HAMLETS, reports)


def _settle_hamlets(db: Database) -> None:
    with db.write() as tx:
        for number in range(HOUSEHOLDS * len(HAMLETS)):
            hamlet = HAMLETS[number % len(HAMLETS)]
            tx.save(make_household(f"Nông Văn {number}", id=f"ho-{number}", hamlet_id=hamlet))
