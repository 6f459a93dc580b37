"""The page "Gửi & nhận" as one value: every figure on it comes from the one day book."""

from dataclasses import dataclass

from cdtt_app.domain.vietnamese import format_date_long
from cdtt_app.presenters.sync_asides import AsideValue, aside_value, tray_value
from cdtt_app.presenters.sync_days import DayBook, day_book
from cdtt_app.presenters.sync_facts import SyncFacts
from cdtt_app.presenters.sync_link import LinkValue, link_value
from cdtt_app.presenters.sync_machines import MachineRow, machine_rows
from cdtt_app.presenters.sync_parcels import ParcelValue, parcel_in, parcel_out
from cdtt_app.presenters.sync_state import state_value
from cdtt_app.presenters.sync_state_value import StateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncValue:
    """All that the page shows."""

    today: str
    state: StateValue
    book: DayBook
    link: LinkValue
    parcel_out: ParcelValue
    parcel_in: ParcelValue
    aside: AsideValue
    officer: bool
    tray: AsideValue
    machines: tuple[MachineRow, ...]
    machines_note: str


def sync_value(facts: SyncFacts) -> SyncValue:
    """The page."""
    today = facts.now.astimezone().date()
    book = day_book(facts.days, today)
    machines = machine_rows(facts.machines, facts.now)
    return SyncValue(
        today=format_date_long(today),
        state=state_value(facts, book),
        book=book,
        link=link_value(facts.attempts, facts.now),
        parcel_out=parcel_out(facts, book, today),
        parcel_in=parcel_in(facts, today),
        aside=aside_value(facts),
        officer=facts.officer,
        tray=tray_value(facts.tray),
        machines=machines,
        machines_note=f"{len(machines)} máy" if machines else "",
    )
