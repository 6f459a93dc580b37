"""The rules that coverage is counted by: data of the province pack, for nobody has published a threshold as law."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cdtt_app.domain.coverage import PointType, Strength
from cdtt_app.domain.household import Network

_MONTH_DAYS: Final = 365.25 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points a case gets for each household, facility, km to the nearest signal and month of waiting.

    `power` is given once where there is grid power: there a station can be built soon.
    """

    household: float = 1.0
    facility: float = 20.0
    power: float = 15.0
    kilometre: float = 5.0
    month: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRules:
    """Distances in metres, spans in months and days, RSRP band edges in dBm from good to bad."""

    version: str = "2026.1"
    source: str = "mức chung của chương trình; tỉnh chưa công bố ngưỡng riêng"
    white_points: tuple[PointType, ...] = (PointType.HALL,)
    white_networks: tuple[Network, ...] = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)
    white_strengths: tuple[Strength, ...] = (Strength.NONE,)
    weak_strengths: tuple[Strength, ...] = (Strength.NONE, Strength.UNSTEADY, Strength.WEAK)
    same_spot_m: int = 500
    valid_months: int = 12
    answer_days: int = 30
    send_within_days: int = 5
    measure_within_days: int = 14
    rsrp_bands: tuple[int, ...] = (-85, -95, -105, -115)
    speed_tests_wanted: int = 300
    smallest_cell: int = 5
    rounded_m: int = 100
    weights: Weights = Weights()


def months_between(then: datetime, now: datetime) -> float:
    """How many months lie between two moments; not below 0."""
    return max(0.0, (now - then).total_seconds() / 86_400 / _MONTH_DAYS)


def is_stale(measured_at: datetime, rules: CoverageRules, *, now: datetime) -> bool:
    """Whether a note is so old that somebody should measure again."""
    return months_between(measured_at, now) > rules.valid_months
