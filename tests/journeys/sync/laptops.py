"""A laptop under test: a real encrypted database, a clock of its own, and the message loop, step by step."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from cdtt_app.domain.attachment import Sha256, address_of
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.kinds import KINDS, Entity
from cdtt_app.domain.role import Role
from cdtt_app.server.store import Device
from cdtt_app.services.exchange import Learned, Pages, Question, learn, question
from cdtt_app.storage import answers, blobs, oplog
from cdtt_app.storage.conflicts import open_records
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment, keep_enrolment
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.incarnation import go_on_as_another
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.rows import from_row, select
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.parcel import make_seal_key
from cdtt_app.sync.signing import public_key
from tests.journeys.sync.provinces import PACKING, PROVINCE_SEED, RECIPIENT, CrashError, Key

KEY = b"k" * 32
APP = "0.1.0"
Content = tuple[str, int, str]  # record, clock, values: what an operation says, whoever offers it


class Image(NamedTuple):
    """A disk as it was."""

    disk: bytes
    former: dict[int, int]


class Laptop:
    """One machine: `now` gives true time in ms, `skew` is how wrong its clock is."""

    def __init__(self, path: Path, now: Callable[[], int], template: bytes | None = None) -> None:
        self.path = path
        self.now = now
        self.skew = 0
        self.keeps: set[Content] = set()  # what the province lost and others wrote; this disk holds it
        self.former: dict[int, int] = {}  # incarnation -> the number that it was written under, when it had another
        self.attached: set[Sha256] = set()  # files that were added on this disk
        if template is not None:
            path.write_bytes(template)
        self.db = Database(path, KEY, clock=self.clock)
        self.db.connection().execute("PRAGMA synchronous = OFF")  # durability has its own tests

    def clock(self) -> datetime:
        return datetime.fromtimestamp((self.now() + self.skew) / 1000, UTC)

    def enrol(self, device: Device, seed: bytes, hamlets: tuple[str, ...]) -> None:
        """The province has let this machine in, for the first time or again."""
        known = enrolment(self.db)
        keep_enrolment(
            self.db,
            Enrolment(
                url="http://tinh.invalid",
                replica=device.replica,
                seed=seed,
                seal_key=known.seal_key if known else make_seal_key(),
                server_key=public_key(PROVINCE_SEED),
                recipient=RECIPIENT,
                role=Role(device.role),
                person=device.person,
            ),
        )
        self.replica, self.seed, self.hamlets, self.role = device.replica, seed, hamlets, Role(device.role)

    @property
    def epoch(self) -> int:
        """Which life of the server this machine has heard of."""
        return int(read_fact(self.db, answers.EPOCH, 0))

    def come_back(self, device: Device, seed: bytes) -> None:
        """Its access had ended; by another invitation it has new keys and a new number."""
        old, before = self.replica, self.lives()
        self.enrol(device, seed, self.hamlets)
        with self.db.write() as tx:
            go_on_as_another(tx.connection, now=self.now(), random=len(before))
        self.former |= {inc: self.former.get(inc, old) for inc in before}

    def lives(self) -> list[int]:
        """Its incarnations."""
        return [inc for (inc,) in self.db.rows("SELECT inc FROM incarnation")]

    def edit(self, scope: str, id_: str, **fields: object) -> None:
        """What a person does at a household."""
        old = by_id(self.db, Household, id_)
        household = old or Household(
            id=HouseholdId(id_), hamlet_id=HamletId(scope), code=id_.upper(), head_name=f"Lý Thị {id_}"
        )
        with self.db.write() as tx:
            values: dict[str, Any] = dict(fields)
            tx.save(replace(household, hamlet_id=HamletId(scope), **values))

    def attach(self, scope: str, id_: str, body: bytes) -> None:
        """A household gets a photo; its note names it."""
        sha256 = address_of(body)
        self.edit(scope, id_, note=sha256)
        with self.db.write() as tx:
            blobs.add_blob(tx, body, kind="image/webp", record=id_, at=self.now())
        self.attached.add(sha256)

    def forget_sent_files(self) -> None:
        """What was sent and left this machine with its hamlet cannot come back from here when the server loses it."""
        self.attached = {sha256 for sha256 in self.attached if blobs.read_blob(self.db, sha256) is not None}

    def edit_and_crash(self, scope: str, id_: str) -> None:
        with suppress(CrashError), self.db.write() as tx:
            tx.save(Household(id=HouseholdId(id_), hamlet_id=HamletId(scope), code="X", head_name="mất điện"))
            raise CrashError

    def take_in(self, operation: Operation) -> None:
        """An operation as a faulty, older or newer program writes it, or late work."""
        with self.db.write() as tx:
            tx.take_in(operation)

    def choose(self, id_: str, field: str, value: object) -> None:
        """Answer a question."""
        with self.db.write() as tx:
            tx.answer(id_, field, value)

    def questions(self) -> list[tuple[str, str, Any]]:
        """Open questions: record, field, a value that lost."""
        asked = open_records(self.db.connection())
        return [(record.id, path, record.questions[path][-1].value) for record, paths in asked for path in paths]

    def ask(self, pages: Pages) -> Question:
        return question(self.db, PACKING, pages=pages, app=APP)

    def learn(self, data: bytes) -> Learned:
        return learn(self.db, PACKING, data)

    def learn_and_crash(self, data: bytes) -> None:
        """The power goes while the answer is written down."""
        with patch.object(answers, "refresh", side_effect=CrashError), suppress(CrashError):
            self.learn(data)

    def image(self) -> Image:
        """The disk as it is now."""
        self.db.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return Image(self.path.read_bytes(), dict(self.former))

    def put_back(self, image: Image, path: Path | None = None) -> "Laptop":
        """This machine, or a second one, with an old disk."""
        if path is None:
            self.close()
            for beside in self.path.parent.glob(self.path.name + "-*"):
                beside.unlink()
        other = Laptop(path or self.path, self.now, image.disk)
        other.former = dict(image.former)
        other.skew = self.skew if path is None else 0
        known = enrolment(other.db)
        assert known is not None
        other.replica, other.seed, other.role = known.replica, known.seed, known.role
        other.hamlets = self.hamlets
        return other

    def log(self) -> dict[Key, bytes]:
        """Its own operations by machine, incarnation and number; what was emptied is left out."""
        rows = self.db.rows("SELECT inc, seq, body FROM oplog WHERE length(body) > 0")
        return {(self.former.get(inc, self.replica), inc, seq): body for inc, seq, body in rows}

    def read_of_others(self) -> dict[tuple[str, int], bytes]:
        """What others wrote and this machine has read: hamlet and version, operation."""
        rows = self.db.rows("SELECT scope, version, body FROM feed WHERE replica <> 0 AND body IS NOT NULL")
        return {(scope, version): body for scope, version, body in rows}

    def entities(self) -> dict[str, Entity]:
        """All records of all tables, as screens see them."""
        found: dict[str, Entity] = {}
        for kind in KINDS.values():
            rows = self.db.rows(f"SELECT {select(kind.cls)} FROM {kind.name}")
            found |= {row[0]: from_row(kind.cls, row) for row in rows}
        return found

    def verify(self) -> None:
        oplog.verify(self.db.connection())

    def close(self) -> None:
        self.db.close()
