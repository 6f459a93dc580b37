import subprocess
import sys
from pathlib import Path

import pytest

from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.errors import BusyError
from cdtt_app.storage.in_use import Hold
from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.restore import restore


def test_a_profile_is_held_by_one_window_at_a_time(tmp_path: Path) -> None:
    with Hold(tmp_path), pytest.raises(BusyError, match="cửa sổ khác"):
        Hold(tmp_path)
    Hold(tmp_path).release()


def test_a_killed_process_leaves_no_hold_behind(tmp_path: Path) -> None:
    code = f"from pathlib import Path\nfrom cdtt_app.storage.in_use import Hold\nh = Hold(Path({str(tmp_path)!r}))\n"
    child = subprocess.Popen(
        [sys.executable, "-c", code + "print('held', flush=True)\ninput()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(BusyError):
        Hold(tmp_path)
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    Hold(tmp_path).release()


def test_nothing_is_restored_under_an_open_window(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    db = create(profile, None).db
    path = make_backup(db, profile, tmp_path / f"a{SUFFIX}").path
    db.close()
    before = profile.data.read_bytes()
    with Hold(profile.folder), pytest.raises(BusyError):
        restore(profile, path, "")
    assert profile.data.read_bytes() == before
