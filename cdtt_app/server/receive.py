"""The one door of the province: a message in, a signed answer out, whichever road it came by."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import msgspec

from cdtt_app.server.province import Province
from cdtt_app.server.pull import Pulled, pull
from cdtt_app.server.push import Pushed, chain_of, check_base, push
from cdtt_app.server.retry import retried
from cdtt_app.server.rights import granted
from cdtt_app.server.store import Device, Transaction
from cdtt_app.sync.envelope import believe, digest, join, packing_for, seal, unseal
from cdtt_app.sync.messages import (
    PROTOCOL,
    RECEIPT,
    REQUEST,
    Receipt,
    Request,
    Trouble,
    decode_request,
    encode_head,
)

EPOCH = "epoch"  # names of the server's own values
EPOCH_HEADS = "epoch_heads"  # epoch -> hamlet -> where its log ended when the epoch began
_HASH = re.compile("([0-9a-f]{32})?").fullmatch
_NUMBERS = range(2**53)  # what JSON and both databases can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply, and what may be logged of it: numbers, never content."""

    data: bytes
    replica: int
    offered: int = 0
    acknowledged: int = 0
    taken: int = 0  # offered for the first time: accepted and set aside
    aside: int = 0
    lines: int = 0
    trouble: str = ""


Admit = Callable[[int, int], None]  # a machine and the size of its message; raises when that is too often


def admit_all(_replica: int, _size: int) -> None:
    """No limits: for messages that somebody carried here."""


def _said(head: bytes) -> str:
    return decode_request(head).digest


def receive(province: Province, data: bytes, admit: Admit = admit_all) -> Answer:
    """Answer one message; raises EnvelopeError when it is not one, or not signed by the machine it names.

    `admit` is asked once the signature is known to hold; what it raises goes through.
    """
    message = unseal(data, province.packing)
    request = decode_request(message.head)
    packing = packing_for(data, province.packing)._replace(quick=request.quick)
    province = replace(province, packing=packing)
    now = province.clock()
    with province.store.read() as tx:
        device = tx.device(request.device) if request.device in _NUMBERS else None
        if device is None:
            return _reply(province, request, _refusal(request, Trouble.UNKNOWN, now), [])
        offered = believe(message, key=device.key, purpose=REQUEST, said=_said).lines
        admit(device.replica, len(data))
        wrong = _misfit(province, request, len(offered), now)
        if wrong is not None:
            return _reply(province, request, wrong, [])
        pushed = None if offered else _look(tx, request)
        if pushed is not None:  # nothing to write: an idle exchange costs no durable commit
            receipt, lines = _answer(tx, device, request, pushed, now, province)
    if pushed is None:
        pushed, at = retried(province.store, lambda tx: _push(tx, device, request, offered, now))
        with province.store.read() as tx:
            if epoch_of(tx) != at:  # restored this very moment: a receipt would promise what is not there any more
                pushed = _look(tx, request)
            receipt, lines = _answer(tx, device, request, pushed, now, province)
    return replace(_reply(province, request, receipt, lines), taken=pushed.taken, aside=pushed.aside)


def _misfit(province: Province, request: Request, count: int, now: int) -> Receipt | None:
    if request.protocol != PROTOCOL:
        return msgspec.structs.replace(_refusal(request, Trouble.UPGRADE, now), least=province.oldest_app)
    numbers = (request.inc, request.first, request.base, request.epoch, request.want, *request.cursors.values())
    strange = any(number not in _NUMBERS for number in numbers) or not _HASH(request.base_hash)
    if strange or request.count != count or request.first < 1 or request.inc < 1:
        return _refusal(request, Trouble.MALFORMED, now)
    return None


def _refusal(request: Request, trouble: Trouble, now: int) -> Receipt:
    return Receipt(
        protocol=PROTOCOL,
        rid=request.rid,
        device=request.device,
        inc=request.inc,
        ack=request.first - 1,
        ack_hash="",
        at=now,
        trouble=trouble,
    )


def _push(tx: Transaction, device: Device, request: Request, lines: list[bytes], now: int) -> tuple[Pushed, int]:
    epoch = epoch_of(tx)
    return push(tx, device, request, lines, epoch=epoch, now=now), epoch


def _look(tx: Transaction, request: Request) -> Pushed:
    """How far the machine's operations are known, when it offers none."""
    chain = chain_of(tx, request)
    found = check_base(tx, request, chain)
    return found or Pushed(ack=request.base, ack_hash=bytes.fromhex(request.base_hash), chain=chain)


def epoch_of(tx: Transaction) -> int:
    """How often this server was restored from a backup."""
    return int(tx.meta(EPOCH) or 0)


def _rewound(tx: Transaction, request: Request, scopes: Iterable[str], epoch: int) -> dict[str, int]:
    """Where a machine's copy of each log must end, when it was read before the server was restored.

    Of hamlets that the request does not name too: the machine may have read them since it asked.
    """
    if request.epoch >= epoch:
        return {}
    ended: dict[str, dict[str, int]] = json.loads(tx.meta(EPOCH_HEADS) or "{}")
    since = [heads for at, heads in ended.items() if int(at) > request.epoch]
    return {scope: min(heads.get(scope, 0) for heads in since) for scope in sorted({*scopes, *request.cursors})}


def _answer(
    tx: Transaction, device: Device, request: Request, pushed: Pushed, now: int, province: Province
) -> tuple[Receipt, list[bytes]]:
    epoch = epoch_of(tx)
    allowed = granted(tx, device)
    rewind = _rewound(tx, request, allowed, epoch)
    places = tx.places(sorted(allowed))
    left = {scope: min(cursor, rewind.get(scope, cursor)) for scope, cursor in request.cursors.items()}
    asked = msgspec.structs.replace(request, cursors=left, snapshots={} if rewind else request.snapshots)
    pulled = pull(tx, asked, places, known=pushed.ack) if pushed.trouble is None else Pulled()
    chain = pushed.chain
    beyond = chain.head != pushed.ack
    told = request.first - 1 if request.again or request.epoch < epoch else request.base
    may_be_aside = pushed.aside > 0 or pushed.taken < pushed.ack - told  # what is new here was just decided
    receipt = Receipt(
        protocol=PROTOCOL,
        rid=request.rid,
        device=request.device,
        inc=request.inc,
        ack=pushed.ack,
        ack_hash=pushed.ack_hash.hex(),
        head=chain.head if beyond else 0,
        head_hash=chain.head_hash.hex() if beyond else "",
        at=now,
        epoch=epoch,
        durable=chain.durable,
        token=province.identity.token(now),
        aside=tuple(tx.asides(request.device, request.inc, told + 1, pushed.ack)) if may_be_aside else (),
        more=pulled.more,
        gone=tuple(sorted(set(request.cursors) - allowed)),
        rewind=rewind,
        digests=pulled.digests,
        people=_people(tx, pulled.authors - {0, request.device}),
        role=str(device.role),
        revoked=device.revoked,
        trouble=pushed.trouble,
    )
    return receipt, pulled.lines


def _people(tx: Transaction, replicas: set[int]) -> dict[str, tuple[str, str, str]]:
    found = {}
    for replica in sorted(replicas):
        device = tx.device(replica)
        if device is not None:
            found[str(replica)] = (device.person, device.machine, str(device.role))
    return found


def _reply(province: Province, request: Request, receipt: Receipt, lines: list[bytes]) -> Answer:
    rest = join(lines)
    whole = msgspec.structs.replace(receipt, digest=digest(rest))
    data = seal(encode_head(whole), rest, seed=province.identity.seed, purpose=RECEIPT, packing=province.packing)
    return Answer(
        data=data,
        replica=request.device,
        offered=request.count,
        acknowledged=max(0, receipt.ack - request.base),
        lines=len(lines),
        trouble=str(receipt.trouble or ""),
    )
