from dataclasses import replace

import pytest

from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.incarnation import begin_incarnation
from cdtt_app.storage.offers import DOUBTFUL, SURE, VOID, hash_at, offer, signed_for, unsettled, waits
from tests.factories import make_household

MUCH = 10**6


def write(db: Database, count: int) -> list[bytes]:
    household = make_household()
    with db.write() as tx:
        for number in range(count):
            tx.save(replace(household, note=f"{number}"))
    return [body for (body,) in db.rows("SELECT body FROM oplog ORDER BY seq")]


def sign(db: Database, seq: int, state: int = SURE, inc: int = 1) -> None:
    with db.write() as tx:
        tx.keep_local("INSERT INTO receipt VALUES (?, ?, ?, 0, x'', x'', ?)", (inc, seq, seq, state))


def begin(db: Database, common: int) -> int:
    with db.write() as tx:
        return begin_incarnation(tx.connection, oplog.head(tx.connection).inc, common, now=1, random=1)


def test_what_the_province_has_not_signed_for_is_offered_in_order_byte_for_byte(db: Database) -> None:
    bodies = write(db, 5)
    sign(db, 2)
    offered = offer(db.connection(), MUCH)
    assert (offered.inc, offered.first, offered.base, offered.last, offered.more) == (1, 1, 2, 5, False)
    assert offered.bodies == tuple(bodies[2:])
    assert offered.base_hash == hash_at(db.connection(), 1, 2)
    assert waits(db.connection())


def test_a_small_page_holds_at_least_one_operation(db: Database) -> None:
    bodies = write(db, 3)
    assert offer(db.connection(), 1).bodies == (bodies[0],)
    assert offer(db.connection(), 1).more
    assert offer(db.connection(), len(bodies[0]) + len(bodies[1])).bodies == tuple(bodies[:2])


def test_an_empty_log_and_a_signed_one_offer_nothing_and_wait_for_nothing(db: Database) -> None:
    assert offer(db.connection(), MUCH).bodies == ()
    write(db, 2)
    sign(db, 2)
    assert offer(db.connection(), MUCH).bodies == ()
    assert not waits(db.connection())


def test_a_void_receipt_counts_for_nothing(db: Database) -> None:
    write(db, 3)
    sign(db, 1)
    sign(db, 3, VOID)
    assert signed_for(db.connection(), 1) == 1
    assert offer(db.connection(), MUCH).base == 1


def test_a_receipt_in_doubt_is_where_the_question_begins_but_settles_nothing(db: Database) -> None:
    write(db, 3)
    sign(db, 3, DOUBTFUL)
    offered = offer(db.connection(), MUCH)
    assert (offered.base, offered.bodies, offered.again) == (3, (), True)
    assert unsettled(db.connection()) == [1]


def test_older_incarnations_come_first_and_the_others_are_announced(db: Database) -> None:
    write(db, 2)
    second = begin(db, 2)
    write(db, 2)
    assert unsettled(db.connection()) == [1, second]
    assert (offer(db.connection(), MUCH).inc, offer(db.connection(), MUCH).more) == (1, True)
    sign(db, 2)
    assert (offer(db.connection(), MUCH).inc, offer(db.connection(), MUCH).more) == (second, False)


@pytest.mark.parametrize("built_on", [True, False])
def test_other_lives_of_this_disk_are_named_only_to_who_needs_them(db: Database, built_on: bool) -> None:
    household = make_household()
    with db.write() as tx:
        tx.save(household)
    sign(db, 1)
    second = begin(db, 1)
    with db.write() as tx:
        tx.save(replace(household, head_name="Lý Thị Mới") if built_on else make_household())
    offered = offer(db.connection(), MUCH)
    assert (offered.inc, offered.lives) == (second, ((1, 1),) if built_on else ())


def test_what_was_emptied_ends_the_page_and_waits_for_nothing(db: Database) -> None:
    bodies = write(db, 4)
    with db.write() as tx:
        tx.keep_local("UPDATE oplog SET body = x'' WHERE seq IN (2, 4)")
    assert offer(db.connection(), MUCH).bodies == (bodies[0],)
    sign(db, 3)
    assert unsettled(db.connection()) == []


def test_the_hash_before_the_first_operation_is_empty_and_beyond_the_last_there_is_none(db: Database) -> None:
    write(db, 1)
    assert [hash_at(db.connection(), 1, seq) is None for seq in (0, 1, 2)] == [False, False, True]
    assert hash_at(db.connection(), 1, 0) == b""
