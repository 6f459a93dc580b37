"""A handout left with a household: which sheet, which version, when."""

from dataclasses import dataclass
from datetime import date

from cdtt_app.domain.ids import HamletId, HandoutGivenId, HouseholdId, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutGiven:
    """One sheet given to one household."""

    id: HandoutGivenId
    household_id: HouseholdId
    hamlet_id: HamletId
    topic: str
    given_on: date
    version: int = 1
    visit_id: VisitId | None = None
    deleted: str = ""
