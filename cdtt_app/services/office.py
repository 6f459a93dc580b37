"""What an officer does from this machine: letting others in, and looking at the machines of the commune."""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import msgspec

from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.role import Role, of_whole_commune
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.packing import our_packing
from cdtt_app.services.roads import authority_hash, open_road
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.road_settings import road_settings
from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.invitation import Invitation, end_of_day
from cdtt_app.sync.invitation_code import SECRET_BYTES, make_secret
from cdtt_app.sync.office import (
    Act,
    Args,
    Invite,
    Machine,
    Machines,
    OfficeAnswer,
    OfficeError,
    OneHamlet,
    OneMachine,
    Trouble,
    make_act,
    read_answer,
)
from cdtt_app.transport.http_road import Away
from cdtt_app.transport.office_road import OfficeRoad
from cdtt_app.transport.road import RoadError

_LAST_ACT = "office_at"  # facts
_MACHINES = "machines"
_FRESH = timedelta(minutes=5)
NOT_OFFICER = "Chỉ cán bộ mới mời được máy khác. Hãy nhờ cán bộ xã làm giấy mời."
_NOT_THE_PROVINCE = "Câu trả lời nhận được không phải của tỉnh, nên chưa tính là xong. Hãy thử lại, hoặc đổi mạng khác."

Ask = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is to be let in, as what, for which hamlets (none for a role of the whole commune), through which day."""

    person: str
    role: Role
    hamlets: tuple[HamletId, ...]
    place: str
    last_day: date


def officer_here(db: Database) -> Enrolment | None:
    """This machine's enrolment where its role, as the province said last, is an officer's."""
    me = enrolment(db)
    if me is None:
        return None
    role = read_fact(db, STANDING, {}).get("role") or me.role
    return replace(me, role=Role(role)) if role in set(Role) and of_whole_commune(Role(role)) else None


def invite(db: Database, guest: Guest, commune: str) -> Invitation:
    """A new invitation that the province knows; raises RefusedError, OfficeError, RoadError."""
    me = officer_here(db)
    if me is None:
        raise RefusedError(NOT_OFFICER)
    secret = make_secret(os.urandom(SECRET_BYTES))
    expires = end_of_day(guest.last_day)
    made = Invitation(
        url=me.url,
        server_key=me.server_key,
        recipient=me.recipient,
        secret=secret,
        expires=expires,
        person=guest.person,
        place=guest.place,
        ca_hash=authority_hash(road_settings(db).authority),
    )
    asked = Invite(
        secret=secret,
        person=guest.person,
        role=guest.role,
        commune="" if guest.role is Role.PROVINCE else me.commune or commune,
        scopes=guest.hamlets,
        expires=expires,
    )
    with open_road(db, me.url) as road:
        _act(db, me, OfficeRoad(road).ask, Act.INVITE, asked)
    return made


def look_at_machines(db: Database, away: Away = nullcontext) -> None:
    """Ask for the machines of the commune and keep the list, unless it is fresh; where that fails the old one stays."""
    me = officer_here(db)
    at = _looked_at(db)
    if me is None or (at is not None and timedelta(0) <= db.now() - at < _FRESH):
        return
    with suppress(RefusedError, OfficeError, RoadError):
        _look(db, me, away)


def _look(db: Database, me: Enrolment, away: Away) -> None:
    found: list[Machine] = []
    with open_road(db, me.url, away) as road:
        more = True
        while more:
            after = found[-1].replica if found else 0
            answer = _act(db, me, OfficeRoad(road).ask, Act.MACHINES, Machines(after=after))
            found += answer.machines
            more = answer.more and bool(answer.machines)
    keep_fact(db, _MACHINES, {"at": int(db.now().timestamp() * 1000), "rows": msgspec.to_builtins(found)})


def all_machines(db: Database) -> Sequence[Machine]:
    """The machines as the province knows them now; raises RefusedError, OfficeError, RoadError."""
    _look(db, _officer(db), nullcontext)
    return machines(db)


def end_access(db: Database, replica: int) -> None:
    """A machine was lost or its work is over: what it still sends goes to the officer's tray. Raises as `invite`."""
    _decide(db, Act.REVOKE, OneMachine(replica=replica))


def readmit(db: Database, replica: int) -> None:
    """Give a machine its access back."""
    _decide(db, Act.RESTORE_ACCESS, OneMachine(replica=replica))


def give_hamlet(db: Database, replica: int, hamlet: HamletId) -> None:
    """A machine may read and write one hamlet more."""
    _decide(db, Act.GIVE, OneHamlet(replica=replica, scope=hamlet))


def take_hamlet(db: Database, replica: int, hamlet: HamletId) -> None:
    """A hamlet is no longer a machine's; its late work for it goes to the officer's tray."""
    _decide(db, Act.TAKE, OneHamlet(replica=replica, scope=hamlet))


def _decide(db: Database, act: Act, args: Args) -> None:
    me = _officer(db)
    with open_road(db, me.url) as road:
        _act(db, me, OfficeRoad(road).ask, act, args)


def _officer(db: Database) -> Enrolment:
    me = officer_here(db)
    if me is None:
        raise RefusedError("Việc này chỉ cán bộ làm được. Hãy nhờ cán bộ xã.")
    return me


def machines(db: Database) -> Sequence[Machine]:
    """The machines as they were when they were last asked for."""
    return msgspec.convert(read_fact(db, _MACHINES, {}).get("rows", []), list[Machine])


def _looked_at(db: Database) -> datetime | None:
    at = read_fact(db, _MACHINES, {}).get("at")
    return datetime.fromtimestamp(at / 1000, UTC) if at else None


def _act(db: Database, me: Enrolment, ask: Ask, act: Act, args: Args) -> OfficeAnswer:
    """One act; once more where the machine's clock was set back."""
    try:
        return _ask(db, me, ask, act, args)
    except OfficeError as error:
        if error.answer.trouble is not Trouble.STALE:
            raise
        keep_fact(db, _LAST_ACT, error.answer.last)
    return _ask(db, me, ask, act, args)


def _ask(db: Database, me: Enrolment, ask: Ask, act: Act, args: Args) -> OfficeAnswer:
    packing = our_packing()
    at = max(int(db.now().timestamp() * 1000), int(read_fact(db, _LAST_ACT, 0)) + 1)
    keep_fact(db, _LAST_ACT, at)
    data = ask(make_act(act, args, device=me.replica, at=at, seed=me.seed, packing=packing))
    try:
        return read_answer(data, device=me.replica, at=at, server_key=me.server_key, packing=packing)
    except EnvelopeError as error:
        raise RefusedError(_NOT_THE_PROVINCE) from error
