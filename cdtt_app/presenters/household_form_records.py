"""From the records of a household to its form, and from the form back to records."""

from collections.abc import Sequence
from dataclasses import replace

from cdtt_app.domain.household import Barrier, Connection, Household, Location, rounded
from cdtt_app.domain.person import AgeBand, Person, age_band, years_of
from cdtt_app.domain.vietnamese import format_phone, nfc, parse_phone
from cdtt_app.presenters.household_form import HouseholdForm, PersonForm
from cdtt_app.presenters.household_numbers import degrees, degrees_text, whole


def form_of(household: Household, people: Sequence[Person], year: int) -> HouseholdForm:
    """The form of a household that is kept."""
    place, connection = household.location, household.connection
    return HouseholdForm(
        id=household.id,
        hamlet_id=household.hamlet_id,
        name=household.head_name,
        code=household.code,
        cluster=household.cluster,
        address=household.address,
        phone=format_phone(household.phone),
        digital_address=household.digital_address,
        walking_order=_text(household.walking_order),
        member_count=_text(household.member_count),
        children_count=_text(household.children_count),
        asked_help=household.asked_help,
        note=household.note,
        latitude=degrees_text(place.latitude) if place else "",
        longitude=degrees_text(place.longitude) if place else "",
        spoken_language=household.spoken_language,
        interpreter=household.interpreter,
        power=connection.power,
        power_cuts=connection.power_cuts,
        smartphones=_text(connection.smartphones),
        keypad_phones=_text(connection.keypad_phones),
        only_2g_phones=_text(connection.only_2g_phones),
        computers=_text(connection.computers),
        television=connection.television,
        internet=connection.internet,
        internet_provider=connection.internet_provider,
        barriers=frozenset(connection.barriers),
        signal=dict(connection.signal),
        people=tuple(_person_form(person, year) for person in people),
    )


def to_household(form: HouseholdForm, base: Household, *, exact_place: bool) -> Household:
    """The household of a form without problems; without the second consent its place is rounded."""
    place = _location(form, base.location)
    return replace(
        base,
        head_name=nfc(form.name),
        code=nfc(form.code).upper(),
        cluster=nfc(form.cluster),
        address=nfc(form.address),
        phone=parse_phone(form.phone) or form.phone.strip(),
        digital_address=nfc(form.digital_address),
        walking_order=whole(form.walking_order),
        member_count=whole(form.member_count),
        children_count=whole(form.children_count),
        asked_help=form.asked_help,
        note=form.note.strip(),
        location=place if exact_place or place is None else rounded(place),
        spoken_language=nfc(form.spoken_language),
        interpreter=form.interpreter,
        connection=_connection(form),
    )


def to_people(form: HouseholdForm, base: Sequence[Person], year: int) -> tuple[Person, ...]:
    """The people of a form, in its order; what the form does not ask is kept."""
    kept = {person.id: person for person in base}
    return tuple(_person(line, kept.get(line.id), form, place, year) for place, line in enumerate(form.people))


def _person(line: PersonForm, base: Person | None, form: HouseholdForm, place: int, year: int) -> Person:
    fresh = base or Person(id=line.id, household_id=form.id, hamlet_id=form.hamlet_id, name="")
    born = fresh.born
    if line.band is not age_band(born, year):
        born = years_of(line.band, year) if line.band else None
    return replace(
        fresh,
        name=nfc(line.name),
        called=nfc(line.called),
        role=line.role,
        born=born,
        phone=parse_phone(line.phone) or "",
        guardian=nfc(line.guardian) if line.band is AgeBand.CHILD else "",
        child_assents=line.assents and line.band is AgeBand.CHILD,
        position=place,
    )


def _person_form(person: Person, year: int) -> PersonForm:
    return PersonForm(
        id=person.id,
        name=person.name,
        called=person.called,
        role=person.role,
        band=age_band(person.born, year),
        phone=format_phone(person.phone),
        guardian=person.guardian,
        assents=person.child_assents,
    )


def _connection(form: HouseholdForm) -> Connection:
    return Connection(
        power=form.power,
        power_cuts=form.power_cuts,
        signal=dict(form.signal),
        smartphones=whole(form.smartphones),
        keypad_phones=whole(form.keypad_phones),
        only_2g_phones=whole(form.only_2g_phones),
        computers=whole(form.computers),
        television=form.television,
        internet=form.internet,
        internet_provider=nfc(form.internet_provider),
        barriers=tuple(each for each in Barrier if each in form.barriers),
    )


def _location(form: HouseholdForm, base: Location | None) -> Location | None:
    latitude, longitude = degrees(form.latitude), degrees(form.longitude)
    if latitude is None or longitude is None:
        return None
    if base and (form.latitude, form.longitude) == (degrees_text(base.latitude), degrees_text(base.longitude)):
        return base
    return Location(latitude=latitude, longitude=longitude)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
