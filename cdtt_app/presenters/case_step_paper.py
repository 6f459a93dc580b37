"""The paper that goes with a step of a case: a PDF or a picture, known by its name and by how its content begins."""

from typing import Final

from cdtt_app.domain.attachment import MOST_BYTES
from cdtt_app.domain.vietnamese import format_number

_MB: Final = 1024 * 1024
_PDF, _JPEG, _PNG = "application/pdf", "image/jpeg", "image/png"
_SUFFIXES: Final = {"pdf": _PDF, "jpg": _JPEG, "jpeg": _JPEG, "png": _PNG}
_HEADS: Final = {_JPEG: b"\xff\xd8\xff", _PNG: b"\x89PNG\r\n\x1a\n"}
_PDF_HEAD, _PDF_REACH = b"%PDF-", 1024  # some programs write a few bytes before it
_NAMES: Final = {_PDF: "tệp PDF", _JPEG: "ảnh JPEG", _PNG: "ảnh PNG"}


class PaperError(ValueError):
    """A file that cannot go with a step; the text says in Vietnamese why and what to do."""


def paper_kind(name: str, body: bytes) -> str:
    """The kind as MIME says it. Raises PaperError."""
    stem, dot, suffix = name.rpartition(".")
    kind = _SUFFIXES.get(suffix.lower()) if stem and dot else None
    if kind is None:
        raise PaperError(f"Tệp {name} không phải PDF hay ảnh. Hãy chọn tệp .pdf, .jpg hoặc .png.")
    if not body:
        raise PaperError(f"Tệp {name} trống. Hãy chọn tệp khác.")
    if len(body) > MOST_BYTES:
        most = MOST_BYTES // _MB
        raise PaperError(f"Tệp {name} nặng hơn {most} MB nên không gửi đi được. Hãy chọn tệp nhẹ hơn.")
    if not _begins(kind, body):
        raise PaperError(f"Tệp {name} không phải {_NAMES[kind]} như tên của nó. Hãy mở thử tệp, rồi chọn tệp đúng.")
    return kind


def paper_words(name: str, size: int) -> str:
    """As it stands in the window: "tra-loi.pdf, 1,2 MB"."""
    told = f"{format_number(size / _MB, 1)} MB" if size >= _MB / 10 else f"{max(1, round(size / 1024))} kB"
    return f"{name}, {told}"


def _begins(kind: str, body: bytes) -> bool:
    if kind == _PDF:
        return _PDF_HEAD in body[:_PDF_REACH]
    return body.startswith(_HEADS[kind])
