from pathlib import Path

import pytest

from cdtt_app.storage import keyring
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft, read_draft
from cdtt_app.storage.errors import DamagedError, StorageError, WrongPinError
from cdtt_app.storage.profile import Profile, change_pin, create, open_profile

PIN, NEW_PIN = "250871", "940362"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profile, str]:
    profile = Profile(tmp_path_factory.mktemp("p") / "du-lieu")
    created = create(profile, PIN)
    keep_draft(created.db, "visit/a", {"note": "còn đây"})
    created.db.close()
    assert created.recovery_code is not None
    return profile, created.recovery_code


def _reads(db: Database) -> bool:
    draft = read_draft(db, "visit/a")
    db.close()
    return draft is not None and draft.body == {"note": "còn đây"}


def test_the_pin_opens_and_another_does_not(made: tuple[Profile, str]) -> None:
    profile, _ = made
    assert _reads(open_profile(profile, PIN))
    with pytest.raises(WrongPinError, match="PIN chưa đúng"):
        open_profile(profile, "111222")


def test_the_recovery_code_opens_however_it_is_typed(made: tuple[Profile, str]) -> None:
    profile, code = made
    assert _reads(open_profile(profile, code.lower().replace("-", " ")))


def test_the_key_file_holds_neither_pin_nor_key(made: tuple[Profile, str]) -> None:
    profile, code = made
    key = keyring.unlock(keyring.load(profile.keys), PIN)
    text = profile.keys.read_text()
    assert key.hex() not in text
    assert PIN not in text
    assert code not in text


def test_a_changed_pin_replaces_the_old_one_and_keeps_the_recovery_code(made: tuple[Profile, str]) -> None:
    profile, code = made
    change_pin(profile, PIN, NEW_PIN)
    with pytest.raises(WrongPinError):
        open_profile(profile, PIN)
    assert _reads(open_profile(profile, NEW_PIN))
    assert _reads(open_profile(profile, code))
    change_pin(profile, NEW_PIN, PIN)


@pytest.mark.parametrize("pin", ["", "12345", "abcdef", "000000", "123456", "987654"])
def test_a_pin_that_is_easy_to_guess_is_refused_before_anything_is_made(tmp_path: Path, pin: str) -> None:
    with pytest.raises(StorageError):
        create(Profile(tmp_path / "p"), pin)
    assert not (tmp_path / "p").exists()


def test_an_existing_profile_is_never_overwritten(made: tuple[Profile, str]) -> None:
    with pytest.raises(StorageError, match="đã có dữ liệu"):
        create(made[0], PIN)


def test_a_torn_key_file_says_what_to_do(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    create(profile, None).db.close()
    profile.keys.write_text(profile.keys.read_text()[:20])
    with pytest.raises(DamagedError, match="khôi phục"):
        open_profile(profile)


def test_a_newer_file_is_refused_kindly(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    db = create(profile, None).db
    db.rows("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(StorageError, match="bản chương trình mới hơn"):
        open_profile(profile)
