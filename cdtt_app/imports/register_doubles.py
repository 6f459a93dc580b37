"""Is this household in the list a second time? Two households of one name are common; one household twice is too."""

import hashlib
from enum import StrEnum

from cdtt_app.domain.vietnamese import fold
from cdtt_app.imports.register_types import RegisterHousehold


class Likeness(StrEnum):
    """How a household resembles an earlier one."""

    SAME = "same"
    SAME_CODE = "same_code"  # but another head: one of the codes is mistyped
    SAME_NAME = "same_name"  # and nothing that tells them apart or proves them one


class KeptHouseholds:
    """Remembers the households of one file and finds the earlier one that a new one resembles."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[RegisterHousehold]] = {}
        self._by_name: dict[str, list[RegisterHousehold]] = {}

    def like(self, household: RegisterHousehold) -> tuple[RegisterHousehold, Likeness] | None:
        """The earlier household that this one resembles most, or None."""
        for earlier in self._by_code.get(fold(household.code), ()):
            if not _differ(earlier.hamlet, household.hamlet):
                same = fold(earlier.head_name) == fold(household.head_name)
                return earlier, Likeness.SAME if same else Likeness.SAME_CODE
        alike = None
        for earlier in self._by_name.get(fold(household.head_name), ()):
            likeness = _likeness(earlier, household)
            if likeness is Likeness.SAME:
                return earlier, likeness
            if likeness and alike is None:
                alike = earlier, likeness
        return alike

    def add(self, household: RegisterHousehold) -> None:
        """Remember a household that is kept."""
        if household.code:
            self._by_code.setdefault(fold(household.code), []).append(household)
        self._by_name.setdefault(fold(household.head_name), []).append(household)


def fingerprint(household: RegisterHousehold) -> str:
    """Hash all that the file tells of the household; give it with its children, so that the day plays no part."""
    told = (household.code, household.head_name, household.hamlet, household.cluster, household.address)
    more = (household.phone, household.digital_address, household.note, str(household.member_count))
    people = sorted(f"{fold(p.name)}|{fold(p.relation)}|{p.birth_text}" for p in household.people)
    content = "\n".join((*(fold(text) if text else "" for text in (*told, *more)), *people))
    return hashlib.sha256(content.encode()).hexdigest()


def numbered(print_of_first: str, count: int) -> str:
    """The fingerprint of the count-th household of one content."""
    return hashlib.sha256(f"{print_of_first} {count}".encode()).hexdigest()


def _likeness(earlier: RegisterHousehold, household: RegisterHousehold) -> Likeness | None:
    if _differ(earlier.hamlet, household.hamlet) or (earlier.code and household.code):
        return None
    pairs = [(earlier.address, household.address), (_head_birth(earlier), _head_birth(household))]
    if any(_differ(*pair) for pair in pairs):
        return None
    pairs.append((earlier.phone, household.phone))
    proven = any(fold(one) == fold(other) != "" for one, other in pairs)
    return Likeness.SAME if proven else Likeness.SAME_NAME


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and fold(one) != fold(other)


def _head_birth(household: RegisterHousehold) -> str:
    return household.people[0].birth_text if household.people else ""
