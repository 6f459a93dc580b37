"""Bytes of a file of measurements to text, whatever program wrote it, and text to lines and cells."""

import codecs
import csv
import unicodedata
from collections.abc import Iterator
from typing import Final

from cdtt_app.imports.legacy_encodings import Encoding, convert, detect

MAX_BYTES: Final = 20_000_000
DELIMITERS: Final = (",", ";", "\t", "|")

_LOOKED_AT: Final = 4000  # bytes or characters, enough to tell an encoding
_MOST_JOINED: Final = 10  # lines of one quoted cell; an open quote must not swallow the rest of the file

_SAVE_AS_CSV: Final = "Hãy mở bằng Excel, chọn “Lưu thành” (Save As), kiểu “CSV UTF-8”, rồi chọn tệp mới."
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", f"Đây là bảng tính Excel hoặc tệp nén, không phải CSV. {_SAVE_AS_CSV}"),
    (b"\xd0\xcf\x11\xe0", f"Đây là bảng tính Excel đời cũ (.xls), không phải CSV. {_SAVE_AS_CSV}"),
    (b"\x1f\x8b", "Tệp đang bị nén (.gz). Hãy giải nén rồi chọn tệp CSV bên trong."),
    (b"%PDF", "Đây là tệp PDF, không phải CSV. Hãy xuất kết quả đo ra CSV rồi chọn lại."),
    (b"<", "Đây là trang mạng hoặc tệp bản đồ (KML, GPX), không phải CSV. Hãy xuất kết quả đo ra CSV rồi chọn lại."),
    (b"{", "Đây là tệp JSON, không phải CSV. Hãy xuất kết quả đo ra CSV rồi chọn lại."),
)


class MeasurementError(Exception):
    """A file of measurements that cannot be read; the text says in Vietnamese what is wrong and what to do next."""


def text_of(data: bytes) -> str:
    """The text of the file in NFC, its lines ended by a line feed each."""
    _check(data)
    text = _decoded(data)
    if "\0" in text:
        raise MeasurementError("Tệp không phải văn bản nên không đọc được. Hãy xuất lại kết quả đo ra CSV.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1, blank ones left out; a quoted cell over several lines makes them one."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        count = _joined(lines, place) if '"' in lines[place] else 1
        line = "\n".join(lines[place : place + count])
        if line.strip(" ,;\t|"):
            yield place + 1, line
        place += count


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line."""
    if '"' in line and line.count('"') % 2 == 0:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
        except csv.Error:
            pass  # a cell of more than 100,000 characters: taken as it stands
    return [cell.strip(' "\u00a0') for cell in line.split(delimiter)]


def _joined(lines: list[str], place: int) -> int:
    quotes = 0
    for count, line in enumerate(lines[place : place + _MOST_JOINED], 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return 1


def _check(data: bytes) -> None:
    if not data:
        raise MeasurementError("Tệp trống (0 byte). Hãy xuất lại kết quả đo từ ứng dụng rồi chọn lại.")
    if len(data) > MAX_BYTES:
        raise MeasurementError(
            f"Tệp nặng {len(data) // 1_000_000} MB, quá lớn (nhiều nhất {MAX_BYTES // 1_000_000} MB). "
            "Hãy xuất kết quả đo theo từng tháng hoặc từng thôn rồi chọn từng tệp."
        )
    start = data[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    for magic, sentence in _OTHER_KINDS:
        if start.startswith(magic):
            raise MeasurementError(sentence)


def _decoded(data: bytes) -> str:
    """By its mark, by its zeros, as UTF-8, or else as old Windows wrote Vietnamese."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    start = data[:_LOOKED_AT]
    if start.count(0) > len(start) // 4:
        return data.decode("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _old_windows(data)


def _old_windows(data: bytes) -> str:
    """Windows-1258, or the letters of Latin-1 that old Vietnamese fonts drew as their own."""
    western = data.decode("latin-1")
    encoding = detect(western[:_LOOKED_AT].split("\n"))
    if encoding is not Encoding.UNICODE:
        return "\n".join(convert(line, encoding) for line in western.split("\n"))
    return data.decode("cp1258", "replace")
