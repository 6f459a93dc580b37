import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.compression import Codec
from cdtt_app.sync.envelope import (
    MAGIC,
    EnvelopeError,
    Opened,
    Packing,
    believe,
    digest,
    join,
    packing_for,
    seal,
    unseal,
)
from cdtt_app.sync.signing import public_key

SEED, OTHER = b"s" * 32, b"o" * 32
PACKINGS = [Packing(codec, {}) for codec in (Codec.RAW, Codec.GZIP)]
lines = st.lists(st.binary(min_size=1, max_size=20).filter(lambda line: b"\n" not in line), max_size=4)


def said(head: bytes) -> str:
    return head.decode().partition(" ")[2]


def message(given_: list[bytes], packing: Packing = PACKINGS[0], *, seed: bytes = SEED) -> bytes:
    rest = join(given_)
    return seal(f"kopf {digest(rest)}".encode(), rest, seed=seed, purpose="p", packing=packing)


def opened(data: bytes, purpose: str = "p") -> Opened:
    return believe(unseal(data, PACKINGS[0]), key=public_key(SEED), purpose=purpose, said=said)


@given(lines, st.sampled_from(PACKINGS))
def test_a_message_is_read_as_it_was_written(given_: list[bytes], packing: Packing) -> None:
    assert opened(message(given_, packing)).lines == given_


@given(lines, st.integers(0, 10_000), st.integers(1, 255))
def test_no_changed_byte_is_believed(given_: list[bytes], at: int, flip: int) -> None:
    data = bytearray(message(given_))
    data[at % len(data)] ^= flip
    with pytest.raises((EnvelopeError, UnicodeDecodeError)):
        opened(bytes(data))


@given(lines, st.integers(1, 200))
def test_no_torn_message_is_believed(given_: list[bytes], missing: int) -> None:
    with pytest.raises(EnvelopeError):
        opened(message(given_)[:-missing])


def test_another_sender_and_another_purpose_are_not_believed() -> None:
    for data, purpose in ((message([b"a"], seed=OTHER), "p"), (message([b"a"]), "q")):
        with pytest.raises(EnvelopeError):
            opened(data, purpose)


def test_what_is_not_ours_is_not_unpacked() -> None:
    for data in (b"", MAGIC, b"<html>" * 30, MAGIC + bytes([9]) + b"x" * 100):
        with pytest.raises(EnvelopeError):
            unseal(data, PACKINGS[0])


def test_a_message_that_would_fill_the_memory_is_refused() -> None:
    data = message([b"a" * 10_000], PACKINGS[1])
    with pytest.raises(EnvelopeError):
        unseal(data, PACKINGS[1], limit=5_000)


def test_an_answer_is_packed_as_the_question_was() -> None:
    assert packing_for(message([], PACKINGS[1]), Packing(Codec.RAW, {1: b"d"})) == Packing(Codec.GZIP, {})
