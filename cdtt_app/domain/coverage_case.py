"""A coverage case: notes of one spot, followed to the day somebody measures again; its state follows from its steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile
from typing import Final

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import RoadAccess
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.domain.ids import CaseId, CaseStepId, HamletId, MemberId


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "moi_ghi"
    VERIFIED = "da_xac_minh"
    DUPLICATE = "trung"
    NOT_AS_REPORTED = "khong_dung_thuc_te"
    SENT = "da_gui_so"
    SURVEYING = "dang_khao_sat"
    PLANNED = "co_ke_hoach"
    BLOCKED = "vuong"
    PROPOSED = "de_xuat_vtf"
    BUILDING = "dang_xay_dung"
    ON_AIR = "da_phat_song"
    CLOSED = "dong"
    REOPENED = "mo_lai"


class Block(StrEnum):
    """Why nothing can be built yet."""

    NO_POWER = "chua_co_dien"
    FEW_HOUSEHOLDS = "it_ho"
    TERRAIN = "dia_hinh"
    NO_FUNDS = "chua_bo_tri_von"


_S = CaseState
ALLOWED: Final[Mapping[CaseState, tuple[CaseState, ...]]] = {
    _S.NEW: (_S.VERIFIED, _S.DUPLICATE, _S.NOT_AS_REPORTED),
    _S.VERIFIED: (_S.SENT, _S.DUPLICATE, _S.NOT_AS_REPORTED),
    _S.DUPLICATE: (_S.REOPENED,),
    _S.NOT_AS_REPORTED: (_S.REOPENED,),
    _S.SENT: (_S.SURVEYING, _S.PLANNED, _S.BLOCKED),
    _S.SURVEYING: (_S.PLANNED, _S.BLOCKED, _S.NOT_AS_REPORTED),
    _S.PLANNED: (_S.BUILDING, _S.ON_AIR, _S.BLOCKED),
    _S.BLOCKED: (_S.PROPOSED, _S.SURVEYING, _S.PLANNED),
    _S.PROPOSED: (_S.PLANNED, _S.BUILDING, _S.BLOCKED),
    _S.BUILDING: (_S.ON_AIR, _S.BLOCKED),
    _S.ON_AIR: (_S.CLOSED, _S.REOPENED),
    _S.CLOSED: (_S.REOPENED,),
    _S.REOPENED: (_S.VERIFIED, _S.SENT, _S.SURVEYING, _S.NOT_AS_REPORTED),
}
_ONE_PROMISE: Final = ((_S.SENT, _S.SURVEYING), (_S.PLANNED, _S.BUILDING))
OVER: Final = frozenset({_S.DUPLICATE, _S.NOT_AS_REPORTED, _S.CLOSED})
WAITING_FOR_ANSWER: Final = frozenset({_S.SENT, _S.SURVEYING, _S.PLANNED, _S.PROPOSED, _S.BUILDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station near the spot; `distance_m` as the operator or the map says, `note` why it does not reach."""

    code: str
    operator: Network | None = None
    distance_m: int | None = None
    location: Location | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCase:
    """One spot that waits for signal. Its notes name it; what is counted (households, networks) comes from them."""

    id: CaseId
    hamlet_id: HamletId
    number: int  # of the commune's book: VL-007
    title: str
    opened_at: datetime
    opened_by: MemberId | None = None
    location: Location | None = None  # set by the officer; else the middle of its notes
    households_affected: int | None = None  # set by the officer; else the largest that a note says
    power: Power | None = None
    road: RoadAccess | None = None
    difficult_hamlet: bool | None = None  # thôn đặc biệt khó khăn
    terrain: str = ""
    stations: tuple[Station, ...] = ()
    merged_into: CaseId | None = None
    note: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """Who moved a case where, when, why, on which paper; a step to the state it is in already is a remark.

    `deadline`: until when an answer or the signal was promised. It is written down later than it happened, at times.
    """

    id: CaseStepId
    case_id: CaseId
    hamlet_id: HamletId
    state: CaseState
    happened_on: date
    written_at: datetime
    written_by: MemberId | None = None
    why: str = ""
    document: str = ""  # number of the letter
    operator: Network | None = None
    station: str = ""
    deadline: date | None = None
    block: Block | None = None
    attachment: Sha256 | None = None
    attachment_name: str = ""
    attachment_kind: str = ""
    attachment_size: int = 0
    deleted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A case's steps in order; `astray` were written elsewhere when it had already moved on: kept, not followed."""

    state: CaseState
    taken: tuple[CaseStep, ...]
    astray: tuple[CaseStep, ...] = ()

    @property
    def since(self) -> CaseStep | None:
        """The step that led to this state."""
        return next((step for step in reversed(self.taken) if _moved(self.taken, step)), None)

    @property
    def deadline(self) -> date | None:
        """The newest promise that still stands: one to answer outlives the survey, one of signal the building."""
        standing = next((group for group in _ONE_PROMISE if self.state in group), (self.state,))
        here = takewhile(lambda step: step.state in standing, reversed(self.taken))
        return next((step.deadline for step in here if step.deadline is not None), None)


def _moved(taken: Sequence[CaseStep], step: CaseStep) -> bool:
    place = taken.index(step)
    return place == 0 or taken[place - 1].state is not step.state


def may_follow(state: CaseState, following: CaseState) -> bool:
    """Whether the table allows this step; staying is always allowed, as a remark."""
    return following is state or following in ALLOWED[state]


def course(steps: Iterable[CaseStep]) -> Course:
    """The state that the steps lead to, whatever order they arrived in."""
    state, taken, astray = CaseState.NEW, list[CaseStep](), list[CaseStep]()
    for step in sorted((s for s in steps if not s.deleted), key=lambda s: (s.written_at, s.id)):
        if may_follow(state, step.state):
            state = step.state
            taken.append(step)
        else:
            astray.append(step)
    return Course(state=state, taken=tuple(taken), astray=tuple(astray))


def overdue_days(now: Course, *, today: date) -> int:
    """How many days the answer is late; 0 when it is not, or when nobody owes one."""
    if now.state not in WAITING_FOR_ANSWER or now.deadline is None:
        return 0
    return max(0, (today - now.deadline).days)


def step_problems(now: Course, step: CaseStep, *, today: date) -> tuple[str, ...]:
    """What keeps this step from being written, as sentences."""
    problems = []
    if not may_follow(now.state, step.state):
        problems.append("Vụ việc đã sang bước khác nên không ghi được bước này. Hãy mở lại vụ việc để xem.")
    if step.happened_on > today:
        problems.append("Ngày của bước này ở sau hôm nay. Hãy chọn lại ngày.")
    if step.state is CaseState.BLOCKED and now.state is not CaseState.BLOCKED and step.block is None:
        problems.append("Hãy chọn đang vướng gì: chưa có điện, ít hộ, địa hình, hay chưa bố trí vốn.")
    if step.state in (CaseState.NOT_AS_REPORTED, CaseState.DUPLICATE) and not step.why.strip():
        problems.append("Hãy ghi lý do, để người ghi nhận hiểu vì sao.")
    if step.deadline is not None and step.deadline < step.happened_on:
        problems.append("Hạn ở trước ngày của bước này. Hãy chọn lại hạn.")
    return tuple(problems)


def case_code(number: int) -> str:
    """`VL-007`."""
    return f"VL-{number:03d}"
