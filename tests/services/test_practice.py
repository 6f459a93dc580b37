import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.vietnamese import initials
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.practice import FILE, make_practice, open_or_make_practice, reset_practice
from cdtt_app.storage.backup import local_backups
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.households import hamlets, household_ids
from cdtt_app.storage.profile import Profile, create, open_profile
from cdtt_app.storage.selfcheck import Grade, full_check
from tests.factories import NOW
from tests.services.practice_sources import CHECKLISTS, DATA, units

Make = Callable[..., Database]


@pytest.fixture
def mine(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "thuc-hanh")


@pytest.fixture
def act(mine: Profile) -> Make:
    """Call one of the three acts on `mine`."""
    return lambda what: what(mine, units, CHECKLISTS, DATA, clock=lambda: NOW)


def test_the_file_holds_one_family_per_line() -> None:
    lines = (DATA / FILE).read_text(encoding="utf-8").splitlines()
    families = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"code"')]
    assert len(families) == 98
    assert all(f["size"] >= len(f["people"]) + f["kids"] for f in families)
    assert initials(families[9]["people"][0][0]) == "mvd"


def test_what_the_person_practised_is_still_there_next_time(mine: Profile, act: Make) -> None:
    first = act(open_or_make_practice)
    with first.write() as tx:
        tx.save(Household(id=HouseholdId("moi"), hamlet_id=hamlets(first)[0].id, code="BG-099", head_name="Thử"))
    first.close()
    again = act(open_or_make_practice)
    assert len(household_ids(again)) == 99
    assert not local_backups(mine)
    again.close()


def test_reset_begins_again_and_keeps_the_old_data_as_a_backup(mine: Profile, act: Make) -> None:
    first = act(make_practice)
    with first.write() as tx:
        tx.save(Household(id=HouseholdId("moi"), hamlet_id=hamlets(first)[0].id, code="BG-099", head_name="Thử"))
    first.close()
    fresh = act(reset_practice)
    assert len(household_ids(fresh)) == 98
    assert len(local_backups(mine)) == 1
    assert Grade.BAD not in {f.grade for f in full_check(fresh, mine)}
    assert sorted(p.name for p in mine.folder.iterdir() if not p.name.startswith("data.db-")) == [
        "backups",
        "dang-mo.db",
        "data.db",
        "keys.json",
    ]
    fresh.close()


@pytest.mark.parametrize("what", [open_or_make_practice, reset_practice])
def test_data_behind_a_pin_are_refused_and_left_as_they_are(what: Make, mine: Profile, act: Make) -> None:
    create(mine, "285714", clock=lambda: NOW).db.close()
    before = {p.name: p.read_bytes() for p in mine.folder.iterdir() if p.is_file()}
    with pytest.raises(RefusedError, match="dữ liệu thật"):
        act(what)
    assert {p.name: p.read_bytes() for p in mine.folder.iterdir() if p.is_file()} == before
    open_profile(mine, "285714", clock=lambda: NOW).close()


def test_making_never_writes_into_a_folder_with_data(mine: Profile, act: Make) -> None:
    create(mine, "285714", clock=lambda: NOW).db.close()
    with pytest.raises(StorageError):
        act(make_practice)


def test_a_hamlet_left_half_made_is_made_again(mine: Profile, act: Make) -> None:
    create(mine, None, clock=lambda: NOW).db.close()
    db = act(open_or_make_practice)
    assert len(household_ids(db)) == 98
    db.close()


def test_practice_data_that_lost_their_file_are_made_again(mine: Profile, act: Make) -> None:
    act(make_practice).close()
    mine.data.unlink()
    db = act(open_or_make_practice)
    assert len(household_ids(db)) == 98
    db.close()


def test_missing_practice_data_are_said_in_words_and_leave_no_profile(mine: Profile, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Hãy cài lại chương trình"):
        make_practice(mine, units, CHECKLISTS, tmp_path, clock=lambda: NOW)
    assert not mine.exists
