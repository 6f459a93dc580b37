"""What a command printed, and visit files to give it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

PIN = "482913"
ID = "0193a1c2-7d4e-7c10-9f2b-5d0e8a4c6b11"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document


Cdtt = Callable[..., Said]


def today() -> date:
    """The day on this machine's wall."""
    return datetime.now(UTC).astimezone().date()


def a_visit(**fields: object) -> dict[str, Any]:
    """A visit file that is in order."""
    return {
        "household": "BG-004",
        "date": today().isoformat(),
        "people": [{"name": "Nông Văn Dư", "answers": {"A1": 2, "F1": "na"}, "observed": ["A1"]}],
        "consent": {"granted": ["luot_tham_ky_nang"], "method": "ky_giay"},
        **fields,
    }
