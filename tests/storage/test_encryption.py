"""No name may be readable in any file: the database, its write-ahead log, a backup."""

import sqlite3
from pathlib import Path

import pytest

from cdtt_app.storage import backup
from cdtt_app.storage.connection import connect
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.profile import Profile, create
from tests.factories import make_household, make_visit

NAME = "Lương Thị Mẩy"


def test_no_file_of_the_profile_holds_a_readable_name(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    db = create(profile, None).db
    household = make_household(NAME, phone="0900000777")
    with db.write() as tx:
        tx.save(household)
        tx.save(make_visit(household, note=f"gặp {NAME}"))
    keep_draft(db, "visit/x", {"note": NAME})
    backup.make_backup(db, profile, tmp_path / "p" / f"a{backup.SUFFIX}")
    files = [path for path in (tmp_path / "p").rglob("*") if path.is_file()]
    assert any(path.name == "data.db-wal" and path.stat().st_size > 0 for path in files)
    for path in files:
        data = path.read_bytes()
        for text in (NAME, "Luong", "luong thi may", "0900000777", "CREATE TABLE"):
            assert text.encode() not in data, path.name
    db.close()


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    Database(tmp_path / "a.db", b"k" * 32).close()
    with pytest.raises(sqlite3.DatabaseError):
        connect(tmp_path / "a.db", b"x" * 32)


def test_errors_belong_to_both_families_so_that_sqlite_utils_understands_them(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2 as sqlcipher

    connection = connect(tmp_path / "a.db", b"k" * 32)
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("SELECT nothing")
    assert isinstance(caught.value, sqlcipher.OperationalError)
    connection.close()
