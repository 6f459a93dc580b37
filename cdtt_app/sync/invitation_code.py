"""The secret of an invitation as 26 letters to type: `7K2B-...`, 25 of them its 118 bits, the last one a check.

Fewer bits than 26 letters of Base32 would hold, but letters that Telex and VNI leave alone, and a check by which any
wrong letter and any two swapped ones are noticed.
"""

from typing import Final

from cdtt_app.sync import letters
from cdtt_app.sync.invitation_error import (
    MISTYPED,
    NO_LETTERS,
    VIETNAMESE_TYPING,
    InvitationError,
    strange_letters,
    wrong_length,
)

SECRET_BYTES: Final = 16
SECRET_BITS: Final = 118  # what 25 letters of an alphabet of 27 can hold
CODE_LENGTH: Final = letters.CHECKED_LENGTH
_GROUP = 4


def make_secret(entropy: bytes) -> bytes:
    """A secret of 16 bytes, 118 of its bits from 16 random bytes."""
    if len(entropy) != SECRET_BYTES:
        raise ValueError(f"a secret is made of {SECRET_BYTES} random bytes")
    number = int.from_bytes(entropy, "big") & (1 << SECRET_BITS) - 1
    return number.to_bytes(SECRET_BYTES, "big")


def check_secret(secret: bytes) -> None:
    """Raise ValueError for what `make_secret` cannot have made: it could not be typed."""
    if len(secret) != SECRET_BYTES or int.from_bytes(secret, "big") >> SECRET_BITS:
        raise ValueError("not a secret of make_secret")


def typed_code(secret: bytes) -> str:
    """The letters in groups of four."""
    check_secret(secret)
    code = letters.with_check(letters.spell(int.from_bytes(secret, "big"), CODE_LENGTH - 1))
    return "-".join(code[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def parse_typed(text: str) -> bytes:
    """The secret, however the letters were grouped or written small; raises InvitationError."""
    typed = letters.plain(text)
    _check_letters(typed)
    if not letters.checks(typed):
        raise InvitationError(MISTYPED)
    number = letters.number_of(typed[:-1])
    if number >> SECRET_BITS:
        raise InvitationError(MISTYPED)
    return number.to_bytes(SECRET_BYTES, "big")


def _check_letters(typed: str) -> None:
    strange = letters.strangers(typed)
    if not typed:
        raise InvitationError(NO_LETTERS)
    if not strange.isascii():
        raise InvitationError(VIETNAMESE_TYPING)
    if strange:
        raise InvitationError(strange_letters(strange))
    if len(typed) != CODE_LENGTH:
        raise InvitationError(wrong_length(len(typed), CODE_LENGTH))
