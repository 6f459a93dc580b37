"""A conflict as it is asked about: one field of one record, and every value that was claimed for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cdtt_app.domain.consent import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """Which record it is: its household's head, code and hamlet, its own fields as they stand, what was agreed to."""

    kind: str
    id: str
    head_name: str = ""
    code: str = ""
    hamlet: str = ""  # "thôn Bản Khẻ"
    fields: Mapping[str, Any] = field(default_factory=dict)
    granted: frozenset[Purpose] = frozenset(Purpose)  # by the household, today


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one machine wrote into the field, who sat before it, and when."""

    value: Any
    person: str
    machine: str  # "máy thôn Bản Khẻ", "máy xã"
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of one record with every value claimed for it; `current` is the place of the one that stands."""

    record: RecordFacts
    field: str
    claims: tuple[Claim, ...]
    current: int = 0
