from dataclasses import replace

from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.incarnation import begin_incarnation
from cdtt_app.storage.offers import unsettled
from tests.factories import make_household

NOW = 1_800_000_000_000


def write(db: Database, count: int) -> None:
    household = make_household()
    with db.write() as tx:
        for number in range(count):
            tx.save(replace(household, note=f"{number}"))


def begin(db: Database, common: int, *, inc: int = 0, now: int = NOW, random: int = 7) -> int:
    with db.write() as tx:
        return begin_incarnation(tx.connection, inc or oplog.head(tx.connection).inc, common, now=now, random=random)


def log(db: Database) -> list[tuple[int, int, bytes]]:
    return [(inc, seq, body) for inc, seq, body in db.rows("SELECT inc, seq, body FROM oplog ORDER BY seq")]


def test_operations_keep_numbers_and_bytes_under_the_new_name_and_the_chain_holds(db: Database) -> None:
    write(db, 4)
    before = log(db)
    name = begin(db, 1)
    assert log(db) == [before[0], *((name, seq, body) for _, seq, body in before[1:])]
    assert oplog.verify(db.connection()) == 4
    write(db, 1)
    assert [(inc, seq) for inc, seq, _ in log(db)][-1] == (name, 5)
    assert oplog.verify(db.connection()) == 5


def test_a_new_name_is_greater_than_all_before_even_when_the_clock_was_set_back(db: Database) -> None:
    names = [begin(db, 0, now=now) for now in (NOW, NOW + 10**12, NOW, 0)]
    assert names == sorted(set(names))
    assert max(names) < 2**53


def test_what_the_province_said_of_them_is_void(db: Database) -> None:
    write(db, 3)
    with db.write() as tx:
        for seq in (1, 3):
            tx.keep_local("INSERT INTO receipt VALUES (1, ?, 0, 0, x'', x'', 0)", (seq,))
            tx.keep_local("INSERT INTO set_aside VALUES (1, ?, 'r', 'revoked', 0, 0)", (seq,))
    begin(db, 2)
    assert db.rows("SELECT seq, void FROM receipt ORDER BY seq") == [(1, 0), (3, 1)]
    assert db.rows("SELECT seq FROM set_aside") == [(1,)]


def test_of_an_older_incarnation_only_its_own_operations_move_and_new_ones_come_behind_all(db: Database) -> None:
    write(db, 3)
    second = begin(db, 3)
    write(db, 2)
    moved = begin(db, 1, inc=1)
    assert [(inc, seq) for inc, seq, _ in log(db)] == [(1, 1), (moved, 2), (moved, 3), (second, 4), (second, 5)]
    write(db, 1)
    newest, seq, _ = log(db)[-1]
    assert (newest > moved, seq) == (True, 6)
    assert oplog.verify(db.connection()) == 6
    assert unsettled(db.connection()) == [1, second, moved, newest]
