from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.storage.backup import backup_when_due
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.search import find_households
from cdtt_app.storage.selfcheck import Grade, full_check, quick_check
from tests.factories import make_household, make_person, make_visit


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "p")


@pytest.fixture
def used(profile: Profile) -> Iterator[Database]:
    database = create(profile, None).db
    household = make_household()
    with database.write() as tx:
        tx.save(household)
        tx.save(make_person(household))
        tx.save(make_visit(household))
    yield database
    database.close()


def _said(db: Database, profile: Profile, grade: Grade) -> str:
    return " ".join(finding.sentence for finding in full_check(db, profile) if finding.grade is grade)


def test_a_healthy_machine_has_nothing_bad_to_say(used: Database, profile: Profile) -> None:
    backup_when_due(used, profile)
    assert {finding.grade for finding in full_check(used, profile)} == {Grade.GOOD}


def test_a_row_changed_behind_the_log_is_found(used: Database, profile: Profile) -> None:
    with used.write() as tx:
        tx.keep_local("UPDATE household SET head_name = 'Người khác'")
    assert "không khớp sổ thay đổi" in _said(used, profile, Grade.BAD)


def test_a_row_lost_behind_the_log_is_found(used: Database, profile: Profile) -> None:
    with used.write() as tx:
        tx.keep_local("DELETE FROM visit")
    assert "không khớp sổ thay đổi" in _said(used, profile, Grade.BAD)


def test_a_tampered_operation_breaks_the_chain(used: Database, profile: Profile) -> None:
    with used.write() as tx:
        tx.keep_local("UPDATE oplog SET body = CAST(replace(CAST(body AS TEXT), 'Dư', 'Dạ') AS BLOB) WHERE seq = 1")
    assert _said(used, profile, Grade.BAD)


def test_an_operation_taken_out_breaks_the_chain(used: Database, profile: Profile) -> None:
    with used.write() as tx:
        tx.keep_local("DELETE FROM oplog WHERE seq = 2")
    assert "đứt" in _said(used, profile, Grade.BAD)


def test_a_flipped_bit_on_the_disk_is_found(used: Database, profile: Profile) -> None:
    used.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    used.close()
    data = bytearray(profile.data.read_bytes())
    data[4096 * 8 + 100] ^= 1
    profile.data.write_bytes(data)
    damaged = Database(profile.data, used.key)
    assert "đọc không được" in _said(damaged, profile, Grade.BAD)
    damaged.close()


def test_an_unfinished_visit_and_a_clock_set_back_are_said_at_the_start(used: Database, profile: Profile) -> None:
    keep_draft(used, "visit/x", {})
    late = used.clock
    used.clock = lambda: late() - timedelta(days=400)
    sentences = " ".join(finding.sentence for finding in quick_check(used, profile))
    assert "1 phiếu đang ghi dở" in sentences
    assert "chạy lùi" in sentences


def test_a_search_index_that_lies_is_found(used: Database, profile: Profile) -> None:
    with used.write() as tx:
        tx.keep_local("UPDATE search_entry SET words = 'khac'")
    assert "lập lại xong" in _said(used, profile, Grade.WARNING)
    assert "lập lại xong" not in _said(used, profile, Grade.WARNING)
    assert find_households(used, "nong van du")
