"""What is known before the door opens: the household, its people, what they agreed to and could do last time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.consent import Consent
from cdtt_app.domain.household import Household
from cdtt_app.domain.person import FamilyRole, Person, age_band, polite_name
from cdtt_app.domain.team import Member

Levels = Mapping[str, Mapping[str, str]]  # person, question, answer


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitContext:
    """Everything a visit form is drawn against; it does not change while the form is open."""

    household: Household
    people: tuple[Person, ...]
    checklist: Checklist
    today: date
    members: tuple[Member, ...] = ()
    current: Member | None = None
    consent: Consent | None = None  # the answer in force before this visit
    consent_on: date | None = None  # its day, as the wall calendar here says
    last_levels: Levels = field(default_factory=dict)
    last_asked: date | None = None


def called(person: Person, year: int) -> str:
    """`Ông Dư`."""
    return polite_name(person, year)


def band_words(person: Person, year: int) -> str:
    """`35–59 tuổi`, or nothing when nobody asked."""
    band = age_band(person.born, year)
    return band.value if band else ""


def head_words(household: Household, people: tuple[Person, ...], year: int) -> str:
    """`Hộ ông Nông Văn Dư`; without the word when the head is not among the people."""
    head = next((p for p in people if p.role is FamilyRole.HEAD), None)
    word = polite_name(head, year).split(" ", 1)[0].lower() if head and " " in polite_name(head, year) else ""
    return " ".join(part for part in ("Hộ", word, household.head_name) if part)


def subtitle(household: Household, people: tuple[Person, ...], year: int) -> str:
    """`Hộ ông Nông Văn Dư · BG-004 · Cụm Nà Phiêng · 4 người`."""
    count = max(household.member_count or 0, len(people) + (household.children_count or 0))
    cluster = household.cluster
    if cluster and not cluster.casefold().startswith("cụm"):
        cluster = f"Cụm {cluster}"
    parts = (head_words(household, people, year), household.code, cluster, f"{count} người" if count else "")
    return " · ".join(part for part in parts if part)
