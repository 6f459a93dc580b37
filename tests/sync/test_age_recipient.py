import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.age_recipient import key_of, recipient_of

keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_a_key_survives_its_recipient(key: bytes) -> None:
    assert key_of(recipient_of(key)) == key


def test_recipients_of_age_itself_are_read_and_written_the_same() -> None:
    for _ in range(20):
        recipient = str(pyrage.x25519.Identity.generate().to_public())
        assert recipient_of(key_of(recipient)) == recipient


@given(keys)
def test_age_itself_accepts_what_is_written(key: bytes) -> None:
    assert str(pyrage.x25519.Recipient.from_str(recipient_of(key))) == recipient_of(key)


@given(keys, st.integers(4, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_a_changed_letter_is_noticed(key: bytes, place: int, letter: str) -> None:
    recipient = recipient_of(key)
    changed = recipient[:place] + letter + recipient[place + 1 :]
    if changed != recipient:
        with pytest.raises(ValueError, match="damaged"):
            key_of(changed)


@pytest.mark.parametrize(
    "text", ["", "age1", "age1" + "q" * 57, "AGE1" + "Q" * 58, "ssh1" + "q" * 58, "age1" + "b" * 58]
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="recipient"):
        key_of(text)


def test_a_key_of_another_length_has_no_recipient() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        recipient_of(bytes(31))
