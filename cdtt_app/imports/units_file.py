"""Reads the provinces and communes that come with the program: resources/units/*.json.

A former unit is one row: old code, kind, name and, for a commune, the code of its district in `districts`.
"""

import json
from pathlib import Path
from typing import Any

from cdtt_app.domain.units import Commune, FormerName, Province, UnitRegister, unit_register


class UnitsFileError(Exception):
    """The unit files are missing or damaged; the message says in Vietnamese what to do."""


def load_units(folder: Path) -> UnitRegister:
    """The register kept in `provinces.json` and `communes.json`; UnitsFileError when they cannot be used."""
    try:
        provinces, communes = (_content(folder / name) for name in ("provinces.json", "communes.json"))
        if provinces["version"] != communes["version"]:
            raise ValueError(f"provinces {provinces['version']}, communes {communes['version']}")
        register = unit_register(
            str(communes["version"]),
            [_province(row) for row in provinces["provinces"]],
            [_commune(row, communes["districts"]) for row in communes["communes"]],
        )
        _refuse_twins(register)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnitsFileError(
            f"Không đọc được danh mục xã, tỉnh trong thư mục “{folder}”: tệp bị thiếu hoặc bị hỏng. "
            "Hãy cài lại phần mềm; dữ liệu đã nhập vẫn còn nguyên.",
        ) from error
    return register


def _content(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _province(row: dict[str, Any]) -> Province:
    former = tuple(FormerName(code=code, kind=kind, name=name) for code, kind, name in row["former"])
    return Province(code=_code(row["code"], 2), name=_name(row["name"]), former_names=former)


def _commune(row: dict[str, Any], districts: dict[str, list[str]]) -> Commune:
    return Commune(
        code=_code(row["code"], 5),
        name=_name(row["name"]),
        province_code=row["province"],
        former_names=tuple(_former(former, districts) for former in row["former"]),
    )


def _former(row: list[str], districts: dict[str, list[str]]) -> FormerName:
    code, kind, name, district = row
    district_name, province = districts[district] if district else ("", "")
    return FormerName(code=code, kind=kind, name=name, district=district_name, province=province)


def _code(code: str, length: int) -> str:
    if len(code) != length or not (code.isascii() and code.isdigit()):
        raise ValueError(code)
    return code


def _name(name: str) -> str:
    if not name.strip():
        raise ValueError(name)
    return name


def _refuse_twins(register: UnitRegister) -> None:
    for codes in ([unit.code for unit in register.provinces], [unit.code for unit in register.communes]):
        if len(set(codes)) != len(codes):
            raise ValueError("a code stands twice")
