from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.storage.backup import SUFFIX, BackupInfo, backup_when_due, local_backups, make_backup, superfluous
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.pending_restore import incoming, mark
from cdtt_app.storage.profile import Profile, create, open_profile
from cdtt_app.storage.questions import where
from cdtt_app.storage.restore import RESTORED_FACT, restore
from tests.factories import make_household


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "p")
    _add(create(profile, None).db, "Nông Văn Dư")
    return profile


def _add(db: Database, name: str) -> None:
    with db.write() as tx:
        tx.save(make_household(name))
    db.close()


def _names(profile: Profile) -> set[str]:
    db = open_profile(profile)
    names = {household.head_name for household in where(db, Household)}
    db.close()
    return names


def _backup(profile: Profile, target: Path) -> BackupInfo:
    db = open_profile(profile)
    info = make_backup(db, profile, target)
    db.close()
    return info


def test_a_restored_backup_brings_back_what_it_held_and_keeps_what_was_there(profile: Profile, tmp_path: Path) -> None:
    info = _backup(profile, tmp_path / f"usb{SUFFIX}")
    assert info.operations == 1
    _add(open_profile(profile), "Lương Thị Mẩy")
    restore(profile, info.path, "")
    assert _names(profile) == {"Nông Văn Dư"}
    aside = next(profile.backups.glob("truoc-khoi-phuc-*"))
    restore(profile, aside, "")
    assert _names(profile) == {"Nông Văn Dư", "Lương Thị Mẩy"}


def test_a_restored_machine_remembers_it_so_that_sync_takes_a_new_incarnation(profile: Profile, tmp_path: Path) -> None:
    info = _backup(profile, tmp_path / f"usb{SUFFIX}")
    restore(profile, info.path, "")
    db = open_profile(profile)
    assert read_fact(db, RESTORED_FACT)["from"] == info.made_at.isoformat()
    db.close()


def test_a_backup_goes_to_an_empty_machine(profile: Profile, tmp_path: Path) -> None:
    info = _backup(profile, tmp_path / f"usb{SUFFIX}")
    other = Profile(tmp_path / "khac")
    restore(other, info.path, "")
    assert _names(other) == {"Nông Văn Dư"}


@pytest.mark.parametrize("damage", ["truncated", "flipped", "foreign", "missing"])
def test_a_damaged_backup_changes_nothing(profile: Profile, tmp_path: Path, damage: str) -> None:
    path = _backup(profile, tmp_path / f"usb{SUFFIX}").path
    data = bytearray(path.read_bytes())
    if damage == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "flipped":
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif damage == "foreign":
        path.write_bytes(b"xin chao")
    else:
        path.unlink()
    with pytest.raises(DamagedError):
        restore(profile, path, "")
    assert _names(profile) == {"Nông Văn Dư"}


def test_a_restore_cut_off_by_a_power_cut_is_finished_at_the_next_start(profile: Profile, tmp_path: Path) -> None:
    other = Profile(tmp_path / "khac")
    _add(create(other, None).db, "Hoàng Văn Kiểu")
    for path in (profile.data, profile.keys):
        incoming(path).write_bytes((other.folder / path.name).read_bytes())
    assert _names(profile) == {"Nông Văn Dư"}
    mark(profile.folder)
    incoming(profile.data).replace(profile.data)  # the cut came between the two renames
    assert _names(profile) == {"Hoàng Văn Kiểu"}
    assert not list(profile.folder.glob("*.khoi-phuc"))


def test_a_log_that_nobody_could_fold_is_gone_before_the_new_file_comes(profile: Profile, tmp_path: Path) -> None:
    other = Profile(tmp_path / "khac")
    _add(create(other, None).db, "Hoàng Văn Kiểu")
    db = open_profile(profile)
    with db.write() as tx:
        tx.save(make_household("Lương Thị Mẩy"))
    log = profile.data.with_name("data.db-wal")
    left_behind = log.read_bytes()
    db.close()
    log.write_bytes(left_behind)
    for path in (profile.data, profile.keys):
        incoming(path).write_bytes((other.folder / path.name).read_bytes())
    mark(profile.folder)
    assert _names(profile) == {"Hoàng Văn Kiểu"}


def test_the_log_of_a_killed_program_is_not_replayed_over_a_restored_file(profile: Profile, tmp_path: Path) -> None:
    info = _backup(profile, tmp_path / f"usb{SUFFIX}")
    db = open_profile(profile)
    with db.write() as tx:
        tx.save(make_household("Lương Thị Mẩy"))
    log = profile.data.with_name("data.db-wal")
    left_behind, data = log.read_bytes(), profile.data.read_bytes()
    db.close()
    profile.data.write_bytes(data)  # as a kill leaves both files
    log.write_bytes(left_behind)
    restore(profile, info.path, "")
    assert _names(profile) == {"Nông Văn Dư"}
    restore(profile, next(profile.backups.glob("truoc-khoi-phuc-*")), "")
    assert _names(profile) == {"Nông Văn Dư", "Lương Thị Mẩy"}


def test_a_day_without_changes_makes_no_second_backup(profile: Profile) -> None:
    db = open_profile(profile)
    assert backup_when_due(db, profile) is not None
    assert backup_when_due(db, profile) is None
    assert len(local_backups(profile)) == 1
    db.close()


def test_seven_days_and_four_weeks_are_kept() -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC)
    made = tuple(BackupInfo(Path(f"b{age}"), day - timedelta(days=age), 1) for age in range(90))
    kept = [int(info.path.name[1:]) for info in made if info not in superfluous(made)]
    assert kept[:7] == list(range(7))
    assert len(kept) == 11
    assert max(kept) <= 40
