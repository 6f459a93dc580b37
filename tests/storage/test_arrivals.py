import msgspec
import pytest

from cdtt_app.storage import feed
from cdtt_app.storage.arrivals import Arrival, OwnLog
from cdtt_app.storage.database import Database
from cdtt_app.sync.entry import Line, Outcome
from cdtt_app.sync.operation import LogError, encode
from tests.sync.logs import MAI, NOW, PAO, T1, changing

ME = MAI


def told(number: int, *, replica: int = PAO, body: bytes | None = None, **more: object) -> Line:
    """An entry in full."""
    content = encode(changing(note=(f"{number}", 0))) if body is None else body
    line = Line(s=T1, n=number, r=NOW, w=(replica, 1, number), op=msgspec.Raw(content))
    for name, value in more.items():
        setattr(line, name, value)
    return line


def take(db: Database, *lines: Line, sure: int = 99) -> Arrival:
    with db.write() as tx:
        arrival = Arrival(tx.connection, T1, OwnLog(tx.connection, ME, sure))
        arrival.take(lines)
    return arrival


def write(db: Database, *notes: str) -> list[bytes]:
    with db.write() as tx:
        for note in notes:
            tx.take_in(changing(note=(note, 0)))
    return [body for (body,) in db.rows("SELECT body FROM oplog ORDER BY seq")]


def held(db: Database) -> list[tuple[int, bool]]:
    """Number of each entry, and whether its content is in the own log."""
    return [(number, body is None) for number, body in db.rows("SELECT number, body FROM feed ORDER BY number")]


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [((1, 2, 3), 3), ((1, 3, 2), 2), ((2, 3), 0), ((1, 1, 2), 2), ((1, 2, 1, 2, 3), 3)],
    ids=["in order", "one missing", "not from here on", "doubled", "a page again"],
)
def test_only_what_goes_on_from_what_is_held_counts(db: Database, numbers: tuple[int, ...], kept: int) -> None:
    assert take(db, *(told(number) for number in numbers)).count == kept
    assert feed.cursor(db.connection(), T1)[0] == kept
    assert take(db, *(told(number) for number in numbers)).count in (0, 1)


def test_own_work_is_known_by_its_bytes_not_by_its_number(db: Database) -> None:
    (body,) = write(db, "a")
    arrival = take(db, told(1, replica=ME, body=body), told(2, replica=ME))
    assert held(db) == [(1, True), (2, False)]
    assert arrival.records == {"h"}  # for the second alone: what others wrote is not in the tables yet


def test_a_run_takes_its_content_from_the_own_log_as_far_as_that_is_sure(db: Database) -> None:
    write(db, "a", "b", "c")
    run = Line(s=T1, n=1, r=NOW, own=(1, 1, 3))
    assert take(db, run, sure=2).count == 2
    assert held(db) == [(1, True), (2, True)]
    assert [entry.seq for entry in feed.entries_of(db.connection(), "h")] == [1, 2]


def test_a_run_ends_where_the_own_log_was_emptied(db: Database) -> None:
    write(db, "a", "b", "c")
    with db.write() as tx:
        tx.keep_local("UPDATE oplog SET body = x'', gone = 3 WHERE seq = 2")
    assert take(db, Line(s=T1, n=1, r=NOW, own=(1, 1, 3))).count == 1


def test_own_work_of_a_hamlet_that_had_left_is_to_be_shown_again(db: Database) -> None:
    write(db, "a", "b")
    with db.write() as tx:
        tx.keep_local("UPDATE oplog SET gone = 1 WHERE seq = 1")
    assert take(db, Line(s=T1, n=1, r=NOW, own=(1, 1, 2))).records == {"h"}
    assert db.rows("SELECT gone FROM oplog") == [(0,), (0,)]


def test_own_work_that_did_not_simply_come_to_stand_is_shown_anew(db: Database) -> None:
    (body,) = write(db, "a")
    assert take(db, told(1, replica=ME, body=body, o=Outcome(lost=("note",)))).records == {"h"}


def test_what_was_set_aside_belongs_to_no_record(db: Database) -> None:
    take(db, told(1, replica=0, o=Outcome(aside=("revoked", PAO, 1, 1))))
    assert db.rows("SELECT record FROM feed") == [("",)]


def test_a_line_that_is_no_operation_is_refused_before_anything_is_kept(db: Database) -> None:
    with pytest.raises(LogError):
        take(db, told(1), told(2, body=b"{"))
    assert held(db) == []


def piece(record: str, number: int = 5, after: str = "") -> Line:
    base = msgspec.json.encode({"k": "household", "id": record, "s": T1, "f": {"note": ["a", 1]}, "w": []})
    return Line(s=T1, n=number, id=record, base=msgspec.Raw(base), a=after)


END = Line(s=T1, n=5, d="ab")


def test_a_snapshot_comes_piece_by_piece_and_the_last_puts_it_in_place(db: Database) -> None:
    take(db, told(1))
    take(db, piece("i"))
    assert feed.cursor(db.connection(), T1)[0] == 1
    arrival = take(db, piece("k", after="i"), END, told(6))
    assert feed.cursor(db.connection(), T1)[0] == 6
    assert arrival.records >= {"h", "k"}
    assert db.rows("SELECT record FROM base ORDER BY record") == [("i",), ("k",)]
    assert held(db) == [(6, False)]


@pytest.mark.parametrize("late", [piece("z", after="k"), piece("z", number=4, after="i")])
def test_pieces_that_do_not_follow_what_is_held_are_left_aside_with_their_end(db: Database, late: Line) -> None:
    take(db, piece("i"))
    assert take(db, late, END).records == set()
    assert db.rows("SELECT record FROM base") == [("i",)]
    assert feed.cursor(db.connection(), T1)[0] == 0


def test_a_snapshot_that_begins_again_takes_the_place_of_one_in_progress(db: Database) -> None:
    take(db, piece("i", number=4), piece("k", number=4))
    take(db, piece("k"), END)
    assert db.rows("SELECT record, number FROM base") == [("k", 5)]
