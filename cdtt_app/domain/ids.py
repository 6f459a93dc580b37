"""Identities: made on the machine, unique without asking anyone."""

from typing import NewType

HamletId = NewType("HamletId", str)
TeamId = NewType("TeamId", str)
MemberId = NewType("MemberId", str)
HouseholdId = NewType("HouseholdId", str)
PersonId = NewType("PersonId", str)
VisitId = NewType("VisitId", str)
ConsentId = NewType("ConsentId", str)
HandoutGivenId = NewType("HandoutGivenId", str)
NoteId = NewType("NoteId", str)
CaseId = NewType("CaseId", str)
CaseStepId = NewType("CaseStepId", str)
AddressCheckId = NewType("AddressCheckId", str)
EditionId = NewType("EditionId", str)
PaperSheetId = NewType("PaperSheetId", str)

# Crockford's base 32: no I, L, O, U to misread.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SHORT_LENGTH = 10


def long_id(now_ms: int, entropy: bytes) -> str:
    """Seventeen letters: 45 bits of time in ms, then 40 bits of `entropy`; sorts by the time it was made."""
    return _letters(now_ms, 9) + _letters(int.from_bytes(entropy[:5], "big"), 8)


def short_id(entropy: bytes) -> str:
    """Ten letters (50 bits of `entropy`) for people: short, because every answer of a visit is keyed by one."""
    return _letters(int.from_bytes(entropy[:7], "big"), SHORT_LENGTH)


def _letters(value: int, count: int) -> str:
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(count)))
