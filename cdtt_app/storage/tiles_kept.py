"""The one background map of this machine: copied in whole or not at all, found again, removed."""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from cdtt_app.domain.vietnamese import format_number, nfc
from cdtt_app.storage.errors import StorageError, os_words
from cdtt_app.storage.files import sync_folder
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles import AGAIN, HALF_DONE, SUFFIX, TileSet, TilesInfo, check_header, check_tiles, read_info

Report: TypeAlias = Callable[[int, int], None]  # bytes done, bytes in all; raises to stop

FOLDER = "ban-do"
MAX_BYTES = 2 * 1024**3
_CHUNK = 4 * 1024 * 1024


def keep_tiles(profile: Profile, source: Path, report: Report = lambda _done, _total: None) -> TilesInfo:
    """Copy a background map into the profile and check the copy; raises StorageError, and then the earlier one stays.

    `report(done, total)` may raise to stop: nothing of the copy stays then either.
    """
    folder = profile.folder / FOLDER
    target = folder / f"{nfc(source.stem) or 'ban-do'}{SUFFIX}"
    beside = target.with_name(target.name + HALF_DONE)
    size = _size(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, HALF_DONE)  # what a power cut left of another import
        if shutil.disk_usage(folder).free < size + _CHUNK:
            raise StorageError(
                f"Đĩa không còn đủ chỗ: bản đồ nền cần {format_number(size / 1024**2, 0)} MB. "
                "Hãy xoá bớt tệp không dùng rồi nhập lại; bản đồ đang có vẫn giữ nguyên."
            )
        _copy(source, beside, size, report)
        check_tiles(beside, lambda: report(size, size))
        beside.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise StorageError(f"Chưa nhập được bản đồ nền ({os_words(error)}). {AGAIN}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _sweep(folder, SUFFIX, but=target)
    return read_info(target)


def open_tiles(profile: Profile) -> TileSet | None:
    """The background map of this machine; None when there is none or it can no longer be read."""
    for path in _files(profile):
        with suppress(StorageError):
            return TileSet(path)
    return None


def kept_tiles(profile: Profile) -> TilesInfo | None:
    """What the background map says of itself, without holding it open."""
    for path in _files(profile):
        with suppress(StorageError):
            return read_info(path)
    return None


def remove_tiles(profile: Profile, name: str) -> bool:
    """Remove the background map of that name; False when there is none. Raises StorageError when it is held open."""
    path = next((path for path in _files(profile) if path.stem == name), None)
    try:
        if path is not None:
            path.unlink()
    except OSError as error:
        raise StorageError(
            f"Chưa xoá được bản đồ nền ({os_words(error)}). Hãy đóng trang bản đồ rồi làm lại."
        ) from error
    return path is not None


def _size(source: Path) -> int:
    try:
        about = source.stat()
    except OSError as error:
        raise StorageError(f"Không đọc được tệp “{source.name}”. Hãy xem lại tên tệp, hoặc cắm lại USB.") from error
    if not stat.S_ISREG(about.st_mode):
        raise StorageError(f"“{source.name}” không phải là tệp. Hãy chọn một tệp .mbtiles.")
    if about.st_size > MAX_BYTES:
        raise StorageError("Bản đồ nền nặng quá 2 GB. Hãy xin bản của riêng tỉnh mình, hoặc bản ít mức phóng to hơn.")
    log = source.with_name(source.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise StorageError("Bản đồ nền đang được một chương trình khác ghi. Hãy đóng chương trình ấy rồi nhập lại.")
    check_header(source)
    return about.st_size


def _copy(source: Path, target: Path, size: int, report: Report) -> None:
    done = 0
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            writing.write(chunk)
            done += len(chunk)
            report(min(done, size), size)
        writing.flush()
        os.fsync(writing.fileno())


def _files(profile: Profile) -> list[Path]:
    """Background maps, the newest first: there is one, unless an older one could not be removed."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in (profile.folder / FOLDER).glob(f"*{SUFFIX}")]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)]


def _sweep(folder: Path, suffix: str, but: Path | None = None) -> None:
    for path in folder.glob(f"*{suffix}"):
        with suppress(OSError):  # held open on Windows: it goes with the next import
            if path != but:
                path.unlink()
