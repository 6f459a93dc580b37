"""What can go wrong with the local database, each with a sentence for the person in front of it."""

import errno
import shutil
import sqlite3
from pathlib import Path


class StorageError(Exception):
    """The database could not do it; the text is a Vietnamese sentence that says what to do next."""


class DiskFullError(StorageError):
    """No room left."""


class ReadOnlyError(StorageError):
    """The disk or the file refuses writing."""


class BusyError(StorageError):
    """Another program holds the database."""


class DamagedError(StorageError):
    """The file is damaged or not a database of ours."""


class WrongPinError(StorageError):
    """The PIN opens no slot."""


_SIDE_FILES = 64 * 1024  # bytes that SQLite needs beside the database before it can even read

_SENTENCES: tuple[tuple[tuple[str, ...], type[StorageError], str], ...] = (
    (
        ("disk is full", "database or disk is full"),
        DiskFullError,
        "Đĩa đã đầy nên chưa lưu được. Điều đang gõ vẫn còn trên màn hình: hãy xoá bớt tệp không dùng rồi thử lại.",
    ),
    (
        ("readonly", "read-only", "unable to open"),
        ReadOnlyError,
        "Thư mục dữ liệu đang bị khoá ghi. Điều đang gõ vẫn còn trên màn hình: hãy mở khoá thư mục rồi thử lại.",
    ),
    (
        ("locked", "busy"),
        BusyError,
        "Dữ liệu đang được một cửa sổ khác dùng nên chưa lưu được. Hãy đóng cửa sổ kia rồi bấm Lưu lại.",
    ),
    (
        ("malformed", "not a database", "disk i/o error", "hmac"),
        DamagedError,
        "Tệp dữ liệu đọc không được. Đừng xoá gì: hãy vào Cài đặt, mục Sao lưu, để khôi phục bản gần nhất.",
    ),
)


def explained(error: sqlite3.Error, file: Path) -> StorageError:
    """The storage error that tells in words what went wrong with `file`."""
    said = str(error).casefold()
    if "disk i/o error" in said and _is_full(file):  # what SQLite says when there is no room for its side files
        said = "disk is full"
    for signs, kind, sentence in _SENTENCES:
        if any(sign in said for sign in signs):
            return kind(sentence)
    return StorageError(f"Máy chưa lưu được ({error}). Phiếu vẫn còn trên màn hình: hãy thử lại hoặc báo cán bộ xã.")


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _SIDE_FILES
    except OSError:
        return False


_OS_WORDS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền ghi vào đó",
    errno.EPERM: "không có quyền ghi vào đó",
    errno.ENOENT: "không thấy thư mục hoặc tệp",
    errno.ENOTDIR: "chỗ đó không phải thư mục",
    errno.EISDIR: "chỗ đó là một thư mục",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.EIO: "đĩa đọc ghi bị lỗi",
    errno.ENODEV: "ổ đĩa hoặc USB đã bị rút ra",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def os_words(error: OSError) -> str:
    """What the system refused, in Vietnamese."""
    return _OS_WORDS.get(error.errno or 0, "máy không cho biết vì sao")
