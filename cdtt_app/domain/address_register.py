"""Addresses and hotlines that handouts print: data with a date, unverified until somebody of the commune tried them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from cdtt_app.domain.ids import AddressCheckId, HamletId, MemberId

_SHORTENERS: Final = frozenset(
    {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "cutt.ly", "is.gd", "by.com.vn", "shorten.asia", "rb.gy", "s.id"}
)
_PERSONAL_QR: Final = re.compile(r"^\s*0002(01|02)\d", re.ASCII)  # EMVCo, as VietQR: 000201...
_PORTAL: Final = "dichvucong.gov.vn"


class AddressKind(StrEnum):
    """What it is."""

    PAGE = "trang"
    PHONE = "so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One entry: `value` is an https address or a number; `said_on`: the day it was written down."""

    id: str
    kind: AddressKind
    value: str
    label: str
    about: str = ""
    said_on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCheck:
    """Somebody of the commune opened or called it: good for that very value only."""

    id: AddressCheckId
    hamlet_id: HamletId
    address: str  # id in the register
    value: str
    checked_on: date
    checked_by: MemberId | None = None
    deleted: str = ""


def address_problem(address: Address) -> str | None:
    """Why it may not be printed, as a sentence; None when it may."""
    if address.kind is AddressKind.PHONE:
        digits = re.sub(r"[\s.]", "", address.value)
        good = digits.isdigit() and 3 <= len(digits) <= 11
        return None if good else f"“{address.value}” không phải số điện thoại. Hãy sửa lại."
    return page_problem(address.value)


def page_problem(value: str) -> str | None:
    """Why this may not stand in a square code, as a sentence; None when it may."""
    if _PERSONAL_QR.match(value):
        return "Đây là mã nhận tiền của một người. Tờ hướng dẫn không in mã nhận tiền cá nhân."
    parts = urlsplit(value.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme.lower() != "https" or "." not in host or parts.username or any(c.isspace() for c in value.strip()):
        return f"“{value}” chưa phải địa chỉ https đầy đủ. Hãy ghi cả https:// ở đầu."
    if host in _SHORTENERS:
        return "Không in địa chỉ rút gọn: người dân không biết nó dẫn đi đâu. Hãy ghi địa chỉ đầy đủ."
    if "dichvucong" in host and host != _PORTAL:
        return f"Dịch vụ công chỉ in {_PORTAL}. Các cổng khác đã thôi dùng."
    return None


def printed(address: Address) -> str:
    """As people read and type it: without https:// and the slash at the end."""
    return re.sub(r"^https://(www\.)?", "", address.value, flags=re.IGNORECASE).rstrip("/")


def is_checked(address: Address, checks: Iterable[AddressCheck]) -> AddressCheck | None:
    """The newest check of this very value."""
    fitting = (c for c in checks if c.address == address.id and c.value == address.value and not c.deleted)
    return max(fitting, key=lambda check: (check.checked_on, check.id), default=None)


def by_id(addresses: Iterable[Address]) -> Mapping[str, Address]:
    """The register as a table."""
    return {address.id: address for address in addresses}
