"""The homes and sheets of an evening, on a real database."""

from datetime import date

import pytest

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.services.paper_runs import evening_out, evening_sheets, homes_for, may_call, paper_homes
from cdtt_app.services.paper_sheets import keep_printed, sheets_out
from cdtt_app.storage.database import Database
from tests.factories import HAMLET, make_consent, make_household, make_person, make_visit

EVENING = date(2026, 11, 25)


@pytest.fixture
def homes(db: Database) -> tuple[Household, ...]:
    made = tuple(make_household(name) for name in ("Nông Văn Dư", "Lý Thị Chẻo", "Hoàng Văn Kiểu"))
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        for home in made:
            tx.save(home)
    return made


def test_levels_are_known_only_where_the_family_agreed_to_keep_them(db: Database, homes: tuple[Household, ...]) -> None:
    with db.write() as tx:
        for home in homes[:2]:
            tx.save(make_person(home, id=f"p-{home.id}"))
            answers = {"id": "skills", "version": "1", "a": {f"p-{home.id}": {"vneid": "2"}}}
            tx.save(make_visit(home, answers=answers))
        tx.save(make_consent(homes[0], Purpose.VISITS))
        tx.save(make_consent(homes[1], Purpose.LOCATION))
    agreed, other, nobody = paper_homes(db, homes)
    assert agreed.last_levels == {f"p-{homes[0].id}": {"vneid": "2"}}
    assert agreed.consent is not None
    assert agreed.consent_on == date(2026, 11, 24)
    assert other.last_levels == {}
    assert (nobody.consent, nobody.consent_on, nobody.people) == (None, None, ())
    assert may_call(db, homes) == {homes[0].id}


def test_homes_come_in_walking_order_and_without_any_the_list_of_the_day(
    db: Database, homes: tuple[Household, ...]
) -> None:
    assert homes_for(db, {homes[2].id, homes[0].id}, EVENING) == (homes[0], homes[2])
    assert homes_for(db, (), EVENING) == homes


def test_a_sheet_that_is_out_is_printed_again_under_its_code_and_no_second_one_is_kept(
    db: Database, homes: tuple[Household, ...]
) -> None:
    first = evening_sheets(db, homes[:1], 1, EVENING)
    assert first.printed == first.new
    keep_printed(db, first.new)
    again = evening_sheets(db, homes[:2], 2, EVENING)
    assert again.printed[0] == first.printed[0]
    assert [sheet.household_id for sheet in again.printed] == [homes[0].id, homes[1].id, None, None]
    assert again.new == again.printed[1:]
    keep_printed(db, again.new)
    assert len(sheets_out(db)) == 5
    assert evening_out(db, date(2026, 11, 26)) == ()
    other = evening_sheets(db, homes[:1], 0, date(2026, 11, 26))
    assert other.printed[0].id != first.printed[0].id


def test_nothing_is_kept_by_asking(db: Database, homes: tuple[Household, ...]) -> None:
    evening_sheets(db, homes, 3, EVENING)
    assert sheets_out(db) == ()
