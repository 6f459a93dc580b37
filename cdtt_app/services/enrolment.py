"""Joining the province: what an invitation says becomes keys, a number and the hamlets to work in."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.team import Member
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.roads import check_authority
from cdtt_app.services.setup import (
    COMMUNE,
    HAMLET,
    MEMBER,
    PROVINCE,
    UNITS,
    current_hamlet,
    current_member,
    name_places,
)
from cdtt_app.services.sync import End
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment, keep_enrolment
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.incarnation import go_on_as_another
from cdtt_app.storage.questions import where
from cdtt_app.sync.address import parse_address
from cdtt_app.sync.enrolment import (
    EnrolAnswer,
    EnrolHamlet,
    EnrolRequest,
    check_answer,
    decode_answer,
    encode,
    make_request,
)
from cdtt_app.sync.invitation import Invitation, parse_file, parse_text
from cdtt_app.sync.invitation_code import parse_typed
from cdtt_app.sync.parcel import make_seal_key
from cdtt_app.sync.signing import SEED_BYTES, public_key

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister

BARRED = "barred"  # fact: why the province takes nothing more, until it says otherwise
_KEYS = "enrolling"  # fact: keys that were shown to the province before its answer came
_MOST_HAMLETS = 64
_ALREADY = (
    "Máy này đã nối với tỉnh rồi, mang tên {person}, nên không phải nối lại. "
    "Giấy mời này vẫn dùng được cho máy khác. Nếu máy đã đổi người dùng, hãy báo cán bộ xã."
)
_OTHER_PROVINCE = (
    "Giấy mời này của một máy chủ khác, còn sổ trên máy đã gửi cho máy chủ cũ. "
    "Hãy xin giấy mời của đúng nơi cũ, hoặc tạo một sổ mới trên máy rồi nối sổ đó."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Where to ask and the secret to show, from paper or file; typed by hand it has no more than that."""

    url: str
    secret: bytes = field(repr=False)
    invitation: Invitation | None = None


def by_hand(address: str, code: str) -> Invited:
    """What a person typed from the paper; raises InvitationError."""
    return Invited(url=parse_address(address), secret=parse_typed(code))


def by_text(text: str, now: int) -> Invited:
    """A scanned or pasted invitation; `now` in ms. Raises InvitationError."""
    return _of(parse_text(text, now))


def by_file(content: bytes, now: int) -> Invited:
    """An invitation file; `now` in ms. Raises InvitationError."""
    return _of(parse_file(content, now))


def _of(invitation: Invitation) -> Invited:
    return Invited(url=invitation.url, secret=invitation.secret, invitation=invitation)


def check_may_enrol(db: Database, invited: Invited) -> None:
    """Raise RefusedError where the machine is in already, or the invitation leads to somebody else."""
    known, invitation = enrolment(db), invited.invitation
    if known is not None and not _access_ended(db):
        raise RefusedError(_ALREADY.format(person=known.person))
    if known is not None and invitation is not None and invitation.server_key != known.server_key:
        raise RefusedError(_OTHER_PROVINCE)
    check_authority(db, invitation.ca_hash if invitation else None)


def _access_ended(db: Database) -> bool:
    return read_fact(db, BARRED) == End.UNKNOWN or _revoked(db)


def _revoked(db: Database) -> bool:
    return bool(read_fact(db, STANDING, {}).get("revoked"))


def enrol(db: Database, invited: Invited, ask: Callable[[bytes], bytes], machine: str = "") -> Enrolment:
    """Join the province; `ask` is `EnrolRoad.ask`. What was recorded stays and goes with the next sending.

    Raises RefusedError, EnrolmentError and what `ask` raises; asking again with the same invitation is safe.
    """
    check_may_enrol(db, invited)
    seed, seal_key = _keys(db)
    request = make_request(
        invited.secret,
        key=public_key(seed),
        machine=machine or machine_name(db, invited.invitation),
        hamlets=_own_hamlets(db),
    )
    answer = _check(decode_answer(ask(encode(request))), request, invited, enrolment(db))
    joined = Enrolment(
        url=invited.url,
        replica=answer.replica,
        seed=seed,
        seal_key=seal_key,
        server_key=answer.server_key,
        recipient=answer.recipient,
        role=answer.role,
        person=answer.person,
        commune=answer.commune,
    )
    known = enrolment(db)
    keep_enrolment(db, joined)
    if known is not None and known.seed != seed:
        random = int.from_bytes(os.urandom(2), "big")
        with db.write() as tx:
            go_on_as_another(tx.connection, now=int(db.now().timestamp() * 1000), random=random)
    keep_fact(db, STANDING, {**read_fact(db, STANDING, {}), "role": str(answer.role), "revoked": False})
    for fact in (BARRED, _KEYS):
        keep_fact(db, fact, None)
    return joined


def _check(answer: EnrolAnswer, request: EnrolRequest, invited: Invited, known: Enrolment | None) -> EnrolAnswer:
    check_answer(answer, request, invited.secret, invited.invitation)
    if known is not None and known.server_key != answer.server_key:
        raise RefusedError(_OTHER_PROVINCE)
    return answer


def _keys(db: Database) -> tuple[bytes, str]:
    """The machine's own keys: once shown to the province they stay, for its answer may have been lost.

    A machine whose access was ended gets new ones: the old ones may be in other hands.
    """
    known = enrolment(db)
    if known is not None and not _revoked(db):
        return known.seed, known.seal_key
    kept = read_fact(db, _KEYS)
    if not kept:
        kept = {"seed": os.urandom(SEED_BYTES).hex(), "seal_key": make_seal_key()}
        keep_fact(db, _KEYS, kept)
    return bytes.fromhex(kept["seed"]), kept["seal_key"]


def machine_name(db: Database, invitation: Invitation | None) -> str:
    """What others will call this machine: after its hamlet, else after the place or the person that is invited."""
    hamlet = current_hamlet(db)
    if hamlet is not None:
        return f"máy {full_name(hamlet)}"
    if invitation is None:
        return "máy chưa đặt tên"
    return f"máy {invitation.place}" if invitation.place else f"máy của {invitation.person}"


def _own_hamlets(db: Database) -> tuple[EnrolHamlet, ...]:
    found = [EnrolHamlet(hamlet.id, hamlet.commune_code, hamlet.name) for hamlet in hamlets(db)]
    return tuple(found[:_MOST_HAMLETS])


def settle_in(db: Database, units: "Callable[[], UnitRegister]") -> None:
    """Work in what the province sent: the one hamlet there is, its commune, the member who was invited."""
    me, known = enrolment(db), hamlets(db)
    if me is None or not known:
        return
    standing = [hamlet for hamlet in known if hamlet.merged_into is None]
    if current_hamlet(db) is None and len(standing) == 1:
        keep_fact(db, HAMLET, standing[0].id)
    communes = {hamlet.commune_code for hamlet in known}
    if len(communes) == 1 and read_fact(db, COMMUNE) not in communes:
        _settle_commune(db, units(), communes.pop())
    if current_member(db) is None:
        same = [member for member in where(db, Member) if nfc(member.name) == me.person]
        if len(same) == 1:
            keep_fact(db, MEMBER, same[0].id)


def _settle_commune(db: Database, units: "UnitRegister", code: str) -> None:
    commune = units.commune(code)
    keep_fact(db, COMMUNE, code)
    keep_fact(db, PROVINCE, commune.province_code if commune else "")
    keep_fact(db, UNITS, None)
    name_places(db, units)
