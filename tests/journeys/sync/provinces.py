"""A province under test: a real store and its files, its keys, and the ways in which it may be hurt."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cdtt_app.domain.role import Role
from cdtt_app.server.backup import make_backup
from cdtt_app.server.compaction import compact
from cdtt_app.server.identity import Identity
from cdtt_app.server.parcels import deliver
from cdtt_app.server.province import Province
from cdtt_app.server.receive import receive
from cdtt_app.server.restore import restore
from cdtt_app.server.rights import granted
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Device, Store, Transaction
from cdtt_app.server.store_sql import SqlTransaction
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.entry import Entry
from cdtt_app.sync.envelope import Packing
from cdtt_app.sync.parcel import make_seal_key, seal_recipient
from cdtt_app.sync.signing import public_key

PACKING = Packing(codec=Codec.RAW, dictionaries={})
SEAL_KEY = make_seal_key()
RECIPIENT = seal_recipient(SEAL_KEY)
PROVINCE_SEED = b"P" * 32
COMMUNE = "02047"
ALL = 1 << 40
Key = tuple[int, int, int]  # machine, incarnation, number


class CrashError(Exception):
    """The power went."""


class Aside(NamedTuple):
    """An operation set aside, as it lies in the store."""

    key: Key
    reason: str
    body: bytes
    settled: bool


class Copy(NamedTuple):
    """A backup and the files that lay beside it."""

    path: Path
    files: dict[Path, bytes]


class CrashingStore:
    """A store whose next write dies just before it is durable."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.crash = False

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        with self._store.write() as tx:
            yield tx
            if self.crash:
                self.crash = False
                raise CrashError

    def read(self) -> AbstractContextManager[Transaction]:
        return self._store.read()

    def close(self) -> None:
        self._store.close()


class TestedProvince:
    """All that a story may do with the province; `archive` keeps what it folds away, for the checks."""

    __test__ = False

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], int]) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.archive: dict[tuple[str, int], Entry] = {}
        self._logs: dict[str, list[Entry]] | None = None  # as long as nothing was written
        self._crashing = CrashingStore(store)
        identity = Identity(seed=PROVINCE_SEED, seal_key=SEAL_KEY, token_key=b"T" * 32)
        self._province = Province(store=self._crashing, identity=identity, packing=PACKING, clock=clock)
        settings.files.mkdir(parents=True)

    def exchange(self, data: bytes) -> bytes:
        """The answer to a message."""
        self._logs = None
        return receive(self._province, data).data

    def exchange_parcel(self, data: bytes) -> bytes:
        """The sealed answer to a parcel, empty for one that is torn: as the parcels' door gives it."""
        self._logs = None
        delivered = deliver(self._province, data)
        return b"" if delivered is None else delivered.data

    def crash(self, data: bytes) -> None:
        """The power goes before the message's work is durable."""
        self._crashing.crash = True
        try:
            receive(self._province, data)
        except CrashError:
            pass
        finally:
            self._crashing.crash = False

    def let_in(self, seed: bytes, person: str, scopes: tuple[str, ...], role: Role = Role.VOLUNTEER) -> Device:
        """A machine that is known from now on, with its hamlets."""
        with self.store.write() as tx:
            wanted = Device(
                replica=0, key=public_key(seed), person=person, machine=f"máy {person}", role=role, commune=COMMUNE
            )
            device = tx.device_by_key(wanted.key) or tx.add_device(wanted)
            for scope in scopes:
                tx.add_place(scope, COMMUNE)
                self._logs = None
                tx.grant(device.replica, scope, self.clock())
        return device

    def knows(self, replica: int) -> bool:
        """Whether the machine is known."""
        with self.store.read() as tx:
            return tx.device(replica) is not None

    def granted(self, replica: int) -> frozenset[str]:
        """The hamlets that a machine may see."""
        with self.store.read() as tx:
            device = tx.device(replica)
            return frozenset() if device is None else granted(tx, device)

    def may_send(self, replica: int) -> bool:
        """Whether the attachment lane is open to a machine."""
        with self.store.read() as tx:
            device = tx.device(replica)
            return device is not None and not device.revoked

    def change_grant(self, replica: int, scope: str, *, give: bool) -> None:
        """A hamlet is given or taken back."""
        with self.store.write() as tx:
            if tx.device(replica) is not None:
                (tx.grant if give else tx.revoke)(replica, scope, self.clock())

    def change_access(self, replica: int, *, revoked: bool) -> None:
        """A machine's access ends, or begins again."""
        with self.store.write() as tx:
            device = tx.device(replica)
            if device is not None:
                tx.put_device(replace(device, revoked=revoked))

    def logs(self) -> dict[str, list[Entry]]:
        """Every hamlet's log, with what was folded away."""
        if self._logs is None:
            self._logs = self._read_logs()
        return self._logs

    def _read_logs(self) -> dict[str, list[Entry]]:
        with self.store.read() as tx:
            places = tx.places_of("")
            logs = {scope: tx.entries_after(scope, places[scope].floor, ALL) for scope in sorted(places)}
        for scope, place in places.items():
            logs[scope] = [self.archive[scope, number] for number in range(1, place.floor + 1)] + logs[scope]
        return logs

    def asides(self) -> list[Aside]:
        """Operations set aside."""
        sql = "SELECT replica, inc, seq, reason, body, settled FROM set_aside"
        with self.store.read() as tx:
            assert isinstance(tx, SqlTransaction)
            rows = tx._db.rows(sql)
        return [Aside((replica, inc, seq), reason, body, bool(at)) for replica, inc, seq, reason, body, at in rows]

    def compact(self, kept_ms: int) -> None:
        """Fold old log away."""
        self.archive |= {(scope, entry.number): entry for scope, log in self.logs().items() for entry in log}
        compact(self.store, now=self.clock(), kept_ms=kept_ms)
        self._logs = None

    def copy(self, path: Path) -> Copy:
        """A backup."""
        make_backup(self.settings, path)
        return Copy(path, {file: file.read_bytes() for file in self._whole_files()})

    def put_back(self, copy: Copy) -> None:
        """An older backup takes the place of everything, files included."""
        restore(self.settings, copy.path)
        self._logs = None
        for file in self._whole_files():
            if file not in copy.files:
                file.unlink()

    def _whole_files(self) -> list[Path]:
        return [path for path in self.settings.files.glob("??/*") if path.is_file()]
