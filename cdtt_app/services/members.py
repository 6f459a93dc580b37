"""Who works on this machine: written down at setup, or later where setup did not ask."""

from dataclasses import replace

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import MemberId, TeamId
from cdtt_app.domain.team import Member, Team
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import MEMBER, current_hamlet, current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.questions import where


def save_member(db: Database, name: str, called: str) -> Member:
    """Name the person who works here: renamed where known, else a new member of the hamlet's team. RefusedError."""
    name, called = nfc(name), nfc(called)
    if not name:
        raise RefusedError("Hãy ghi họ tên người dùng máy này.")
    member = current_member(db)
    if member is None:
        return _join(db, _hamlet(db), name, called)
    renamed = replace(member, name=name, called=called)
    with db.write() as tx:
        tx.save(renamed)
    return renamed


def _hamlet(db: Database) -> Hamlet:
    known = (current_hamlet(db), *hamlets(db))
    found = next((hamlet for hamlet in known if hamlet is not None), None)
    if found is None:
        raise RefusedError("Máy này chưa có thôn nào. Hãy nhập sổ hộ của xã trước, rồi ghi tên người dùng máy.")
    return found


def _join(db: Database, hamlet: Hamlet, name: str, called: str) -> Member:
    teams = where(db, Team, "hamlet_id = ?", (hamlet.id,))
    title = f"Tổ công nghệ số cộng đồng {hamlet.name}"
    team = teams[0] if teams else Team(id=TeamId(db.new_id()), hamlet_id=hamlet.id, name=title)
    member = Member(id=MemberId(db.new_id()), hamlet_id=hamlet.id, team_id=team.id, name=name, called=called)
    with db.write() as tx:
        tx.save(team)
        tx.save(member)
    keep_fact(db, MEMBER, member.id)
    return member
