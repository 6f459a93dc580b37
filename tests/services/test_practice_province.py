"""The practice hamlet and its province: everything is received at once, and again after whatever happens to either."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cdtt_app import paths
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.packing import our_packing
from cdtt_app.services.practice import make_practice, reset_practice
from cdtt_app.services.practice_province import FOLDER, PracticeProvince
from cdtt_app.services.sending import send_and_receive
from cdtt_app.services.sync import End
from cdtt_app.storage.backup import make_backup
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.restore import restore
from cdtt_app.storage.selfcheck import Grade, full_check
from cdtt_app.storage.whereabouts import unsigned_visits

ROOT = paths.resources()


def _units() -> UnitRegister:
    return load_units(ROOT / "units")


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice hamlet with its province, which has received it."""
    folder = tmp_path_factory.mktemp("practice") / "p"
    db = make_practice(Profile(folder), _units, ROOT / "checklists", ROOT / "practice", clock=_now)
    with _open(folder, db):
        db.close()
    return folder


@pytest.fixture
def profile(template: Path, tmp_path: Path) -> Profile:
    shutil.copytree(template, tmp_path / "p")
    return Profile(tmp_path / "p")


@contextmanager
def _open(folder: Path, db: Database) -> Iterator[None]:
    province = PracticeProvince(folder)
    try:
        province.open(db, _units)
        yield
    finally:
        province.close()


def _all_received(profile: Profile, db: Database) -> bool:
    with _open(profile.folder, db):
        waiting = unsigned_visits(db)
        aside = db.rows("SELECT count(*) FROM set_aside")[0][0]
        visits = db.rows("SELECT count(*) FROM visit")[0][0]
        assert visits > 100
        assert send_and_receive(db, our_packing(), _units).report.end is End.DONE
        assert Grade.BAD not in {finding.grade for finding in full_check(db, profile)}
        return (waiting.here, waiting.sent, aside) == (0, 0, 0)


def test_the_machine_is_let_in_once_by_the_name_of_who_practises(profile: Profile) -> None:
    db = open_profile(profile)
    first = enrolment(db)
    assert first is not None
    assert (first.person, first.replica) == ("Chị Mai", 1)
    assert _all_received(profile, db)
    again = enrolment(db)
    assert again is not None
    assert (again.replica, again.seed) == (1, first.seed)
    assert again.url != first.url
    db.close()


def test_practice_that_begins_anew_is_received_too(profile: Profile) -> None:
    db = reset_practice(profile, _units, ROOT / "checklists", ROOT / "practice", clock=_now)
    assert enrolment(db) is None
    assert _all_received(profile, db)
    db.close()


def test_a_backup_of_the_practice_that_knew_no_province_is_received_too(profile: Profile, tmp_path: Path) -> None:
    db = open_profile(profile)
    with db.write() as tx:
        tx.keep_local("DELETE FROM fact WHERE name = 'enrolment'")
        for table in ("receipt", "feed", "cursor"):
            tx.keep_local(f"DELETE FROM {table}")
    packed = make_backup(db, profile, tmp_path / "usb.zip").path
    db.close()
    restore(profile, packed, "")
    db = open_profile(profile)
    assert _all_received(profile, db)
    db.close()


def test_a_province_whose_folder_was_deleted_is_founded_again(profile: Profile) -> None:
    shutil.rmtree(profile.folder / FOLDER)
    db = open_profile(profile)
    assert _all_received(profile, db)
    db.close()
