"""Letters for codes that people type and scanners type for them: 27 signs that an input method leaves alone.

No vowel, D or W: Telex and VNI would turn them, and keys after them, into Vietnamese letters. O, I, L, U and D are
read as the signs they are mistaken for.
"""

import unicodedata
from collections.abc import Sequence
from types import MappingProxyType

ALPHABET = "0123456789BCFGHJKMNPQRSTVXZ"
BASE = len(ALPHABET)
CHECKED_LENGTH = BASE - 1  # every place has a weight of its own up to here
_VALUES = MappingProxyType({sign: value for value, sign in enumerate(ALPHABET)})
_LOOK_ALIKES = MappingProxyType(str.maketrans("OILUD", "011V0"))
_SEPARATORS = frozenset("-_./·•")  # and every space and dash


def plain(text: str) -> str:
    """What was typed, in capitals, without spaces, hyphens and dots, look-alikes as what they look like."""
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in wide if not _separates(sign)).translate(_LOOK_ALIKES)


def strangers(letters: str) -> str:
    """The signs that are not of the alphabet, each once, in their order."""
    return "".join(dict.fromkeys(sign for sign in letters if sign not in _VALUES))


def spell(number: int, length: int = 1) -> str:
    """A number in letters, the highest first, filled up with zeros to `length`."""
    letters = ""
    while number:
        number, value = divmod(number, BASE)
        letters = ALPHABET[value] + letters
    return letters.rjust(length, ALPHABET[0])


def number_of(letters: str) -> int:
    """The number that `spell` was given; raises KeyError at a stranger."""
    number = 0
    for letter in letters:
        number = number * BASE + _VALUES[letter]
    return number


def with_check(letters: str) -> str:
    """The letters and one more, by which any wrong letter and any two swapped ones are noticed, up to 26 in all."""
    if len(letters) >= CHECKED_LENGTH:
        raise ValueError("too long for one check letter")
    return next(letters + last for last in ALPHABET if checks(letters + last))


def checks(letters: str) -> bool:
    """Whether the last letter fits the others; raises KeyError at a stranger."""
    return _residue([_VALUES[letter] for letter in letters]) == (0, 0, 0)


def _residue(values: Sequence[int]) -> tuple[int, int, int]:
    """The sum of value x a^place in the field of 27 elements, a being a root of the primitive x^3 + 2x + 1."""
    low, middle, high = 0, 0, 0
    for value in values:
        low, middle, high = (
            (2 * high + value) % 3,
            (low + high + value // 3) % 3,
            (middle + value // 9) % 3,
        )
    return low, middle, high


def _separates(sign: str) -> bool:
    return sign.isspace() or sign in _SEPARATORS or unicodedata.category(sign) in ("Pd", "Cf")
