"""Coverage in the practice hamlet: notes, cases and their steps, dated so that the page always looks the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    Occurrence,
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
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase, Station
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household, Location, LocationSource, Network, Power
from cdtt_app.domain.ids import CaseId, CaseStepId, HamletId, NoteId
from cdtt_app.domain.kinds import Entity
from cdtt_app.domain.networks import host_of
from cdtt_app.services.practice_families import Line, Work

_OPENED, _STEPPED = time(8, 30), time(9)
_WRITTEN = timedelta(minutes=3)  # after the phone was held up
_PHONE_M = 20  # how exactly a phone under open sky knows where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """What notes and cases point at."""

    hamlets: Mapping[str, HamletId]
    homes: Mapping[str, Household]
    cases: Mapping[str, CaseId]


def coverage_records(work: Work, homes: Mapping[str, Household], content: Line) -> Iterator[Entity]:
    """The neighbouring hamlets, which have no families here, and the coverage of all; `homes` by their codes."""
    neighbours = tuple(_hamlet(work, row) for row in content["hamlets"])
    places = _Places(
        hamlets={each.name: each.id for each in (work.hamlet, *neighbours)},
        homes=homes,
        cases={row["key"]: CaseId(work.db.new_id()) for row in content["cases"]},
    )
    yield from neighbours
    for row in content["cases"]:
        case = _case(work, places, row, content["stations"])
        yield case
        yield from (_step(work, case, number, step) for number, step in enumerate(row["steps"]))
    yield from (_note(work, places, row) for row in content["notes"])


def _hamlet(work: Work, row: Line) -> Hamlet:
    return Hamlet(
        id=HamletId(work.db.new_id()),
        commune_code=work.hamlet.commune_code,
        word=HamletWord(row["word"]),
        name=row["name"],
        prefix=row["prefix"],
    )


def _moment(work: Work, days_ago: int, at: time) -> datetime:
    return datetime.combine(work.day(-days_ago), at, work.now.tzinfo).astimezone(UTC)


def _case(work: Work, places: _Places, row: Line, stations: Line) -> CoverageCase:
    return CoverageCase(
        id=places.cases[row["key"]],
        hamlet_id=places.hamlets[row["hamlet"]],
        number=row["number"],
        title=row["title"],
        opened_at=_moment(work, row["opened"], _OPENED),
        opened_by=work.members[1].id,
        location=_location(row, LocationSource.ESTIMATE),
        households_affected=row["households"],
        power=Power(row["power"]),
        road=RoadAccess(row["road"]),
        terrain=row["terrain"],
        stations=tuple(_station(near, stations[near["code"]]) for near in row["stations"]),
        note=row["note"],
    )


def _station(near: Line, known: Line) -> Station:
    return Station(
        code=near["code"],
        operator=Network(known["operator"]),
        distance_m=near.get("distance_m"),
        location=_location(known, LocationSource.ESTIMATE),
        note=known["note"],
    )


def _location(row: Line, source: LocationSource, accuracy_m: int | None = None) -> Location | None:
    if "at" not in row:
        return None
    latitude, longitude = row["at"]
    return Location(latitude=latitude, longitude=longitude, accuracy_m=accuracy_m, source=source)


def _step(work: Work, case: CoverageCase, number: int, row: Line) -> CaseStep:
    return CaseStep(
        id=CaseStepId(work.db.new_id()),
        case_id=case.id,
        hamlet_id=case.hamlet_id,
        state=CaseState(row["state"]),
        happened_on=work.day(-row["ago"]),
        written_at=_moment(work, row["ago"], _STEPPED) + timedelta(minutes=number),
        written_by=work.members[1].id,
        why=row.get("why", ""),
        document=row.get("document", ""),
        operator=Network(row["operator"]) if "operator" in row else None,
        deadline=work.day(row["deadline"]) if "deadline" in row else None,
    )


def _note(work: Work, places: _Places, row: Line) -> CoverageNote:
    measured = _moment(work, row["ago"], time.fromisoformat(row["time"]))
    note = CoverageNote(
        id=NoteId(work.db.new_id()),
        hamlet_id=places.hamlets[row.get("hamlet", work.hamlet.name)],
        recorded_at=measured + _WRITTEN,
        measured_at=measured,
        recorded_by=work.members[row["by"]].id,
        point=PointType(row.get("point", PointType.HOMES)),
        place=row.get("place", ""),
        location=_location(row, LocationSource.PHONE, _PHONE_M),
        readings={brand: _reading(brand, said) for brand, said in row["readings"].items()},
        case_id=places.cases[row["case"]] if "case" in row else None,
        note=row.get("note", ""),
    )
    told = _affected(_circumstances(note, row), row)
    return _at_home(told, places.homes[row["home"]]) if "home" in row else told


def _reading(brand: str, said: Line) -> Reading:
    return Reading(
        host=host_of(brand),
        strength=Strength(said["strength"]),
        technology=Technology(said["technology"]) if "technology" in said else None,
        bars=said.get("bars"),
        works={Use(use): Works(how) for use, how in said.get("works", {}).items()},
        rsrp_dbm=said.get("rsrp_dbm"),
    )


def _circumstances(note: CoverageNote, row: Line) -> CoverageNote:
    return replace(
        note,
        standing=Standing(row["standing"]) if "standing" in row else None,
        occurrence=Occurrence(row["occurrence"]) if "occurrence" in row else None,
        hours=row.get("hours", ""),
        weather=Weather(row["weather"]),
    )


def _affected(note: CoverageNote, row: Line) -> CoverageNote:
    return replace(
        note,
        households_affected=row.get("households"),
        people_affected=row.get("people"),
        facilities=tuple(Facility(word) for word in row.get("facilities", ())),
        power=Power(row["power"]) if "power" in row else None,
        road=RoadAccess(row["road"]) if "road" in row else None,
        nearest_signal=row.get("nearest", ""),
        nearest_signal_m=row.get("nearest_m"),
        station=row.get("station", ""),
        station_m=row.get("station_m"),
    )


def _at_home(note: CoverageNote, home: Household) -> CoverageNote:
    """As the note page does: the house as exactly as its family let it be kept, its cluster where no name was given."""
    return replace(
        note,
        household_id=home.id,
        place=note.place or home.cluster,
        location=replace(home.location, source=LocationSource.HOUSEHOLD) if home.location else None,
        power=note.power or home.connection.power,
    )
