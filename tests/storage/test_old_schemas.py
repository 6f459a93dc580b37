"""Files as released and half-released programs left them, one per schema: opened by today's program, nothing lost."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import pending
from cdtt_app.storage.questions import where
from cdtt_app.storage.view import entity_of, fields_now

if TYPE_CHECKING:
    from cdtt_app.domain.kinds import Entity

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
