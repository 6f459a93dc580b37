"""What officers do from their machine: checked, done and noted in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

import msgspec

from cdtt_app.domain.role import Role, of_whole_commune
from cdtt_app.server.province import Province
from cdtt_app.server.receive import Admit, admit_all
from cdtt_app.server.retry import retried
from cdtt_app.server.store import Code, Device, Done, Transaction
from cdtt_app.sync.enrolment import code_id
from cdtt_app.sync.envelope import EnvelopeError, believe, packing_for, unseal
from cdtt_app.sync.invitation_code import check_secret
from cdtt_app.sync.office import (
    MOST_MACHINES,
    OFFICE,
    PROTOCOL,
    Act,
    Args,
    Invite,
    Machine,
    Machines,
    OfficeAnswer,
    OfficeRequest,
    OneHamlet,
    OneMachine,
    Trouble,
    args_of,
    decode_request,
    make_answer,
)

LONGEST_INVITATION_MS = 90 * 24 * 60 * 60 * 1000
_LAST = "office "  # meta: the `at` of a machine's last act
_NUMBERS = range(1, 2**53)


class RefusedError(Exception):
    """Not done."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReply:
    """The answer, and what may be logged of it."""

    data: bytes
    replica: int
    act: str
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Who acts, when, and where it is written."""

    tx: Transaction
    officer: Device
    now: int  # ms

    @property
    def everywhere(self) -> bool:
        return self.officer.role is Role.PROVINCE

    def note(self, act: Act, about: str) -> None:
        """Keep that this was done."""
        self.tx.note_act(Done(at=self.now, replica=self.officer.replica, act=act, about=about))

    def reaches(self, commune: str) -> bool:
        """Whether the officer may act for this commune."""
        return self.everywhere or (commune != "" and commune == self.officer.commune)

    def hamlet(self, scope: str) -> str:
        """The commune of a hamlet within reach; raises RefusedError."""
        place = self.tx.places([scope]).get(scope)
        if place is None or not self.reaches(place.commune):
            raise RefusedError(Trouble.UNKNOWN_HAMLET)
        return place.commune

    def machine(self, replica: int) -> Device:
        """Another machine within reach; raises RefusedError."""
        device = self.tx.device(replica)
        if device is None or not self.reaches(device.commune):
            raise RefusedError(Trouble.UNKNOWN_MACHINE)
        if device.role is Role.PROVINCE and not self.everywhere:
            raise RefusedError(Trouble.NOT_ALLOWED)
        if device.replica == self.officer.replica:  # who shuts himself out cannot let himself in again
            raise RefusedError(Trouble.NOT_ALLOWED)
        return device


def act(province: Province, data: bytes, admit: Admit = admit_all) -> OfficeReply:
    """Do what one message asks; raises EnvelopeError when it is none or not signed by the machine it names."""
    message = unseal(data, province.packing)
    request = decode_request(message.head)
    officer = None
    if request.device in _NUMBERS:
        with province.store.read() as tx:
            officer = tx.device(request.device)
    if officer is None:
        raise EnvelopeError("not a machine of ours")
    believe(message, key=officer.key, purpose=OFFICE, said=lambda head: decode_request(head).digest)
    admit(officer.replica, len(data))
    now = province.clock()
    try:
        answer = retried(province.store, lambda tx: _done(tx, request, now))
    except RefusedError as error:
        answer = _answer(request, now, trouble=error.trouble)
    told = request.act if request.act in set(Act) else ""
    return OfficeReply(
        data=make_answer(answer, seed=province.identity.seed, packing=packing_for(data, province.packing)),
        replica=officer.replica,
        act=told,
        trouble=str(answer.trouble or ""),
    )


def _answer(request: OfficeRequest, now: int, **more: object) -> OfficeAnswer:
    plain = OfficeAnswer(protocol=PROTOCOL, device=request.device, at=request.at, now=now)
    return msgspec.structs.replace(plain, **more)


def _done(tx: Transaction, request: OfficeRequest, now: int) -> OfficeAnswer:
    officer = tx.device(request.device)
    if officer is None or officer.revoked or not of_whole_commune(officer.role):
        raise RefusedError(Trouble.NOT_ALLOWED)
    last = int(tx.meta(f"{_LAST}{officer.replica}") or 0)
    if request.at <= last:
        return _answer(request, now, trouble=Trouble.STALE, last=last)
    asked = args_of(request) if request.protocol == PROTOCOL else None
    if asked is None:
        raise RefusedError(Trouble.MALFORMED)
    kind, args = asked
    desk = _Desk(tx=tx, officer=officer, now=now)
    found = _DO[kind](desk, args)
    tx.put_meta(f"{_LAST}{officer.replica}", str(request.at))
    return _answer(request, now, **found)


def about_invitation(code: Code) -> str:
    """What is kept of an invitation: never its secret."""
    kept = {"code_id": code.code_id, "person": code.person, "role": code.role, "commune": code.commune}
    return msgspec.json.encode({**kept, "scopes": code.scopes, "expires": code.expires}).decode()


def _invite(desk: _Desk, args: Args) -> dict[str, object]:
    invite = cast("Invite", args)
    code = Code(
        code_id=code_id(invite.secret),
        secret=invite.secret,
        person=invite.person,
        role=invite.role,
        commune=invite.commune,
        scopes=tuple(sorted(set(invite.scopes))),
        expires=min(invite.expires, desk.now + LONGEST_INVITATION_MS),
    )
    _check_invitation(desk, code)
    known = desk.tx.code(code.code_id)
    if known is not None and replace(known, used_by=b"", expires=code.expires) != code:
        raise RefusedError(Trouble.CODE_TAKEN)
    if known is None:
        desk.tx.put_code(code)
        desk.note(Act.INVITE, about_invitation(code))
    return {}


def _check_invitation(desk: _Desk, code: Code) -> None:
    try:
        check_secret(code.secret)
    except ValueError as error:
        raise RefusedError(Trouble.MALFORMED) from error
    if code.role is Role.PROVINCE:
        if not desk.everywhere:
            raise RefusedError(Trouble.NOT_ALLOWED)
    elif not code.commune or not desk.reaches(code.commune):
        raise RefusedError(Trouble.NOT_ALLOWED)
    if any(desk.hamlet(scope) != code.commune for scope in code.scopes):
        raise RefusedError(Trouble.UNKNOWN_HAMLET)


def _machines(desk: _Desk, args: Args) -> dict[str, object]:
    asked = cast("Machines", args)
    commune = asked.commune or desk.officer.commune
    if not desk.reaches(commune):
        raise RefusedError(Trouble.NOT_ALLOWED)
    behind = [device for device in desk.tx.devices(commune) if device.replica > asked.after]
    page = behind[:MOST_MACHINES]
    return {"machines": tuple(_seen(desk, device) for device in page), "more": len(behind) > len(page)}


def _seen(desk: _Desk, device: Device) -> Machine:
    return Machine(
        replica=device.replica,
        person=device.person,
        machine=device.machine,
        role=device.role,
        commune=device.commune,
        revoked=device.revoked,
        enrolled_at=device.enrolled_at,
        last_seen=device.last_seen,
        scopes=desk.tx.grants(device.replica),
    )


def _about(args: Args) -> str:
    return msgspec.json.encode(args).decode()


def _revoke(desk: _Desk, args: Args) -> dict[str, object]:
    device = desk.machine(cast("OneMachine", args).replica)
    desk.tx.put_device(replace(device, revoked=True))
    desk.note(Act.REVOKE, _about(args))
    return {}


def _restore_access(desk: _Desk, args: Args) -> dict[str, object]:
    device = desk.machine(cast("OneMachine", args).replica)
    desk.tx.put_device(replace(device, revoked=False))
    desk.note(Act.RESTORE_ACCESS, _about(args))
    return {}


def _give(desk: _Desk, args: Args) -> dict[str, object]:
    asked = cast("OneHamlet", args)
    device = desk.machine(asked.replica)
    desk.hamlet(asked.scope)
    desk.tx.grant(device.replica, asked.scope, desk.now)
    desk.note(Act.GIVE, _about(args))
    return {}


def _take(desk: _Desk, args: Args) -> dict[str, object]:
    """Also from a machine of another commune: the hamlet is the officer's."""
    asked = cast("OneHamlet", args)
    desk.hamlet(asked.scope)
    if desk.tx.device(asked.replica) is None:
        raise RefusedError(Trouble.UNKNOWN_MACHINE)
    desk.tx.revoke(asked.replica, asked.scope, desk.now)
    desk.note(Act.TAKE, _about(args))
    return {}


_DO: Mapping[Act, Callable[[_Desk, Args], dict[str, object]]] = MappingProxyType(
    {
        Act.INVITE: _invite,
        Act.MACHINES: _machines,
        Act.REVOKE: _revoke,
        Act.RESTORE_ACCESS: _restore_access,
        Act.GIVE: _give,
        Act.TAKE: _take,
    }
)
