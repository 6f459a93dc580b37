"""A note form as plain data and back, for drafts; what a newer or older program wrote is read as far as it goes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from cdtt_app.domain.coverage import (
    Facility,
    Occurrence,
    PointType,
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
from cdtt_app.presenters.note_form import NetworkForm, NoteForm

E = TypeVar("E", bound=StrEnum)
Body = dict[str, Any]
_NEW: Final = "moi"


def draft_name(household: str = "", note: str = "") -> str:
    """`note/<household>`, `note/moi` without one, `note/sua/<note>` for one that is kept already."""
    return f"note/sua/{note}" if note else f"note/{household or _NEW}"


def to_draft(form: NoteForm) -> Body:
    """The form as JSON values."""
    return {
        **_where_body(form),
        **_facts_body(form),
        "networks": {brand: _network_body(said) for brand, said in form.networks.items()},
        "photos": [photo.sha256 for photo in form.photos],
        "added": list(form.added),
        "with_tries": form.with_tries,
    }


def _where_body(form: NoteForm) -> Body:
    place = form.location
    return {
        "household": form.household_id,
        "hamlet": form.hamlet_id,
        "point": form.point.value,
        "place": form.place,
        "location": [place.latitude, place.longitude, place.source.value] if place else None,
        "location_text": form.location_text,
        "accuracy": form.accuracy,
        "day": form.day.isoformat(),
        "clock": form.clock,
    }


def _facts_body(form: NoteForm) -> Body:
    return {
        "standing": form.standing,
        "occurrence": form.occurrence,
        "hours": form.hours,
        "weather": form.weather,
        "households": form.households,
        "people": form.people,
        "facilities": sorted(form.facilities),
        "power": form.power,
        "road": form.road,
        "nearest": form.nearest,
        "nearest_m": form.nearest_m,
        "station": form.station,
        "station_m": form.station_m,
        "witness": form.witness,
        "note": form.note,
    }


def _network_body(said: NetworkForm) -> Body:
    return {
        "strength": said.strength,
        "technology": said.technology,
        "bars": said.bars,
        "works": {use.value: how.value for use, how in said.works.items()},
        "rsrp": said.rsrp,
        "cell": said.cell,
        "down": said.down,
        "up": said.up,
        "ping": said.ping,
        "tested": said.tested,
    }


def from_draft(body: Mapping[str, Any], fresh: NoteForm) -> NoteForm:
    """The form of a draft over the one it was begun from; whatever cannot be read is as on that one."""
    kept = set(_texts(body.get("photos")))
    form = replace(
        fresh,
        standing=_one(Standing, body.get("standing")),
        occurrence=_one(Occurrence, body.get("occurrence")),
        weather=_one(Weather, body.get("weather")),
        facilities=frozenset(each for value in _texts(body.get("facilities")) if (each := _one(Facility, value))),
        power=_one(Power, body.get("power")),
        road=_one(RoadAccess, body.get("road")),
        networks=dict(_networks(body.get("networks"))),
        photos=tuple(photo for photo in fresh.photos if photo.sha256 in kept),
        added=tuple(_texts(body.get("added"))),
        with_tries=body.get("with_tries") is True,
    )
    return _with_texts(_with_where(form, body), body)


def _with_where(form: NoteForm, body: Mapping[str, Any]) -> NoteForm:
    home = _text(body.get("household"))
    return replace(
        form,
        household_id=HouseholdId(home) if home else None,
        hamlet_id=HamletId(_text(body.get("hamlet")) or form.hamlet_id),
        point=_one(PointType, body.get("point")) or form.point,
        place=_text(body.get("place")),
        location=_location(body.get("location")),
        location_text=_text(body.get("location_text")),
        accuracy=_text(body.get("accuracy")),
        day=_day(body.get("day")) or form.day,
        clock=_text(body["clock"]) if "clock" in body else form.clock,
    )


def _with_texts(form: NoteForm, body: Mapping[str, Any]) -> NoteForm:
    return replace(
        form,
        hours=_text(body.get("hours")),
        households=_text(body.get("households")),
        people=_text(body.get("people")),
        nearest=_text(body.get("nearest")),
        nearest_m=_text(body.get("nearest_m")),
        station=_text(body.get("station")),
        station_m=_text(body.get("station_m")),
        witness=_text(body.get("witness")),
        note=_text(body.get("note")),
    )


def _networks(body: object) -> Iterator[tuple[str, NetworkForm]]:
    for brand, said in body.items() if isinstance(body, dict) else ():
        if isinstance(said, dict):
            yield str(brand), _network(said)


def _network(body: Body) -> NetworkForm:
    works = body.get("works")
    pairs = works.items() if isinstance(works, dict) else ()
    read = ((_one(Use, use), _one(Works, how)) for use, how in pairs)
    bars = body.get("bars")
    return NetworkForm(
        strength=_one(Strength, body.get("strength")),
        technology=_one(Technology, body.get("technology")),
        bars=bars if isinstance(bars, int) and not isinstance(bars, bool) else None,
        works={use: how for use, how in read if use and how},
        rsrp=_text(body.get("rsrp")),
        cell=_text(body.get("cell")),
        down=_text(body.get("down")),
        up=_text(body.get("up")),
        ping=_text(body.get("ping")),
        tested=_text(body.get("tested")),
    )


def _location(body: object) -> Location | None:
    if not isinstance(body, list) or len(body) != 3:
        return None
    source = _one(LocationSource, body[2])
    degrees = [float(each) for each in body[:2] if isinstance(each, int | float) and not isinstance(each, bool)]
    if source is None or len(degrees) != 2:
        return None
    return Location(latitude=degrees[0], longitude=degrees[1], source=source)


def _one(kind: type[E], value: object) -> E | None:
    return next((each for each in kind if each.value == value), None)


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
