"""Both databases of the province, real ones, and entries to put into them.

A test module that wants the fixtures says `pytest_plugins = ["tests.postgres", "tests.server.stores"]`.
(PYTEST_DONT_REWRITE: it may be imported before it is named as a plugin.)
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cdtt_app.domain.role import Role
from cdtt_app.server.schema import STEPS, Steps
from cdtt_app.server.statements import Row
from cdtt_app.server.store import Device, Place, Store, Transaction
from cdtt_app.server.store_postgres import PostgresStore
from cdtt_app.server.store_sql import SqlTransaction
from cdtt_app.server.store_sqlite import SqliteStore
from cdtt_app.sync.accept import Head
from cdtt_app.sync.entry import Entry, Outcome, chain
from cdtt_app.sync.operation import Operation, encode

RECEIVED = 1_793_000_000_000
Opener = Callable[..., Store]


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same database again and again, `opened(steps)` with other schema steps; closes what it opened."""
    stores: list[Store] = []
    kind: str = request.param
    address = request.getfixturevalue("fresh_database")() if kind == "postgres" else ""

    def open_(steps: Steps = STEPS) -> Store:
        store: Store
        if kind == "postgres":
            store = PostgresStore(address, most_connections=9, steps=steps)
        else:
            store = SqliteStore(tmp_path / "province.db", steps=steps)
        stores.append(store)
        return store

    yield open_
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Opener) -> Store:
    """An empty database of either kind."""
    return opened()


def machine(number: int = 1, role: Role = Role.VOLUNTEER, commune: str = "xa-1") -> Device:
    """A machine not let in yet."""
    return Device(
        replica=0, key=bytes([number]) * 32, person=f"Lò Văn {number}", machine="Máy tổ", role=role, commune=commune
    )


def line(record: str, note: str = "đã gặp", scope: str = "thon-1") -> bytes:
    """An operation's line."""
    operation = Operation(kind="visit", id=record, scope=scope, clock=1, schema=1, changes={"note": (note, 0)})
    return encode(operation)


def entry(
    number: int,
    record: str = "r",
    *,
    scope: str = "thon-1",
    replica: int = 1,
    seq: int = 0,
    body: bytes | None = None,
    outcome: Outcome | None = None,
) -> Entry:
    """An entry; its operation has the same number unless another is given."""
    return Entry(
        scope=scope,
        number=number,
        version=number,
        record=record,
        replica=replica,
        inc=1 if replica else 0,
        seq=seq or (number if replica else 0),
        received=RECEIVED,
        body=line(record, scope=scope) if body is None else body,
        outcome=outcome,
    )


def hash_of(seq: int) -> bytes:
    """Stands for the hash of an operation."""
    return seq.to_bytes(16, "big")


def put(tx: Transaction, *entries: Entry) -> None:
    """Entries of any hamlets, with their hamlets and heads."""
    heads: dict[str, Head] = {}
    for one in entries:
        tx.add_place(one.scope, "xa-1")
        before = heads.get(one.scope) or tx.places([one.scope])[one.scope].head
        heads[one.scope] = Head(one.number, chain(before.digest, one))
    tx.append(entries, [hash_of(one.seq) for one in entries])
    tx.put_heads(heads)


def place(tx: Transaction, scope: str = "thon-1") -> Place:
    """A hamlet that is known."""
    return tx.places([scope])[scope]


def raw_rows(tx: Transaction, sql: str) -> list[Row]:
    """What is really in the tables, where the promise does not tell."""
    assert isinstance(tx, SqlTransaction)
    return tx._db.rows(sql)
