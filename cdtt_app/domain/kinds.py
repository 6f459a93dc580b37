"""The kinds of record that are logged and travel: one row here makes an entity known to storage and sync."""

from dataclasses import dataclass
from typing import Any

from cdtt_app.domain.address_register import AddressCheck
from cdtt_app.domain.consent import Consent
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CaseStep, CoverageCase
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_edition import HandoutEdition
from cdtt_app.domain.household import Household
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.domain.person import Person
from cdtt_app.domain.team import Member, Team
from cdtt_app.domain.visit import Visit

_OfFamilies = Household | Person | Visit | Consent | HandoutGiven | PaperSheet
_OfPlaces = Hamlet | Team | Member | CoverageNote | CoverageCase | CaseStep | HandoutEdition | AddressCheck
Entity = _OfFamilies | _OfPlaces

# Raised whenever an entity's fields change; a change waiting to be sent keeps the number it was made under.
SCHEMA = 1

SCOPE_FIELD = "hamlet_id"  # of every kind but the hamlet itself: writing another hamlet into it moves the record


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name on the wire and as a table, its class, and the field naming its parent."""

    name: str
    cls: type[Any]
    parent: str = ""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("hamlet", Hamlet),
        Kind("team", Team, "hamlet_id"),
        Kind("member", Member, "team_id"),
        Kind("household", Household, "hamlet_id"),
        Kind("person", Person, "household_id"),
        Kind("visit", Visit, "household_id"),
        Kind("consent", Consent, "household_id"),
        Kind("handout_given", HandoutGiven, "household_id"),
        Kind("coverage_note", CoverageNote, "household_id"),
        Kind("coverage_case", CoverageCase, "hamlet_id"),
        Kind("case_step", CaseStep, "case_id"),
        Kind("handout_edition", HandoutEdition, "hamlet_id"),
        Kind("address_check", AddressCheck, "hamlet_id"),
        Kind("paper_sheet", PaperSheet, "household_id"),
    )
}
_BY_CLASS = {kind.cls: kind for kind in KINDS.values()}


def kind_of(entity: Entity) -> Kind:
    """The kind of an entity."""
    return _BY_CLASS[type(entity)]


def scope_of(entity: Entity) -> str:
    """The hamlet that the record belongs to: what a team may see and send."""
    return entity.id if isinstance(entity, Hamlet) else entity.hamlet_id


def parent_of(entity: Entity) -> str | None:
    """The record it hangs on; a soft link, which may arrive later than its child."""
    name = kind_of(entity).parent
    return getattr(entity, name) if name else None
