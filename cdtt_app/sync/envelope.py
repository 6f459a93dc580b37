"""The one form of every message, on the wire and in a parcel: signed, compressed, checked before it is believed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cdtt_app.sync.compression import CompressionError, dictionary_number, pack, unpack
from cdtt_app.sync.signing import sign, verify

MAGIC = b"CDTT\x01"
_SIGNATURE = 64
_START = len(MAGIC) + 1 + _SIGNATURE
MOST_BYTES = 8 * 1024 * 1024  # unpacked


class EnvelopeError(ValueError):
    """Not a message, a damaged one, or one whose signature is not the sender's."""


class Opened(NamedTuple):
    """A message whose signature holds: its first line, that line's signature, the lines after it."""

    head: bytes
    signature: bytes
    lines: list[bytes]


class Packing(NamedTuple):
    """How a message is compressed: the codec and the dictionaries known, newest last; `quick` where the road is."""

    codec: int
    dictionaries: Mapping[int, bytes]
    quick: bool = False


def digest(rest: bytes) -> str:
    """What the first line says of all that follows it."""
    return hashlib.blake2b(rest, digest_size=16).hexdigest()


def join(lines: Iterable[bytes]) -> bytes:
    """Lines as they are digested and sent."""
    return b"\n".join(lines)


def seal(head: bytes, rest: bytes, *, seed: bytes, purpose: str, packing: Packing) -> bytes:
    """A message of a first line, which holds `digest(rest)`, and the rest."""
    dictionary = packing.dictionaries[max(packing.dictionaries)] if packing.dictionaries else b""
    body = pack(head + b"\n" + rest if rest else head, packing.codec, dictionary, quick=packing.quick)
    return MAGIC + bytes([packing.codec]) + sign(seed, purpose, head) + body


def packing_for(data: bytes, packing: Packing) -> Packing:
    """What the sender of a message certainly reads: its own codec, and no dictionary newer than the one it used."""
    codec = data[len(MAGIC)]
    number = dictionary_number(codec, data[_START:])
    return Packing(codec, {known: packing.dictionaries[known] for known in packing.dictionaries if known <= number})


class Unpacked(NamedTuple):
    """A message read but not yet believed."""

    head: bytes
    signature: bytes
    rest: bytes


def unseal(data: bytes, packing: Packing, limit: int = MOST_BYTES) -> Unpacked:
    """Read a message without believing it; raises EnvelopeError."""
    if not data.startswith(MAGIC) or len(data) <= _START:
        raise EnvelopeError("not a message of ours")
    try:
        plain = unpack(data[len(MAGIC)], data[_START:], packing.dictionaries, limit)
    except CompressionError as error:
        raise EnvelopeError(str(error)) from error
    head, _, rest = plain.partition(b"\n")
    return Unpacked(head, data[_START - _SIGNATURE : _START], rest)


def believe(message: Unpacked, *, key: bytes, purpose: str, said: Callable[[bytes], str]) -> Opened:
    """The message when its signature is `key`'s and its rest is what the first line says; raises EnvelopeError."""
    if not verify(key, purpose, message.head, message.signature):
        raise EnvelopeError("the signature is not the sender's")
    if said(message.head) != digest(message.rest):
        raise EnvelopeError("the message is not whole")
    return Opened(message.head, message.signature, message.rest.split(b"\n") if message.rest else [])
