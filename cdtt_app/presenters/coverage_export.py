"""Notes, cases and hamlets as tables for other programs: without anything of single households unless asked for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.layer import Column, ColumnKind, Export, Layer, Row, Value
from cdtt_app.domain.coverage import CoverageNote, networks_of, point_of, severity, strength_of, strengths
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import case_code, overdue_days
from cdtt_app.domain.coverage_facts import HamletCoverage
from cdtt_app.domain.coverage_privacy import public_case_point, public_count, public_point
from cdtt_app.domain.geo import Point
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters import coverage_words as words
from cdtt_app.presenters.coverage_sentences import rule_words
from cdtt_app.presenters.household_facts import POWERS

NOTES: Final = "ghi_nhan"
CASES: Final = "vu_viec"
HAMLETS: Final = "thon"
_INTEGER, _REAL, _DATE, _WHEN, _TRUTH = (
    ColumnKind.INTEGER,
    ColumnKind.REAL,
    ColumnKind.DATE,
    ColumnKind.DATETIME,
    ColumnKind.BOOLEAN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """What the board does not say: whose homes are where, codes of households and names of members for the detail."""

    homes: Collection[Point]
    household_codes: Mapping[HouseholdId, str]
    members: Mapping[str, str]
    place: str  # "xã Thượng Nông, tỉnh Tuyên Quang"
    person: str


def coverage_export(board: Board, context: ExportContext, *, detail: bool) -> Export:
    """All of the board; `detail` adds households, exact positions, who wrote it and the notes in words."""
    return Export(
        layers=(_notes(board, context, detail=detail), _cases(board, context, detail=detail), _hamlets(board)),
        about=tuple(_about(board, context, detail=detail)),
        made_at=board.now,
    )


def _about(board: Board, context: ExportContext, *, detail: bool) -> Iterator[tuple[str, str]]:
    rules = board.rules
    yield "Nội dung", f"Ghi nhận và vụ việc vùng lõm sóng, {context.place}"
    yield "Quy tắc", rule_words(rules)
    yield "Người xuất", context.person or "chưa ghi"
    if detail:
        yield "Mức chi tiết", "Có mã hộ và vị trí đúng như đã ghi. Chỉ dùng trong việc của xã, không chuyển ra ngoài."
    else:
        rounding = f"Toạ độ làm tròn khoảng {rules.rounded_m} m, thưa hơn ở nơi ít nhà"
        yield "Mức chi tiết", f"Không có hộ nào. {rounding}; số hộ dưới {rules.smallest_cell} để trống."
    if board.illustrative:
        yield "Dữ liệu", "Bản thực hành: vị trí minh hoạ, mọi tên người là tên đặt ra."


def _notes(board: Board, context: ExportContext, *, detail: bool) -> Layer:
    columns = [
        Column(name="ma", title="Mã ghi nhận"),
        Column(name="thon", title="Thôn"),
        Column(name="do_luc", title="Đo lúc", kind=_WHEN),
        Column(name="loai_diem", title="Loại điểm"),
        Column(name="muc", title="Mức xấu nhất"),
        *(Column(name=f"song_{network.name.lower()}", title=f"Sóng {network.value}") for network in Network),
        Column(name="mang_thieu", title="Mạng đang thiếu"),
        Column(name="dung_duoc_gi", title="Dùng được gì"),
        Column(name="rsrp_dbm", title="RSRP thấp nhất (dBm)", kind=_INTEGER),
        Column(name="tai_xuong_mbps", title="i-Speed xuống (Mbit/s)", kind=_REAL),
        Column(name="tai_len_mbps", title="i-Speed lên (Mbit/s)", kind=_REAL),
        Column(name="thoi_diem", title="Khi nào"),
        Column(name="troi", title="Trời"),
        Column(name="so_ho", title="Số hộ ảnh hưởng", kind=_INTEGER),
        Column(name="noi_cong_cong", title="Nơi công cộng"),
        Column(name="dien", title="Điện"),
        Column(name="duong", title="Đường vào"),
        Column(name="song_gan_nhat_m", title="Chỗ có sóng gần nhất (m)", kind=_INTEGER),
        Column(name="vu_viec", title="Vụ việc"),
    ]
    if detail:
        columns += [
            Column(name="ma_ho", title="Mã hộ"),
            Column(name="cho_do", title="Chỗ đo"),
            Column(name="cach_biet_vi_tri", title="Cách biết vị trí"),
            Column(name="sai_so_m", title="Sai số (m)", kind=_INTEGER),
            Column(name="nguoi_ghi", title="Người ghi"),
            Column(name="ghi_chu", title="Ghi chú"),
        ]
    rows = []
    for note in board.notes:
        values = _note_values(board, note, detail=detail)
        values += _note_detail(note, context) if detail else ()
        point = point_of(note.location) if detail else public_point(note, context.homes, board.rules)
        rows.append(Row(values=values, point=point))
    return Layer(name=NOTES, title="Ghi nhận", columns=tuple(columns), rows=tuple(rows))


def _note_values(board: Board, note: CoverageNote, *, detail: bool) -> tuple[Value, ...]:
    homes = note.households_affected
    view = board.case(note.case_id)
    hamlet = next((each.hamlet for each in board.hamlets if each.hamlet.id == note.hamlet_id), None)
    return (
        note.id,
        full_name(hamlet) if hamlet else "",
        note.measured_at,
        words.POINTS[note.point],
        words.SEVERITIES[severity(note)],
        *(_said(note, network) for network in Network),
        ", ".join(network.value for network in networks_of(note)),
        _used(note),
        min((r.rsrp_dbm for r in note.readings.values() if r.rsrp_dbm is not None), default=None),
        max((r.speed.down_mbps for r in note.readings.values() if r.speed and r.speed.down_mbps), default=None),
        max((r.speed.up_mbps for r in note.readings.values() if r.speed and r.speed.up_mbps), default=None),
        " ".join(part for part in (words.OCCURRENCES[note.occurrence] if note.occurrence else "", note.hours) if part),
        words.WEATHERS[note.weather] if note.weather else "",
        homes if detail else public_count(homes, board.rules),
        ", ".join(words.FACILITIES[facility] for facility in note.facilities),
        POWERS[note.power] if note.power else "",
        words.ROADS[note.road] if note.road else "",
        note.nearest_signal_m,
        case_code(view.case.number) if view else "",
    )


def _said(note: CoverageNote, network: Network) -> str:
    """What was said of a network itself, else of a reseller that it carries."""
    own = note.readings.get(network.value)
    strength = strength_of(own) if own else None
    carried = [said for brand, said in strengths(note).items() if note.readings[brand].host is network]
    found = strength or next(iter(carried), None)
    return words.STRENGTHS[found] if found else ""


def _used(note: CoverageNote) -> str:
    said = (f"{brand}: {words.works_words(reading)}" for brand, reading in note.readings.items() if reading.works)
    return "; ".join(said)


def _note_detail(note: CoverageNote, context: ExportContext) -> tuple[Value, ...]:
    place = note.location
    return (
        context.household_codes.get(note.household_id, "") if note.household_id else "",
        note.place,
        words.LOCATION_SOURCES[place.source] if place else "",
        place.accuracy_m if place else None,
        context.members.get(note.recorded_by or "", ""),
        note.note,
    )


def _cases(board: Board, context: ExportContext, *, detail: bool) -> Layer:
    columns = (
        Column(name="ma", title="Mã vụ việc"),
        Column(name="ten", title="Tên"),
        Column(name="thon", title="Thôn"),
        Column(name="trang_thai", title="Trạng thái"),
        Column(name="tu_ngay", title="Từ ngày", kind=_DATE),
        Column(name="han", title="Hạn trả lời", kind=_DATE),
        Column(name="qua_han_ngay", title="Quá hạn (ngày)", kind=_INTEGER),
        Column(name="muc", title="Mức xấu nhất"),
        Column(name="mang", title="Từng mạng"),
        Column(name="so_ho", title="Số hộ ảnh hưởng", kind=_INTEGER),
        Column(name="so_ghi_nhan", title="Số ghi nhận", kind=_INTEGER),
        Column(name="noi_cong_cong", title="Nơi công cộng"),
        Column(name="dien", title="Điện"),
        Column(name="duong", title="Đường vào"),
        Column(name="tram", title="Trạm gần đó"),
        Column(name="diem_xep_hang", title="Điểm xếp hạng", kind=_REAL),
        Column(name="can_do_lai", title="Cần đo lại", kind=_TRUTH),
    )
    rows = tuple(_case_row(board, context, view, detail=detail) for view in board.cases)
    return Layer(name=CASES, title="Vụ việc", columns=columns, rows=rows)


def _case_row(board: Board, context: ExportContext, view: CaseView, *, detail: bool) -> Row:
    case, facts, since = view.case, view.facts, view.course.since
    today = board.now.astimezone().date()
    hamlet = next((each.hamlet for each in board.hamlets if each.hamlet.id == case.hamlet_id), None)
    hidden = public_case_point(case, facts.notes, context.homes, board.rules)
    return Row(
        values=(
            case_code(case.number),
            case.title,
            full_name(hamlet) if hamlet else "",
            words.STATES[view.course.state],
            since.happened_on if since else case.opened_at.astimezone().date(),
            view.course.deadline,
            overdue_days(view.course, today=today) or None,
            words.SEVERITIES[facts.severity],
            words.networks_words(facts.worst),
            facts.households if detail else public_count(facts.households, board.rules),
            len(facts.notes),
            ", ".join(words.FACILITIES[facility] for facility in facts.facilities),
            POWERS[facts.power] if facts.power else "",
            words.ROADS[facts.road] if facts.road else "",
            "; ".join(_station(s.code, s.distance_m) for s in case.stations),
            round(view.rank.points, 1),
            facts.stale,
        ),
        point=facts.point if detail else hidden,
    )


def _station(code: str, metres: int | None) -> str:
    return f"{code} {words.distance_words(metres)}" if metres is not None else code


def _hamlets(board: Board) -> Layer:
    columns = (
        Column(name="thon", title="Thôn"),
        Column(name="so_ho", title="Số hộ", kind=_INTEGER),
        Column(name="xep_loai", title="Xếp loại"),
        Column(name="trang_song", title="Trắng sóng", kind=_TRUTH),
        Column(name="lom_song", title="Lõm sóng", kind=_TRUTH),
        Column(name="so_ghi_nhan", title="Số ghi nhận", kind=_INTEGER),
        Column(name="so_diem_lom", title="Số điểm lõm", kind=_INTEGER),
        Column(name="vu_viec_dang_mo", title="Vụ việc đang mở", kind=_INTEGER),
        Column(name="qua_han", title="Quá hạn trả lời", kind=_INTEGER),
    )
    return Layer(name=HAMLETS, title="Thôn", columns=columns, rows=tuple(map(_hamlet_row, board.hamlets)))


def _hamlet_row(view: HamletView) -> Row:
    count = view.count
    return Row(
        values=(
            full_name(view.hamlet),
            view.households,
            words.COVERAGES[count.coverage],
            count.coverage is HamletCoverage.WHITE,
            count.coverage is HamletCoverage.WEAK,
            count.notes,
            count.spots,
            view.open_cases,
            view.overdue,
        )
    )
