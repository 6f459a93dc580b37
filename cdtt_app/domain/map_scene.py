"""What a coverage map shows, on the screen and on paper: areas, notes, cases, houses without a note, stations."""

from dataclasses import dataclass
from enum import StrEnum

from cdtt_app.domain.geo import Area, Point


class Severity(StrEnum):
    """The worst that was noted at a spot, the worst first."""

    LOST = "mat_song"
    UNSTEADY = "chap_chon"
    USABLE = "dung_duoc"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """One note that has a position; `id` opens it."""

    id: str
    point: Point
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMark:
    """One case: a pill with the number of its notes, its title beside it."""

    id: str
    point: Point
    severity: Severity
    notes: int
    title: str


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A hamlet or a station."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class MapScene:
    """Everything on the map; with nothing in it a plain grid with scale and north remains."""

    areas: tuple[Area, ...] = ()
    own_code: str = ""  # of the area in hand, drawn white; the others are its neighbours
    notes: tuple[NoteMark, ...] = ()  # those in no case
    cases: tuple[CaseMark, ...] = ()
    homes: tuple[Point, ...] = ()  # without a note: no identity
    hamlets: tuple[NamedPoint, ...] = ()
    stations: tuple[NamedPoint, ...] = ()
    illustrative: bool = False  # practice data: "vị trí minh hoạ"
