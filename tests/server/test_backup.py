"""Copies of the province's data: made while it works, put back as a new epoch, from either database into either."""

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cdtt_app.domain.role import Role
from cdtt_app.server.backup import make_backup
from cdtt_app.server.opening import SetupError, initialise
from cdtt_app.server.restore import restore
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Done
from cdtt_app.sync.messages import Trouble
from tests.server.inviting import ask_to_enrol, invite
from tests.server.running import RunningServer, let_in, running_server
from tests.server.talking import household, talker

pytest_plugins = ["tests.postgres"]
ONE, TWO = "thon-mot", "thon-hai"
Database = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """Gives the connection string of a new database; "" for SQLite."""
    if request.param == "sqlite":
        return lambda: ""
    fresh: Database = request.getfixturevalue("fresh_database")
    return fresh


@pytest.fixture
def server(tmp_path: Path, database: Database) -> Iterator[RunningServer]:
    """A server on either database."""
    with running_server(tmp_path / "server", database()) as running:
        yield running


def test_a_backup_holds_all_that_was_acknowledged_and_says_so_to_the_machines(
    server: RunningServer, tmp_path: Path
) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    assert me.exchange(server, household(ONE, "a"), household(ONE, "b")).receipt.durable == 0
    copied = make_backup(server.settings, tmp_path / "copy.db")
    assert (copied.machines, copied.entries) == (1, 2)
    told = me.exchange(server, household(ONE, "c"))
    assert (told.receipt.durable, told.receipt.ack) == (2, 3)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM log").fetchone() == (2,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_backup_is_one_file_for_the_administrators_eyes_only(server: RunningServer, tmp_path: Path) -> None:
    place = tmp_path / "copies"
    place.mkdir()
    make_backup(server.settings, place / "copy.db")
    assert [file.name for file in place.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((place / "copy.db").stat().st_mode) == 0o600


def test_a_backup_that_fails_leaves_no_file_and_promises_nothing(server: RunningServer, tmp_path: Path) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    me.exchange(server, household(ONE, "a"))
    with pytest.raises(FileNotFoundError):
        make_backup(server.settings, tmp_path / "nowhere" / "copy.db")
    (tmp_path / "there.db").write_bytes(b"older")
    with pytest.raises(SetupError):
        make_backup(server.settings, tmp_path / "there.db")
    assert (tmp_path / "there.db").read_bytes() == b"older"
    assert me.exchange(server).receipt.durable == 0


def test_a_backup_is_one_moment_while_machines_go_on_writing(server: RunningServer, tmp_path: Path) -> None:
    writers = [talker(server, let_in(server.province, scopes=[ONE, TWO])) for _ in range(3)]
    stop = threading.Event()

    def write(number: int) -> None:
        while not stop.is_set():
            writers[number].exchange(server, household(ONE, "x" * 500), household(TWO, "y" * 500))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        for turn in range(3):
            time.sleep(0.1)
            make_backup(server.settings, tmp_path / f"copy-{turn}.db")
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    for turn in range(3):
        with closing(sqlite3.connect(tmp_path / f"copy-{turn}.db")) as copy:
            heads = copy.execute("SELECT scope, head FROM place ORDER BY scope").fetchall()
            logs = copy.execute("SELECT scope, count(*) FROM log GROUP BY scope ORDER BY scope").fetchall()
            assert len(logs) == 2
            assert heads == logs
            chains = copy.execute("SELECT replica, head FROM chain ORDER BY replica").fetchall()
            assert chains == copy.execute("SELECT replica, max(seq) FROM log GROUP BY replica").fetchall()


def test_after_a_restore_machines_rewind_and_nothing_written_is_lost(server: RunningServer, tmp_path: Path) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    neighbour = talker(server, let_in(server.province, scopes=[ONE]))
    kept, lost = [household(ONE, "a"), household(ONE, "b")], [household(ONE, "c"), household(ONE, "d")]
    me.exchange(server, *kept)
    make_backup(server.settings, tmp_path / "copy.db")
    me.exchange(server, *lost)
    neighbour.exchange(server)
    assert neighbour.cursors == {ONE: 4}

    found = restore(server.settings, tmp_path / "copy.db")
    assert (found.epoch, found.machines, found.hamlets, found.entries) == (1, 2, 1, 2)
    told = neighbour.exchange(server)
    assert told.receipt.rewind == {ONE: 2}
    assert (told.receipt.epoch, neighbour.cursors) == (1, {ONE: 2})
    told = me.exchange(server)
    assert told.receipt.trouble is Trouble.BEHIND
    assert told.receipt.ack == 2  # from here on it offers again
    me.base, me.base_hash, me.epoch = 2, bytes.fromhex(told.receipt.ack_hash), 1
    me.cursors = {ONE: 2}
    assert me.exchange(server, *lost).receipt.ack == 4
    again = neighbour.exchange(server)
    assert [bytes(line.op) for line in again.lines] == lost
    assert all(line.v >> 32 == 1 for line in again.lines)  # versions of the new epoch


def test_each_restore_is_an_epoch_of_its_own_and_older_ones_stay_known(server: RunningServer, tmp_path: Path) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    me.exchange(server, household(ONE, "a"))
    make_backup(server.settings, tmp_path / "first.db")
    me.exchange(server, household(ONE, "b"))
    make_backup(server.settings, tmp_path / "second.db")
    me.exchange(server, household(ONE, "c"))
    me.cursors = {ONE: 3}
    assert restore(server.settings, tmp_path / "first.db").epoch == 1
    assert restore(server.settings, tmp_path / "first.db").epoch == 2
    assert restore(server.settings, tmp_path / "second.db").epoch == 3
    for seen, back in ((0, 1), (1, 1), (2, 2)):
        me.epoch, me.cursors = seen, {ONE: 3}
        me.base, me.base_hash = 0, b""
        assert me.exchange(server).receipt.rewind == {ONE: back}
    assert restore(server.settings, tmp_path / "first.db", least_epoch=9).epoch == 9


def test_a_machine_enrolled_after_the_backup_never_shares_its_number(server: RunningServer, tmp_path: Path) -> None:
    let_in(server.province)
    make_backup(server.settings, tmp_path / "copy.db")
    later = let_in(server.province)
    restore(server.settings, tmp_path / "copy.db")
    assert let_in(server.province).replica > later.replica + 900


def test_what_officers_did_is_not_forgotten_by_a_restore(server: RunningServer, tmp_path: Path) -> None:
    make_backup(server.settings, tmp_path / "copy.db")
    with server.province.store.write() as tx:
        tx.note_act(Done(at=5, replica=1, act="revoke", about="{}"))
    restore(server.settings, tmp_path / "copy.db")
    with server.province.store.write() as tx:
        tx.note_act(Done(at=6, replica=1, act="give", about="{}"))
    with server.province.store.read() as tx:
        assert [done.act for done in tx.acts(9)] == ["give", "revoke"]


def test_all_of_it_is_durable_after_a_restore(server: RunningServer, tmp_path: Path) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    me.exchange(server, household(ONE, "a"))
    make_backup(server.settings, tmp_path / "copy.db")
    restore(server.settings, tmp_path / "copy.db")
    assert me.exchange(server).receipt.durable == 1


@pytest.mark.parametrize("damage", ["no database", "another database", "cut", "changed", "newer"])
def test_what_is_no_whole_backup_of_ours_changes_nothing(server: RunningServer, tmp_path: Path, damage: str) -> None:
    me = talker(server, let_in(server.province, scopes=[ONE]))
    me.exchange(server, *(household(ONE, "x" * 3000) for _ in range(40)))
    file = tmp_path / "copy.db"
    make_backup(server.settings, file)
    spoil(file, damage)
    with pytest.raises(Exception, match=r"bản sao|Bản sao|bản máy chủ mới hơn"):
        restore(server.settings, file)
    told = me.exchange(server)
    assert (told.receipt.epoch, told.receipt.trouble) == (0, None)


def spoil(file: Path, damage: str) -> None:
    """Make a backup something else."""
    content = file.read_bytes()
    if damage == "no database":
        file.write_bytes(b"a letter to somebody" * 100)
    elif damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "changed":
        middle = len(content) // 2
        file.write_bytes(content[:middle] + os.urandom(20_000) + content[middle + 20_000 :])
    else:
        with closing(sqlite3.connect(file)) as copy, copy:
            if damage == "newer":
                copy.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
            else:
                copy.execute("DROP TABLE log")


@pytest.mark.parametrize("way", ["sqlite to postgres", "postgres to sqlite"])
def test_a_backup_of_one_database_fills_the_other(tmp_path: Path, fresh_database: Callable[[], str], way: str) -> None:
    addresses = ["", fresh_database()] if way == "sqlite to postgres" else [fresh_database(), ""]
    before, after = (Settings(folder=tmp_path / name, postgres=to) for name, to in zip("ab", addresses, strict=True))
    with running_server(before.folder, before.postgres) as server:
        machine = let_in(server.province, person="Lò Văn Pản", scopes=[ONE, TWO])
        officer = let_in(server.province, role=Role.OFFICER)
        me = talker(server, machine)
        me.exchange(server, household(ONE, "Giàng A Tủa"), household(TWO, "b"), household("nowhere", "c"))
        unused = invite(server.province, scopes=(TWO,))
        make_backup(before, tmp_path / "copy.db")
    after.folder.mkdir()
    (after.folder / "keys.json").write_bytes(before.keys.read_bytes())
    initialise(after)
    restore(after, tmp_path / "copy.db")
    with running_server(after.folder, after.postgres) as server:
        told = talker(server, officer).exchange(server)
        assert sorted(line.s for line in told.lines) == sorted((ONE, TWO))
        assert me.exchange(server, household(ONE, "d")).receipt.ack == 4
        assert ask_to_enrol(server, unused).status_code == 200
        with server.province.store.read() as tx:
            assert tx.counts() == {"machines": 3, "hamlets": 2, "entries": 3, "set_aside": 1, "undecided": 1}
