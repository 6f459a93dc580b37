"""What follows from notes: how a hamlet stands, what a case is about, how urgent it is. Counted, never stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    Reading,
    RoadAccess,
    Strength,
    Technology,
    Use,
    Works,
    point_of,
    severity,
    strengths,
)
from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.coverage_rules import CoverageRules, Weights, is_stale, months_between
from cdtt_app.domain.coverage_spots import centre
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Network, Power
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import fold

_ORDER = tuple(Strength)
_SEVERITIES = tuple(Severity)


class HamletCoverage(StrEnum):
    """How a hamlet stands by the rules in hand."""

    WHITE = "trang_song"
    WEAK = "lom_song"
    USABLE = "dung_duoc"
    UNKNOWN = "chua_co_ghi_nhan"


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletCount:
    """One hamlet; `not_noted`: networks that nobody has tried at its centre, so that it cannot be called white yet."""

    coverage: HamletCoverage
    notes: int
    spots: int  # lacking ones
    stale: int
    not_noted: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the notes of a case say together; of each network and spot only the newest counts."""

    notes: tuple[CoverageNote, ...]  # newest first
    severity: Severity
    worst: Mapping[str, Strength]  # by brand
    only_2g: tuple[str, ...]  # brands of which phones showed 2G and never more
    households: int
    people: int
    facilities: tuple[Facility, ...]
    power: Power | None
    road: RoadAccess | None
    nearest_signal_m: int | None
    point: Point | None
    refuted_by: CoverageNote | None = None  # measured later, and it worked
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """How urgent a case is: the parts of the sum as (how many, points for each)."""

    households: tuple[float, float]
    facilities: tuple[float, float]
    power: tuple[float, float]
    kilometres: tuple[float, float]
    months: tuple[float, float]

    @property
    def points(self) -> float:
        """The sum."""
        parts = (self.households, self.facilities, self.power, self.kilometres, self.months)
        return sum(count * weight for count, weight in parts)


def latest(notes: Iterable[CoverageNote]) -> tuple[CoverageNote, ...]:
    """Of each spot and set of brands only the newest note; newest first."""
    newest: dict[tuple[str, ...], CoverageNote] = {}
    for note in sorted(notes, key=lambda each: (each.measured_at, each.id)):
        newest[(_spot_name(note), *sorted(note.readings))] = note
    return tuple(sorted(newest.values(), key=lambda each: (each.measured_at, each.id), reverse=True))


def _spot_name(note: CoverageNote) -> str:
    point = point_of(note.location)
    if note.place.strip():
        return fold(note.place)
    return f"{point.latitude:.3f},{point.longitude:.3f}" if point else str(note.household_id or note.id)


def hamlet_count(notes: Sequence[CoverageNote], spots: int, rules: CoverageRules, *, now: datetime) -> HamletCount:
    """How one hamlet stands; `notes` are its own, `spots` how many places of it lack something."""
    valid = [note for note in notes if not is_stale(note.measured_at, rules, now=now)]
    heard = _at_the_centre(valid, rules)
    missing = tuple(network for network in rules.white_networks if network not in heard)
    silent = bool(heard) and all(said in rules.white_strengths for said in heard.values())
    lacking = any(said in rules.weak_strengths for note in latest(valid) for said in strengths(note).values())
    if silent and not missing:
        coverage = HamletCoverage.WHITE
    elif lacking:
        coverage = HamletCoverage.WEAK
    else:
        coverage = HamletCoverage.USABLE if valid else HamletCoverage.UNKNOWN
    return HamletCount(
        coverage=coverage,
        notes=len(notes),
        spots=spots,
        stale=len(notes) - len(valid),
        not_noted=missing if silent else (),
    )


def _at_the_centre(notes: Sequence[CoverageNote], rules: CoverageRules) -> dict[Network, Strength]:
    """The newest of each network at the points where it is decided whether a hamlet has no signal."""
    heard: dict[Network, Strength] = {}
    for note in sorted(notes, key=lambda each: (each.measured_at, each.id)):
        if note.point in rules.white_points:
            said = strengths(note)
            heard |= {host: said[brand] for brand, r in note.readings.items() if (host := r.host) and brand in said}
    return heard


def case_facts(case: CoverageCase, notes: Sequence[CoverageNote], rules: CoverageRules, *, now: datetime) -> CaseFacts:
    """What the case is about; what the officer set stands before what the notes say."""
    newest = latest(notes)
    ordered = tuple(sorted(notes, key=lambda note: (note.measured_at, note.id), reverse=True))
    homes = len({note.household_id for note in notes if note.household_id})
    said = max((note.households_affected or 0 for note in notes), default=0)
    distances = [note.nearest_signal_m for note in newest if note.nearest_signal_m is not None]
    return CaseFacts(
        notes=ordered,
        severity=min((severity(note) for note in newest), key=_SEVERITIES.index, default=Severity.UNSTEADY),
        worst=_worst(newest),
        only_2g=_only_2g(newest),
        households=case.households_affected if case.households_affected is not None else max(homes, said),
        people=max((note.people_affected or 0 for note in notes), default=0),
        facilities=tuple(f for f in Facility if any(f in note.facilities for note in notes)),
        power=case.power or next((note.power for note in newest if note.power), None),
        road=case.road or next((note.road for note in newest if note.road), None),
        nearest_signal_m=min(distances, default=None),
        point=point_of(case.location) or centre(newest),
        refuted_by=_refuting(ordered),
        stale=bool(ordered) and is_stale(ordered[0].measured_at, rules, now=now),
    )


def _worst(notes: Iterable[CoverageNote]) -> dict[str, Strength]:
    worst: dict[str, Strength] = {}
    for note in notes:
        for brand, said in strengths(note).items():
            worst[brand] = min(said, worst.get(brand, said), key=_ORDER.index)
    return worst


def _only_2g(notes: Sequence[CoverageNote]) -> tuple[str, ...]:
    """A phone that shows nothing contradicts nothing; one that shows more, or on which data works, does."""
    readings = [(brand, reading) for note in notes for brand, reading in note.readings.items()]
    old = {brand for brand, reading in readings if reading.technology is Technology.G2}
    more = {brand for brand, reading in readings if _is_more(reading)}
    return tuple(sorted(old - more))


def _is_more(reading: Reading) -> bool:
    carried = reading.technology in (Technology.G3, Technology.G4, Technology.G5)
    return carried or reading.strength is Strength.GOOD or reading.works.get(Use.DATA) is Works.YES


def _refuting(newest_first: Sequence[CoverageNote]) -> CoverageNote | None:
    """The last measurement, when it worked where earlier ones had not."""
    if len(newest_first) < 2 or severity(newest_first[0]) is not Severity.USABLE:
        return None
    earlier = any(severity(note) is not Severity.USABLE for note in newest_first[1:])
    return newest_first[0] if earlier else None


def rank(case: CoverageCase, facts: CaseFacts, weights: Weights, *, now: datetime) -> Rank:
    """How urgent it is; every part is shown to the officer."""
    return Rank(
        households=(facts.households, weights.household),
        facilities=(len(facts.facilities), weights.facility),
        power=(int(facts.power is Power.GRID), weights.power),
        kilometres=(round((facts.nearest_signal_m or 0) / 1000, 1), weights.kilometre),
        months=(round(months_between(case.opened_at, now)), weights.month),
    )
