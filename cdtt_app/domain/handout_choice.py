"""Which sheets this family needs: by the skills its people lack, their ages, their devices, what they have already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Household, Signal
from cdtt_app.domain.person import AgeBand, Person, age_band, age_in
from cdtt_app.domain.skills import level_of

MOST_SHEETS: Final = 3
_ENOUGH: Final = 3  # "tự làm được"
_UNASKED_LACK: Final = 0.3  # nobody asked: perhaps
_GIVEN_BEFORE: Final = 0.5  # an older version lies in the house
_LACKING: Final = frozenset({Signal.NONE, Signal.UNSTEADY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What is known of the household: levels by person and question, sheets it was given."""

    household: Household
    people: Sequence[Person]
    levels: Mapping[str, Mapping[str, str]]
    given: Sequence[HandoutGiven]
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A sheet for the family: how many of its people lack what it teaches, and whether large print helps."""

    handout: Handout
    lacking: int
    large: bool
    has_older: bool


def suggestions(handouts: Sequence[Handout], family: Family, *, most: int = MOST_SHEETS) -> tuple[Suggestion, ...]:
    """The sheets that help most, the most needed first; never one that lies in the house in this version."""
    found = [(need, place, handout) for place, handout in enumerate(handouts) if (need := _need(handout, family)) > 0]
    found.sort(key=lambda each: (-each[0], each[1]))
    return tuple(_suggestion(handout, family) for _, _, handout in found[:most])


def wants_large_print(family: Family) -> bool:
    """Whether somebody of 60 or more lives there."""
    return any(age_band(person.born, family.year) is AgeBand.OLD for person in family.people)


def _suggestion(handout: Handout, family: Family) -> Suggestion:
    return Suggestion(
        handout=handout,
        lacking=sum(_lacks(handout, family, person) for person in _concerned(handout, family)),
        large=wants_large_print(family),
        has_older=_given_version(handout, family) > 0,
    )


def _need(handout: Handout, family: Family) -> float:
    newest = _given_version(handout, family)
    if newest >= handout.version or not _fits(handout, family):
        return 0.0
    if handout.for_places_without_signal:
        return 1.5 if _LACKING & set(family.household.connection.signal.values()) else 0.0
    need = sum(_lack(handout, family, person) for person in _concerned(handout, family))
    return need * (_GIVEN_BEFORE if newest else 1.0)


def _fits(handout: Handout, family: Family) -> bool:
    smartphones = family.household.connection.smartphones
    return not (handout.needs_smartphone and smartphones == 0)


def _concerned(handout: Handout, family: Family) -> list[Person]:
    return [
        person
        for person in family.people
        if (person.born is None or age_in(person.born, family.year) >= handout.from_age)
        and (not handout.personas or set(handout.personas) & set(person.personas))
    ]


def _lack(handout: Handout, family: Family, person: Person) -> float:
    """How much of what the sheet teaches this person is known, or likely, not to have; 0 to 1."""
    levels = _levels(handout, family, person)
    lack = sum(_UNASKED_LACK if level is None else float(level < _ENOUGH) for level in levels)
    return lack / len(levels) if levels else 0.0


def _lacks(handout: Handout, family: Family, person: Person) -> bool:
    """Whether some of it is known to be missing."""
    return any(level is not None and level < _ENOUGH for level in _levels(handout, family, person))


def _levels(handout: Handout, family: Family, person: Person) -> list[int | None]:
    answers = family.levels.get(person.id, {})
    return [level_of(answers.get(skill, "")) for skill in handout.skills]


def _given_version(handout: Handout, family: Family) -> int:
    """The newest version of it that lies in the house; 0 when none does."""
    return max(
        (given.version for given in family.given if given.topic == handout.topic and not given.deleted), default=0
    )
