import os
from pathlib import Path

import pytest

from cdtt_app.storage.files import write_whole


def test_a_file_is_written_whole_over_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "so.pdf"
    for content in (b"old", b"new and longer"):
        write_whole(target, content)
    assert target.read_bytes() == b"new and longer"
    assert [each.name for each in tmp_path.iterdir()] == ["so.pdf"]


def test_when_the_disk_says_no_the_old_file_stays_and_nothing_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "so.pdf"
    write_whole(target, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["so.pdf"]
