"""The letter that goes with a dossier: a draft in official style; number and signature are added elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cdtt_app.documents.letter import Letter
from cdtt_app.domain.coverage import RoadAccess
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import OVER, CaseState, CaseStep
from cdtt_app.domain.household import Power
from cdtt_app.domain.units import bare_name
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters import case_facts as told
from cdtt_app.presenters.case_requests import DEPARTMENT, requests_of, subject_words

_POWER: Final = {Power.GRID: "đã có điện lưới", Power.OWN: "chỉ có điện tự cấp", Power.NONE: "chưa có điện"}
_ROAD: Final = {RoadAccess.CAR: "ô tô", RoadAccess.MOTORBIKE: "xe máy", RoadAccess.FOOT: "đường đi bộ"}


def covering_letter(board: Board, view: CaseView, *, commune: str, province: str) -> Letter:
    """The draft for a case; `commune` "xã Thượng Nông", `province` "tỉnh Tuyên Quang"."""
    today = board.now.astimezone().date()
    practice = "với số liệu thực hành, " if board.illustrative else ""
    return Letter(
        agency=("ỦY BAN NHÂN DÂN", commune.upper()),
        number="/UBND-VHXH",
        place=bare_name(commune),
        month=today.month,
        year=today.year,
        subject=subject_words(board, view),
        recipients=_recipients(view, province),
        paragraphs=tuple(_paragraphs(board, view, commune, today)),
        copies=("Như trên;", "Chủ tịch, các PCT UBND;", "Lưu: VT, VHXH."),
        signer=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        note=f"Bản dự thảo {practice}phần mềm lập ngày {format_date(today)}; lấy số và ký ở nơi quản lý văn bản.",
    )


def _recipients(view: CaseView, province: str) -> tuple[str, ...]:
    where = bare_name(province) if province else ""
    asked = tuple(f"{company} {where}".strip() for company in told.companies(view))
    return (f"{DEPARTMENT} {province}".strip(), *asked)


def _paragraphs(board: Board, view: CaseView, commune: str, today: date) -> Iterator[str]:
    yield _story(board, view, commune)
    yield _facts(board, view)
    late = told.broken_promise(board, view)
    if late is not None:
        yield f"Tính đến ngày {format_date(today)}, việc này đã {late.late[:1].lower()}{late.late[1:]}"
    plan = told.plan_words(view)
    if plan:
        yield f"Xã đã nhận được trả lời về kế hoạch ({plan})."
    yield _asked(board, view)


def _story(board: Board, view: CaseView, commune: str) -> str:
    """How the commune came to it, and what it has sent before."""
    opened = format_date(view.case.opened_at.astimezone().date())
    start = (
        f"Từ phản ánh của nhân dân và ghi nhận của Tổ công nghệ số cộng đồng, ngày {opened} Ủy ban nhân dân {commune} "
        f"đã lập hồ sơ {told.case_number(board, view)} về tình trạng sóng di động tại {told.spot_words(board, view)}."
    )
    sent = [step for step in view.course.taken if step.state is CaseState.SENT]
    return " ".join((start, *_sent(sent)))


def _sent(steps: Sequence[CaseStep]) -> Iterator[str]:
    if steps:
        step = steps[-1]
        paper = f" (Văn bản số {step.document})" if step.document else ""
        until = f", đề nghị trả lời trước ngày {format_date(step.deadline)}" if step.deadline else ""
        yield f"Ngày {format_date(step.happened_on)}, xã đã gửi hồ sơ đến {DEPARTMENT}{paper}{until}."


def _facts(board: Board, view: CaseView) -> str:
    """What was found, in whole sentences."""
    facts = view.facts
    homes, lacking, uses = told.households_words(board, view), told.lacking_words(view), told.uses_words(view)
    notes, spots = len(facts.notes), told.count_spots(facts.notes)
    affected = f"có {homes} bị ảnh hưởng" if homes else ""
    public = f"có {told.facilities_words(view)}" if facts.facilities else ""
    power = _POWER[facts.power] if facts.power else ""
    road = f"đi vào bằng {_ROAD[facts.road]}" if facts.road else ""
    measured = f"Tổ công nghệ số cộng đồng đã ghi {format_number(notes)} lần ở {format_number(spots)} điểm"
    said = "; ".join(filter(None, (lacking, uses)))
    stations = told.stations_words(view)
    sentences = (
        ", ".join(filter(None, (f"Tại đây {affected}" if affected else "", public, power, road))),
        f"{measured}: {said}" if notes and said else measured if notes else "",
        f"Trạm gần đó: {stations}" if stations else "",
        f"Địa hình: {view.case.terrain.strip()}" if view.case.terrain.strip() else "",
    )
    return " ".join(f"{said[:1].upper()}{said[1:]}." for said in sentences if said)


def _asked(board: Board, view: CaseView) -> str:
    """What is asked for, the last paragraph of the letter."""
    attached = "Hồ sơ gửi kèm gồm bản đồ, bảng số đo và ảnh hiện trường (nếu có)./."
    requests = requests_of(board, view)
    if view.course.state in OVER or not requests:
        return f"Ủy ban nhân dân xã trân trọng thông tin để quý cơ quan biết. {attached}"
    return f"Ủy ban nhân dân xã đề nghị: {' '.join(requests)} {attached}"
