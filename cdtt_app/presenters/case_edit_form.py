"""What an officer sets on a case, as typed: numbers and coordinates are read when it is saved, never guessed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cdtt_app.domain.coordinates import Question, Reading, Understood, format_point, read_coordinates
from cdtt_app.domain.coverage import RoadAccess, point_of
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import CoverageCase, Station
from cdtt_app.domain.coverage_facts import CaseFacts, case_facts
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Area
from cdtt_app.domain.household import Location, LocationSource, Network, Power
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.presenters.coverage_words import ROADS
from cdtt_app.presenters.household_facts import POWERS
from cdtt_app.presenters.note_numbers import UnreadableError, count_text, metres_text, read_count, read_metres

NO_TITLE = "Vụ việc cần có tên. Hãy ghi tên chỗ đó."
NO_CODE = "Hãy ghi mã hoặc tên trạm, hoặc bỏ dòng này."


@dataclass(frozen=True, slots=True, kw_only=True)
class StationForm:
    """One station; `kept` is the place it came with, `confirmed` a place text that a person said yes to."""

    code: str = ""
    operator: Network | None = None
    distance: str = ""
    place: str = ""
    note: str = ""
    kept: Location | None = None
    confirmed: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        texts = (self.code, self.distance, self.place, self.note)
        return self.operator is None and not any(text.strip() for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """The fields of the window; `areas` and `commune` are what coordinates are checked against."""

    title: str
    households: str = ""
    power: Power | None = None
    road: RoadAccess | None = None
    difficult: bool | None = None
    terrain: str = ""
    stations: tuple[StationForm, ...] = ()
    note: str = ""
    areas: tuple[Area, ...] = ()
    commune: str = ""


def open_form(case: CoverageCase, areas: Sequence[Area] = (), commune: str = "") -> CaseForm:
    """The case as text."""
    return CaseForm(
        title=case.title,
        households=count_text(case.households_affected),
        power=case.power,
        road=case.road,
        difficult=case.difficult_hamlet,
        terrain=case.terrain,
        stations=tuple(map(_station_form, case.stations)),
        note=case.note,
        areas=tuple(areas),
        commune=commune,
    )


def with_station(form: CaseForm, at: int, station: StationForm) -> CaseForm:
    """One station changed."""
    return replace(form, stations=(*form.stations[:at], station, *form.stations[at + 1 :]))


def with_new_station(form: CaseForm) -> CaseForm:
    """One row more."""
    return replace(form, stations=(*form.stations, StationForm()))


def without_station(form: CaseForm, at: int) -> CaseForm:
    """One row less."""
    return replace(form, stations=(*form.stations[:at], *form.stations[at + 1 :]))


def confirmed(station: StationForm, reading: Reading) -> StationForm:
    """A person said which of the readings is meant."""
    text = format_point(reading.point)
    return replace(station, place=text, confirmed=text)


def place_question(form: CaseForm, station: StationForm) -> Question | None:
    """What to ask about the place that was typed; None where it is understood, or blank."""
    read = None if _is_kept(station) else _read_place(form, station)
    return read if isinstance(read, Question) else None


def problems(form: CaseForm) -> dict[str, str]:
    """What cannot be saved yet, by field: `title`, `households`, `0/distance` of the first station."""
    return dict(_problems(form))


def case_of(form: CaseForm, case: CoverageCase) -> CoverageCase:
    """The case as the form says it; only for a form without problems. Raises UnreadableError."""
    return replace(
        case,
        title=_tidy(form.title),
        households_affected=read_count(form.households),
        power=form.power,
        road=form.road,
        difficult_hamlet=form.difficult,
        terrain=_tidy(form.terrain),
        stations=tuple(_station(form, each) for each in form.stations if not each.empty),
        note=nfc(form.note).strip(),
    )


def told_by_notes(view: CaseView) -> CaseFacts:
    """What the notes alone say, without what an officer set."""
    bare = replace(view.case, households_affected=None, power=None, road=None)
    return case_facts(bare, view.facts.notes, CoverageRules(), now=view.case.opened_at)


def households_hint(facts: CaseFacts) -> str:
    """The name of the field, with what holds while it is blank."""
    return f"Số hộ ảnh hưởng (ghi nhận nói: {facts.households})"


def power_hint(facts: CaseFacts) -> str:
    """The first choice of the list."""
    return f"Theo ghi nhận: {POWERS[facts.power].lower() if facts.power else 'chưa rõ'}"


def road_hint(facts: CaseFacts) -> str:
    """The first choice of the list."""
    return f"Theo ghi nhận: {ROADS[facts.road].lower() if facts.road else 'chưa rõ'}"


def _station_form(station: Station) -> StationForm:
    point = point_of(station.location)
    place = format_point(point) if point else ""
    return StationForm(
        code=station.code,
        operator=station.operator,
        distance=metres_text(station.distance_m),
        place=place,
        note=station.note,
        kept=station.location,
        confirmed=place,
    )


def _station(form: CaseForm, station: StationForm) -> Station:
    return Station(
        code=_tidy(station.code),
        operator=station.operator,
        distance_m=read_metres(station.distance),
        location=_location(form, station),
        note=_tidy(station.note),
    )


def _location(form: CaseForm, station: StationForm) -> Location | None:
    """As it came while nobody typed another: its accuracy and source stay."""
    if _is_kept(station):
        return station.kept
    read = _read_place(form, station)
    if not isinstance(read, Understood):
        return None
    point = read.reading.point
    return Location(latitude=point.latitude, longitude=point.longitude, source=LocationSource.TEXT)


def _is_kept(station: StationForm) -> bool:
    kept = point_of(station.kept)
    return kept is not None and station.place.strip() == format_point(kept)


def _read_place(form: CaseForm, station: StationForm) -> Understood | Question | None:
    text = station.place.strip()
    if not text:
        return None
    if text == station.confirmed:
        return read_coordinates(text)
    return read_coordinates(text, areas=form.areas, commune_code=form.commune)


def _problems(form: CaseForm) -> Iterator[tuple[str, str]]:
    if not form.title.strip():
        yield "title", NO_TITLE
    try:
        read_count(form.households)
    except UnreadableError as error:
        yield "households", str(error)
    for at, station in enumerate(form.stations):
        if not station.empty:
            yield from ((f"{at}/{field}", sentence) for field, sentence in _station_problems(form, station))


def _station_problems(form: CaseForm, station: StationForm) -> Iterator[tuple[str, str]]:
    if not station.code.strip():
        yield "code", NO_CODE
    try:
        read_metres(station.distance)
    except UnreadableError as error:
        yield "distance", str(error)
    question = place_question(form, station)
    if question is not None:
        yield "place", question.sentence


def _tidy(text: str) -> str:
    return " ".join(nfc(text).split())
