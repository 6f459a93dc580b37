"""The words of coverage as screens and papers say them: states, networks, what works, how far."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from cdtt_app.domain.coverage import (
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
from cdtt_app.domain.coverage_case import Block, CaseState
from cdtt_app.domain.coverage_facts import HamletCoverage
from cdtt_app.domain.household import LocationSource
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.networks import BRANDS
from cdtt_app.domain.vietnamese import format_number

POINTS: Final = {
    PointType.HALL: "Nhà văn hoá",
    PointType.HOMES: "Cụm dân cư",
    PointType.SCHOOL: "Trường",
    PointType.CLINIC: "Trạm y tế",
    PointType.ROAD: "Đường",
    PointType.FIELD: "Nương rẫy",
    PointType.OTHER: "Nơi khác",
}
STRENGTHS: Final = {
    Strength.NONE: "không có",
    Strength.UNSTEADY: "chập chờn",
    Strength.WEAK: "yếu",
    Strength.GOOD: "tốt",
}
TECHNOLOGIES: Final = {
    Technology.G2: "2G",
    Technology.G3: "3G",
    Technology.G4: "4G",
    Technology.G5: "5G",
    Technology.WIFI: "Wi-Fi",
    Technology.SATELLITE: "Vệ tinh",
}
USES: Final = {
    Use.CALL: "Gọi",
    Use.SMS: "Tin nhắn",
    Use.DATA: "Dữ liệu",
    Use.ZALO: "Gọi Zalo",
    Use.VIDEO: "Video",
}
WORKS: Final = {
    Works.YES: "được",
    Works.SOMETIMES: "lúc được",
    Works.NO: "không",
}
STANDINGS: Final = {
    Standing.INDOORS: "Trong nhà",
    Standing.OUTDOORS: "Ngoài trời",
    Standing.BOTH: "Cả trong nhà và ngoài trời",
}
WEATHERS: Final = {
    Weather.CLEAR: "Quang",
    Weather.CLOUDY: "Nhiều mây",
    Weather.FOG: "Sương",
    Weather.DRIZZLE: "Mưa nhỏ",
    Weather.RAIN: "Mưa to",
}
OCCURRENCES: Final = {
    Occurrence.ALWAYS: "Lúc nào cũng vậy",
    Occurrence.AT_TIMES: "Có lúc",
    Occurrence.IN_RAIN: "Khi mưa",
}
FACILITIES: Final = {
    Facility.SCHOOL: "Trường",
    Facility.CLINIC: "Trạm y tế",
    Facility.HALL: "Nhà văn hoá",
    Facility.BORDER_POST: "Đồn biên phòng",
    Facility.MARKET: "Chợ",
    Facility.OFFICE: "Trụ sở",
}
ROADS: Final = {
    RoadAccess.CAR: "Ô tô",
    RoadAccess.MOTORBIKE: "Xe máy",
    RoadAccess.FOOT: "Đi bộ",
}
STATES: Final = {  # short enough for a chip
    CaseState.NEW: "Mới ghi",
    CaseState.VERIFIED: "Đã xác minh",
    CaseState.DUPLICATE: "Trùng",
    CaseState.NOT_AS_REPORTED: "Không đúng thực tế",
    CaseState.SENT: "Đã gửi Sở",
    CaseState.SURVEYING: "DN khảo sát",
    CaseState.PLANNED: "Có kế hoạch",
    CaseState.BLOCKED: "Vướng",
    CaseState.PROPOSED: "Đề xuất VTF",
    CaseState.BUILDING: "Đang xây dựng",
    CaseState.ON_AIR: "Đã phát sóng",
    CaseState.CLOSED: "Đóng",
    CaseState.REOPENED: "Mở lại",
}
BLOCKS: Final = {
    Block.NO_POWER: "Chưa có điện",
    Block.FEW_HOUSEHOLDS: "Ít hộ",
    Block.TERRAIN: "Địa hình",
    Block.NO_FUNDS: "Chưa bố trí vốn",
}
COVERAGES: Final = {
    HamletCoverage.WHITE: "Trắng sóng",
    HamletCoverage.WEAK: "Lõm sóng",
    HamletCoverage.USABLE: "Dùng được",
    HamletCoverage.UNKNOWN: "Chưa có ghi nhận",
}
SEVERITIES: Final = {
    Severity.LOST: "mất sóng",
    Severity.UNSTEADY: "chập chờn",
    Severity.USABLE: "dùng được",
}
LOCATION_SOURCES: Final = {
    LocationSource.PIN: "chấm trên bản đồ",
    LocationSource.PHONE: "điện thoại đo",
    LocationSource.ESTIMATE: "ước lượng",
    LocationSource.HOUSEHOLD: "lấy theo nhà",
    LocationSource.TEXT: "dán toạ độ",
    LocationSource.PHOTO: "theo ảnh chụp",
}
NO_DATA: Final = "không có 3G/4G"
_OF_NETWORK: Final = STRENGTHS | {Strength.NONE: "mất hẳn"}
_TRIED: Final = {Use.CALL: "gọi", Use.SMS: "tin nhắn", Use.DATA: "dữ liệu", Use.ZALO: "Zalo", Use.VIDEO: "video"}
_WORST_FIRST: Final = tuple(Strength)


def listed(words: tuple[str, ...], joined: str = "và") -> str:
    """Words as one says them: "Viettel, VinaPhone và MobiFone"."""
    return f" {joined} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def networks_words(worst: Mapping[str, Strength]) -> str:
    """How each brand is there, the worst first: "VinaPhone mất hẳn, Viettel chập chờn"; empty when none was noted."""
    ordered = sorted(worst, key=lambda brand: (_WORST_FIRST.index(worst[brand]), _place(brand), brand))
    alike = groupby(ordered, key=lambda brand: worst[brand])
    return ", ".join(f"{listed(tuple(brands))} {_OF_NETWORK[said]}" for said, brands in alike)


def _place(brand: str) -> int:
    return BRANDS.index(brand) if brand in BRANDS else len(BRANDS)


def works_words(reading: Reading) -> str:
    """What was tried and how it went: "gọi được, Zalo không"; empty when nothing was tried."""
    return ", ".join(f"{_TRIED[use]} {WORKS[reading.works[use]]}" for use in Use if use in reading.works)


def distance_words(metres: float) -> str:
    """A distance as one says it: "350 m", "2,6 km"."""
    whole = round(metres)
    return f"{whole} m" if whole < 1000 else f"{format_number(metres / 1000, 1)} km"
