"""The notes of a case: a row for each, and one of them in full."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cdtt_app.domain.coordinates import format_point
from cdtt_app.domain.coverage import CoverageNote, LinkTry, Reading, SpeedTest, Strength, Works, point_of, strength_of
from cdtt_app.domain.household import Location
from cdtt_app.domain.ids import HamletId, MemberId, NoteId
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters import coverage_words as words
from cdtt_app.presenters.household_facts import POWERS
from cdtt_app.transport.road import Obstacle

Who = Callable[[MemberId], str]
UNKNOWN: Final = "chưa ghi"
_OUTCOMES: Final[Mapping[str, str]] = {
    "ok": "tới nơi",
    Obstacle.NO_NETWORK: "không có mạng",
    Obstacle.TIMEOUT: "chờ mãi không thấy trả lời",
    Obstacle.CUT: "mạng đứt giữa chừng",
    Obstacle.PORTAL: "mạng đòi đăng nhập",
    Obstacle.RESTING: "máy chủ của tỉnh bận",
    Obstacle.NOT_TRUSTED: "không đúng máy chủ của tỉnh",
    Obstacle.REFUSED: "máy chủ của tỉnh không nhận",
    Obstacle.STRANGE: "có trả lời nhưng không phải của tỉnh",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLine:
    """One network of a note: bars as the phone showed them, when they were noted."""

    brand: str
    strength: Strength | None
    bars: int | None
    words: str  # "Viettel: chập chờn"
    works: str  # "gọi, tin nhắn; lúc được: dữ liệu"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One note in the table."""

    id: NoteId
    day: str
    clock: str
    place: str
    hamlet: str
    networks: tuple[NetworkLine, ...]
    weather: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFact:
    """What is told, and what was said of it."""

    name: str
    words: str


def note_rows(notes: Iterable[CoverageNote], hamlets: Mapping[HamletId, str], who: Who) -> tuple[NoteRow, ...]:
    """A row for each note, in the order given."""
    return tuple(_row(note, hamlets, who) for note in notes)


def row_title(row: NoteRow) -> str:
    """The chosen note as a heading."""
    return ", ".join(part for part in (f"{row.day} lúc {row.clock}", row.place or row.hamlet) if part)


def note_facts(note: CoverageNote, hamlets: Mapping[HamletId, str], who: Who) -> tuple[NoteFact, ...]:
    """The note in full; what nobody noted is left out."""
    told = (
        ("Thôn", hamlets.get(note.hamlet_id, "")),
        ("Chỗ đo", _joined(words.POINTS[note.point], note.place)),
        ("Vị trí", _position(note.location)),
        *_network_facts(note.readings),
        ("Lúc nào bị", _joined(words.OCCURRENCES[note.occurrence] if note.occurrence else "", note.hours)),
        ("Đo ở", words.STANDINGS[note.standing] if note.standing else ""),
        ("Thời tiết", words.WEATHERS[note.weather] if note.weather else ""),
        ("Ảnh hưởng", _affected(note)),
        ("Điện", POWERS[note.power] if note.power else ""),
        ("Đường vào", words.ROADS[note.road] if note.road else ""),
        ("Chỗ gần nhất có sóng", _at_distance(note.nearest_signal, note.nearest_signal_m)),
        ("Trạm đã biết", _at_distance(note.station, note.station_m)),
        ("Máy thử gửi về tỉnh", "\n".join(map(_try_words, note.tries))),
        ("Ghi chú", note.note),
        ("Người ghi", _who(note, who)),
        ("Người cùng chứng kiến", note.witness),
    )
    return tuple(NoteFact(name=name, words=said) for name, said in told if said)


def _row(note: CoverageNote, hamlets: Mapping[HamletId, str], who: Who) -> NoteRow:
    measured = note.measured_at.astimezone()
    return NoteRow(
        id=note.id,
        day=format_date(measured.date()),
        clock=f"{measured:%H:%M}",
        place=note.place or words.POINTS[note.point],
        hamlet=hamlets.get(note.hamlet_id, ""),
        networks=tuple(_line(brand, reading) for brand, reading in note.readings.items()),
        weather=words.WEATHERS[note.weather] if note.weather else "",
        who=_who(note, who),
    )


def _line(brand: str, reading: Reading) -> NetworkLine:
    said = strength_of(reading)
    return NetworkLine(
        brand=brand,
        strength=said,
        bars=reading.bars,
        words=f"{brand}: {words.STRENGTHS[said] if said else UNKNOWN}",
        works=_short_works(reading),
    )


def _short_works(reading: Reading) -> str:
    """Only what works; the note in full tells what does not."""
    if not reading.works:
        return ""
    yes, at_times = (
        ", ".join(words.USES[use].lower() for use, said in reading.works.items() if said is wanted)
        for wanted in (Works.YES, Works.SOMETIMES)
    )
    return "; ".join(filter(None, (yes, f"lúc được: {at_times}" if at_times else ""))) or "không gì"


def _who(note: CoverageNote, who: Who) -> str:
    return who(note.recorded_by) if note.recorded_by else ""


def _network_facts(readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    for brand, reading in readings.items():
        said = strength_of(reading)
        parts = (
            words.STRENGTHS[said] if said else "",
            words.TECHNOLOGIES[reading.technology] if reading.technology else "",
            f"{reading.bars} vạch" if reading.bars is not None else "",
            words.works_words(reading),
            f"mức thu {reading.rsrp_dbm}\u00a0dBm" if reading.rsrp_dbm is not None else "",
            f"mã trạm {reading.cell}" if reading.cell else "",
            f"sóng của {reading.host}" if reading.host and reading.host.value != brand else "",
        )
        yield brand, ", ".join(part for part in parts if part)
        if reading.speed is not None:
            yield f"{brand}, đo i-Speed", _speed_words(reading.speed)


def _speed_words(speed: SpeedTest) -> str:
    parts = (
        f"tải xuống {format_number(speed.down_mbps)} Mbit/s" if speed.down_mbps is not None else "",
        f"tải lên {format_number(speed.up_mbps)} Mbit/s" if speed.up_mbps is not None else "",
        f"trễ {format_number(speed.ping_ms)} ms" if speed.ping_ms is not None else "",
        f"đo {_moment(speed.tested_at)}" if speed.tested_at else "",
    )
    return ", ".join(part for part in parts if part)


def _try_words(one: LinkTry) -> str:
    how = _OUTCOMES.get(one.outcome, "không được")
    return f"{_moment(one.at)}: {how}, {format_number(one.seconds, 1)} giây, gửi {one.sent} B, nhận {one.got} B"


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{format_date(local.date())} lúc {local:%H:%M}"


def _position(location: Location | None) -> str:
    point = point_of(location)
    if location is None or point is None:
        return ""
    about = f", sai số khoảng {location.accuracy_m} m" if location.accuracy_m is not None else ""
    return f"{format_point(point)} ({words.LOCATION_SOURCES[location.source]}{about})"


def _affected(note: CoverageNote) -> str:
    parts = (
        f"{note.households_affected} hộ" if note.households_affected is not None else "",
        f"{note.people_affected} người" if note.people_affected is not None else "",
        *(words.FACILITIES[each].lower() for each in note.facilities),
    )
    return ", ".join(part for part in parts if part)


def _at_distance(where: str, metres: int | None) -> str:
    return _joined(where, f"cách {words.distance_words(metres)}" if metres is not None else "")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
