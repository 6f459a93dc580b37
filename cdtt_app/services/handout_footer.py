"""Who stands behind a printed handout: the team of the hamlet in hand, its leader, the leader's phone."""

from cdtt_app.documents.handout_paper import Footer
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.team import Member, MemberRole, Team
from cdtt_app.domain.units import UnitRegister
from cdtt_app.domain.vietnamese import format_phone
from cdtt_app.services.setup import COMMUNE
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.households import members
from cdtt_app.storage.questions import where

_TEAM = "Tổ công nghệ số"  # as people say it: the foot of a sheet is one line


def read_footer(db: Database, units: UnitRegister) -> Footer:
    """As it stands today; where nobody is known as leader, without one."""
    hamlet, commune = hamlet_in_hand(db), units.commune(read_fact(db, COMMUNE, ""))
    place = ", ".join(
        part
        for part in (
            full_name(hamlet) if hamlet else "",
            _small(commune.name if commune else ""),
        )
        if part
    )
    leader = next((m for m in members(db) if _leads(m) and hamlet and m.hamlet_id == hamlet.id), None)
    team = next((t for t in where(db, Team) if hamlet and t.hamlet_id == hamlet.id), None)
    phone = (leader.phone if leader else "") or (team.phone if team else "")
    return Footer(
        team=f"{_TEAM} {place}".strip(),
        leader=leader.name if leader else "",
        phone=format_phone(phone) if phone else "",
        printed_on=db.now().astimezone().date(),
    )


def _leads(member: Member) -> bool:
    return member.role is MemberRole.LEADER


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
