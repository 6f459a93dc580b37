"""Files as released and half-released programs left them, one per schema: opened by today's program, nothing lost."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database as Tables

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.kinds import SCHEMA, Entity, kind_of
from cdtt_app.domain.person import Person
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.storage import oplog
from cdtt_app.storage.connection import connect
from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import pending, put_cursor, write_entries
from cdtt_app.storage.migrations import migrations
from cdtt_app.storage.questions import by_id, where
from cdtt_app.storage.schema import VERSION
from cdtt_app.storage.view import entity_of, fields_now
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import changed, flatten
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.record import Record
from cdtt_app.sync.snapshot import to_snapshot
from tests.factories import make_case, make_note, make_step
from tests.sync.logs import NOW, PAO, T1, Log

OLD = Path(__file__).parent / "old"
KEY = bytes(range(32))  # of invented families only


@pytest.fixture
def first(tmp_path: Path) -> Database:
    shutil.copyfile(OLD / "schema-1.db", tmp_path / "data.db")
    return Database(tmp_path / "data.db", KEY)


def test_a_file_of_the_first_schema_opens_with_everything_in_it(first: Database) -> None:
    (household,), (person,), (visit,) = where(first, Household), where(first, Person), where(first, Visit)
    assert (household.head_name, household.phone, household.asked_help) == ("Hoàng Văn Thử", "0900000003", False)
    assert visit.note == "Nhà có con nhỏ, hẹn chiều quay lại"
    assert visit.answers == {"a": {person.id: {"C4": "2", "C5": "na"}}}
    assert visit.outcome is Outcome.MET
    first.close()


def test_its_log_is_whole_and_says_what_the_rows_say(first: Database) -> None:
    assert oplog.verify(first.connection()) == 6
    records: list[Entity] = [*where(first, Household), *where(first, Person), *where(first, Visit)]
    for entity in records:
        kind, fields = fields_now(first.connection(), entity.id)
        assert entity_of(kind, entity.id, fields) == entity
    first.close()


def test_its_changes_name_the_operations_that_they_were_made_on(first: Database) -> None:
    (household,) = where(first, Household)
    own = pending(first.connection(), household.id)
    assert [operation.changes.get("phone") for operation in own.values()] == [
        ("0900000001", 0),
        ("0900000002", -2),
        ("0900000003", -5),
    ]
    assert own[6].changes["asked_help"] == (None, -2)
    first.close()


def _written(entity: Entity, *, before: Entity | None = None, on: int = 0) -> Operation:
    """What the machine that made a record, or changed it `on` an earlier operation of its own, told the province."""
    old = flatten(to_document(before)) if before else {}
    values = changed(old, flatten(to_document(entity)))
    return Operation(
        kind=kind_of(entity).name,
        id=entity.id,
        scope=T1,
        clock=NOW,
        schema=SCHEMA,
        changes={path: (value, -on) for path, value in values.items()},
    )


def _of_second_schema(path: Path, log: Log, based: Record) -> None:
    """A file of a program that knew no coverage, with all it had received of it."""
    connection = connect(path, KEY)
    migrations.apply(Tables(connection, execute_plugins=False), stop_before="coverage")
    connection.execute("PRAGMA user_version = 2")
    write_entries(connection, log.entries)
    put_cursor(connection, T1, log.entries[-1].number, log.heads[T1].digest)
    connection.execute("INSERT INTO base VALUES (?, ?, ?, ?)", (T1, based.id, 0, to_snapshot(based)))
    connection.close()


def test_what_came_before_the_program_knew_coverage_is_there_after_the_upgrade(tmp_path: Path) -> None:
    straight, edited, gone = (make_note(hamlet_id=HamletId(T1), place=place) for place in ("suối", "dốc", "nương"))
    case = make_case(7, hamlet_id=HamletId(T1))
    step = make_step(case, CaseState.VERIFIED)
    later, without = replace(edited, place="đỉnh dốc", case_id=case.id), replace(gone, deleted="ghi nhầm")
    log, older = Log(), Log()
    strange = Operation(kind="moi", id="x1", scope=T1, clock=NOW, schema=SCHEMA, changes={"hamlet_id": (T1, 0)})
    log.take(PAO, *(_written(each) for each in (straight, edited, gone, step)), strange)
    log.take(PAO, _written(later, before=edited, on=2), _written(without, before=gone, on=3))
    older.take(PAO, _written(case))
    _of_second_schema(tmp_path / "data.db", log, older.record(case.id))

    upgraded = Database(tmp_path / "data.db", KEY)
    assert {note.id: note for note in where(upgraded, CoverageNote)} == {straight.id: straight, later.id: later}
    assert by_id(upgraded, CoverageNote, gone.id) == without
    assert where(upgraded, CoverageCase) == (case,)
    assert where(upgraded, CaseStep) == (step,)
    assert upgraded.rows("PRAGMA user_version") == [(VERSION,)]
    upgraded.close()
