"""What a register may hold that this programme does not take in: ID numbers, ethnicity, faith, poverty, health."""

import re
from collections.abc import Sequence
from typing import Final

from cdtt_app.imports.register_columns import Field, guess_field, header_words

_ID_REASON: Final = (
    "Cột này là số giấy tờ tuỳ thân. Sổ tay không cần và không ghi số căn cước, CMND, thẻ BHYT, mã số thuế, "
    "số tài khoản."
)
_LOOKS_LIKE_ID: Final = (
    "Các số trong cột này giống số căn cước hoặc CMND nên không được ghi vào sổ tay. "
    "Nếu đây là số khác, hãy nói rõ cột này là gì."
)
_SENSITIVE_REASON: Final = (
    "Cột này là dữ liệu cá nhân nhạy cảm ({what}). Sổ tay không lấy từ bảng vào khi người dân chưa đồng ý."
)
_ID_HEADER: Final = re.compile(
    r"\b(cccd|cmnd|cmt|cmtnd|cm nd|can cuoc|chung minh|so dinh danh|ma dinh danh(?! (ho|dia chi))|dinh danh ca nhan"
    r"|ddcn|ho chieu|passport|bhyt|bhxh|(so|the) bao hiem|bao hiem (y te|xa hoi)|ma so thue|mst|giay khai sinh"
    r"|so tai khoan|tai khoan ngan hang)\b"
)
_SENSITIVE_HEADERS: Final = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        (r"\bdan toc\b|^dt$", "dân tộc"),
        (r"\bton giao\b", "tôn giáo"),
        (r"\b(ngheo|phan loai ho|dien ho)\b", "hộ nghèo, cận nghèo"),
        (r"\b(khuyet tat|suc khoe|benh|thuong tat)\b", "sức khoẻ"),
        (r"\b(chinh sach|bao tro|tien an|tien su|mat khau)\b", "đời sống riêng tư"),
    )
)
_SENSITIVE_NOTE: Final = re.compile(
    r"\b(ngheo|dan toc|ton giao|khuyet tat|tam than|hiv|ung thu|benh|tien an|nghien|ly hon|chinh sach|mat khau)\b"
)
_ID_IN_TEXT: Final = re.compile(
    r"(?<!\d)(?:\d{12}|\d{3}([ .-])\d{3}\1\d{3}\1\d{3}|\d{4}([ .-])\d{4}\2\d{4})(?!\d)"
    r"|\b[A-Z]{2}\s?\d{13}\b"
)
_ID_AFTER_ITS_NAME: Final = re.compile(
    r"((?:cmnd|cccd|cmt|căn cước|chứng minh)\D{0,12})\d[\d .]{7,14}\d", re.IGNORECASE
)
_MASK: Final = "(đã che số giấy tờ)"
_MOSTLY: Final = 0.5
_FREE_TEXT: Final = frozenset((Field.NOTE, Field.DIGITAL_ADDRESS))


def refusal(header: str, values: Sequence[str], *, field: Field | None, chosen: bool) -> str:
    """Why this column is not taken in, as a sentence; empty when it may be.

    `chosen` says that a person gave the field. That outweighs the words of the header (a list of "chủ hộ nghèo" has
    names too), but never the numbers under it, and it does not open the note for what the header forbids.
    """
    if field is Field.IGNORE and chosen:
        return ""
    by_header = _refused_header(header)
    if by_header and (not chosen or field in _FREE_TEXT):
        return by_header
    known_address = field is Field.DIGITAL_ADDRESS and guess_field(header) is field
    if not known_address and _looks_like_ids(values, field):
        return by_header or _LOOKS_LIKE_ID
    return ""


def is_refused_header(header: str) -> bool:
    """Whether the words of this header alone forbid its column."""
    return bool(_refused_header(header))


def mask_ids(text: str) -> str:
    """The text with every ID number in it covered."""
    if len(text) < 9 or sum(map(str.isdigit, text)) < 9:
        return text
    return _ID_AFTER_ITS_NAME.sub(rf"\1{_MASK}", _ID_IN_TEXT.sub(_MASK, text))


def is_sensitive_note(text: str) -> bool:
    """Whether a free remark speaks of what the register must not carry over."""
    return bool(_SENSITIVE_NOTE.search(header_words(text)))


def _refused_header(header: str) -> str:
    words = header_words(header)
    if _ID_HEADER.search(words):
        return _ID_REASON
    found = (what for pattern, what in _SENSITIVE_HEADERS if pattern.search(words))
    what = next(found, "")
    return _SENSITIVE_REASON.format(what=what) if what else ""


def _looks_like_ids(values: Sequence[str], field: Field | None) -> bool:
    filled = [value for value in values if value]
    return bool(filled) and sum(_id_like(value, field) for value in filled) > _MOSTLY * len(filled)


def _id_like(value: str, field: Field | None) -> bool:
    digits = re.sub(r"[\s.\-']", "", value)
    if not digits.isdecimal():
        return False
    if len(digits) == 12:
        return True
    if field in {Field.PHONE, Field.HOUSEHOLD_CODE, Field.ROW_NUMBER}:
        return False  # a book of the old kind has nine digits, a phone without its first 0 too
    # A number cell loses the leading zeros: a twelve-digit number of Hà Nội is left with ten digits.
    return len(digits) == 9 or (len(digits) in {10, 11} and not digits.startswith(("0", "84")))
