"""The form of a household: one frozen value, as typed; every change makes a new one by a function of this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from cdtt_app.domain.household import Barrier, Internet, Network, Power, Signal
from cdtt_app.domain.ids import HamletId, HouseholdId, PersonId
from cdtt_app.domain.person import AgeBand, FamilyRole
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.presenters.household_numbers import degrees, whole

Typed: TypeAlias = Any  # text, a tick, or one of the field's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """One line of the family, as typed."""

    id: PersonId
    name: str = ""
    called: str = ""
    role: FamilyRole = FamilyRole.OTHER
    band: AgeBand | None = None
    phone: str = ""
    guardian: str = ""  # asked only for an under-16, where naming them is enabled
    assents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdForm:
    """Everything that can be typed about a household; numbers stay text until they are saved."""

    id: HouseholdId
    hamlet_id: HamletId
    name: str = ""
    code: str = ""
    cluster: str = ""
    address: str = ""
    phone: str = ""
    digital_address: str = ""
    walking_order: str = ""
    member_count: str = ""
    children_count: str = ""
    asked_help: bool = False
    note: str = ""
    latitude: str = ""
    longitude: str = ""
    spoken_language: str = ""
    interpreter: bool = False
    power: Power | None = None
    power_cuts: bool | None = None
    smartphones: str = ""
    keypad_phones: str = ""
    only_2g_phones: str = ""
    computers: str = ""
    television: bool | None = None
    internet: Internet | None = None
    internet_provider: str = ""
    barriers: frozenset[Barrier] = frozenset()
    signal: Mapping[Network, Signal] = field(default_factory=dict)
    people: tuple[PersonForm, ...] = ()


def new_form(id_: HouseholdId, hamlet: HamletId, code: str, head: PersonId) -> HouseholdForm:
    """An empty form with the proposed code and one line for the head."""
    return HouseholdForm(id=id_, hamlet_id=hamlet, code=code, people=(PersonForm(id=head, role=FamilyRole.HEAD),))


def with_field(form: HouseholdForm, name: str, value: Typed) -> HouseholdForm:
    """The form after one field was filled in."""
    if name == "name":
        return with_name(form, value)
    if name == "latitude":
        return with_place(form, value)
    return replace(form, **{name: value})


def with_name(form: HouseholdForm, name: str) -> HouseholdForm:
    """The household under that name; the head's own line follows while it says the same."""
    people = tuple(
        replace(p, name=name) if p.role is FamilyRole.HEAD and nfc(p.name) == nfc(form.name) else p for p in form.people
    )
    return replace(form, name=name, people=people)


def with_place(form: HouseholdForm, text: str) -> HouseholdForm:
    """A latitude as typed, or both numbers pasted at once ("22.598, 105.465")."""
    parts = text.replace(";", " ").replace(", ", " ").split()
    pasted = len(text) > len(form.latitude) + 1  # while it is typed, the second number is not whole yet
    if pasted and len(parts) == 2 and all(degrees(part) is not None for part in parts):
        return replace(form, latitude=parts[0], longitude=parts[1])
    return replace(form, latitude=text)


def with_signal(form: HouseholdForm, network: Network, signal: Signal | None) -> HouseholdForm:
    """What works on one network; None takes the answer back."""
    others = {each: kept for each, kept in form.signal.items() if each is not network}
    return replace(form, signal={**others, network: signal} if signal else others)


def with_person(form: HouseholdForm, person: PersonForm) -> HouseholdForm:
    """The form with that person's line, added at the end when it is new."""
    if all(each.id != person.id for each in form.people):
        return replace(form, people=(*form.people, person))
    return replace(form, people=tuple(person if each.id == person.id else each for each in form.people))


def without_person(form: HouseholdForm, id_: PersonId) -> HouseholdForm:
    """The form without that line."""
    return replace(form, people=tuple(each for each in form.people if each.id != id_))


def counted_as_child(form: HouseholdForm, id_: PersonId) -> HouseholdForm:
    """The form with that line turned into one more child that is counted, not named."""
    return replace(without_person(form, id_), children_count=str((whole(form.children_count) or 0) + 1))


def moved_person(form: HouseholdForm, id_: PersonId, step: int) -> HouseholdForm:
    """The form with that line `step` places further down; it stays within the family."""
    people = list(form.people)
    at = next(place for place, each in enumerate(people) if each.id == id_)
    people.insert(max(0, min(at + step, len(people) - 1)), people.pop(at))
    return replace(form, people=tuple(people))
