"""Many at once at one database: no gap, no row unseen, no decision on what is out of date; on both databases."""

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from cdtt_app.domain.role import Role
from cdtt_app.server.retry import retried
from cdtt_app.server.store import Chain, Code, RetryError, Store, StoreError, Transaction
from cdtt_app.server.store_postgres import PostgresStore
from cdtt_app.server.store_sqlite import SqliteStore
from cdtt_app.sync.accept import Head
from tests.server.stores import Opener, entry, hash_of, machine, place, put

pytest_plugins = ["tests.postgres", "tests.server.stores"]
WRITERS, ROUNDS = 8, 20


def _together(work: Callable[[int], None], count: int = WRITERS) -> None:
    """Do it in so many threads that begin at once; the first error is raised."""
    barrier = threading.Barrier(count)

    def begin(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(begin, number) for number in range(count)]:
            done.result(timeout=60)


def _add(tx: Transaction, scope: str, replica: int, first: int, count: int) -> None:
    """Entries behind the end of the log, as a request adds them."""
    head = place(tx, scope).head
    news = [
        entry(head.number + 1 + n, f"{replica}-{first + n}", scope=scope, replica=replica, seq=first + n)
        for n in range(count)
    ]
    tx.append(news, [hash_of(one.seq) for one in news])
    tx.put_heads({scope: Head(head.number + count, b"")})


class _Poller:
    """Reads a log by its cursor, again and again, while others write."""

    def __init__(self, store: Store, scope: str, total: int) -> None:
        self._store, self._scope, self._total = store, scope, total
        self.seen: list[int] = []

    def run(self) -> None:
        deadline = time.monotonic() + 60
        while len(self.seen) < self._total and time.monotonic() < deadline:
            with self._store.read() as tx:
                entries = tx.entries_after(self._scope, self.seen[-1] if self.seen else 0, 3000)
            self.seen += [one.number for one in entries]


@pytest.mark.parametrize("scopes", [1, 4])
def test_numbers_have_no_gap_and_a_reader_never_misses_one(store: Store, scopes: int) -> None:
    names = [f"thon-{n}" for n in range(scopes)]
    with store.write() as tx:
        for name in names:
            tx.add_place(name, "xa-1")
    total = WRITERS * ROUNDS * 3 // scopes
    pollers = [_Poller(store, name, total) for name in names[:2]]

    def work(number: int) -> None:
        if number >= WRITERS:
            pollers[number - WRITERS].run()
            return
        for round_ in range(ROUNDS):
            with store.write() as tx:
                _add(tx, names[number % scopes], number + 1, 3 * round_ + 1, 3)

    _together(work, WRITERS + len(pollers))
    with store.read() as tx:
        for name in names:
            assert [one.number for one in tx.entries_after(name, 0, 1 << 30)] == list(range(1, total + 1))
            assert place(tx, name).head.number == total
    for poller in pollers:
        assert poller.seen == list(range(1, total + 1))


def test_who_waited_for_a_chain_sees_what_the_other_wrote(store: Store) -> None:
    def work(_number: int) -> None:
        for _ in range(ROUNDS):
            with store.write() as tx:
                known = tx.chain(1, 1)
                if known is None:  # only for the first, though all ask at the same time
                    time.sleep(0.05)
                    known = Chain(replica=1, inc=1, first=1, head=0)
                tx.put_chain(replace(known, head=known.head + 1))

    _together(work)
    with store.read() as tx:
        chain = tx.chain(1, 1)
    assert chain is not None
    assert chain.head == WRITERS * ROUNDS


def test_of_eight_who_use_one_code_at_once_one_succeeds(store: Store) -> None:
    with store.write() as tx:
        code = Code(code_id="c", secret=b"s", person="p", role=Role.LEADER, commune="", scopes=(), expires=1)
        tx.put_code(code)
    used = []

    def work(number: int) -> None:
        with store.write() as tx:
            found = tx.code("c")
            assert found is not None
            if not found.used_by:
                tx.put_code(replace(found, used_by=bytes([number + 1])))
                used.append(number)

    _together(work)
    assert len(used) == 1


def test_a_machine_that_is_heard_of_while_it_is_shut_out_stays_shut_out(store: Store) -> None:
    with store.write() as tx:
        replica = tx.add_device(machine(1)).replica

    def work(number: int) -> None:
        with store.write() as tx:
            device = tx.device(replica)
            assert device is not None
            time.sleep(0.02)
            tx.put_device(replace(device, last_seen=7) if number else replace(device, revoked=True))

    _together(work, 2)
    with store.read() as tx:
        device = tx.device(replica)
    assert device is not None
    assert (device.revoked, device.last_seen) == (True, 7)


def test_two_who_lock_in_opposite_order_both_come_through(store: Store) -> None:
    with store.write() as tx:
        for name in ("thon-a", "thon-b"):
            tx.add_place(name, "xa-1")
    tries: list[int] = []

    def work(number: int) -> None:
        first, second = ("thon-a", "thon-b") if number else ("thon-b", "thon-a")

        def move(tx: Transaction) -> None:
            tries.append(number)
            _add(tx, first, number + 1, 1, 1)
            time.sleep(0.1)
            _add(tx, second, number + 1, 2, 1)

        retried(store, move)

    _together(work, 2)
    with store.read() as tx:
        assert [place(tx, name).head.number for name in ("thon-a", "thon-b")] == [2, 2]
        assert tx.counts()["entries"] == 4
    assert len(tries) == (3 if isinstance(store, PostgresStore) else 2)  # the victim of the deadlock tried twice


def test_hamlets_are_locked_in_the_order_of_their_ids(store: Store) -> None:
    names = [f"thon-{n}" for n in range(6)]
    with store.write() as tx:
        for name in names:
            tx.add_place(name, "xa-1")
    tries: list[int] = []

    def work(number: int) -> None:
        for _ in range(ROUNDS):
            with store.write() as tx:
                tries.append(number)
                tx.places(names[number % 6 :] + names[: number % 6])
                tx.put_heads({name: Head(1, b"") for name in names})

    _together(work)
    assert len(tries) == WRITERS * ROUNDS


def test_work_that_never_comes_through_is_not_tried_for_ever(store: Store) -> None:
    tries = []

    def work(tx: Transaction) -> None:
        tries.append(tx)
        raise RetryError

    with pytest.raises(RetryError):
        retried(store, work, attempts=3)
    assert len(tries) == 3


def test_only_what_may_pass_is_tried_again(store: Store) -> None:
    tries = []

    def work(tx: Transaction) -> None:
        tries.append(tx)
        tx.put_heads({"nowhere": Head(1, b"")})

    with pytest.raises(StoreError):
        retried(store, work)
    assert len(tries) == 1


def test_servers_that_start_at_once_make_the_tables_once(opened: Opener) -> None:
    _together(lambda _number: opened().close(), 3)
    with opened().write() as tx:
        put(tx, entry(1))


def test_after_the_database_was_restarted_work_goes_on(fresh_database: Callable[[], str]) -> None:
    address = fresh_database()
    store = PostgresStore(address, most_connections=4)
    _together(lambda _number: _hold(store), 4)  # four connections wait in the pool
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
    retried(store, lambda tx: put(tx, entry(1)), attempts=2)
    with store.read() as tx:
        assert place(tx).head.number == 1
    store.close()


def _hold(store: Store) -> None:
    with store.read():
        time.sleep(0.1)


def test_a_database_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        PostgresStore(f"host={tmp_path} dbname=none")
    with pytest.raises(StoreError):
        SqliteStore(tmp_path / "no folder" / "province.db")


def test_a_database_that_cannot_hold_vietnamese_is_refused(fresh_database: Callable[[], str]) -> None:
    address = fresh_database()
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'")
    try:
        with pytest.raises(StoreError, match="UTF8"):
            PostgresStore(make_conninfo(address, dbname="ascii"))
    finally:
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute("DROP DATABASE ascii WITH (FORCE)")


def test_a_file_that_another_process_writes_to_is_worth_another_try(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "province.db", busy_seconds=0.05)
    other = sqlite3.connect(tmp_path / "province.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RetryError), store.write():
        pass
    other.execute("COMMIT")
    other.close()
    with store.write() as tx:
        tx.put_meta("a", "b")
    store.close()
