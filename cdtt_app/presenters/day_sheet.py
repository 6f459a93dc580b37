"""One day of the day book, in words: for the screen of a terminal and for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cdtt_app.documents.day_sheet_pdf import DaySheet, SheetRow
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.where_words import WHERE_WORDS
from cdtt_app.storage.receipts import short_number
from cdtt_app.storage.whereabouts import DayCount, VisitWhere, Where, count_of

_UNKNOWN: Final = "hộ đã rời sổ"
_NOTE: Final = "Ghi sóng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose day it is: hamlet, person, machine."""

    place: str
    person: str
    machine: str


def headline(count: DayCount) -> str:
    """`18 ghi, 18 tỉnh đã nhận 17:42`; what is not received is said too."""
    at, here, sent = count.last_received_at, count.recorded - count.sent, count.sent - count.received
    local = at.astimezone() if at is not None else None
    moment = "" if local is None else f" {local:%H:%M}" if local.date() == count.day else f" {local:%H:%M %d/%m}"
    parts = (
        f"{count.recorded} ghi",
        f"{count.received} tỉnh đã nhận{moment}",
        f"trong đó {count.aside} để riêng" if count.aside else "",
        f"{sent} chờ tỉnh báo" if sent else "",
        f"{here} trên máy này" if here else "",
    )
    return ", ".join(part for part in parts if part)


def receipt_number(visit: VisitWhere) -> str:
    """`7F3A-91C2`: of the visit's place in the machine's log; blank until it was signed for."""
    return short_number(visit.hash) if visit.where >= Where.RECEIVED else ""


def day_rows(day: date, visits: Sequence[VisitWhere], homes: Mapping[HouseholdId, Household]) -> tuple[SheetRow, ...]:
    """The sheets of a day, one line each."""
    return tuple(_row(day, visit, homes.get(visit.household_id)) for visit in visits)


def _row(day: date, visit: VisitWhere, home: Household | None) -> SheetRow:
    received = visit.received_at.astimezone() if visit.received_at is not None else None
    moment = "" if received is None else f"{received:%H:%M}" if received.date() == day else f"{received:%H:%M %d/%m}"
    return SheetRow(
        time=f"{visit.recorded_at.astimezone():%H:%M}",
        code=home.code if home else "",
        head=_head(visit, home),
        state=WHERE_WORDS[visit.where],
        received=moment,
        receipt=receipt_number(visit),
    )


def _head(visit: VisitWhere, home: Household | None) -> str:
    """Whose home, or which spot without signal."""
    if visit.spot is None:
        return home.head_name if home else _UNKNOWN
    return f"{_NOTE}: {home.head_name if home else visit.spot}".removesuffix(": ")


def day_sheet(
    day: date,
    visits: Sequence[VisitWhere],
    homes: Mapping[HouseholdId, Household],
    whose: Whose,
    *,
    genuine: bool | None,
    now: datetime,
) -> DaySheet:
    """The paper; `genuine` says whether every signature was the province's, None when there is none yet."""
    return DaySheet(
        day=day,
        headline=headline(count_of(day, visits)),
        place=whose.place,
        person=whose.person,
        machine=whose.machine,
        rows=day_rows(day, visits, homes),
        checked=signature_words(genuine),
        printed_at=now.astimezone(),
    )


def signature_words(genuine: bool | None) -> str:
    """What came of checking the province's signatures."""
    if genuine is None:
        return "Chưa có biên nhận nào của tỉnh trên máy này."
    if genuine:
        return "Máy đã kiểm chữ ký của tỉnh trên các biên nhận: đúng."
    return "Có biên nhận mang chữ ký KHÔNG phải của tỉnh. Hãy báo cán bộ xã ngay."
