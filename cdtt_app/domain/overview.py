"""A household at a glance: what lists, strips and sheets show of it."""

from dataclasses import dataclass

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person
from cdtt_app.domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdOverview:
    """A household with its people, how it stands, and the best person's count of the five skills (CV 3240)."""

    household: Household
    people: tuple[Person, ...]
    standing: Standing
    five_skills: int

    @property
    def size(self) -> int:
        """People in the household: as the register says, or those who are named and counted here."""
        return max(self.household.member_count or 0, len(self.people) + (self.household.children_count or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdStanding:
    """A household on the list of the day: how many live there and how it stands."""

    household: Household
    size: int
    standing: Standing
