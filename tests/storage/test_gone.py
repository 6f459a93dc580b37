import pytest

from cdtt_app.storage.database import Database
from cdtt_app.storage.gone import empty_what_left, leave_hamlet
from cdtt_app.storage.oplog import verify
from tests.sync.logs import T1, T2, changing

TABLES = ("feed", "base", "cursor", "snapshot", "salvage")


@pytest.fixture
def left(db: Database) -> Database:
    """Two operations in each of two hamlets, of which T1 has left; the province's log of both was read."""
    with db.write() as tx:
        for scope in (T1, T2, T1, T2):
            tx.take_in(changing(scope, id_=f"{scope}-h", note=("a", 0)))
        for scope in (T1, T2):
            tx.keep_local("INSERT INTO feed VALUES (?, 1, 1, ?, 9, 1, 1, 0, x'7B7D', NULL)", (scope, f"{scope}-k"))
            tx.keep_local("INSERT INTO base VALUES (?, ?, 1, x'')", (scope, f"{scope}-b"))
            tx.keep_local("INSERT INTO cursor VALUES (?, 1, x'', 0)", (scope,))
            tx.keep_local("INSERT INTO snapshot VALUES (?, 1, x'AB', '')", (scope,))
            tx.keep_local("INSERT INTO salvage VALUES (?, 1, 'r', 9, 1, 1, x'7B7D', 0)", (scope,))
        assert leave_hamlet(tx.connection, T1) == {"T1-h", "T1-k", "T1-b"}
    return db


def test_nothing_is_left_of_a_hamlet_that_left_and_all_of_the_others(left: Database) -> None:
    for table in TABLES:
        assert left.rows(f"SELECT scope FROM {table}") == [(T2,)], table
    assert left.rows("SELECT seq, gone FROM oplog ORDER BY seq") == [(1, 1), (2, 0), (3, 1), (4, 0)]


@pytest.mark.parametrize(
    ("inc", "durable", "emptied"), [(1, 0, []), (1, 1, [1]), (1, 2, [1]), (1, 9, [1, 3]), (2, 9, [1, 3])]
)
def test_its_operations_are_emptied_as_far_as_a_backup_holds_them(
    left: Database, inc: int, durable: int, emptied: list[int]
) -> None:
    with left.write() as tx:
        empty_what_left(tx.connection, inc, durable)
    assert [seq for (seq,) in left.rows("SELECT seq FROM oplog WHERE length(body) = 0 ORDER BY seq")] == emptied
    assert verify(left.connection()) == 4
