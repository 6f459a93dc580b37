"""What pages stand on: the data, the clock, background work, the ways to other pages. Handed down, never looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.services.undo import Saved
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile
from cdtt_app.ui.changes import Changes
from cdtt_app.ui.sender import Sender
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme, Tone

if TYPE_CHECKING:
    from cdtt_app.domain.checklist import Checklist
    from cdtt_app.domain.units import UnitRegister


class StartVisit(Protocol):
    """Opens the visit form of a household; with a sheet of paper, to key that in."""

    def __call__(self, household: HouseholdId, sheet: PaperSheetId | None = None, /) -> None:
        """Lead the person there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where a page may send the person; the composition root fills these in."""

    open_household: Callable[[HouseholdId], None]
    start_visit: StartVisit
    note_coverage: Callable[[HouseholdId | None], None]  # a new coverage note, at this household or anywhere
    open_handouts: Callable[[HouseholdId | None], None]  # sheets for this household, or for everybody
    open_page: Callable[[str], None]
    say: Callable[[str, Tone], None]
    saved: Callable[[str, Saved], None]  # says the sentence and offers "Hoàn tác"
    rebuild: Callable[[], None]  # after the text size changed: the windows are made anew
    import_register: Callable[[], None]
    lock: Callable[[], None]
    restore: Callable[[Path, str], None]  # a backup file and the PIN it was made under; closes and reopens the data
    practise: Callable[[bool], None]  # into the practice hamlet, or back to the real data


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One open profile with everything a page needs."""

    db: Database
    profile: Profile
    theme: Theme
    tasks: Tasks
    changes: Changes
    units: "Callable[[], UnitRegister]"
    checklist: "Callable[[], Checklist]"
    practice: bool
    ways: Ways
    sender: Sender

    def today(self) -> date:
        """The date on the wall."""
        return self.db.now().astimezone().date()
