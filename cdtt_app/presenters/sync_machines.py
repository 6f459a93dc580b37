"""The machines of the commune and their last contact, as an officer reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cdtt_app.domain.vietnamese import collation_key
from cdtt_app.presenters.sync_days import clock_words
from cdtt_app.presenters.sync_facts import Machine

SILENT_FROM: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineRow:
    """One machine: name, who holds it, last contact, and a warning (also in fewer words) where there is one."""

    name: str
    holder: str
    last: str
    warning: str
    short: str


def machine_rows(machines: Sequence[Machine], now: datetime) -> tuple[MachineRow, ...]:
    """The machines, those silent longest first, those no longer in use last."""

    def order(machine: Machine) -> tuple[bool, float, str]:
        seen = machine.last_at.timestamp() if machine.last_at is not None else 0.0
        return machine.ended, seen, collation_key(machine.name)

    return tuple(_machine(each, now) for each in sorted(machines, key=order))


def _machine(machine: Machine, now: datetime) -> MachineRow:
    last = clock_words(machine.last_at, now) if machine.last_at is not None else "chưa lần nào"
    warning, short = _warning(machine, now)
    return MachineRow(name=machine.name, holder=machine.holder, last=last, warning=warning, short=short)


def _warning(machine: Machine, now: datetime) -> tuple[str, str]:
    if machine.ended:
        return "thôi dùng", "thôi dùng"
    if machine.last_at is None:
        return "chưa nối", "chưa nối"
    silent = now - machine.last_at
    days = f"{silent.days} ngày"
    return (f"{days} chưa thấy", days) if silent >= SILENT_FROM else ("", "")
