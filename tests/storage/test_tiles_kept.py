"""A background map is copied whole or not at all, and a broken one is a sentence."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cdtt_app.domain.geo import Box
from cdtt_app.storage import tiles_kept
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles_kept import FOLDER, keep_tiles, kept_tiles, open_tiles, remove_tiles
from tests.storage.tile_files import ABOUT, in_folder, make, opening, picture


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    (tmp_path / "profile").mkdir()
    return Profile(tmp_path / "profile")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path / "nền.mbtiles")


def refusal(profile: Profile, source: Path) -> str:
    with pytest.raises(StorageError) as refused:
        keep_tiles(profile, source)
    return str(refused.value)


def test_a_background_is_kept_and_told(profile: Profile, source: Path) -> None:
    info = keep_tiles(profile, source)
    assert (info.name, info.title, info.kind, info.min_zoom, info.max_zoom) == ("nền", "Nền tỉnh Mây", "png", 3, 5)
    assert info.bounds == Box(south=21.5, west=104.9, north=22.7, east=105.6)
    assert info.bytes_ == source.stat().st_size
    assert kept_tiles(profile) == info
    assert in_folder(profile) == ["nền.mbtiles"]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.5, 0.99])
def test_a_file_cut_short_is_a_sentence_and_the_earlier_one_stays(
    profile: Profile, source: Path, tmp_path: Path, share: float
) -> None:
    keep_tiles(profile, source)
    cut = tmp_path / "cắt.mbtiles"
    whole = source.read_bytes()
    cut.write_bytes(whole[: int(len(whole) * share)])
    copied: list[int] = []
    with pytest.raises(StorageError, match="bản đồ đang có vẫn giữ nguyên"):
        keep_tiles(profile, cut, lambda done, _total: copied.append(done))
    assert copied == []
    assert in_folder(profile) == ["nền.mbtiles"]
    with opening(profile) as opened:
        assert opened.tile(3, 0, 0) == picture(3, 0, 7)


def test_pages_of_rubbish_are_a_sentence(profile: Profile, source: Path) -> None:
    whole = source.read_bytes()
    for page in range(1, len(whole) // 4096, 7):
        spoilt = source.with_name("hỏng.mbtiles")
        spoilt.write_bytes(whole[: page * 4096] + b"\xa5" * 8192 + whole[page * 4096 + 8192 :])
        assert "bản đồ đang có vẫn giữ nguyên" in refusal(profile, spoilt)


def test_a_file_last_written_with_a_log_is_read(profile: Profile, source: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert source.read_bytes()[18:20] == b"\x02\x02"
    assert keep_tiles(profile, source).max_zoom == 5


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "trống"), (b"hello", "MBTiles"), (b"\x00" * 5000, "MBTiles"), (b"PK\x03\x04", "MBTiles")],
)
def test_what_is_no_sqlite_is_a_sentence(profile: Profile, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "lạ.mbtiles"
    file.write_bytes(content)
    assert words in refusal(profile, file)
    assert open_tiles(profile) is None


def test_another_database_a_vector_map_an_empty_one_a_folder_and_nothing_are_sentences(
    profile: Profile, tmp_path: Path
) -> None:
    other = tmp_path / "other.mbtiles"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE household (id TEXT)")
    assert "không phải bản đồ nền" in refusal(profile, other)
    vector = make(tmp_path / "v.mbtiles", {**ABOUT, "format": "pbf"}, data=lambda *_: b"\x1f\x8b\x08")
    assert "dạng ảnh: PNG" in refusal(profile, vector)
    silent = make(tmp_path / "s.mbtiles", {}, data=lambda *_: b"\x1f\x8b\x08")
    assert "dạng ảnh: PNG" in refusal(profile, silent)
    empty = make(tmp_path / "e.mbtiles")
    with closing(sqlite3.connect(empty)) as connection, connection:
        connection.execute("DELETE FROM tiles")
    assert "trống" in refusal(profile, empty)
    assert "không phải là tệp" in refusal(profile, tmp_path)
    assert "Không đọc được" in refusal(profile, tmp_path / "khong-co.mbtiles")
    assert in_folder(profile) == []


def test_a_file_that_somebody_writes_to_is_refused(profile: Profile, source: Path) -> None:
    source.with_name(source.name + "-wal").write_bytes(b"pending")
    assert "chương trình khác" in refusal(profile, source)


def test_a_file_over_two_gigabytes_is_refused_before_it_is_copied(profile: Profile, source: Path) -> None:
    os.truncate(source, tiles_kept.MAX_BYTES + 1)
    assert "2 GB" in refusal(profile, source)
    assert in_folder(profile) == []


def test_a_disk_without_room_is_said_before_the_copy(
    profile: Profile, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    assert "không còn đủ chỗ" in refusal(profile, source)
    assert in_folder(profile) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 16 megabytes, where the system lets us mount one."""
    small, mount, umount = tmp_path / "small", shutil.which("mount"), shutil.which("umount")
    small.mkdir()
    words = ["-t", "tmpfs", "-o", "size=16m", "tmpfs", str(small)]
    if not mount or not umount or subprocess.run([mount, *words], check=False).returncode:
        pytest.skip("only root may mount a small disk here")
    yield small
    subprocess.run([umount, small], check=True)


def test_a_disk_that_fills_while_copying_is_called_full_and_keeps_the_earlier_one(
    small_disk: Path, source: Path
) -> None:
    profile = Profile(small_disk / "profile")
    keep_tiles(profile, source)
    heavy = make(source.with_name("nặng.mbtiles"), data=lambda *place: picture(*place) * 25)

    def fill(_done: int, _total: int) -> None:
        (small_disk / "fill").touch()
        with suppress(OSError), (small_disk / "fill").open("ab", buffering=0) as file:
            while file.write(b"x" * 65536):
                pass

    with pytest.raises(StorageError, match="đĩa đã đầy"):
        keep_tiles(profile, heavy, fill)
    assert in_folder(profile) == ["nền.mbtiles"]
    with opening(profile) as opened:
        assert opened.tile(3, 0, 0) == picture(3, 0, 7)


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("calls", [0, 1])
def test_an_import_that_is_stopped_leaves_the_earlier_one(profile: Profile, source: Path, calls: int) -> None:
    keep_tiles(profile, source)
    heard: list[int] = []

    def stop(done: int, _total: int) -> None:
        heard.append(done)
        if len(heard) > calls:  # in the copy, or in the check after it
            raise StoppedError

    bigger = make(source.with_name("mới.mbtiles"), data=lambda *place: picture(*place) * 8)
    with pytest.raises(StoppedError):
        keep_tiles(profile, bigger, stop)
    assert len(heard) == calls + 1
    assert in_folder(profile) == ["nền.mbtiles"]


def test_a_new_background_takes_the_place_of_the_old_one(profile: Profile, source: Path, tmp_path: Path) -> None:
    keep_tiles(profile, source)
    (profile.folder / FOLDER / "dở.mbtiles.dang-chep").write_bytes(b"left by a power cut")
    keep_tiles(profile, make(tmp_path / "mới.mbtiles"))
    assert in_folder(profile) == ["mới.mbtiles"]


def test_a_background_spoilt_later_is_as_if_there_were_none(profile: Profile, source: Path) -> None:
    keep_tiles(profile, source)
    kept = profile.folder / FOLDER / "nền.mbtiles"
    opened = open_tiles(profile)
    assert opened is not None
    kept.write_bytes(b"SQLite format 3\x00")
    opened.tile(5, 31, 0)
    opened.close()
    assert (open_tiles(profile), kept_tiles(profile)) == (None, None)
    kept.unlink()
    assert open_tiles(profile) is None


def test_it_is_removed_by_its_name(profile: Profile, source: Path) -> None:
    keep_tiles(profile, source)
    assert remove_tiles(profile, "khác") is False
    assert remove_tiles(profile, "nền") is True
    assert open_tiles(profile) is None
