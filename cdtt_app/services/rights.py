"""Who may do what officers do on this machine."""

from cdtt_app.domain.team import MemberRole
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.office import officer_here
from cdtt_app.services.setup import PRACTICE, current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact

PLAYED_OFFICER = "practice_officer"  # fact: in the practice hamlet one may try what officers do


def is_officer(db: Database) -> bool:
    """Whether the person at this machine follows cases and publishes handouts."""
    member = current_member(db)
    if read_fact(db, PRACTICE, default=False) and read_fact(db, PLAYED_OFFICER, default=False):
        return True
    return officer_here(db) is not None or (member is not None and member.role is MemberRole.OFFICER)


def play_officer(db: Database, *, on: bool) -> None:
    """In the practice hamlet: see the pages as an officer does, or as a volunteer again."""
    keep_fact(db, PLAYED_OFFICER, on)


def check_officer(db: Database, refusal: str) -> None:
    """Refuse with this sentence whoever is no officer; raises RefusedError."""
    if not is_officer(db):
        raise RefusedError(refusal)


def check_detail(db: Database) -> None:
    """Files with single households leave the machine only by an officer's hand; raises RefusedError."""
    check_officer(db, "Tệp có chi tiết từng hộ chỉ cán bộ xã được xuất. Hãy xuất bản không có chi tiết.")
