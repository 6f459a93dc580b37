"""One household and the sheets it is to get."""

from dataclasses import dataclass
from datetime import date

from cdtt_app.domain.handout_choice import Suggestion
from cdtt_app.domain.household import Household


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSheets:
    """The household, what is suggested for it, and when the team comes again."""

    household: Household
    suggestions: tuple[Suggestion, ...] = ()
    next_visit: date | None = None
    large: bool = False  # somebody of 60 or more lives there
