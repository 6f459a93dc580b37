from dataclasses import replace
from datetime import date, timedelta

import pytest

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Connection, Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.person import YearBand
from cdtt_app.domain.visit import Outcome
from cdtt_app.services import handout_batches as batches
from cdtt_app.services import handouts
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import HAMLET as HAMLET_FACT
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from tests.factories import HAMLET, NOW, make_consent, make_household, make_person, make_visit

TODAY = NOW.astimezone().date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def village(db: Database) -> Database:
    """Five households along the way, the second cluster before the first in the alphabet."""
    hamlet = Hamlet(
        id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng", clusters=("Nà Phiêng", "Cốc Lào")
    )
    with db.write() as tx:
        tx.save(hamlet)
    keep_fact(db, HAMLET_FACT, HAMLET)
    return db


def settle(db: Database, head: str, *, order: int, cluster: str = "Nà Phiêng", old: bool = False) -> Household:
    """A household that agreed and knows nothing of scams."""
    home = make_household(head, cluster=cluster, walking_order=order, connection=Connection(smartphones=1))
    born = YearBand(first=1950, last=1954) if old else YearBand(first=1985, last=1989)
    who = make_person(home, born=born)
    visit = make_visit(
        home,
        visited_on=TODAY - timedelta(days=9),
        answers={"id": "ky-nang-so", "v": "2026.1", "a": {who.id: {"F1": "0", "F2": "1"}}},
    )
    with db.write() as tx:
        for entity in (home, who, visit, make_consent(home, Purpose.VISITS)):
            tx.save(entity)
    return home


def promised(db: Database, home: Household, day: date) -> None:
    visit = make_visit(home, outcome=Outcome.PROMISED, visited_on=TODAY, next_visit=day, answers={})
    with db.write() as tx:
        tx.save(visit)


def heads(homes: tuple[Household, ...]) -> list[str]:
    return [home.head_name for home in homes]


def test_tomorrows_list_is_in_walking_order_and_leaves_out_who_was_met(village: Database) -> None:
    later = settle(village, "Lò Văn Ích", order=1, cluster="Cốc Lào")
    second = settle(village, "Hà Thị Pẩu", order=7)
    first = settle(village, "Ma Văn Khoan", order=2)
    settle(village, "Nông Thị Én", order=3)
    promised(village, later, TOMORROW)
    promised(village, second, TODAY - timedelta(days=1))
    promised(village, first, TOMORROW)
    assert heads(batches.homes_to_visit(village, TOMORROW)) == ["Ma Văn Khoan", "Hà Thị Pẩu", "Lò Văn Ích"]
    assert "Lò Văn Ích" not in heads(batches.homes_to_visit(village, TODAY))


def test_a_cluster_is_walked_through(village: Database) -> None:
    for head, order, cluster in (("Ba", 3, "Cốc Lào"), ("Một", 1, "Cốc Lào"), ("Hai", 2, "Nà Phiêng")):
        settle(village, head, order=order, cluster=cluster)
    assert heads(batches.homes_of_cluster(village, "Cốc Lào")) == ["Một", "Ba"]


def test_many_families_are_read_as_each_alone(village: Database) -> None:
    homes = [settle(village, f"Nhà {number}", order=number, old=number % 2 == 0) for number in range(4)]
    refusal = replace(make_consent(homes[1]), granted=(), asked_at=NOW + timedelta(minutes=1))
    with village.write() as tx:
        tx.save(refusal)
    handouts.give(village, [(homes[2], handouts.read_shelf(village).handouts[0])])
    found = batches.families(village, homes)
    for home in homes:
        alone = handouts.family_of(village, home)
        assert found[home.id].levels == alone.levels
        assert tuple(found[home.id].people) == tuple(alone.people)
        assert list(found[home.id].given) == list(alone.given)
    assert found[homes[1].id].levels == {}


def test_more_households_than_one_question_holds_are_all_read(
    village: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_AT_ONCE", 2)
    homes = [settle(village, f"Nhà {number}", order=number) for number in range(5)]
    assert set(batches.families(village, homes)) == {home.id for home in homes}
    assert len(batches.homes_of_cluster(village, "Nà Phiêng")) == 5


def test_each_household_gets_its_sheets_and_only_a_visit_still_to_come(village: Database) -> None:
    old, young = settle(village, "Lò Thị Mẩy", order=1, old=True), settle(village, "Ma Văn Khoan", order=2)
    promised(village, old, TOMORROW)
    promised(village, young, TOMORROW + timedelta(days=7))
    shelf = handouts.read_shelf(village)
    first, second = batches.sheets_for(village, shelf, (old, young), handed_on=TOMORROW)
    assert first.suggestions[0].handout.topic == "lua_dao"
    assert (first.large, second.large) == (True, False)
    assert (first.next_visit, second.next_visit) == (None, TOMORROW + timedelta(days=7))
    assert batches.sheets_of_home(village, shelf, old.id, today=TODAY).next_visit == TOMORROW


def test_what_was_printed_today_counts_among_the_three(village: Database) -> None:
    home = settle(village, "Ma Văn Khoan", order=1)
    shelf = handouts.read_shelf(village)

    def wanted() -> list[str]:
        found = batches.sheets_of_home(village, shelf, home.id, today=TODAY)
        return [each.handout.topic for each in found.suggestions]

    first = wanted()
    assert len(first) == 3
    sheets = [shelf.handout(topic) for topic in first]
    handouts.give(village, [(home, sheet) for sheet in sheets[:1] if sheet])
    assert wanted() == first[1:]
    handouts.give(village, [(home, sheet) for sheet in sheets[1:] if sheet])
    assert wanted() == []
    assert batches.sheets_for(village, shelf, (home,), handed_on=TOMORROW)[0].suggestions == ()


def test_who_has_the_old_one_gets_the_new_one_only(village: Database) -> None:
    shelf = handouts.read_shelf(village)
    sheet = shelf.handout("zalo")
    assert sheet is not None
    late, early = settle(village, "Lò Thị Mẩy", order=5), settle(village, "Ma Văn Khoan", order=2)
    settle(village, "Nông Thị Én", order=3)
    handouts.give(village, [(late, sheet), (early, sheet)])
    newer = replace(sheet, version=sheet.version + 1)
    assert batches.renewals(village, sheet, handed_on=TODAY) == ()
    found = batches.renewals(village, newer, handed_on=TODAY)
    assert [each.household.head_name for each in found] == ["Ma Văn Khoan", "Lò Thị Mẩy"]
    assert all([s.handout for s in each.suggestions] == [newer] and each.suggestions[0].has_older for each in found)


def test_a_household_that_is_gone_is_said_so(village: Database) -> None:
    with pytest.raises(RefusedError, match="Không thấy hộ"):
        batches.sheets_of_home(village, handouts.read_shelf(village), HouseholdId("khong-co"), today=TODAY)


def test_needs_are_counted_over_the_hamlet_in_hand(village: Database) -> None:
    homes = [settle(village, f"Nhà {number}", order=number) for number in range(3)]
    shelf = handouts.read_shelf(village)
    sheet = shelf.handout("lua_dao")
    assert sheet is not None
    handouts.give(village, [(homes[0], sheet)])
    assert batches.needs_of_hamlet(village, shelf)["lua_dao"] == 2
