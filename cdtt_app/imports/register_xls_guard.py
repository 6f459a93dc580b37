"""Look an old .xls over before the reader opens it.

The reader trusts what an old workbook says of itself: a file cut short on a USB stick makes it panic, and a damaged
cell address makes it ask for more memory than there is, which ends the whole programme. This reads just enough to say
no first.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

OLD_EXCEL: Final = bytes.fromhex("d0cf11e0a1b11ae1")

_HEADER: Final = 512
_ENTRY: Final = 128  # one line of the container's list of streams
_SMALL: Final = 4096  # shorter streams live elsewhere in the container; Excel never writes a workbook that short
_IN_HEADER: Final = 109  # sectors of the sector table named in the header itself
_LAST_SECTOR: Final = 0xFFFFFFF0
_MAX_ROWS: Final = 65536
_MAX_COLUMNS: Final = 256
_DIMENSIONS: Final = 0x0200
_SHORT_DIMENSIONS: Final = 10  # bytes, as Excel 95 and earlier wrote it
_PASSWORD: Final = 0x002F
_SHARED_STRINGS: Final = 0x00FC
_CELL_RECORDS: Final = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))


class DamagedWorkbookError(Exception):
    """The old workbook contradicts itself; opening it is not safe."""


class LockedWorkbookError(Exception):
    """The old workbook has a password."""


def check_old_workbook(data: bytes) -> None:
    """Follow the workbook from end to end and stop at the first thing that cannot be true.

    Raises DamagedWorkbookError or LockedWorkbookError.
    """
    try:
        for kind, body in _records(_workbook_stream(data)):
            if kind == _PASSWORD:
                raise LockedWorkbookError
            if kind in _CELL_RECORDS and struct.unpack_from("<HH", body)[1] >= _MAX_COLUMNS:
                raise DamagedWorkbookError("a cell lies beyond the last column")
            if kind == _SHARED_STRINGS and struct.unpack_from("<II", body)[1] > len(data):
                raise DamagedWorkbookError("more texts than bytes")
            if kind == _DIMENSIONS:
                _check_dimensions(body)
    except (struct.error, IndexError) as error:
        raise DamagedWorkbookError("the container is cut short") from error


def _check_dimensions(body: bytes) -> None:
    top, bottom, left, right = struct.unpack_from("<HHHH" if len(body) == _SHORT_DIMENSIONS else "<IIHH", body)
    if not (top <= bottom <= _MAX_ROWS and left <= right <= _MAX_COLUMNS):
        raise DamagedWorkbookError("the sheet claims to be larger than a sheet can be")


def _workbook_stream(data: bytes) -> bytes:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise DamagedWorkbookError("unknown sector size")
    size = 1 << shift
    table = _sector_table(data, size)
    (directory_start,) = struct.unpack_from("<I", data, 48)
    directory = b"".join(_chain(data, size, table, directory_start))
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[start : start + _ENTRY]
        if entry[:64].decode("utf-16-le", "replace").split("\0")[0] in {"Workbook", "Book"}:
            first, length = struct.unpack_from("<II", entry, 116)
            return b"" if length < _SMALL else b"".join(_chain(data, size, table, first))[:length]
    raise DamagedWorkbookError("no workbook in the container")


def _sector_table(data: bytes, size: int) -> Sequence[int]:
    count, extra = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 68)[0]
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    while extra < _LAST_SECTOR and len(places) < count:
        *more, extra = struct.unpack(f"<{size // 4}I", _sector(data, size, extra))
        places += more
    joined = b"".join(_sector(data, size, place) for place in places[:count] if place < _LAST_SECTOR)
    return struct.unpack(f"<{len(joined) // 4}I", joined)


def _sector(data: bytes, size: int, number: int) -> bytes:
    start = max(_HEADER, size) + number * size
    if start + size > len(data):
        raise DamagedWorkbookError("the file ends before its last sector")
    return data[start : start + size]


def _chain(data: bytes, size: int, table: Sequence[int], sector: int) -> Iterator[bytes]:
    for _ in range(len(table) + 1):
        if sector >= _LAST_SECTOR:
            return
        yield _sector(data, size, sector)
        sector = table[sector]
    raise DamagedWorkbookError("the sectors run in a circle")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > len(stream):
            raise DamagedWorkbookError("a record runs past the end")
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
