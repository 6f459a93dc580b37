"""The list of hamlets for the commune's report; numbers so small that they point at a home are hidden."""

from collections.abc import Iterable, Mapping
from typing import Final

from cdtt_app.documents.coverage_list_pdf import CoverageList, HamletLine
from cdtt_app.domain.coverage import Strength, strengths
from cdtt_app.domain.coverage_board import Board, HamletView
from cdtt_app.domain.coverage_case import OVER
from cdtt_app.domain.coverage_privacy import public_count
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters.coverage_sentences import rule_words
from cdtt_app.presenters.coverage_words import COVERAGES, listed

_POINTS: Final = (
    "Điểm trắng sóng là chỗ mà mạng nào đã đo cũng không có sóng; điểm lõm sóng là các chỗ thiếu sóng còn lại. "
    "Các ghi nhận gần nhau, hoặc cùng một vụ việc, tính là một điểm."
)
_PRACTICE: Final = "Bản thực hành: số liệu và tên người là đặt ra để tập."


def coverage_listing(board: Board, *, agency: str, place: str) -> CoverageList:
    """All hamlets on this machine; `agency` "UBND xã Thượng Nông", `place` that commune with its province."""
    lines = [(view, _white_spots(board, view)) for view in board.hamlets]
    today = board.now.astimezone().date()
    hidden = f"Số hộ dưới {board.rules.smallest_cell} không ghi ra."
    return CoverageList(
        agency=agency,
        title=f"Tình hình phủ sóng di động theo thôn, {place}",
        about=f"Số liệu tới {format_date(today)}, từ sổ của {len(board.hamlets)} thôn trên máy này",
        hamlets=tuple(_line(board, view, white) for view, white in lines),
        rule=(rule_words(board.rules), _POINTS),
        printed_on=today,
        total=_total(board, sum(white for _, white in lines)) if len(lines) > 1 else None,
        practice=board.illustrative,
        foot=f"{_PRACTICE} {hidden}" if board.illustrative else hidden,
    )


def _line(board: Board, view: HamletView, white: int) -> HamletLine:
    count, name = view.count, full_name(view.hamlet)
    return HamletLine(
        hamlet=name[:1].upper() + name[1:],
        households=_homes(view.households, board.rules),
        notes=format_number(count.notes),
        kind=COVERAGES[count.coverage],
        white_spots=format_number(white),
        weak_spots=format_number(count.spots - white),
        open_cases=format_number(view.open_cases),
        overdue=format_number(view.overdue),
        remark=", ".join(_remarks(view)),
    )


def _remarks(view: HamletView) -> Iterable[str]:
    if view.count.not_noted:
        yield f"Chưa đo {listed(tuple(each.value for each in view.count.not_noted))} ở trung tâm thôn"
    if view.count.stale:
        yield f"{view.count.stale} ghi nhận đã quá cũ"


def _homes(count: int, rules: CoverageRules) -> str:
    return f"dưới {rules.smallest_cell}" if public_count(count, rules) is None else format_number(count)


def _total(board: Board, white: int) -> HamletLine:
    views = board.hamlets
    spots = sum(view.count.spots for view in views)
    return HamletLine(
        hamlet=f"Cộng {len(views)} thôn",
        households=_homes(sum(view.households for view in views), board.rules),
        notes=format_number(sum(view.count.notes for view in views)),
        kind="",
        white_spots=format_number(white),
        weak_spots=format_number(spots - white),
        open_cases=format_number(sum(view.open_cases for view in views)),
        overdue=format_number(sum(view.overdue for view in views)),
    )


def _white_spots(board: Board, view: HamletView) -> int:
    """Of the lacking places of a hamlet those where nothing was heard: loose ones, and cases that are not over."""
    here = [spot for spot in board.spots if spot.hamlet_id == view.hamlet.id and spot.case_id is None]
    cases = [each for each in board.cases if each.case.hamlet_id == view.hamlet.id and each.course.state not in OVER]
    lacking = [each.facts.worst for each in cases if each.facts.severity is not Severity.USABLE]
    return sum(_silent(_heard(spot), board.rules) for spot in here) + sum(_silent(s, board.rules) for s in lacking)


def _heard(spot: Spot) -> dict[str, Strength]:
    """Of each brand what was heard last."""
    heard: dict[str, Strength] = {}
    for note in spot.notes:
        heard |= strengths(note)
    return heard


def _silent(heard: Mapping[str, Strength], rules: CoverageRules) -> bool:
    return bool(heard) and all(said in rules.white_strengths for said in heard.values())
