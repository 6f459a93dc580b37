"""One question and one answer, the same on the wire and on a stick: what is asked, and what the answer changes."""

from dataclasses import dataclass

from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage import feed
from cdtt_app.storage.answers import EPOCH, Answer, Taken
from cdtt_app.storage.attempts import Attempt, keep_attempt, keep_clock_off
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment, enrolment
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.offers import Offer, offer
from cdtt_app.storage.snapshots import in_progress
from cdtt_app.sync.entry import decode_line
from cdtt_app.sync.envelope import EnvelopeError, Packing, believe, digest, join, seal, unseal
from cdtt_app.sync.messages import (
    PROTOCOL,
    RECEIPT,
    REQUEST,
    Receipt,
    Request,
    decode_receipt,
    encode_head,
)

_A_DAY = 40 * 1024  # bytes: so much is always packed as small as can be; the machine has the few milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """How much to offer and to ask for at once, in bytes before compression; `quick` when the road is fast."""

    offer: int = 96 * 1024
    want: int = 128 * 1024
    quick: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A message ready for the road, and what it offers; `rid` names it."""

    data: bytes
    offer: Offer
    rid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The receipt of an answer and what it changed here."""

    receipt: Receipt
    taken: Taken


def known_to_province(db: Database) -> Enrolment:
    """This machine's enrolment; raises RefusedError while there is none."""
    found = enrolment(db)
    if found is None:
        raise RefusedError("Máy này chưa nối với tỉnh. Hãy xin cán bộ xã một mã nối máy rồi nhập vào máy.")
    return found


def question(db: Database, packing: Packing, *, pages: Pages, app: str, recipient: str = "") -> Question:
    """What this machine offers and asks next, signed; `recipient` is where a sealed answer may be sent."""
    me = known_to_province(db)
    connection = db.connection()
    offered = offer(connection, pages.offer)
    now = int(db.now().timestamp() * 1000)
    rest = join(offered.bodies)
    request = Request(
        protocol=PROTOCOL,
        rid=now,
        device=me.replica,
        inc=offered.inc,
        first=offered.first,
        base=offered.base,
        base_hash=offered.base_hash.hex(),
        count=len(offered.bodies),
        more=offered.more,
        again=offered.again,
        cursors=feed.cursors(connection),
        lives=offered.lives,
        snapshots=in_progress(connection),
        epoch=int(read_fact(db, EPOCH, 0)),
        want=pages.want,
        quick=pages.quick,
        now=now,
        app=app,
        schema=SCHEMA,
        recipient=recipient,
        digest=digest(rest),
    )
    quick = packing._replace(quick=pages.quick and len(rest) > _A_DAY)
    data = seal(encode_head(request), rest, seed=me.seed, purpose=REQUEST, packing=quick)
    return Question(data=data, offer=offered, rid=request.rid)


def learn(
    db: Database, packing: Packing, data: bytes, attempt: Attempt | None = None, rid: int | None = None
) -> Learned:
    """Write an answer down in one transaction; raises EnvelopeError when it is not the province's, or not whole.

    `rid` is the question that it must answer: over a connection; what came by another road may be late.
    """
    me = known_to_province(db)
    opened = believe(unseal(data, packing), key=me.server_key, purpose=RECEIPT, said=lambda h: decode_receipt(h).digest)
    receipt = decode_receipt(opened.head)
    if receipt.device != me.replica:
        raise RefusedError("Gói này gửi cho máy khác. Hãy chọn gói trả về của máy này.")
    if rid is not None and receipt.rid != rid:
        raise EnvelopeError("the answer to another question")
    lines = [decode_line(line) for line in opened.lines]
    with db.write() as tx:
        taken = Answer(tx, receipt, opened, now=int(db.now().timestamp() * 1000)).write(lines)
        if attempt is not None:
            keep_attempt(tx, attempt)
            keep_clock_off(tx, attempt.at, receipt.at)
    return Learned(receipt=receipt, taken=taken)
