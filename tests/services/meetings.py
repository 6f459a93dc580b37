"""A province in this process and machines that meet it, without a network: message out, answer in."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.role import Role
from cdtt_app.server.identity import Identity
from cdtt_app.server.province import Province
from cdtt_app.server.receive import receive
from cdtt_app.server.store import Device
from cdtt_app.server.store_sqlite import SqliteStore
from cdtt_app.services.exchange import Pages, learn, question
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, keep_enrolment
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.envelope import Packing
from cdtt_app.sync.parcel import make_seal_key, seal_recipient
from cdtt_app.sync.signing import public_key
from tests.factories import HAMLET, NOW

COMMUNE = "02239"
PACKING = Packing(Codec.RAW, {})
KEY = b"k" * 32


@dataclass
class Clock:
    """Time that passes when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def ms(self) -> int:
        return int(self.now.timestamp() * 1000)

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Land:
    """The province, its clock, and the machines that were let in."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    machines: list[Database] = field(default_factory=list)

    def __post_init__(self) -> None:
        identity = Identity(seed=b"P" * 32, seal_key=make_seal_key(), token_key=b"T" * 32)
        store = SqliteStore(self.folder / "province.db")
        self.province = Province(store=store, identity=identity, packing=PACKING, clock=self.clock.ms)

    def machine(
        self,
        person: str,
        *,
        machine: str = "",
        role: Role = Role.VOLUNTEER,
        clock: Callable[[], datetime] | None = None,
    ) -> Database:
        """A machine that works in the hamlet of the tests."""
        seed = person.encode().ljust(32, b".")[:32]
        device = Device(replica=0, key=public_key(seed), person=person, machine=machine, role=role, commune=COMMUNE)
        with self.province.store.write() as tx:
            device = tx.add_device(device)
            tx.add_place(HAMLET, COMMUNE)
            tx.grant(device.replica, HAMLET, self.clock.ms())
        db = Database(self.folder / f"may-{device.replica}.db", KEY, clock=clock or self.clock)
        keep_enrolment(
            db,
            Enrolment(
                url="https://tinh.invalid",
                replica=device.replica,
                seed=seed,
                seal_key=make_seal_key(),
                server_key=self.province.identity.public,
                recipient=seal_recipient(self.province.identity.seal_key),
                role=role,
                person=person,
                commune=COMMUNE,
            ),
        )
        self.machines.append(db)
        return db

    def meet(self, *machines: Database) -> None:
        """Each sends and receives all there is, in this order."""
        for db in machines:
            while True:
                asked = question(db, PACKING, pages=Pages(), app="0")
                learned = learn(db, PACKING, receive(self.province, asked.data).data)
                if not (asked.offer.more or learned.receipt.more or learned.receipt.trouble):
                    break

    def end_access(self, replica: int, *, ended: bool = True) -> None:
        """An officer ends a machine's access, or gives it back."""
        with self.province.store.write() as tx:
            device = tx.device(replica)
            assert device is not None
            tx.put_device(replace(device, revoked=ended))

    def take_hamlet(self, replica: int) -> None:
        """The hamlet goes to somebody else."""
        with self.province.store.write() as tx:
            tx.revoke(replica, HAMLET, self.clock.ms())

    def close(self) -> None:
        for db in self.machines:
            db.close()
        self.province.store.close()


def a_hamlet() -> Hamlet:
    """The hamlet of the tests."""
    return Hamlet(id=HAMLET, commune_code=COMMUNE, word=HamletWord.THON, name="Bản Giòng", prefix="BG")
