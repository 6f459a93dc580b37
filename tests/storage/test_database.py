from dataclasses import replace

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.kinds import KINDS
from cdtt_app.domain.visit import Visit
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from cdtt_app.sync.operation import Operation
from tests.factories import make_household, make_person, make_visit
from tests.replaying import replay


def test_a_saved_record_comes_back_equal(db: Database) -> None:
    household = make_household(phone="0900000123", asked_help=True)
    visit = make_visit(household)
    with db.write() as tx:
        tx.save(household)
        tx.save(visit)
    assert by_id(db, Household, household.id) == household
    assert by_id(db, Visit, visit.id) == visit


def test_each_save_adds_exactly_one_operation_to_the_chain(db: Database) -> None:
    household = make_household()
    with db.write() as tx:
        tx.save(household)
        tx.save(make_person(household))
    assert oplog.verify(db.connection()) == 2


def test_saving_what_is_already_there_writes_nothing(db: Database) -> None:
    household = make_household()
    with db.write() as tx:
        assert tx.save(household)
        assert not tx.save(household)
    assert oplog.count(db.connection()) == 1


def test_an_error_inside_a_write_leaves_neither_row_nor_operation(db: Database) -> None:
    household = make_household()
    with pytest.raises(ZeroDivisionError), db.write() as tx:
        tx.save(replace(household, walking_order=1 // (not tx.save(household))))
    assert by_id(db, Household, household.id) is None
    assert oplog.count(db.connection()) == 0


def test_a_change_names_the_version_it_was_made_on(db: Database) -> None:
    household = make_household(address="nhà đầu cầu")
    with db.write() as tx:
        tx.save(household)
        tx.save(replace(household, address="nhà cuối dốc"))
        tx.save(replace(household, address="nhà cuối dốc", phone="0900000001"))
    changes = [op.changes for op in oplog.operations(db.connection(), household.id)]
    assert changes[0]["address"] == ("nhà đầu cầu", 0)
    assert changes[1] == {"address": ("nhà cuối dốc", -1)}
    assert changes[2] == {"phone": ("0900000001", 0)}


def test_a_field_set_back_to_its_default_is_logged_as_gone(db: Database) -> None:
    household = make_household(asked_help=True)
    with db.write() as tx:
        tx.save(household)
        tx.save(replace(household, asked_help=False))
    last = list(oplog.operations(db.connection(), household.id))[-1]
    assert last.changes == {"asked_help": (None, -1)}
    assert "asked_help" not in replay(oplog.operations(db.connection()))[household.id]


def test_the_observer_hears_the_kinds_after_the_commit_only(db: Database) -> None:
    heard: list[frozenset[str]] = []
    db.observer = heard.append
    household = make_household()
    with db.write() as tx:
        tx.save(household)
        tx.save(make_visit(household))
        assert heard == []
    assert heard == [frozenset({"household", "visit"})]


def test_the_log_clock_never_runs_backwards(db: Database) -> None:
    first, second = make_household(), make_household()
    with db.write() as tx:
        tx.save(first)
        tx.save(second)
    clocks = [op.clock for op in oplog.operations(db.connection())]
    assert clocks[0] < clocks[1]


def test_every_kind_has_a_table_with_exactly_its_fields(db: Database) -> None:
    from cdtt_app.storage.rows import columns

    for kind in KINDS.values():
        stored = tuple(row[1] for row in db.rows(f"PRAGMA table_info({kind.name})"))
        assert sorted(stored) == sorted(columns(kind.cls)), kind.name


def test_what_another_wrote_first_keeps_its_clock_and_token_and_ours_does_not_jump(db: Database) -> None:
    far, heard = 10**14, "1a.tag"
    changes = {"note": ("a", 0)}
    late = Operation(kind="household", id="h", scope="T1", clock=far, schema=1, changes=changes, token=heard)
    with db.write() as tx:
        assert tx.take_in(late) == 1
        tx.save(make_household())
    clocks = [(op.clock, op.token) for op in oplog.operations(db.connection())]
    assert clocks[0] == (far, heard)
    assert clocks[1][0] < far
    assert oplog.head(db.connection()).clock < far


def test_a_change_that_moves_a_record_names_the_hamlet_in_which_it_was_seen(db: Database) -> None:
    household = make_household()
    with db.write() as tx:
        tx.save(household)
        line = db.rows("SELECT body FROM oplog")[0][0]
        tx.keep_local(
            "INSERT INTO feed VALUES (?, 7, 7, ?, 9, 1, 1, 0, ?, NULL)", (household.hamlet_id, household.id, line)
        )
        tx.keep_local("DELETE FROM oplog")
    with db.write() as tx:
        tx.save(replace(household, note="ở đây"))
        tx.save(replace(household, note="ở đây", hamlet_id=HamletId("khác")))
    here, there = oplog.operations(db.connection(), household.id)
    assert (here.scope, here.seen_in) == (household.hamlet_id, "")
    assert (there.scope, there.seen_in, there.changes) == (
        "khác",
        household.hamlet_id,
        {"hamlet_id": ("khác", 7)},
    )
