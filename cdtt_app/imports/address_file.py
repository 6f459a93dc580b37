"""Reads the register of addresses and hotlines, and the province's own app: resources/province/*.json."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from cdtt_app.domain.address_register import Address, AddressKind, address_problem
from cdtt_app.domain.province_app import ProvinceApp
from cdtt_app.imports.json_faults import fault_of

_COMMON: Final = "default"


class AddressFileError(Exception):
    """A province's file cannot be used; the message says in Vietnamese which one, and why."""


class _AddressForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    kind: AddressKind
    value: str
    label: str
    about: str = ""
    said_on: date
    source: str

    def address(self) -> Address:
        return Address(
            id=self.id,
            kind=self.kind,
            value=self.value,
            label=self.label,
            about=self.about,
            said_on=self.said_on,
            source=self.source,
        )


class _AppForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    name: str
    search: str
    about: str = ""
    addresses: tuple[str, ...] = ()
    said_on: date
    source: str

    def app(self) -> ProvinceApp:
        return ProvinceApp(
            name=self.name,
            search=self.search,
            about=self.about,
            addresses=self.addresses,
            said_on=self.said_on,
            source=self.source,
        )


class _PackForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    about: str = ""
    coverage: msgspec.Raw = msgspec.Raw()  # imports/province_pack.py reads that
    addresses: tuple[_AddressForm, ...] = ()
    province_app: _AppForm | None = None


def load_addresses(folder: Path, province: str) -> tuple[Address, ...]:
    """The common register with a province's entries laid over it, by its two-digit code; "" for the common one."""
    register = {address.id: address for path in _paths(folder, province) for address in _addresses(path)}
    return tuple(register.values())


def load_province_app(folder: Path, province: str) -> ProvinceApp | None:
    """The app that people of this province use; None where nobody has said which."""
    app = None
    for path in _paths(folder, province):
        form = _pack(path).province_app
        app = form.app() if form is not None else app
    if app is not None:
        known = {address.id for address in load_addresses(folder, province)}
        unknown = [each for each in app.addresses if each not in known]
        if unknown:
            raise _refused(_paths(folder, province)[-1], f"province_app ghi địa chỉ “{unknown[0]}”, sổ không có")
    return app


def _paths(folder: Path, province: str) -> tuple[Path, ...]:
    own = folder / f"{province}.json"
    return (folder / f"{_COMMON}.json", *([own] if province and own.exists() else []))


def _pack(path: Path) -> _PackForm:
    try:
        pack = msgspec.json.decode(path.read_bytes(), type=_PackForm)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise _refused(path, fault_of(error)) from error
    if pack.province_app is not None and not (pack.province_app.name.strip() and pack.province_app.search.strip()):
        raise _refused(path, "province_app thiếu tên (name) hoặc chữ để tìm (search)")
    return pack


def _addresses(path: Path) -> list[Address]:
    addresses = [form.address() for form in _pack(path).addresses]
    for fault in _faults(addresses):
        raise _refused(path, fault)
    return addresses


def _faults(addresses: list[Address]) -> Iterator[str]:
    seen: set[str] = set()
    for address in addresses:
        if address.id in seen:
            yield f"có hai địa chỉ cùng mã “{address.id}”"
        seen.add(address.id)
        for name in ("id", "label", "source"):
            if not getattr(address, name).strip():
                yield f"địa chỉ “{address.id}” thiếu mục “{name}”"
        if not unicodedata.is_normalized("NFC", address.label + address.about):
            yield f"địa chỉ “{address.id}” có chữ gõ theo lối tổ hợp, phải là Unicode dựng sẵn"
        problem = address_problem(address)
        if problem is not None:
            yield f"địa chỉ “{address.id}”: {problem.rstrip('.')}"


def _refused(path: Path, fault: str) -> AddressFileError:
    return AddressFileError(
        f"Sổ địa chỉ “{path.name}” chưa dùng được: {fault}. Hãy sửa tệp ấy hoặc cài lại phần mềm; dữ liệu vẫn nguyên."
    )
