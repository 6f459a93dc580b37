"""Is this word a possible Vietnamese syllable? The judge between the ways a text may have been encoded."""

import re
import unicodedata
from typing import Final

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHORT_TONES: Final = frozenset("\u0301\u0323")  # the only tones a syllable closed by p, t, c or ch can carry

_ONSETS: Final = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RIMES: Final = (
    "a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?|ă(?:c|m|n|ng|p|t|k)|â(?:c|m|n|ng|p|t|u|y)"
    "|e(?:c|m|n|ng|o|p|t)?|ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u)?|iê(?:c|m|n|ng|p|t|u)"
    "|o(?:c|i|m|n|ng|p|t)?|oa(?:c|ch|i|m|n|ng|nh|o|p|t|y)?|oă(?:c|m|n|ng|t)|oe(?:n|o|t)?|oo(?:c|ng)"
    "|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    "|u(?:a|c|i|m|n|ng|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|n|nh)?|uơ|uô(?:c|i|m|n|ng|t)|uy(?:a|ch|n|nh|p|t|u)?|uyê(?:n|t)"
    "|ư(?:a|c|i|n|ng|t|u)?|ươ(?:c|i|m|n|ng|p|t|u)|y(?:n|nh|t)?|yê(?:m|n|ng|t|u)"
)
_SYLLABLE: Final = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_CLOSED: Final = re.compile(r".*(?:[ptck]|ch)")


def is_syllable(word: str) -> bool:
    """Say whether the word is built like a Vietnamese syllable; a word of another language is not an error."""
    marks: list[str] = []
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        (marks if sign in _TONES else kept).append(sign)
    bare = unicodedata.normalize("NFC", "".join(kept))
    if len(marks) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _CLOSED.fullmatch(bare) or (bool(marks) and marks[0] in _SHORT_TONES)
