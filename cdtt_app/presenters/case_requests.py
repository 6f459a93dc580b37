"""What the commune asks for, as it follows from where a case stands."""

from collections.abc import Callable, Mapping
from typing import Final

from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.case_facts import companies, day_of, plan_words, spot_words
from cdtt_app.presenters.coverage_words import BLOCKS

S = CaseState
DEPARTMENT: Final = "Sở Khoa học và Công nghệ"
FUND: Final = "Quỹ Dịch vụ viễn thông công ích Việt Nam"
_SUBJECTS: Final[Mapping[CaseState, str]] = {
    S.NEW: "đề nghị khảo sát, khắc phục vùng lõm sóng",
    S.VERIFIED: "đề nghị khảo sát, khắc phục vùng lõm sóng",
    S.REOPENED: "đề nghị khảo sát lại vùng lõm sóng",
    S.SENT: "đề nghị trả lời về vùng lõm sóng",
    S.SURVEYING: "đề nghị trả lời kết quả khảo sát vùng lõm sóng",
    S.PLANNED: "đề nghị thực hiện kế hoạch phủ sóng",
    S.BUILDING: "đề nghị cho biết tiến độ phủ sóng",
    S.BLOCKED: "đề nghị tháo gỡ vướng mắc để phủ sóng",
    S.PROPOSED: "đề nghị trả lời về phương án phủ sóng từ nguồn viễn thông công ích",
    S.ON_AIR: "thông tin về việc đo lại sau khi phát sóng",
    S.CLOSED: "thông tin kết quả đo lại vùng lõm sóng",
    S.DUPLICATE: "thông tin về phản ánh vùng lõm sóng",
    S.NOT_AS_REPORTED: "thông tin về phản ánh vùng lõm sóng",
}


def subject_words(board: Board, view: CaseView) -> str:
    """What a letter is about, without "V/v"."""
    return f"{_SUBJECTS[view.course.state]} {spot_words(board, view)}"


def requests_of(board: Board, view: CaseView) -> tuple[str, ...]:
    """Whom the commune asks for what; nothing once a case is over."""
    asked = _ASKED.get(view.course.state)
    return asked(board, view) if asked else ()


def _survey(board: Board, view: CaseView) -> tuple[str, ...]:
    return (
        f"{DEPARTMENT} cho khảo sát, đo kiểm tại {spot_words(board, view)} và trả lời xã kết quả.",
        f"{_companies(view)} cho biết phương án: mã trạm, thời hạn, vướng mắc nếu có.",
    )


def _answer(_board: Board, view: CaseView) -> tuple[str, ...]:
    return (
        f"{DEPARTMENT} trả lời hồ sơ xã gửi {_day(view, S.SENT)}, cho biết thời gian khảo sát.",
        f"{_companies(view)} cho biết phương án: mã trạm, thời hạn, vướng mắc nếu có.",
    )


def _results(_board: Board, view: CaseView) -> tuple[str, ...]:
    return (
        f"{DEPARTMENT} trả lời kết quả khảo sát {_day(view, S.SURVEYING)} và thời hạn phát sóng.",
        f"{_companies(view)} cho biết phương án: mã trạm, thời hạn, vướng mắc nếu có.",
    )


def _promised(_board: Board, view: CaseView) -> tuple[str, ...]:
    plan = plan_words(view)
    what = f"thực hiện đúng kế hoạch đã báo ({plan})" if plan else "thực hiện kế hoạch đã báo"
    return (f"{_companies(view)} {what}; nếu chậm, cho biết lý do và thời hạn mới.",)


def _progress(_board: Board, view: CaseView) -> tuple[str, ...]:
    return (f"{_companies(view)} cho biết tiến độ xây dựng trạm và ngày phát sóng.",)


def _unblock(_board: Board, view: CaseView) -> tuple[str, ...]:
    block = view.course.since.block if view.course.since else None
    why = f" ({BLOCKS[block].lower()})" if block else ""
    return (
        f"{DEPARTMENT} cùng {_companies(view)} xem xét cách tháo gỡ vướng mắc{why}.",
        f"Nếu doanh nghiệp chưa đầu tư được, đề xuất {FUND} hỗ trợ.",
    )


def _fund(_board: Board, view: CaseView) -> tuple[str, ...]:
    return (f"{DEPARTMENT} cho biết kết quả đề xuất {FUND} {_day(view, S.PROPOSED)} và thời hạn thực hiện.",)


def _measure(_board: Board, view: CaseView) -> tuple[str, ...]:
    return (
        f"Tổ công nghệ số cộng đồng đo lại ở các điểm đã ghi sau khi trạm phát sóng {_day(view, S.ON_AIR)}.",
        f"{_companies(view)} phối hợp khi kết quả đo lại chưa đạt.",
    )


_ASKED: Final[Mapping[CaseState, Callable[[Board, CaseView], tuple[str, ...]]]] = {
    S.NEW: _survey,
    S.VERIFIED: _survey,
    S.REOPENED: _survey,
    S.SENT: _answer,
    S.SURVEYING: _results,
    S.PLANNED: _promised,
    S.BUILDING: _progress,
    S.BLOCKED: _unblock,
    S.PROPOSED: _fund,
    S.ON_AIR: _measure,
}


def _companies(view: CaseView) -> str:
    return ", ".join(companies(view)) or "Các doanh nghiệp viễn thông"


def _day(view: CaseView, state: CaseState) -> str:
    day = day_of(view, state)
    return f"ngày {format_date(day)}" if day else ""
