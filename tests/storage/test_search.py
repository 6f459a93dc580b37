from dataclasses import replace

import pytest

from cdtt_app.domain.hamlet import FormerName, Hamlet, HamletWord, rename
from cdtt_app.domain.household import Household
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.search import find_households
from cdtt_app.storage.search_index import Rank, index_place
from tests.factories import HAMLET, NOW, make_household, make_person


@pytest.fixture
def village(db: Database) -> dict[str, Household]:
    homes = {
        "duc": make_household("Nông Văn Đức", code="BG-044", phone="0900000044", cluster="Nà Phiêng"),
        "du": make_household("Nông Văn Dư", code="BG-004", address="nhà đầu cầu"),
        "kieu": make_household("Hoàng Văn Kiểu", code="BG-019", cluster="Lũng Vài"),
    }
    hamlet = Hamlet(
        id=HAMLET,
        commune_code="02359",
        word=HamletWord.THON,
        name="Bản Giòng",
        former_names=(FormerName(name="Nà Lừa"),),
    )
    with db.write() as tx:
        tx.save(hamlet)
        for home in homes.values():
            tx.save(home)
        tx.save(make_person(homes["kieu"], "Nguyễn Vân Diệp"))
        index_place(tx.connection, "commune/02359", "02359", ("Xã Tri Phú", "xã Linh Phú"))
    return homes


@pytest.mark.parametrize("typed", ["duc", "đức", "Duwcs", "ĐỨC", "Ddwcs", "D9u71c", "nong duc", "0900000044", "bg-044"])
def test_the_same_household_however_it_is_typed(db: Database, village: dict[str, Household], typed: str) -> None:
    assert [hit.household_id for hit in find_households(db, typed)][:1] == [village["duc"].id]


def test_initials_find_heads_before_people(db: Database, village: dict[str, Household]) -> None:
    hits = find_households(db, "nvd")
    assert {hit.household_id for hit in hits} == {home.id for home in village.values()}
    assert [hit.rank for hit in hits] == [Rank.HEAD, Rank.HEAD, Rank.PERSON]


@pytest.mark.parametrize("typed", ["linh phu", "Tri Phú", "na lua", "ban giong"])
def test_a_place_under_any_of_its_names_finds_its_households(
    db: Database, village: dict[str, Household], typed: str
) -> None:
    hits = find_households(db, typed)
    assert {hit.household_id for hit in hits} == {home.id for home in village.values()}
    assert {hit.rank for hit in hits} == {Rank.PLACE}


def test_a_renamed_hamlet_is_found_by_both_names(db: Database, village: dict[str, Household]) -> None:
    hamlet = by_id(db, Hamlet, HAMLET)
    assert hamlet is not None
    with db.write() as tx:
        tx.save(rename(hamlet, "Đồng Tâm", on=NOW.date()))
    assert len(find_households(db, "dong tam")) == len(find_households(db, "ban giong")) == len(village)


def test_a_changed_name_is_found_and_the_old_one_is_not(db: Database, village: dict[str, Household]) -> None:
    with db.write() as tx:
        tx.save(replace(village["du"], head_name="Nông Văn Thiệp"))
    assert find_households(db, "thiep")[0].household_id == village["du"].id
    assert village["du"].id not in {hit.household_id for hit in find_households(db, "nong van du")}


def test_a_deleted_household_is_not_found(db: Database, village: dict[str, Household]) -> None:
    with db.write() as tx:
        tx.save(replace(village["duc"], deleted="chuyển đi"))
    assert village["duc"].id not in {hit.household_id for hit in find_households(db, "đức")}


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "a OR b", "NEAR(", "'; DROP TABLE household; --", "()"])
def test_odd_input_never_breaks_the_search(db: Database, village: dict[str, Household], typed: str) -> None:
    assert isinstance(find_households(db, typed), tuple)
    assert find_households(db, "kieu")[0].household_id == village["kieu"].id
