"""What was done to records, one event for each operation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One operation; events come in the order of the log, own ones that wait last. Times are aware."""

    kind: str
    record: str  # its id
    at: datetime  # by the clock of the machine
    person: str  # "Chị Mai"
    machine: str  # "máy thôn Bản Khẻ"
    changes: tuple[Change, ...]
    received_at: datetime | None = None  # by the province
    vouched_at: datetime | None = None  # the last time of the province that the machine knew
    kept_aside: tuple[str, ...] = ()  # fields whose value did not come to stand
    mine: bool = False
    waiting: bool = False  # not sent yet
    late_of: str = ""  # whose late work an officer took in by this
