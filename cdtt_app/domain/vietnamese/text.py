"""One spelling to store and one key to search by."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# Characters nobody sees. A zero width space stood between two words; the others sit inside one.
_UNSEEN = MappingProxyType(
    {0x200B: " ", **dict.fromkeys((0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))},
)
_STROKES = MappingProxyType({ord("đ"): "d", ord("ƀ"): "b"})  # NFD leaves these two whole
# Basic Latin, Latin-1, Extended A and B, combining marks, Vietnamese letters, punctuation: the whole of everyday text.
_EVERYDAY = (range(0x250), range(0x300, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))


def nfc(text: str) -> str:
    """The text to store: NFC, every run of odd spaces (also line breaks) one plain space, trimmed."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_UNSEEN).split()))


def fold(text: str) -> str:
    """The search key: small letters without marks, đ as d, ƀ as b, punctuation as single spaces."""
    folded = text.translate(_EVERYDAY_FOLDED)
    if not folded.isascii():
        folded = _fold_any(folded)
    return " ".join(folded.split())


def _fold_any(text: str) -> str:
    small = unicodedata.normalize("NFD", text.translate(_UNSEEN)).casefold().translate(_STROKES)
    return "".join(
        letter if letter.isalnum() else " " for letter in small if not unicodedata.category(letter).startswith("M")
    )


def _everyday_folded() -> Mapping[int, str]:
    """One dictionary look-up a letter is several times faster than decomposing each name."""
    return {code: _fold_any(chr(code)) for block in _EVERYDAY for code in block}


_EVERYDAY_FOLDED: Mapping[int, str] = MappingProxyType(_everyday_folded())
