"""Parcels as files on a stick or in a folder: written whole or not at all, read without touching the stick."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PARCEL = ".goi"  # to the province
ANSWER = ".tra"  # back to a machine
_MOST_BYTES = 16 * 1024 * 1024


class ParcelFileError(Exception):
    """A file that could not be written or read; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelFile:
    """A file found on a stick."""

    path: Path
    data: bytes


def write_file(folder: Path, name: str, data: bytes) -> Path:
    """Write under a temporary name, force it onto the stick, rename; never over a file with other content."""
    target = _free(folder / name, data)
    beside = target.with_name(target.name + ".dang-ghi")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != data:
            raise ParcelFileError("USB ghi không đúng. Hãy rút ra, cắm lại hoặc dùng USB khác; phiếu vẫn còn trên máy.")
        beside.replace(target)
        _settle(folder)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ParcelFileError(_why(error)) from error
    return target


def _free(path: Path, data: bytes) -> Path:
    number = 1
    found = path
    while found.exists() and found.read_bytes() != data:
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _settle(folder: Path) -> None:
    """Make the rename itself durable where the system can (Windows cannot open folders)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _why(error: OSError) -> str:
    import errno

    words = {
        errno.ENOSPC: "USB đã đầy. Hãy xoá bớt trên USB hoặc dùng USB khác",
        errno.EROFS: "USB đang khoá ghi. Hãy gạt nút khoá trên USB hoặc dùng USB khác",
        errno.EACCES: "Không được phép ghi vào chỗ này. Hãy chọn chỗ khác",
        errno.ENOENT: "Không thấy chỗ này nữa, có thể USB đã rút ra. Hãy cắm lại",
        errno.EIO: "USB bị lỗi. Hãy rút ra, cắm lại hoặc dùng USB khác",
    }
    sentence = words.get(error.errno or 0, "Chưa ghi được gói. Hãy cắm lại USB rồi thử lần nữa")
    return f"{sentence}. Phiếu vẫn còn trên máy."


def read_file(path: Path) -> ParcelFile:
    """A file's content; raises ParcelFileError."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ParcelFileError("Tệp này quá lớn nên không phải gói gửi. Hãy chọn tệp khác.")
        return ParcelFile(path=path, data=path.read_bytes())
    except OSError as error:
        raise ParcelFileError("Chưa đọc được tệp này. Hãy cắm lại USB rồi chọn lại tệp.") from error


def find_files(folder: Path) -> tuple[ParcelFile, ...]:
    """Parcels and answers in a folder and one level below, oldest name first; what cannot be read is left out."""
    names = sorted(_candidates(folder))
    found = []
    for path in names:
        try:
            found.append(read_file(path))
        except ParcelFileError:
            continue
    return tuple(found)


def _candidates(folder: Path) -> Iterable[Path]:
    for pattern in ("*", "*/*"):
        for path in folder.glob(pattern):
            if path.suffix in (PARCEL, ANSWER) and path.is_file():
                yield path
