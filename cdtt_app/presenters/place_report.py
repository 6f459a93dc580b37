"""A case as plain text for a hotline or a form of complaints: rounded, without anybody's name."""

from typing import Final

from cdtt_app.documents.coverage_text import PlaceReport
from cdtt_app.documents.layer import degrees
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_privacy import rounded_to
from cdtt_app.domain.household import Power
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters import case_facts as told
from cdtt_app.presenters.case_requests import requests_of
from cdtt_app.presenters.coverage_words import BLOCKS, ROADS, STATES

_POWER: Final = {Power.GRID: "đã có", Power.OWN: "chưa có, dùng điện tự cấp", Power.NONE: "chưa có"}
_HUNDRED_M: Final = 3  # decimals of a degree


def place_report(board: Board, view: CaseView, *, place: str, reporter: str, contact: str) -> PlaceReport:
    """The report of a case; `place` is the commune with its province, `contact` of an office."""
    facts = view.facts
    homes = told.households_words(board, view)
    return PlaceReport(
        place=", ".join(filter(None, (told.spot_words(board, view), place))),
        networks=tuple(told.network_words(view, brand) for brand in told.lacking(view)),
        asked=tuple(sentence.rstrip(".") for sentence in requests_of(board, view)),
        reporter=reporter,
        contact=contact,
        code=told.case_number(board, view),
        position=_position(view, board.rules.rounded_m),
        since=_since(view),
        households=homes,
        facilities=told.facilities_words(view),
        power=_POWER[facts.power] if facts.power else "",
        road=ROADS[facts.road].lower() if facts.road else "",
        evidence=_evidence(view),
        stations=told.stations_words(view),
        plan=_answers(view),
    )


def _position(view: CaseView, metres: int) -> str:
    if view.facts.point is None:
        return ""
    point = rounded_to(view.facts.point, _HUNDRED_M)
    return f"{degrees(point.latitude)}, {degrees(point.longitude)} (làm tròn khoảng {metres} m)"


def _since(view: CaseView) -> str:
    first = min((note.measured_at for note in view.facts.notes), default=view.case.opened_at)
    return f"ghi nhận đầu tiên ngày {format_date(first.astimezone().date())}"


def _evidence(view: CaseView) -> str:
    notes = view.facts.notes
    if not notes:
        return ""
    last = format_date(notes[0].measured_at.astimezone().date())
    spots = format_number(told.count_spots(notes))
    uses = told.uses_words(view)
    return f"{format_number(len(notes))} lần ở {spots} điểm, lần cuối {last}" + (f"; {uses}" if uses else "")


def _answers(view: CaseView) -> str:
    plan = told.plan_words(view)
    block = view.course.since.block if view.course.since else None
    return plan or (f"{STATES[view.course.state]}: {BLOCKS[block].lower()}" if block else "")
