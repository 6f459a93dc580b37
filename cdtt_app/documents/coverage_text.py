"""A place without signal in plain text, to paste into a form: hotline 1022, "phản ánh hiện trường", a message."""

import re
from dataclasses import dataclass
from itertools import count

from cdtt_app.documents.layer import legible

SHORT = 1_000  # characters that the forms take
_HIDDEN = "[số đã ẩn]"
# Phone numbers, and the nine or twelve digits of identity papers. Dates, coordinates, station codes are none of these.
_PERSONAL = re.compile(
    r"(?<!\d)(?:(?:\+?84|0)[ .()-]{0,2}\d{2,3}[ .()-]{0,2}\d{3,4}[ .()-]{0,2}\d{3,4}|\d{9}|\d{12})(?!\d)"
)
_LEAST_KEPT = 24  # characters of a line that must be shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """What is said, each part ready to be read; what is empty is left out. Nobody who lives there is named."""

    place: str  # "thôn Bản Giòng, xã Thượng Nông, tỉnh Tuyên Quang"
    networks: tuple[str, ...]  # "VinaPhone: không có 3G/4G"
    asked: tuple[str, ...]
    reporter: str  # the commune or the team
    contact: str  # of the office: the only part where a number may stand
    code: str = ""
    position: str = ""  # "22.629, 105.348 (làm tròn khoảng 100 m)"
    since: str = ""
    households: str = ""
    facilities: str = ""
    power: str = ""
    road: str = ""
    evidence: str = ""  # how many notes, when measured last
    stations: str = ""
    plan: str = ""  # what the operators have said so far


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    spare: int = 0  # what is left out first when room is short; 0 stays


def report_text(report: PlaceReport) -> str:
    """All of it, one thing a line."""
    return "\n".join(line.text for line in _lines(report))


def short_report_text(report: PlaceReport, most: int = SHORT) -> str:
    """At most that many characters: first the lesser lines go, then the longest are cut; `most` from 300 on."""
    lines = _lines(report)
    while _length(lines) > most and any(line.spare for line in lines):
        lines.remove(max(lines, key=lambda line: line.spare))
    texts = [line.text for line in lines]
    for room in count(most, -1):
        whole = "\n".join(_cut(text, room) for text in texts)
        if len(whole) <= most or room <= _LEAST_KEPT:
            return whole[:most]
    raise AssertionError("count has no end")


def _lines(report: PlaceReport) -> list[_Line]:
    named = (
        ("Nơi phản ánh", report.place, 0),
        ("Toạ độ (vĩ độ, kinh độ)", report.position, 0),
        ("Tình trạng", "; ".join(report.networks), 0),
        ("Từ khi nào", report.since, 3),
        ("Ảnh hưởng", report.households, 0),
        ("Nơi công cộng bị ảnh hưởng", report.facilities, 4),
        ("Điện lưới", report.power, 2),
        ("Đường vào", report.road, 5),
        ("Trạm gần nhất", report.stations, 7),
        ("Đã ghi nhận", report.evidence, 6),
        ("Trả lời đã có", report.plan, 1),
        ("Đề nghị", "; ".join(report.asked), 0),
        ("Bên phản ánh", report.reporter, 0),
    )
    code = f" (vụ việc {report.code})" if report.code else ""
    title = f"Phản ánh nơi không có sóng hoặc sóng yếu{code}"
    said = [_Line(f"{name}: {_public(text)}", spare) for name, text, spare in named if text.strip()]
    return [_Line(_public(title)), *said, _Line(f"Liên hệ: {_one_line(report.contact)}")]


def _public(text: str) -> str:
    return _PERSONAL.sub(_HIDDEN, _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(legible(text).split())


def _length(lines: list[_Line]) -> int:
    return sum(len(line.text) + 1 for line in lines) - 1


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
