from dataclasses import replace

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import AgeBand, Person, years_of
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.households import look_alikes, save_household
from cdtt_app.services.undo import take_back
from cdtt_app.storage import households as stored
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from tests.factories import make_household, make_person


@pytest.fixture
def kept(db: Database) -> Household:
    home = make_household("Hoàng Văn Kiểu", phone="0900000019", cluster="Nà Phiêng", digital_address="BG19")
    save_household(db, home, (make_person(home, "Hoàng Văn Kiểu"), make_person(home, "Nguyễn Vân Diệp")))
    return home


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"head_name": "hoang van kieu"}, "cùng tên chủ hộ"),
        ({"head_name": "Hoàng Văn Kiểu", "cluster": "Nà Phiêng"}, "cùng tên chủ hộ, cùng cụm"),
        ({"head_name": "Ai đó", "phone": "+84 900 000 019"}, "cùng số điện thoại"),
        ({"head_name": "Ai đó", "digital_address": "BG19"}, "cùng địa chỉ số"),
    ],
)
def test_a_double_is_pointed_out(db: Database, kept: Household, fields: dict[str, str], reason: str) -> None:
    (found,) = look_alikes(db, make_household(**fields))
    assert (found.household.id, found.reason) == (kept.id, reason)


def test_a_new_family_resembles_nobody(db: Database, kept: Household) -> None:
    assert look_alikes(db, make_household("Quan Văn Thiềng")) == ()
    assert look_alikes(db, kept) == ()


def test_people_who_left_are_kept_but_not_listed(db: Database, kept: Household) -> None:
    before = stored.people(db, (kept.id,))[kept.id]
    save_household(db, kept, before[:1])
    assert [p.name for p in stored.people(db, (kept.id,))[kept.id]] == ["Hoàng Văn Kiểu"]
    gone = by_id(db, Person, before[1].id)
    assert gone is not None
    assert gone.deleted


def test_an_edit_can_be_taken_back(db: Database, kept: Household) -> None:
    people = stored.people(db, (kept.id,))[kept.id]
    saved = save_household(db, replace(kept, address="trên dốc"), people[:1])
    take_back(db, saved)
    assert by_id(db, Household, kept.id) == kept
    assert stored.people(db, (kept.id,))[kept.id] == people


def test_what_is_wrong_is_said_and_nothing_is_written(db: Database, kept: Household) -> None:
    child = make_person(kept, "Hoàng Bé", born=years_of(AgeBand.CHILD, 2026))
    wrong = replace(make_household(" ", phone="12"), code=kept.code)
    with pytest.raises(RefusedError) as caught:
        save_household(db, wrong, (child, make_person(kept, " ")))
    said = " ".join(caught.value.problems)
    for words in ("tên gọi", "Số điện thoại", kept.code, "chỉ được đếm", "chưa ghi tên"):
        assert words in said
    assert by_id(db, Household, wrong.id) is None


def test_a_phone_is_kept_in_one_form(db: Database) -> None:
    home = make_household(phone="+84 900 000 123")
    save_household(db, home)
    assert stored.household_by_code(db, home.code.lower()) == replace(home, phone="0900000123")
