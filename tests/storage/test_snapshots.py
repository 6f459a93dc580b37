from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import pending_count
from cdtt_app.storage.snapshots import goes_on, in_progress, settle_unseen
from cdtt_app.sync.entry import Line
from tests.sync.logs import T1, T2, changing


def write(db: Database, *scopes: str) -> None:
    with db.write() as tx:
        for scope in scopes:
            tx.take_in(changing(scope, id_=f"{scope}-h"))


def run(db: Database, *statements: str) -> None:
    with db.write() as tx:
        for statement in statements:
            tx.keep_local(statement)


def settle(db: Database, inc: int, acknowledged: int) -> set[str]:
    with db.write() as tx:
        return settle_unseen(tx.connection, inc, acknowledged)


def test_only_a_snapshot_that_is_not_finished_is_in_progress(db: Database) -> None:
    run(db, "INSERT INTO snapshot VALUES ('T1', 4, x'', 'h')", "INSERT INTO snapshot VALUES ('T2', 9, x'AB', '')")
    assert in_progress(db.connection()) == {T1: (4, "h")}


def test_a_piece_goes_on_from_the_last_one_held_or_from_the_start(db: Database) -> None:
    run(db, "INSERT INTO snapshot VALUES ('T1', 4, x'', 'h')")
    lines = [
        Line(s=T1, n=4, a="h"),
        Line(s=T1, n=4),
        Line(s=T1, n=5, a="h"),
        Line(s=T1, n=4, a="g"),
        Line(s=T2, n=4, a="h"),
    ]
    assert [goes_on(db.connection(), line) for line in lines] == [True, True, False, False, False]


def test_signed_work_that_no_log_shows_waits_no_more(db: Database) -> None:
    write(db, T1, T2, T1, T1)
    run(
        db,
        "INSERT INTO feed VALUES ('T2', 1, 1, 'T2-h', 1, 1, 2, 0, NULL, NULL)",
        "INSERT INTO set_aside VALUES (1, 3, 'T1-h', 'revoked', 0, 0)",
    )
    assert settle(db, 1, 3) == {"T1-h"}
    assert db.rows("SELECT seq, gone FROM oplog ORDER BY seq") == [(1, 2), (2, 0), (3, 0), (4, 0)]
    assert pending_count(db.connection()) == 1


def test_work_of_older_incarnations_was_signed_for_before(db: Database) -> None:
    write(db, T1, T1)
    run(db, "UPDATE oplog SET inc = 9 WHERE seq = 2")
    assert settle(db, 9, 1) == {"T1-h"}
    assert db.rows("SELECT seq, gone FROM oplog ORDER BY seq") == [(1, 2), (2, 0)]
