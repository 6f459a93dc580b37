"""A province's own figures: `resources/province/<code>.json` laid over `default.json`."""

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from cdtt_app.domain.coverage_rules import CoverageRules

DEFAULT: Final = "default"


class ProvincePackError(Exception):
    """A pack is missing or damaged; the message says in Vietnamese what to do."""


def load_coverage_rules(folder: Path, province: str) -> CoverageRules:
    """The rules of a province, by its two-digit code; what its pack does not say stands in the common one."""
    own = folder / f"{province}.json"
    try:
        told = _coverage(folder / f"{DEFAULT}.json") | (_coverage(own) if province and own.exists() else {})
        return msgspec.convert(told, CoverageRules)
    except (OSError, ValueError, TypeError) as error:
        raise ProvincePackError(
            "Không đọc được gói số liệu của tỉnh: tệp bị thiếu hoặc bị hỏng. Hãy cài lại phần mềm; dữ liệu vẫn nguyên."
        ) from error


def _coverage(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")).get("coverage", {}))
