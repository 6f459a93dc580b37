import pytest

from cdtt_app.storage import feed
from cdtt_app.storage.database import Database
from cdtt_app.sync.entry import Entry, chain
from tests.sync.logs import MAI, NOW, PAO, T1, T2, Log, changing, values


@pytest.fixture
def log() -> Log:
    """Four entries in T1 by two machines, one in T2."""
    made = Log()
    made.take(PAO, changing(note=("a", 0)), changing(note=("b", -1)))
    made.take(MAI, changing(clock=-1, note=("c", 0)), changing(id_="i", note=("d", 0)), changing(T2, id_="k"))
    return made


def keep(db: Database, log: Log, scope: str = T1, own: frozenset[int] = frozenset()) -> list[Entry]:
    entries = [entry for entry in log.entries if entry.scope == scope]
    with db.write() as tx:
        feed.write_entries(tx.connection, entries, own)
        feed.put_cursor(tx.connection, scope, entries[-1].number, log.heads[scope].digest)
    return entries


def write_own(db: Database, *notes: str) -> None:
    """Operations of this machine, numbered from 1."""
    with db.write() as tx:
        for note in notes:
            tx.take_in(changing(note=(note, 0)))


def forget(db: Database, number: int, scope: str = T1) -> set[str]:
    with db.write() as tx:
        return feed.forget_after(tx.connection, scope, number, NOW)


def test_a_record_is_what_its_entries_give(db: Database, log: Log) -> None:
    entries = keep(db, log)
    found = feed.confirmed(db.connection(), "h")
    assert found == log.record()
    assert feed.entries_of(db.connection(), "h") == entries[:3]
    assert feed.confirmed(db.connection(), "không có") is None


def test_an_own_entry_is_kept_without_its_content_and_read_with_it(db: Database) -> None:
    write_own(db, "a")
    body = db.rows("SELECT body FROM oplog")[0][0]
    entry = Entry(
        scope=T1, number=1, version=1, record="h", replica=MAI, inc=1, seq=1, received=NOW, body=body, outcome=None
    )
    with db.write() as tx:
        feed.write_entries(tx.connection, [entry], frozenset({0}))
    assert db.rows("SELECT body FROM feed") == [(None,)]
    assert feed.entries_of(db.connection(), "h") == [entry]


def test_what_the_log_shows_what_was_set_aside_and_what_left_waits_no_more(db: Database) -> None:
    write_own(db, "a", "b", "c", "d")
    with db.write() as tx:
        tx.keep_local("INSERT INTO feed VALUES ('T1', 1, 1, 'h', 1, 1, 1, 0, NULL, NULL)")
        tx.keep_local("INSERT INTO set_aside VALUES (1, 2, 'h', 'revoked', 0, 0)")
        tx.keep_local("UPDATE oplog SET gone = 1 WHERE seq = 3")
    assert list(feed.pending(db.connection(), "h")) == [4]
    assert feed.pending_count(db.connection()) == 1


def test_what_waits_comes_in_the_order_of_its_numbers_whatever_its_incarnation(db: Database) -> None:
    write_own(db, "a", "b", "c")
    with db.write() as tx:
        tx.keep_local("UPDATE oplog SET inc = 9 WHERE seq = 1")
    assert list(feed.pending(db.connection(), "h")) == [1, 2, 3]


def test_a_hamlet_of_which_only_own_work_is_known_is_asked_for_from_the_start(db: Database, log: Log) -> None:
    keep(db, log, T2)
    write_own(db, "a")
    assert feed.cursors(db.connection()) == {T1: 0, T2: 1}


@pytest.mark.parametrize("number", [0, 1, 3])
def test_forgetting_leaves_the_log_as_it_was_at_that_number(db: Database, log: Log, number: int) -> None:
    entries = keep(db, log)
    digest = b""
    for entry in entries[:number]:
        digest = chain(digest, entry)
    assert forget(db, number) == {entry.record for entry in entries[number:]}
    assert feed.cursor(db.connection(), T1) == (number, digest)
    assert db.rows("SELECT max(number) FROM feed") == [(number or None,)]


@pytest.mark.parametrize("number", [4, 9])
def test_nothing_is_forgotten_that_was_never_read(db: Database, log: Log, number: int) -> None:
    keep(db, log)
    assert forget(db, number) == set()
    assert feed.cursor(db.connection(), T1) == (4, log.heads[T1].digest)


def test_what_others_wrote_is_kept_aside_with_its_place_in_the_log(db: Database, log: Log) -> None:
    entries = keep(db, log, own=frozenset({2}))
    forget(db, 1)
    kept = db.rows("SELECT version, replica, seq, body IS NULL, since FROM salvage ORDER BY version")
    assert kept == [(2, PAO, 2, 0, NOW), (3, MAI, 1, 1, NOW), (4, MAI, 2, 0, NOW)]
    assert entries[1].body == db.rows("SELECT body FROM salvage WHERE version = 2")[0][0]


def test_a_loss_that_reaches_into_the_snapshot_means_reading_the_hamlet_again(db: Database, log: Log) -> None:
    write_own(db, "a")
    keep(db, log)
    with db.write() as tx:
        tx.keep_local("INSERT INTO base VALUES ('T1', 'h', 2, x'00')")
        tx.keep_local("INSERT INTO snapshot VALUES ('T1', 2, x'AB', '')")
        tx.keep_local("DELETE FROM feed WHERE number <= 2")
    forget(db, 1)
    assert feed.cursor(db.connection(), T1) == (0, b"")
    assert db.rows("SELECT count(*) FROM base") == db.rows("SELECT count(*) FROM snapshot") == [(0,)]


def test_behind_a_snapshot_the_digest_goes_on_from_it(db: Database, log: Log) -> None:
    entries = keep(db, log)
    with db.write() as tx:
        tx.keep_local("INSERT INTO snapshot VALUES ('T1', 2, x'AB', '')")
        tx.keep_local("DELETE FROM feed WHERE number <= 2")
    forget(db, 3)
    assert feed.cursor(db.connection(), T1) == (3, chain(b"\xab", entries[2]))


def test_the_values_that_stand_are_those_of_the_log(db: Database, log: Log) -> None:
    keep(db, log)
    found = feed.confirmed(db.connection(), "h")
    assert found is not None
    assert values(found) == {"note": "b"}
