"""The team of a hamlet and its members."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cdtt_app.domain.ids import HamletId, MemberId, TeamId


class MemberRole(StrEnum):
    """A member's place in the team."""

    LEADER = "to_truong"
    DEPUTY = "to_pho"
    MEMBER = "thanh_vien"
    OFFICER = "can_bo_xa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Tổ công nghệ số cộng đồng of one hamlet, with the decision that founded it."""

    id: TeamId
    hamlet_id: HamletId
    name: str
    decision_number: str = ""
    decision_date: date | None = None
    phone: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A volunteer or officer."""

    id: MemberId
    hamlet_id: HamletId
    name: str
    team_id: TeamId | None = None
    called: str = ""  # how neighbours call them: "Chị Mai"
    role: MemberRole = MemberRole.MEMBER
    occupation: str = ""
    phone: str = ""
    active: bool = True
    deleted: str = ""


def spoken_name(member: Member) -> str:
    """`Chị Mai` where known, else the given name."""
    return member.called or member.name.rsplit(" ", 1)[-1]
