"""A coverage note: what works where, on which network, who is affected; made at the doorstep in under a minute."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.geo import Point, in_vietnam
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.domain.ids import CaseId, HamletId, HouseholdId, MemberId, NoteId
from cdtt_app.domain.map_scene import Severity

MOST_BARS: Final = 5


class PointType(StrEnum):
    """What kind of spot it is."""

    HALL = "nha_van_hoa"
    HOMES = "cum_dan_cu"
    SCHOOL = "truong"
    CLINIC = "tram_y_te"
    ROAD = "duong"
    FIELD = "nuong_ray"
    OTHER = "khac"


class Strength(StrEnum):
    """The quick answer for one network, the worst first."""

    NONE = "khong_co"
    UNSTEADY = "chap_chon"
    WEAK = "yeu"
    GOOD = "tot"


class Technology(StrEnum):
    """What the phone shows."""

    G2 = "2G"
    G3 = "3G"
    G4 = "4G"
    G5 = "5G"
    WIFI = "Wi-Fi"
    SATELLITE = "ve_tinh"


class Use(StrEnum):
    """What somebody tried to do."""

    CALL = "goi"
    SMS = "tin_nhan"
    DATA = "du_lieu"
    ZALO = "goi_zalo"
    VIDEO = "video"


class Works(StrEnum):
    """How it went."""

    YES = "duoc"
    SOMETIMES = "luc_duoc"
    NO = "khong"


class Standing(StrEnum):
    """Where the phone was held."""

    INDOORS = "trong_nha"
    OUTDOORS = "ngoai_troi"
    BOTH = "ca_hai"


class Weather(StrEnum):
    """The sky at that time."""

    CLEAR = "quang"
    CLOUDY = "nhieu_may"
    FOG = "suong"
    DRIZZLE = "mua_nho"
    RAIN = "mua_to"


class Occurrence(StrEnum):
    """When it is like this."""

    ALWAYS = "luon_luon"
    AT_TIMES = "co_luc"
    IN_RAIN = "khi_mua"


class Facility(StrEnum):
    """What lies in the dead spot beside homes."""

    SCHOOL = "truong"
    CLINIC = "tram_y_te"
    HALL = "nha_van_hoa"
    BORDER_POST = "bien_phong"
    MARKET = "cho"
    OFFICE = "tru_so"


class RoadAccess(StrEnum):
    """How one gets there."""

    CAR = "o_to"
    MOTORBIKE = "xe_may"
    FOOT = "di_bo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedTest:
    """A result read off i-Speed: Mbit/s, milliseconds."""

    down_mbps: float | None = None
    up_mbps: float | None = None
    ping_ms: float | None = None
    tested_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One network at this spot; `host` whose stations carry it, `bars` 0 to 4 or 5 as shown, RSRP in dBm."""

    host: Network | None = None
    strength: Strength | None = None
    technology: Technology | None = None
    bars: int | None = None
    works: Mapping[Use, Works] = field(default_factory=dict)
    rsrp_dbm: int | None = None
    cell: str = ""
    speed: SpeedTest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of the spot, never of people; its content travels on the lane of attachments."""

    sha256: Sha256
    size: int
    thumbnail: Sha256
    thumbnail_size: int
    kind: str = "image/jpeg"
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTry:
    """One try of this machine to reach the province from there: outcome as in storage's attempts, bytes, seconds."""

    at: datetime
    outcome: str
    seconds: float
    sent: int = 0
    got: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageNote:
    """One spot at one time; `readings` by brand ("Viettel", "iTel"). `case_id` is where an officer put it."""

    id: NoteId
    hamlet_id: HamletId
    recorded_at: datetime
    measured_at: datetime
    household_id: HouseholdId | None = None
    recorded_by: MemberId | None = None
    witness: str = ""
    point: PointType = PointType.HOMES
    place: str = ""
    location: Location | None = None
    location_text: str = ""  # as it was pasted, when it was
    readings: Mapping[str, Reading] = field(default_factory=dict)
    standing: Standing | None = None
    occurrence: Occurrence | None = None
    hours: str = ""  # "18 giờ đến 22 giờ"
    weather: Weather | None = None
    households_affected: int | None = None
    people_affected: int | None = None
    facilities: tuple[Facility, ...] = ()
    power: Power | None = None
    road: RoadAccess | None = None
    nearest_signal: str = ""  # where
    nearest_signal_m: int | None = None
    station: str = ""
    station_m: int | None = None
    photos: tuple[Photo, ...] = ()
    tries: tuple[LinkTry, ...] = ()
    note: str = ""
    case_id: CaseId | None = None
    deleted: str = ""


_ORDER = tuple(Strength)
_OF_WORKS = {Works.NO: Strength.NONE, Works.SOMETIMES: Strength.UNSTEADY, Works.YES: Strength.WEAK}
_SEVERITIES = {
    Strength.NONE: Severity.LOST,
    Strength.UNSTEADY: Severity.UNSTEADY,
    Strength.WEAK: Severity.UNSTEADY,
    Strength.GOOD: Severity.USABLE,
}


def strength_of(reading: Reading) -> Strength | None:
    """What was picked, else what follows from what works and the bars; None when nothing was said.

    Data that works is good; calls alone are weak; what works at times is unsteady.
    """
    if reading.strength is not None:
        return reading.strength
    if reading.works:
        if all(works is Works.YES for works in reading.works.values()) and reading.works.get(Use.DATA) is Works.YES:
            return Strength.GOOD
        return max((_OF_WORKS[works] for works in reading.works.values()), key=_ORDER.index)
    if reading.bars is not None:
        return (Strength.NONE, Strength.UNSTEADY, Strength.WEAK, Strength.GOOD)[max(0, min(reading.bars, 3))]
    return None


def strengths(note: CoverageNote) -> dict[str, Strength]:
    """What was said of each brand."""
    said = {brand: strength_of(reading) for brand, reading in note.readings.items()}
    return {brand: strength for brand, strength in said.items() if strength is not None}


def severity(note: CoverageNote) -> Severity:
    """The worst that was noted; a note that says nothing of any network counts as unsteady."""
    worst = min(strengths(note).values(), key=_ORDER.index, default=Strength.UNSTEADY)
    return _SEVERITIES[worst]


def networks_of(note: CoverageNote) -> tuple[Network, ...]:
    """The networks that lack here, resellers under their host."""
    lacking = {note.readings[brand].host for brand, said in strengths(note).items() if said is not Strength.GOOD}
    return tuple(network for network in Network if network in lacking)


def point_of(location: Location | None) -> Point | None:
    """Where it is, if that is known."""
    return None if location is None else Point(location.latitude, location.longitude)


def note_problems(note: CoverageNote, *, now: datetime) -> tuple[str, ...]:
    """What keeps this note from being saved, as sentences."""
    problems = []
    if not strengths(note):
        problems.append("Chưa ghi mạng nào. Hãy chọn ít nhất một mạng: không có, chập chờn, yếu hay tốt.")
    if note.location is None and note.household_id is None and not note.place.strip():
        problems.append("Chưa biết ở đâu. Hãy chọn hộ, đặt ghim trên bản đồ, dán toạ độ, hoặc ghi tên chỗ đó.")
    where = point_of(note.location)
    if where is not None and not in_vietnam(where):
        problems.append("Toạ độ này nằm ngoài Việt Nam. Hãy xem lại vĩ độ và kinh độ.")
    if note.measured_at > now:
        problems.append("Ngày giờ đo ở sau lúc này. Hãy chọn lại ngày giờ.")
    if any(reading.bars is not None and not 0 <= reading.bars <= MOST_BARS for reading in note.readings.values()):
        problems.append(f"Số vạch sóng chỉ từ 0 đến {MOST_BARS}. Hãy chọn lại.")
    counts = (note.households_affected, note.people_affected, note.nearest_signal_m, note.station_m)
    if any(count is not None and count < 0 for count in counts):
        problems.append("Số hộ, số người và khoảng cách không thể nhỏ hơn 0. Hãy ghi lại.")
    return tuple(problems)
