import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.signing import SIGNATURE_BYTES, public_key, sign, verify

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))


@given(st.binary(max_size=200))
def test_a_signature_holds_for_its_message(message: bytes) -> None:
    signature = sign(SEED, "request", message)
    assert len(signature) == SIGNATURE_BYTES
    assert verify(public_key(SEED), "request", message, signature)


@given(st.binary(min_size=1, max_size=50), st.data())
def test_one_changed_bit_of_the_message_or_the_signature_breaks_it(message: bytes, data: st.DataObject) -> None:
    signature = sign(SEED, "request", message)
    public = public_key(SEED)
    assert not verify(public, "request", _flipped(message, data), signature)
    assert not verify(public, "request", message, _flipped(signature, data))


def test_a_signature_of_one_purpose_is_none_of_another() -> None:
    signature = sign(SEED, "request", b"abc")
    assert not verify(public_key(SEED), "reply", b"abc", signature)
    assert not verify(public_key(SEED), "reques", b"tabc", signature)


def test_another_key_does_not_verify() -> None:
    assert not verify(public_key(OTHER_SEED), "request", b"abc", sign(SEED, "request", b"abc"))


@pytest.mark.parametrize("signature", [b"", b"x", b"x" * 63, b"x" * 65])
def test_a_signature_of_the_wrong_length_is_refused_without_an_error(signature: bytes) -> None:
    assert not verify(public_key(SEED), "request", b"abc", signature)


@pytest.mark.parametrize("public", [b"", b"x" * 31, b"x" * 33, b"\0" * 32])
def test_a_key_that_is_none_verifies_nothing_without_an_error(public: bytes) -> None:
    assert not verify(public, "request", b"abc", sign(SEED, "request", b"abc"))


def test_the_bytes_are_those_of_rfc_8032() -> None:
    """Secret key of test 1 in RFC 8032, 7.1."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key(seed).hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_a_seed_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        sign(b"short", "request", b"abc")


def _flipped(original: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(original) * 8 - 1))
    changed = bytearray(original)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)
