"""A person of a household: a name to call them by, a band of birth years, a role. No ID number, no exact birthday."""

from dataclasses import dataclass
from enum import StrEnum

from cdtt_app.domain.ids import HamletId, HouseholdId, PersonId

NAMED_FROM_AGE = 16


class FamilyRole(StrEnum):
    """Relation to the head of the household; the value is the word shown."""

    HEAD = "chủ hộ"
    WIFE = "vợ"
    HUSBAND = "chồng"
    SON = "con trai"
    DAUGHTER = "con gái"
    CHILD = "con"
    DAUGHTER_IN_LAW = "con dâu"
    SON_IN_LAW = "con rể"
    FATHER = "cha"
    MOTHER = "mẹ"
    GRANDCHILD = "cháu"
    SIBLING = "anh chị em"
    OTHER = "người khác"


class Persona(StrEnum):
    """Groups of domain.md 3.3 that a checklist may ask about."""

    ELDER = "NCT"
    FARMER = "PN-ND"
    YOUTH = "TN"
    PUPIL = "HS"
    TRADER = "HKD"
    INTERPRETER = "DTTS"
    DISABLED = "NKT"
    CADRE = "CB"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBand:
    """Birth years, first and last included."""

    first: int
    last: int


class AgeBand(StrEnum):
    """Bands that are asked and shown; the value is the word shown."""

    CHILD = "dưới 16 tuổi"
    YOUNG = "16–34 tuổi"
    MIDDLE = "35–59 tuổi"
    OLD = "từ 60 tuổi"


_FIRST_AGE = {AgeBand.CHILD: 0, AgeBand.YOUNG: 16, AgeBand.MIDDLE: 35, AgeBand.OLD: 60}
_LAST_AGE = {AgeBand.CHILD: 15, AgeBand.YOUNG: 34, AgeBand.MIDDLE: 59, AgeBand.OLD: 99}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone of the household; `guardian` is filled only where under-16s are named with consent."""

    id: PersonId
    household_id: HouseholdId
    hamlet_id: HamletId
    name: str
    called: str = ""  # "Ông Dư"
    role: FamilyRole = FamilyRole.OTHER
    born: YearBand | None = None
    personas: tuple[Persona, ...] = ()
    phone: str = ""
    guardian: str = ""
    child_assents: bool = False
    position: int = 0  # order in the family
    vneid_confirmed: bool | None = None  # self-declared: this app does not certify
    deleted: str = ""


def years_of(band: AgeBand, year: int) -> YearBand:
    """Birth years of somebody who is in `band` in `year`."""
    return YearBand(first=year - _LAST_AGE[band], last=year - _FIRST_AGE[band])


def five_years_around(birth_year: int) -> YearBand:
    """The band of five years that hides the exact one: 1967 -> 1966-1970."""
    first = (birth_year - 1) // 5 * 5 + 1
    return YearBand(first=first, last=first + 4)


def age_in(born: YearBand, year: int) -> int:
    """Age in years, from the middle of the band."""
    return year - (born.first + born.last) // 2


def age_band(born: YearBand | None, year: int) -> AgeBand | None:
    """The band shown beside the name; None when nobody asked."""
    if born is None:
        return None
    age = age_in(born, year)
    return next(band for band in reversed(AgeBand) if age >= _FIRST_AGE[band])


def is_minor(born: YearBand | None, year: int) -> bool:
    """Whether the whole band is under 16: such a person is counted, not named."""
    return born is not None and year - born.first < NAMED_FROM_AGE


def naming_problem(person: Person, year: int, *, minors_enabled: bool) -> str | None:
    """Why this person may not be named, in a sentence, or None."""
    if not is_minor(person.born, year):
        return None
    if not minors_enabled:
        return "Người dưới 16 tuổi chỉ được đếm, không ghi tên. Hãy tăng số trẻ em của hộ."
    if not person.guardian or not person.child_assents:
        return "Ghi tên người dưới 16 tuổi cần tên người giám hộ và sự đồng ý của chính cháu."
    return None


_WORDS = {
    FamilyRole.WIFE: ("bà", "chị"),
    FamilyRole.DAUGHTER: ("bà", "chị"),
    FamilyRole.DAUGHTER_IN_LAW: ("bà", "chị"),
    FamilyRole.MOTHER: ("bà", "bà"),
    FamilyRole.HUSBAND: ("ông", "anh"),
    FamilyRole.SON: ("ông", "anh"),
    FamilyRole.SON_IN_LAW: ("ông", "anh"),
    FamilyRole.FATHER: ("ông", "ông"),
}


def polite_name(person: Person, year: int) -> str:
    """`Ông Dư`, `Chị Vân`: as said at the door, guessed from role, middle name and age when nobody wrote it."""
    if person.called:
        return person.called
    words = person.name.split()
    given = words[-1] if words else ""
    pair = _WORDS.get(person.role) or (("bà", "chị") if "thị" in person.name.casefold().split() else ("ông", "anh"))
    old = age_band(person.born, year) is AgeBand.OLD
    return f"{pair[0 if old else 1].capitalize()} {given}"
