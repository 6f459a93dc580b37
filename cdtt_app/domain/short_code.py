"""Six characters that stand for a record on paper: opaque, the same on every machine, hard to misread or mistype."""

import hashlib
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O, no 1 I
LENGTH: Final = 6


def code_of(record: str) -> str:
    """The code of a record: 30 bits of a digest of its id; two of 3,000 share one in about 4 communes of 1,000."""
    digest = hashlib.sha256(b"cdtt/ma-giay/" + record.encode()).digest()
    value = int.from_bytes(digest[:4], "big") >> 2
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(LENGTH)))


def grouped(code: str) -> str:
    """`K7M 4TX`, as it is printed."""
    return f"{code[:3]} {code[3:]}"


def read_code(typed: str) -> str | None:
    """The code that somebody typed or scanned, alone or at the end of an address; None when it cannot be one."""
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    bare = "".join(letter for letter in last.upper() if letter.isalnum())
    return bare if len(bare) == LENGTH and all(letter in ALPHABET for letter in bare) else None
