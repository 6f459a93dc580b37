"""A household as a visit sheet of paper may show it: only what it agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cdtt_app.domain.consent import Consent
from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHome:
    """The household, its people, the answer in force with its day, the last levels it agreed to keep."""

    household: Household
    people: tuple[Person, ...] = ()
    consent: Consent | None = None
    consent_on: date | None = None
    last_levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # person, question, answer
