"""Paper that comes back: a visit sheet printed for a household, out until somebody has keyed it in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cdtt_app.domain.ids import HamletId, HouseholdId, MemberId, PaperSheetId, VisitId
from cdtt_app.domain.short_code import code_of


class SheetState(StrEnum):
    """Where a printed sheet is."""

    OUT = "con_ngoai"
    ENTERED = "da_go"
    CALLED_OFF = "bo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet:
    """One printed visit sheet; a blank one has no household. `run_on` is the evening it was printed for."""

    id: PaperSheetId
    hamlet_id: HamletId
    printed_at: datetime
    run_on: date
    household_id: HouseholdId | None = None
    printed_by: MemberId | None = None
    place: int = 0  # 4 of 18
    places: int = 0
    visit_id: VisitId | None = None  # the visit that was keyed in from it
    called_off: str = ""  # why nobody will key it in
    deleted: str = ""


def sheet_state(sheet: PaperSheet) -> SheetState:
    """Whether it still has to come back."""
    if sheet.visit_id is not None:
        return SheetState.ENTERED
    return SheetState.CALLED_OFF if sheet.called_off else SheetState.OUT


def sheet_code(sheet: PaperSheet) -> str:
    """The six characters on it."""
    return code_of(sheet.id)
