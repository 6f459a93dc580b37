"""The promise of the province's store: what both databases keep, and how a transaction asks for it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from cdtt_app.domain.role import Role
from cdtt_app.sync.accept import Aside, Head
from cdtt_app.sync.entry import Entry
from cdtt_app.sync.record import Record


class StoreError(Exception):
    """The database did not do what was asked; nothing of the transaction stays."""


class NewerError(StoreError):
    """A newer program wrote this database; the text is for the administrator."""


class RetryError(StoreError):
    """Two transactions were in each other's way, or the connection broke: the same again may well succeed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A machine that was let in, and for whom."""

    replica: int
    key: bytes
    person: str
    machine: str
    role: Role
    commune: str = ""
    revoked: bool = False
    enrolled_at: int = 0  # ms
    last_seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How far one incarnation's operations are known: numbers `first`..`head` without gaps."""

    replica: int
    inc: int
    first: int
    head: int
    head_hash: bytes = b""
    durable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A hamlet's log: where it ends, and where it begins since older entries were folded into snapshots."""

    scope: str
    commune: str
    head: Head
    floor: int = 0
    floor_digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A one-time code: only its id is kept beside the secret that proves it."""

    code_id: str
    secret: bytes
    person: str
    role: Role
    commune: str
    scopes: tuple[str, ...]
    expires: int  # ms
    used_by: bytes = b""  # the key that used it: the same key may ask again


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something an officer did: when (ms), from which machine (0: at the server itself), what, about whom (JSON)."""

    at: int
    replica: int
    act: str
    about: str


class Transaction(Protocol):
    """One transaction; reading sees one moment, writing is all or nothing and durable when it ends."""

    def device(self, replica: int) -> Device | None:
        """A machine by its number; in a write transaction it is locked until the end."""

    def device_by_key(self, key: bytes) -> Device | None:
        """A machine by its public key."""

    def devices(self, commune: str = "") -> list[Device]:
        """All machines, or a commune's."""

    def add_device(self, device: Device) -> Device:
        """Let a machine in; the given number is ignored, the returned one counts."""

    def put_device(self, device: Device) -> None:
        """Change what is kept of a machine."""

    def chain(self, replica: int, inc: int) -> Chain | None:
        """An incarnation; in a write transaction it is locked until the end, also when it is not known yet."""

    def put_chain(self, chain: Chain) -> None:
        """Write how far an incarnation is known."""

    def hashes(self, replica: int, inc: int, first: int, last: int) -> dict[int, bytes]:
        """Hashes of known operations by number, those set aside and folded away included."""

    def grants(self, replica: int) -> tuple[str, ...]:
        """Hamlets given one by one."""

    def grant(self, replica: int, scope: str, now: int) -> None:
        """Give a machine a hamlet; one that it has stays as it is."""

    def revoke(self, replica: int, scope: str, now: int) -> None:
        """Take a hamlet back; when it was given and taken stays known."""

    def places(self, scopes: Sequence[str]) -> dict[str, Place]:
        """Hamlets by id; in a write transaction they are locked, in the order of their ids."""

    def places_of(self, commune: str) -> dict[str, Place]:
        """All hamlets of a commune; of the province with ""."""

    def add_place(self, scope: str, commune: str) -> None:
        """Make a hamlet known; one that is known stays as it is."""

    def put_heads(self, heads: dict[str, Head]) -> None:
        """Write where logs end; raises StoreError for a hamlet that is unknown or already further."""

    def entries_of(self, records: Sequence[str]) -> list[Entry]:
        """The entries of some records that are still in a log, hamlet by hamlet, each hamlet's in order."""

    def bases_of(self, records: Sequence[str]) -> dict[str, list[Record]]:
        """What was folded away of some records: by id, one for each hamlet in which the record was at its floor."""

    def bases_after(self, scope: str, record: str, most_bytes: int) -> list[tuple[str, bytes]]:
        """The next snapshots of a hamlet by record, byte for byte; at least one if there is one."""

    def fold_away(self, scope: str, floor: Head, bases: Sequence[Record], gone: Sequence[str]) -> None:
        """Let a log begin behind `floor`: snapshots of the records changed up to it, and ids of those that left."""

    def entries_after(self, scope: str, number: int, most_bytes: int) -> list[Entry]:
        """The next entries of a log, at least one if there is one, up to about so many bytes."""

    def append(self, entries: Sequence[Entry], hashes: Sequence[bytes]) -> None:
        """Write entries with the hashes of their operations."""

    def set_aside(self, replica: int, inc: int, asides: Sequence[Aside], now: int) -> None:
        """Keep operations that were not taken in, byte for byte."""

    def asides(self, replica: int, inc: int, first: int, last: int) -> list[tuple[int, str]]:
        """Number and reason of a machine's operations set aside."""

    def settle(self, operations: Sequence[tuple[int, int, int]], now: int) -> None:
        """Mark operations set aside as decided by an officer; the first decision's time stays."""

    def code(self, code_id: str) -> Code | None:
        """A one-time code; in a write transaction it is locked until the end."""

    def put_code(self, code: Code) -> None:
        """Keep or change a code."""

    def meta(self, name: str) -> str:
        """A small value of the server itself, "" when there is none."""

    def put_meta(self, name: str, value: str) -> None:
        """Keep a small value."""

    def note_act(self, act: Done) -> None:
        """Keep what was done, for ever."""

    def acts(self, most: int) -> list[Done]:
        """The last things done, the newest first."""

    def name_files(self, named: Iterable[tuple[str, str]]) -> None:
        """Remember that a hamlet's records name files: pairs of file and hamlet."""

    def names_of(self, sha256: str) -> Sequence[str]:
        """The hamlets whose records name a file."""

    def clear(self, table: str) -> None:
        """Take all rows out of a table: only to restore a backup."""

    def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Put rows of a backup in as they are."""

    def number_machines_from(self, replica: int) -> None:
        """Give the next machine a number beyond this one."""

    def counts(self) -> dict[str, int]:
        """How many machines, hamlets, entries, operations set aside and undecided."""


class Store(Protocol):
    """A database of the province; safe to use from several threads."""

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction that only reads."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that writes, done again by the caller after a RetryError (retry.py)."""

    def close(self) -> None:
        """Let go of the database."""
