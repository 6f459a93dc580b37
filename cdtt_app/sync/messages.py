"""The first lines: what a machine asks, and what the province answers, which is the receipt (docs/protocol.md)."""

from enum import StrEnum
from typing import TypeVar

import msgspec

from cdtt_app.sync.envelope import EnvelopeError

PROTOCOL = 1
REQUEST = "request"  # purposes of signatures
RECEIPT = "receipt"
DIGEST_LETTERS = 16  # of a log's digest, as a receipt tells it


class Trouble(StrEnum):
    """Why the province took nothing of a request."""

    FORK = "fork"  # this operation is not the one it knows under this number: a cloned or restored disk
    BEHIND = "behind"  # the server was restored: it knows less than the machine believes
    UNKNOWN = "unknown"  # it does not know this machine
    UPGRADE = "upgrade"  # the program is too old to be understood
    MALFORMED = "malformed"  # a signed message that makes no sense


class Request(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "protocol": "v",
        "device": "dev",
        "base_hash": "bh",
        "count": "n",
        "cursors": "cur",
        "epoch": "ep",
        "monotonic": "mono",
        "schema": "sch",
        "digest": "x",
        "snapshots": "snap",
    },
):
    """What a machine has to offer and what it knows; operations follow, one a line."""

    protocol: int
    rid: int
    device: int
    inc: int
    first: int  # number of the incarnation's first operation
    base: int  # the operations offered begin behind this one
    base_hash: str
    count: int
    more: bool = False
    again: bool = False  # the receipt for `base` is from before a restore: say again what was set aside
    cursors: dict[str, int] = {}
    lives: tuple[tuple[int, int], ...] = ()  # other incarnations of this disk, and where they begin, if `-k` needs them
    snapshots: dict[str, tuple[int, str]] = {}  # hamlet -> number of the snapshot in progress, last record held
    epoch: int = 0
    want: int = 65536  # bytes of log wished for, before compression
    quick: bool = False  # the road is fast: an answer a little longer is better than one a little later
    now: int = 0
    boot: str = ""
    monotonic: int = 0
    app: str = ""
    recipient: str = ""  # where an answer may be sealed to, when it goes by parcel
    schema: int = 1
    digest: str = ""


class Receipt(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "protocol": "v",
        "device": "dev",
        "ack_hash": "ah",
        "head_hash": "hh",
        "epoch": "ep",
        "durable": "dur",
        "token": "tok",
        "rewind": "rew",
        "digests": "dig",
        "people": "who",
        "trouble": "err",
        "digest": "x",
    },
):
    """The signed answer: all operations of `inc` up to `ack`, with this hash, are durable at the province."""

    protocol: int
    rid: int
    device: int
    inc: int
    ack: int
    ack_hash: str
    head: int = 0  # how far the province knows `inc`, where that is not `ack`
    head_hash: str = ""
    at: int  # ms
    epoch: int = 0
    durable: int = 0
    token: str = ""
    aside: tuple[tuple[int, str], ...] = ()
    more: bool = False
    gone: tuple[str, ...] = ()
    snapshots: tuple[str, ...] = ()  # hamlets whose log begins later than the cursor: a snapshot comes
    rewind: dict[str, int] = {}
    digests: dict[str, tuple[int, str]] = {}
    people: dict[str, tuple[str, str, str]] = {}  # replica -> person, machine, role
    role: str = ""
    revoked: bool = False
    trouble: Trouble | None = None
    least: str = ""  # with UPGRADE: the oldest program that is understood
    digest: str = ""


_encoder = msgspec.json.Encoder()
_request = msgspec.json.Decoder(Request)
_receipt = msgspec.json.Decoder(Receipt)
Message = TypeVar("Message", Request, Receipt)


def encode_head(message: Request | Receipt) -> bytes:
    """The first line."""
    return _encoder.encode(message)


def _decode(decoder: msgspec.json.Decoder[Message], line: bytes) -> Message:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise EnvelopeError(f"not a message of this protocol: {error}") from error


def decode_request(line: bytes) -> Request:
    """A machine's first line; raises EnvelopeError."""
    return _decode(_request, line)


def decode_receipt(line: bytes) -> Receipt:
    """The province's first line; raises EnvelopeError."""
    return _decode(_receipt, line)
