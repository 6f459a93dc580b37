"""A household: where it is, how it is reached, how it is connected. No ID numbers, no ethnicity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cdtt_app.domain.ids import HamletId, HouseholdId


class Power(StrEnum):
    """Where the electricity comes from."""

    GRID = "luoi"
    OWN = "tu_cap"
    NONE = "khong"


class Signal(StrEnum):
    """What works at home on one network."""

    NONE = "khong"
    UNSTEADY = "chap_chon"
    CALLS = "goi_duoc"
    DATA = "du_lieu"


class Network(StrEnum):
    """Networks with stations of their own; resellers ride on one of them."""

    VIETTEL = "Viettel"
    VINAPHONE = "VinaPhone"
    MOBIFONE = "MobiFone"
    VIETNAMOBILE = "Vietnamobile"
    GMOBILE = "Gmobile"


class Internet(StrEnum):
    """Fixed Internet at home."""

    FIBRE = "cap_quang"
    SATELLITE = "ve_tinh"
    SHARED_NEIGHBOUR = "nho_hang_xom"
    SHARED_HALL = "nho_nha_van_hoa"
    NONE = "khong"


class Barrier(StrEnum):
    """What keeps the family off line."""

    PRICE = "gia"
    NO_DEVICE = "khong_co_may"
    NO_SKILL = "khong_biet_dung"
    NO_READING = "khong_biet_chu"
    NO_SIGNAL = "khong_co_song"
    NO_NEED = "khong_can"


class LocationSource(StrEnum):
    """How a position was obtained."""

    PIN = "cham_ban_do"
    PHONE = "dien_thoai"
    ESTIMATE = "uoc_luong"
    HOUSEHOLD = "theo_ho"
    TEXT = "toa_do_dan"
    PHOTO = "anh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A position in WGS 84 degrees; `accuracy_m` in metres."""

    latitude: float
    longitude: float
    accuracy_m: int | None = None
    source: LocationSource = LocationSource.PIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Power, devices and networks of the house (domain.md 3.5); None means not asked."""

    power: Power | None = None
    power_cuts: bool | None = None
    signal: Mapping[Network, Signal] = field(default_factory=dict)
    smartphones: int | None = None
    keypad_phones: int | None = None
    only_2g_phones: int | None = None
    computers: int | None = None
    television: bool | None = None
    internet: Internet | None = None
    internet_provider: str = ""
    barriers: tuple[Barrier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A household of one hamlet; everything but its name and hamlet may be missing."""

    id: HouseholdId
    hamlet_id: HamletId
    code: str
    head_name: str
    cluster: str = ""
    address: str = ""
    digital_address: str = ""
    phone: str = ""
    location: Location | None = None
    walking_order: int | None = None
    member_count: int | None = None
    children_count: int | None = None  # under 16: counted, not named
    spoken_language: str = ""  # only with the third consent
    interpreter: bool = False
    connection: Connection = field(default_factory=Connection)
    note: str = ""
    asked_help: bool = False
    deleted: str = ""  # why, when it was


def rounded(location: Location) -> Location:
    """The position to about 100 m: what is kept and shown without the second consent."""
    return Location(
        latitude=round(location.latitude, 3),
        longitude=round(location.longitude, 3),
        accuracy_m=max(location.accuracy_m or 0, 100),
        source=location.source,
    )


def code_number(code: str) -> int:
    """The number at the end of a household code; 0 when it has none."""
    last = code.rsplit("-", 1)[-1]
    return int(last) if last.isdigit() else 0


def next_code(prefix: str, codes: frozenset[str]) -> str:
    """The next free household code, `BG-099` after `BG-098`."""
    last = max((code_number(code) for code in codes if code.startswith(f"{prefix}-")), default=0)
    return f"{prefix}-{last + 1:03d}"
