"""Setting up a machine: which commune, which hamlet, who is working."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.ids import HamletId, MemberId, TeamId
from cdtt_app.domain.team import Member, MemberRole, Team
from cdtt_app.domain.vietnamese import initials, nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.profile import Created, Profile, create
from cdtt_app.storage.questions import by_id, where
from cdtt_app.storage.search_index import index_place

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister

COMMUNE, PROVINCE, HAMLET, MEMBER = "commune", "province", "hamlet", "member"
PRACTICE, UNITS = "practice", "units_version"
_WORDS = {"04": HamletWord.XOM, "80": HamletWord.AP}  # by province; elsewhere a hamlet is a thôn


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the first screen asks; hamlet and member may come later, with the register."""

    commune_code: str
    hamlet_name: str = ""
    hamlet_word: HamletWord | None = None
    member_name: str = ""
    member_called: str = ""
    member_role: MemberRole = MemberRole.MEMBER


def _now() -> datetime:
    return datetime.now(UTC)


def set_up(
    profile: Profile,
    setup: Setup,
    units: "UnitRegister",
    checklists: Path,
    *,
    pin: str | None,
    clock: Callable[[], datetime] = _now,
) -> Created:
    """Make the profile with its commune, hamlet, team and member; raises RefusedError before anything is written."""
    from cdtt_app.services.checklists import keep_new_checklists

    commune = units.commune(setup.commune_code)
    if commune is None:
        raise RefusedError(
            f"Không có xã nào mang mã {setup.commune_code}. Hãy tìm mã bằng: cdtt find TÊN-XÃ (tên cũ cũng được)."
        )
    created = create(profile, pin, clock=clock)
    db = created.db
    keep_new_checklists(db, checklists)
    keep_fact(db, COMMUNE, commune.code)
    keep_fact(db, PROVINCE, commune.province_code)
    keep_fact(db, PRACTICE, pin is None)
    name_places(db, units)
    if setup.hamlet_name:
        _found_team(db, setup)
    return created


def _found_team(db: Database, setup: Setup) -> None:
    with db.write() as tx:
        hamlet = add_hamlet(db, tx, setup.hamlet_name, setup.hamlet_word)
        team = Team(id=TeamId(db.new_id()), hamlet_id=hamlet.id, name=f"Tổ công nghệ số cộng đồng {hamlet.name}")
        member = _member(db, setup, hamlet.id, team.id)
        for entity in (team, member) if member.name else (team,):
            tx.save(entity)
    keep_fact(db, HAMLET, hamlet.id)
    if member.name:
        keep_fact(db, MEMBER, member.id)


def _member(db: Database, setup: Setup, hamlet: HamletId, team: TeamId) -> Member:
    return Member(
        id=MemberId(db.new_id()),
        hamlet_id=hamlet,
        team_id=team,
        name=nfc(setup.member_name),
        called=nfc(setup.member_called),
        role=setup.member_role,
    )


def add_hamlet(db: Database, tx: Write, name: str, word: HamletWord | None = None) -> Hamlet:
    """A new hamlet of this machine's commune, with a prefix for its household codes that no other has."""
    commune = read_fact(db, COMMUNE, "")
    bare = nfc(name)
    for known in sorted(HamletWord, key=len, reverse=True):
        if bare.casefold().startswith(known.value + " ") and known in (HamletWord.THON, HamletWord.XOM, HamletWord.AP):
            word, bare = word or known, bare[len(known.value) + 1 :]
    taken = {h.prefix for h in where(db, Hamlet)}
    prefix = base = initials(bare).upper()[:3] or "H"
    number = 2
    while prefix in taken:
        prefix, number = f"{base}{number}", number + 1
    hamlet = Hamlet(
        id=HamletId(db.new_id()),
        commune_code=commune,
        word=word or _WORDS.get(read_fact(db, PROVINCE, ""), HamletWord.THON),
        name=bare,
        prefix=prefix,
    )
    tx.save(hamlet)
    return hamlet


def name_places(db: Database, units: "UnitRegister") -> None:
    """Make households findable by the present and former names of their commune; once per version of the units."""
    code = read_fact(db, COMMUNE, "")
    commune = units.commune(code)
    if commune is None or read_fact(db, UNITS) == units.version:
        return
    with db.write() as tx:
        names = (commune.name, *(former.name for former in commune.former_names))
        index_place(tx.connection, f"commune/{code}", code, names)
    keep_fact(db, UNITS, units.version)


def current_hamlet(db: Database) -> Hamlet | None:
    """The hamlet in hand."""
    id_ = read_fact(db, HAMLET)
    return by_id(db, Hamlet, id_) if id_ else None


def current_member(db: Database) -> Member | None:
    """Who is working."""
    id_ = read_fact(db, MEMBER)
    return by_id(db, Member, id_) if id_ else None
