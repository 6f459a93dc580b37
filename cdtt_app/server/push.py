"""Taking in what a machine offers: its chain is checked, each operation becomes an entry or is set aside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdtt_app.domain.role import Role
from cdtt_app.server.file_names import files_named
from cdtt_app.server.rights import granted
from cdtt_app.server.store import Chain, Device, Place, Transaction
from cdtt_app.sync import accept
from cdtt_app.sync.accept import Acceptance, Offered
from cdtt_app.sync.messages import Request, Trouble
from cdtt_app.sync.operation import link
from cdtt_app.sync.validity import read

if TYPE_CHECKING:
    from cdtt_app.sync.entry import Entry
    from cdtt_app.sync.record import Record

OFFICERS = frozenset({Role.OFFICER, Role.PROVINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """How far the machine's operations are durable once the transaction has ended; with trouble, how far they agree."""

    ack: int
    ack_hash: bytes
    chain: Chain
    taken: int = 0  # of these, offered for the first time
    aside: int = 0  # of these, set aside
    trouble: Trouble | None = None


def chain_of(tx: Transaction, request: Request) -> Chain:
    """The chain that the request goes on; a new incarnation begins with nothing."""
    found = tx.chain(request.device, request.inc)
    first = request.first
    return found or Chain(replica=request.device, inc=request.inc, first=first, head=first - 1)


def check_base(tx: Transaction, request: Request, chain: Chain) -> Pushed | None:
    """What is wrong with the place where the request begins, if anything is."""
    start = chain.first - 1
    if request.first != chain.first or request.base < start:  # nothing of it is what we know by this name
        return Pushed(ack=request.first - 1, ack_hash=b"", chain=chain, trouble=Trouble.FORK)
    if request.base > chain.head:
        return Pushed(ack=chain.head, ack_hash=chain.head_hash, chain=chain, trouble=Trouble.BEHIND)
    if _hash_at(tx, chain, request.base).hex() != request.base_hash:
        return Pushed(ack=start, ack_hash=b"", chain=chain, trouble=Trouble.BEHIND)  # offer all of it again
    return None


def _hash_at(tx: Transaction, chain: Chain, seq: int) -> bytes:
    if seq == chain.first - 1:
        return b""
    if seq == chain.head:
        return chain.head_hash
    return tx.hashes(chain.replica, chain.inc, seq, seq).get(seq, b"")


def push(tx: Transaction, device: Device, request: Request, lines: list[bytes], *, epoch: int, now: int) -> Pushed:
    """Take in the operations of a request."""
    device = tx.device(device.replica) or device  # its access may have ended since the signature was checked
    chain = chain_of(tx, request)
    trouble = check_base(tx, request, chain)
    if trouble is not None:
        return trouble
    known: dict[int, bytes] = {}
    if request.base < chain.head:
        known = tx.hashes(chain.replica, chain.inc, request.base + 1, chain.head)
    seq, last, fresh = request.base, bytes.fromhex(request.base_hash), []
    for body in lines:
        hash_ = link(last, body)
        if seq + 1 <= chain.head and known.get(seq + 1) != hash_:
            return Pushed(ack=seq, ack_hash=last, chain=chain, trouble=Trouble.FORK)
        seq, last = seq + 1, hash_
        if seq > chain.head:
            fresh.append(Offered(seq, hash_, body, *read(body)))
    aside = 0
    if fresh:
        aside = _take(tx, device, request, chain, fresh, epoch=epoch, now=now)
        chain = Chain(
            replica=chain.replica, inc=chain.inc, first=chain.first, head=seq, head_hash=last, durable=chain.durable
        )
        tx.put_chain(chain)
    return Pushed(ack=seq, ack_hash=last, chain=chain, taken=len(fresh), aside=aside)


def _take(
    tx: Transaction, device: Device, request: Request, chain: Chain, fresh: list[Offered], *, epoch: int, now: int
) -> int:
    """Write what becomes of them; how many are set aside."""
    scopes, records = accept.needed(fresh)
    allowed = granted(tx, device)
    places, entries, bases = _locked(tx, scopes, records)
    acceptance = Acceptance(
        accept.Device(
            chain.replica,
            chain.inc,
            chain.first,
            allowed,
            officer=device.role in OFFICERS,
            revoked=device.revoked,
            lives=request.lives,
        ),
        heads={scope: place.head for scope, place in places.items()},
        entries=entries,
        bases=bases,
        epoch=epoch,
        now=now,
    )
    for offered in fresh:
        acceptance.take(offered)
    result = acceptance.result
    if result.entries:
        tx.append(result.entries, result.hashes)
        tx.put_heads(result.heads)
        if named := set(files_named(result.entries)):
            tx.name_files(named)
    if result.asides:
        tx.set_aside(chain.replica, chain.inc, result.asides, now)
    if result.settled:
        tx.settle(result.settled, now)
    return len(result.asides)


def _locked(
    tx: Transaction, scopes: list[str], records: list[str]
) -> "tuple[dict[str, Place], list[Entry], dict[str, list[Record]]]":
    """The hamlets' logs, locked, and the records read after that; also those hamlets in which the records are now."""
    places = tx.places(scopes)
    while True:
        entries, bases = tx.entries_of(records), tx.bases_of(records)
        elsewhere = {entry.scope for entry in entries} | {base.scope for its in bases.values() for base in its}
        beyond = sorted(elsewhere - places.keys())
        if not beyond:
            return places, entries, bases
        places |= tx.places(beyond)
