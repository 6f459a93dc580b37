"""What every story stands on: a province, its laptops, one exchange at a time, and the end when all must be at rest."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, NamedTuple
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from cdtt_app.domain.role import Role
from cdtt_app.server.receive import epoch_of
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Store
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.exchange import Learned, Pages
from cdtt_app.services.salvage import offer_lost_work
from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import pending_count
from cdtt_app.sync import upcast
from cdtt_app.sync.messages import Trouble
from cdtt_app.sync.validity import Reason
from tests.journeys.sync import checks
from tests.journeys.sync.following import check_values
from tests.journeys.sync.laptops import KEY, Image, Laptop
from tests.journeys.sync.old_program import renamed
from tests.journeys.sync.provinces import Copy, TestedProvince
from tests.journeys.sync.truths import Truths, content_of

HAMLETS = ("T1", "T2")
PAGES = {1: Pages(offer=1, want=1), 3: Pages(offer=700, want=1000), 20: Pages()}
ROUNDS = 120
some_laptop = st.integers(0, 9)


class Home(NamedTuple):
    """Where stories take place: a store, emptied for each, and a laptop's empty disk."""

    open: Callable[[Path], tuple[Store, Settings]]
    close: Callable[[Store], None]
    blank: bytes


def blank_disk(folder: Path) -> bytes:
    """The bytes of a fresh database, made once: making one takes longer than a whole exchange."""
    path = folder / "blank.db"
    db = Database(path, KEY)
    db.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    return path.read_bytes()


class World(RuleBasedStateMachine):
    """Rules are in the classes beside it; subclassed once per store."""

    home: ClassVar[Home]

    @initialize()
    def start(self) -> None:
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(TemporaryDirectory(prefix="cdtt-machine-")))
        self.stack.enter_context(patch.dict(upcast.STEPS, {0: renamed}))
        self.time = 1_800_000_000_000
        self.store, settings = type(self).home.open(self.folder)
        self.stack.callback(type(self).home.close, self.store)
        self.province = TestedProvince(self.store, settings, lambda: self.time)
        self.truths = Truths()
        self.laptops: list[Laptop] = []
        self.mail: list[tuple[int, bytes]] = []
        self.images: list[tuple[int, Image]] = []
        self.lost: set[bytes] = set()  # operations that went with a disk
        self.planted: set[bytes] = set()
        self.stick: list[bytes] = []
        self.copies: list[Copy] = []
        self.comebacks: list[Laptop] = []
        self.count = 0
        self.restores = 0
        self.dirty = True
        self.names = itertools.count(1)
        for hamlets in (HAMLETS, HAMLETS[:1], HAMLETS[1:]):
            self.add(hamlets)

    def add(self, hamlets: tuple[str, ...], role: Role = Role.VOLUNTEER) -> None:
        """A new machine."""
        seed = bytes([len(self.laptops) + 1]) * 32
        laptop = Laptop(self.new_path(), lambda: self.time, type(self).home.blank)
        self.laptops.append(laptop)
        laptop.enrol(self.province.let_in(seed, f"người {len(self.laptops)}", hamlets, role), seed, hamlets)

    def new_path(self) -> Path:
        return self.folder / f"may-{next(self.names)}.db"

    def at(self, index: int) -> Laptop:
        return self.laptops[index % len(self.laptops)]

    @contextmanager
    def writing(self, laptop: Laptop, *, planted: bool = False, late: bool = False) -> Iterator[None]:
        """Somebody writes: what he saw is noted; what is `planted` may be set aside, `late` another wrote before."""
        before = laptop.log()
        with self.truths.watching(laptop, late=late):
            yield
        if planted:
            self.planted |= {body for key, body in laptop.log().items() if key not in before}

    # Messages

    def exchange(self, i: int, mode: str, pages: Pages) -> Learned | None:
        """One question; what was learned from the answer, if there was one and it arrived."""
        laptop = self.at(i)
        asked = laptop.ask(pages)
        if mode == "lost":
            return None
        if mode == "late":
            self.mail.append((i % len(self.laptops), asked.data))
            return None
        if mode == "server crash":
            self.province.crash(asked.data)
            return None
        reply = self.answer(asked.data)
        if mode == "reply lost":
            return None
        if mode == "doubled":
            self.answer(asked.data)
        if mode == "laptop crash":
            laptop.learn_and_crash(reply)
            return None
        learned = self.hear(laptop, reply)
        if mode == "reply doubled":
            self.hear(laptop, reply)
        return learned

    def answer(self, data: bytes) -> bytes:
        """The province's answer; versions that it gives are noted."""
        reply = self.province.exchange(data)
        self.after_answer()
        return reply

    def after_answer(self) -> None:
        self.dirty = True
        self.truths.note_logs(self.province.logs())

    def hear(self, laptop: Laptop, reply: bytes) -> Learned | None:
        """An answer has come; one to the number that this machine had before a restore of the server is refused."""
        try:
            learned = laptop.learn(reply)
        except RefusedError:
            return None
        self.heard(laptop, learned)
        return learned

    def heard(self, laptop: Laptop, learned: Learned) -> None:
        """After every answer: I7, and who is not known any more is invited again."""
        if learned.receipt.trouble is Trouble.UNKNOWN and not self.province.knows(laptop.replica):
            self.invite_again(laptop)
        if laptop.epoch == self.epoch:
            checks.check_received(laptop, checks.everything(self.province.logs(), self.province.asides()))

    @property
    def epoch(self) -> int:
        """How often the server was restored."""
        with self.store.read() as tx:
            return epoch_of(tx)

    def invite_again(self, laptop: Laptop) -> None:
        """The province was restored to a day before this machine was let in."""
        device = self.province.let_in(laptop.seed, "người trở lại", laptop.hamlets, laptop.role)
        for twin in self.laptops:
            if twin.seed == laptop.seed:
                twin.enrol(device, twin.seed, twin.hamlets)

    # What must hold

    @invariant()
    def logs_have_no_gaps(self) -> None:
        if hasattr(self, "store") and self.dirty:
            checks.check_logs(self.store, self.province.logs())
            self.dirty = False

    def teardown(self) -> None:
        if not hasattr(self, "stack"):
            return
        with self.stack:
            try:
                self.come_to_rest()
                while self.offer_lost():
                    self.come_to_rest()
                self.check_all()
                self.rest_files()
            finally:
                for laptop in self.laptops:
                    laptop.close()

    def come_to_rest(self) -> None:
        """Every machine meets the province until nothing moves any more."""
        quiet = 0
        for _ in range(ROUNDS):
            moved = [self.moved(i) for i in range(len(self.laptops))]
            quiet = 0 if any(moved) else quiet + 1
            if quiet == 2:
                return
        raise AssertionError(("the machines never came to rest", moved))

    def offer_lost(self) -> int:
        """Nobody comes back any more: what the province lost and others had read is offered again."""
        count = 0
        for laptop in self.laptops:
            with self.writing(laptop, late=True):
                count += offer_lost_work(laptop.db, timedelta(0))
        return count

    def rest_files(self) -> None:
        """The lane behind the records."""

    def moved(self, i: int) -> bool:
        """Whether an ordinary exchange still changed something."""
        more = self.at(i).ask(PAGES[20]).offer.more
        learned = self.exchange(i, "ok", PAGES[20])
        assert learned is not None
        taken, receipt = learned.taken, learned.receipt
        told = taken.acknowledged or taken.entries or taken.reincarnated or taken.damaged or taken.gone
        told = told or taken.restored or taken.rescued
        return bool(told or receipt.trouble or receipt.more or more)

    def check_all(self) -> None:
        logs, asides = self.province.logs(), self.province.asides()
        checks.check_logs(self.store, logs)
        kept = checks.everything(logs, asides)
        records = checks.records_of(logs)
        checks.check_clocks(records, self.time)
        checks.check_places(records)
        checks.check_store(self.store, records)
        check_values(logs, records, self.truths)
        there = {content_of(body) for body in kept.values() if checks.readable(body)}
        for laptop in self.laptops:
            laptop.verify()
            assert laptop.keeps <= there, ("lost with the server", laptop.path.name, laptop.keeps - there)
            granted = self.province.granted(laptop.replica)
            checks.check_view(laptop, records, granted)
            checks.check_gone(laptop, granted)
            checks.check_received(laptop, kept)
            for key, body in laptop.log().items():
                back = kept.get(key) == body or body in self.lost
                again = key[0] != laptop.replica and content_of(body) in there  # a number that can offer nothing more
                assert back or again, ("lost", laptop.path.name, key, body)
            assert pending_count(laptop.db.connection()) == 0, laptop.path.name
        for aside in asides:
            refused = aside.reason in (Reason.NOT_GRANTED, Reason.REVOKED)
            assert aside.body in self.planted or refused, ("a good operation was set aside", aside)
