"""A household visit: who came, who was met, what was shown, what people can do now, when to come again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import HamletId, HouseholdId, MemberId, PersonId, VisitId


class Outcome(StrEnum):
    """How the visit went."""

    MET = "gap"
    ABSENT = "vang"
    REFUSED = "tu_choi"
    PROMISED = "hen_lai"


class Activity(StrEnum):
    """What kind of activity it was."""

    HOME = "tham_tai_nha"
    HANDS_ON = "huong_dan_thuc_hanh"
    MEETING = "hop_dan"
    LOUDSPEAKER = "tuyen_truyen"
    HALL = "tai_nha_van_hoa"
    PHONE = "qua_dien_thoai"


class Topic(StrEnum):
    """What was shown to the family."""

    VNEID = "vneid"
    QR = "quet_qr"
    SCAMS = "lua_dao"
    DOSSIER = "nop_ho_so"
    SHOPPING = "mua_hang"
    HEALTH = "suc_khoe"
    LEARNING = "binh_dan_hoc_vu_so"
    ZALO = "zalo"
    SELLING = "ban_nong_san"
    OTHER = "khac"


class DossierResult(StrEnum):
    """Where a guided online dossier got to."""

    SUBMITTED = "da_nop"
    DRAFTED = "dang_lam"
    FAILED = "chua_duoc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One online dossier that the volunteer helped with; the procedure, never its content."""

    procedure: str
    result: DossierResult = DossierResult.SUBMITTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit with its answers: one aggregate, written and sent as a whole."""

    id: VisitId
    household_id: HouseholdId
    hamlet_id: HamletId
    visited_on: date
    recorded_at: datetime
    outcome: Outcome = Outcome.MET
    activity: Activity = Activity.HOME
    recorded_by: MemberId | None = None
    visitors: tuple[MemberId, ...] = ()
    met: tuple[PersonId, ...] = ()
    guided_count: int | None = None  # people helped, when nobody may be named
    topics: tuple[Topic, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    signal: Mapping[Network, Signal] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)  # the document of a checklist.AnswerSheet
    feedback: str = ""
    feedback_forwarded_to: str = ""
    satisfaction: int | None = None  # 1..5
    next_visit: date | None = None
    next_time: str = ""  # "19:30"
    note: str = ""
    deleted: str = ""


def without_names(visit: Visit) -> Visit:
    """The visit as it may be shown when nobody agreed to be named, or the yes was withdrawn: counts alone."""
    return replace(visit, answers={}, met=())


def visit_problems(visit: Visit, *, today: date) -> tuple[str, ...]:
    """What keeps this visit from being saved, as sentences for the volunteer."""
    problems = []
    if visit.visited_on > today:
        problems.append("Ngày thăm ở sau hôm nay. Hãy chọn lại ngày thăm.")
    if visit.next_visit is not None and visit.next_visit < visit.visited_on:
        problems.append("Ngày hẹn lần tới ở trước ngày thăm. Hãy chọn lại ngày hẹn.")
    if visit.outcome is Outcome.PROMISED and visit.next_visit is None:
        problems.append("Đã hẹn lại thì cần ngày hẹn. Hãy chọn ngày hẹn lần tới.")
    if visit.satisfaction is not None and not 1 <= visit.satisfaction <= 5:
        problems.append("Mức hài lòng chỉ từ 1 đến 5.")
    return tuple(problems)
