"""What was called saved is there after kill -9, a torn write-ahead log, a full disk, a read-only folder."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.visit import Visit
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft, read_draft
from cdtt_app.storage.errors import DiskFullError, ReadOnlyError
from cdtt_app.storage.questions import by_id, where
from tests.factories import make_household, make_visit
from tests.replaying import replay

KEY = b"k" * 32
KILLS = int(os.environ.get("CDTT_KILLS", "40"))


def _save_visits_until_killed(path: Path, said: int) -> None:
    """In a child process: save visits one after another, saying each id once the save has returned."""
    db = Database(path, KEY)
    household = where(db, Household)[0]
    while True:
        visit = make_visit(household, id=db.new_id())
        with db.write() as tx:
            tx.save(visit)
        os.write(said, f"{visit.id}\n".encode())


def test_no_saved_visit_is_lost_to_kill_9(tmp_path: Path) -> None:
    path, chance = tmp_path / "data.db", random.Random(KILLS)
    db = Database(path, KEY)
    with db.write() as tx:
        tx.save(make_household())
    db.close()
    context = multiprocessing.get_context("fork")
    said: list[str] = []
    for _ in range(KILLS):
        reader, writer = os.pipe()
        child = context.Process(target=_save_visits_until_killed, args=(path, writer))
        child.start()
        os.close(writer)
        time.sleep(chance.uniform(0.02, 0.12))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        with os.fdopen(reader, "rb") as pipe:
            said += pipe.read().decode().split()
    db = Database(path, KEY)
    kept = {visit.id for visit in where(db, Visit)}
    logged = replay(oplog.operations(db.connection()))
    length = oplog.verify(db.connection())
    db.close()
    print(f"kills {KILLS}, visits called saved {len(said)}, kept {len(kept)}, lost {len(set(said) - kept)}")
    assert said
    assert set(said) <= kept
    assert kept == {id_ for id_, record in logged.items() if "visited_on" in record}
    assert length == len(kept) + 1


def test_a_torn_write_ahead_log_costs_no_saved_visit(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    db = Database(path, KEY)
    household = make_household()
    with db.write() as tx:
        tx.save(household)
        tx.save(saved := make_visit(household))
    image = {name: (tmp_path / name).read_bytes() for name in ("data.db", "data.db-wal")}
    with db.write() as tx:
        tx.save(unfinished := make_visit(household))
    longer = (tmp_path / "data.db-wal").read_bytes()
    db.close()
    done = len(image["data.db-wal"])
    assert len(longer) > done
    for cut in (done + 1, done + 24, done + 2000, len(longer) - 1):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        (folder / "data.db").write_bytes(image["data.db"])
        (folder / "data.db-wal").write_bytes(longer[:cut])
        torn = Database(folder / "data.db", KEY)
        assert by_id(torn, Visit, saved.id) == saved
        assert by_id(torn, Visit, unfinished.id) is None
        assert oplog.verify(torn.connection()) == 2
        torn.close()


def test_every_commit_is_flushed_to_the_disk(db: Database) -> None:
    assert db.rows("PRAGMA synchronous") == [(2,)]  # FULL
    assert db.rows("PRAGMA journal_mode") == [("wal",)]


def test_a_full_disk_says_so_loses_nothing_and_goes_on_when_there_is_room(db: Database) -> None:
    household = make_household()
    with db.write() as tx:
        tx.save(household)
    ((pages,),) = db.rows("PRAGMA page_count")
    db.rows(f"PRAGMA max_page_count = {pages}")
    visit = make_visit(household, note="x" * 20_000)
    with pytest.raises(DiskFullError, match="Đĩa đã đầy"), db.write() as tx:
        tx.save(visit)
    assert by_id(db, Visit, visit.id) is None
    db.rows("PRAGMA max_page_count = 1000000")
    with db.write() as tx:
        tx.save(visit)
    assert by_id(db, Visit, visit.id) == visit
    assert oplog.verify(db.connection()) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes, where the system lets us mount one."""
    small, mount, umount = tmp_path / "small", shutil.which("mount"), shutil.which("umount")
    small.mkdir()
    words = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)]
    if not mount or not umount or subprocess.run([mount, *words], check=False).returncode:
        pytest.skip("only root may mount a small disk here")
    yield small
    subprocess.run([umount, small], check=True)


def test_a_disk_that_is_really_full_is_called_full(small_disk: Path) -> None:
    db = Database(small_disk / "data.db", KEY)
    with db.write() as tx:
        tx.save(household := make_household())
    _fill(small_disk / "fill")
    with pytest.raises(DiskFullError), db.write() as tx:
        tx.save(make_visit(household, note="x" * 5000))
    (small_disk / "fill").unlink()
    db.close()
    _fill(small_disk / "fill")
    with pytest.raises(DiskFullError):
        Database(small_disk / "data.db", KEY)
    (small_disk / "fill").unlink()
    db = Database(small_disk / "data.db", KEY)
    assert by_id(db, Household, household.id) == household
    db.close()


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 4096)
            except OSError:
                return


def test_a_read_only_database_says_so(db: Database) -> None:
    keep_draft(db, "visit/a", {"note": "gặp cả nhà"})
    db.rows("PRAGMA query_only = 1")
    with pytest.raises(ReadOnlyError, match="khoá ghi"):
        keep_draft(db, "visit/a", {"note": "gặp cả nhà, hẹn lại"})
    db.rows("PRAGMA query_only = 0")
    draft = read_draft(db, "visit/a")
    assert draft is not None
    assert draft.body == {"note": "gặp cả nhà"}


def test_two_threads_write_without_stepping_on_each_other(db: Database) -> None:
    import threading

    household = make_household()

    def work() -> None:
        for _ in range(25):
            with db.write() as tx:
                tx.save(make_visit(household))
        db.close_thread()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert oplog.verify(db.connection()) == 50
