"""The coverage note's form: one frozen value; every key press makes a new one. What was typed stands in it as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    Occurrence,
    Photo,
    PointType,
    Reading,
    RoadAccess,
    Standing,
    Strength,
    Technology,
    Use,
    Weather,
    Works,
)
from cdtt_app.domain.household import Location, LocationSource, Power
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.presenters.note_numbers import count_text, decimal_text, metres_text, moment_text


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkForm:
    """One network; numbers as typed."""

    strength: Strength | None = None
    technology: Technology | None = None
    bars: int | None = None
    works: Mapping[Use, Works] = field(default_factory=dict)
    rsrp: str = ""
    cell: str = ""
    down: str = ""
    up: str = ""
    ping: str = ""
    tested: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """The form as it stands; `location` without its accuracy, which is typed; `added` names photos not yet saved."""

    hamlet_id: HamletId
    day: date
    clock: str
    household_id: HouseholdId | None = None
    point: PointType = PointType.HOMES
    place: str = ""
    location: Location | None = None
    location_text: str = ""
    accuracy: str = ""
    networks: Mapping[str, NetworkForm] = field(default_factory=dict)
    standing: Standing | None = None
    occurrence: Occurrence | None = None
    hours: str = ""
    weather: Weather | None = None
    households: str = ""
    people: str = ""
    facilities: frozenset[Facility] = frozenset()
    power: Power | None = None
    road: RoadAccess | None = None
    nearest: str = ""
    nearest_m: str = ""
    station: str = ""
    station_m: str = ""
    witness: str = ""
    note: str = ""
    photos: tuple[Photo, ...] = ()
    added: tuple[str, ...] = ()
    with_tries: bool = False


def form_of(note: CoverageNote) -> NoteForm:
    """The form that shows a note, new or kept."""
    measured = note.measured_at.astimezone()
    day = measured.date()
    form = NoteForm(
        hamlet_id=note.hamlet_id,
        day=day,
        clock=f"{measured:%H:%M}",
        household_id=note.household_id,
        point=note.point,
        place=note.place,
        networks={brand: _network(reading, day) for brand, reading in note.readings.items()},
        standing=note.standing,
        occurrence=note.occurrence,
        hours=note.hours,
        weather=note.weather,
        households=count_text(note.households_affected),
        people=count_text(note.people_affected),
        facilities=frozenset(note.facilities),
        power=note.power,
        road=note.road,
        nearest=note.nearest_signal,
        nearest_m=metres_text(note.nearest_signal_m),
        station=note.station,
        station_m=metres_text(note.station_m),
        witness=note.witness,
        note=note.note,
        photos=note.photos,
        with_tries=bool(note.tries),
    )
    return with_location(form, note.location, note.location_text)


def _network(reading: Reading, day: date) -> NetworkForm:
    speed = reading.speed
    return NetworkForm(
        strength=reading.strength,
        technology=reading.technology,
        bars=reading.bars,
        works=dict(reading.works),
        rsrp=count_text(reading.rsrp_dbm),
        cell=reading.cell,
        down=decimal_text(speed.down_mbps) if speed else "",
        up=decimal_text(speed.up_mbps) if speed else "",
        ping=decimal_text(speed.ping_ms) if speed else "",
        tested=moment_text(speed.tested_at, day) if speed else "",
    )


def network(form: NoteForm, brand: str) -> NetworkForm:
    """What stands of one network."""
    return form.networks.get(brand) or NetworkForm()


def with_network(form: NoteForm, brand: str, said: NetworkForm) -> NoteForm:
    """One network changed; an empty one is as good as none."""
    others = {each: kept for each, kept in form.networks.items() if each != brand}
    return replace(form, networks=others if said == NetworkForm() else {**others, brand: said})


def with_strength(form: NoteForm, brand: str, strength: Strength | None) -> NoteForm:
    """The quick answer for one network."""
    return with_network(form, brand, replace(network(form, brand), strength=strength))


def with_works(form: NoteForm, brand: str, use: Use, works: Works | None) -> NoteForm:
    """How one use went; None takes the answer back."""
    now = network(form, brand)
    others = {each: how for each, how in now.works.items() if each is not use}
    return with_network(form, brand, replace(now, works={**others, use: works} if works else others))


def with_location(form: NoteForm, location: Location | None, text: str = "") -> NoteForm:
    """Where it is, `text` as it was pasted; the accuracy goes to its field."""
    return replace(
        form,
        location=replace(location, accuracy_m=None) if location else None,
        location_text=text,
        accuracy=metres_text(location.accuracy_m) if location else "",
    )


def with_source(form: NoteForm, source: LocationSource) -> NoteForm:
    """How the position was obtained; without a position nothing happens."""
    return replace(form, location=replace(form.location, source=source)) if form.location else form


def at_home(form: NoteForm, note: CoverageNote) -> NoteForm:
    """The form moved to the household that stands in `note`; what was found out by hand is kept."""
    own = form.location is not None and form.location.source is not LocationSource.HOUSEHOLD
    place = form.place if form.place.strip() else note.place
    moved = replace(form, household_id=note.household_id, hamlet_id=note.hamlet_id, place=place, power=note.power)
    return moved if own else with_location(moved, note.location)


def in_hamlet(form: NoteForm, hamlet: HamletId) -> NoteForm:
    """A spot of another hamlet, at none of its households."""
    return replace(form, hamlet_id=hamlet)


def without_home(form: NoteForm, cluster: str = "") -> NoteForm:
    """A spot with no household; the household's position goes with it, and its cluster's name."""
    freed = replace(form, household_id=None, place="" if form.place == cluster else form.place)
    theirs = form.location is not None and form.location.source is LocationSource.HOUSEHOLD
    return with_location(freed, None) if theirs else freed
