"""Letting a machine in by a one-time code; the same machine may ask again, for a lost answer costs it nothing."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from cdtt_app.server.limits import Buckets
from cdtt_app.server.province import Province
from cdtt_app.server.receive import epoch_of
from cdtt_app.server.retry import retried
from cdtt_app.server.rights import granted
from cdtt_app.server.store import Code, Device, Transaction
from cdtt_app.sync.enrolment import (
    WRONG_CODE,
    EnrolmentError,
    EnrolRequest,
    check_request,
    decode_request,
    encode,
    make_answer,
)
from cdtt_app.sync.invitation_error import expired
from cdtt_app.sync.parcel import seal_recipient

_MOST_TOLD = 4096  # hamlets in one answer; the others come with the first exchange
_NAME = re.compile("[0-9A-Za-z_-]{1,64}").fullmatch  # what an operation may name as its hamlet
_VIETNAM = timezone(timedelta(hours=7))

USED = (
    "Giấy mời này đã dùng để nối một máy khác; mỗi giấy chỉ nối được một máy. "
    "Hãy xin cán bộ một giấy mời mới cho máy này."
)
TOO_OFTEN = "Mã mời này đã thử sai nhiều lần. Hãy chờ một lúc rồi thử lại, hoặc xin cán bộ một giấy mời mới."


class RefusedError(EnrolmentError):
    """The invitation does not let this machine in; the text is for the person at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The answer, and what may be logged of it."""

    data: bytes
    replica: int
    hamlets: int
    again: bool  # the machine had been let in by this code before


def enrol(province: Province, body: bytes, tries: Buckets) -> Enrolled:
    """Answer one request; raises EnrolmentError (unreadable), RefusedError, TooOftenError, StoreError."""
    request = decode_request(body)
    tries.check(request.code_id)
    try:
        return retried(province.store, lambda tx: _enrol(tx, province, request))
    except RefusedError:
        tries.charge(request.code_id)
        raise


def _enrol(tx: Transaction, province: Province, request: EnrolRequest) -> Enrolled:
    now = province.clock()
    code = tx.code(request.code_id)
    if code is None:
        raise RefusedError(WRONG_CODE)
    try:
        check_request(request, code.secret)
    except EnrolmentError as error:
        raise RefusedError(str(error)) from error
    device = tx.device_by_key(request.key)
    again = bool(code.used_by)
    if not again:
        device = _let_in(tx, code, device, request, now)
    elif device is None or code.used_by != request.key:
        raise RefusedError(USED)
    scopes = sorted(granted(tx, device))
    answer = make_answer(
        code.secret,
        request,
        replica=device.replica,
        role=device.role,
        person=device.person,
        scopes=scopes[:_MOST_TOLD],
        commune=device.commune,
        server_key=province.identity.public,
        recipient=seal_recipient(province.identity.seal_key),
        epoch=epoch_of(tx),
        at=now,
    )
    return Enrolled(data=encode(answer), replica=device.replica, hamlets=len(scopes), again=again)


def _let_in(tx: Transaction, code: Code, device: Device | None, request: EnrolRequest, now: int) -> Device:
    """The machine's first use of this code; one that is known already keeps its number and what it has."""
    if now > code.expires:
        raise RefusedError(expired(datetime.fromtimestamp(code.expires / 1000, UTC).astimezone(_VIETNAM).date()))
    invited = Device(
        replica=0,
        key=request.key,
        person=code.person,
        machine=request.machine,
        role=code.role,
        commune=code.commune,
        enrolled_at=now,
    )
    if device is None:
        device = tx.add_device(invited)
    else:
        tx.device(device.replica)  # locked: an officer may be changing it
        device = replace(invited, replica=device.replica, enrolled_at=device.enrolled_at, last_seen=device.last_seen)
        tx.put_device(device)
    tx.put_code(replace(code, used_by=request.key))
    brought = _brought(tx, code, request)
    for scope in sorted({*code.scopes, *brought}):
        tx.add_place(scope, code.commune)
    places = tx.places([*code.scopes, *brought])
    for scope, place in places.items():
        if scope in code.scopes or place.commune == code.commune:  # somebody may just have brought it elsewhere
            tx.grant(device.replica, scope, now)
    return device


def _brought(tx: Transaction, code: Code, request: EnrolRequest) -> list[str]:
    """Hamlets that the machine set up itself: of the code's commune, and nobody else's so far."""
    if not code.commune:
        return []
    named = [hamlet.id for hamlet in request.hamlets if hamlet.commune == code.commune and _NAME(hamlet.id)]
    known = tx.places(named)
    new = [id_ for id_ in named if id_ not in known]
    if not code.scopes:
        return new
    for scope in sorted(new):  # invited for others: what it brings is set aside where the officer sees it
        tx.add_place(scope, code.commune)
    return []
