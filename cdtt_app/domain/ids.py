"""Identities: made on the machine, unique without asking anyone."""

import uuid
from typing import NewType

HamletId = NewType("HamletId", str)
TeamId = NewType("TeamId", str)
MemberId = NewType("MemberId", str)
HouseholdId = NewType("HouseholdId", str)
PersonId = NewType("PersonId", str)
VisitId = NewType("VisitId", str)
ConsentId = NewType("ConsentId", str)
HandoutGivenId = NewType("HandoutGivenId", str)

# Crockford's base 32: no I, L, O, U to misread.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SHORT_LENGTH = 10


def long_id(now_ms: int, entropy: bytes) -> str:
    """A UUIDv7 (RFC 9562): 48 bits of time in ms, then 10 bytes of `entropy`; sorts by the time it was made."""
    value = (now_ms & (1 << 48) - 1) << 80 | int.from_bytes(entropy[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def short_id(entropy: bytes) -> str:
    """Ten letters (50 bits of `entropy`) for people: short, because every answer of a visit is keyed by one."""
    value = int.from_bytes(entropy[:7], "big")
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in range(SHORT_LENGTH))
