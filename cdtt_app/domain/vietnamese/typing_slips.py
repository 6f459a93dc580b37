"""Words typed while the input method was off: "Duwcs" (Telex) and "Du7c1" (VNI) both mean "Đức" or "Dức"."""

import re

from cdtt_app.domain.vietnamese.text import fold

_VOWELS = frozenset("aeiouy")
_TONE_KEYS = frozenset("sfrxjz")
_SHAPE_KEYS = frozenset("aeo")
# VNI keys follow letters, at most two at a time; three digits in a row are a code or a house number.
_VNI_WORD = re.compile(r"(?!.*\d{3})(?=d9|[^aeiouy]*[aeiouy])[a-z]+(?:\d{1,2}[a-z]*)+")


def search_words(query: str) -> tuple[tuple[str, ...], ...]:
    """For each typed word the keys to look for: first what was typed, then what its Telex or VNI keys meant."""
    return tuple(_readings(word) for word in fold(query).split())


def _readings(word: str) -> tuple[str, ...]:
    bare = _without_vni(word)
    found = dict.fromkeys((word, bare, _without_telex(bare) if bare.isalpha() else bare))
    return tuple(found)


def _without_vni(word: str) -> str:
    """Digits leave a word that VNI could have made; a single letter is too little to look for (ấp 3, tổ B1)."""
    bare = "".join(sign for sign in word if not sign.isdigit())
    return bare if _VNI_WORD.fullmatch(word) and len(bare) > 1 else word


def _without_telex(word: str) -> str:
    """Read the keys one by one as the input method would have, without their marks."""
    letters = ""
    for key in word:
        letters += _telex_letter(letters, key)
    return letters if len(letters) > 1 else word


def _telex_letter(before: str, key: str) -> str:
    """What a key adds to the letters before it: nothing when it only marks one of them."""
    if key == "w":
        return "" if _VOWELS.intersection(before) & frozenset("aou") else "u"
    marks = (
        (key in _TONE_KEYS and not _VOWELS.isdisjoint(before))
        or (key == "d" and before.startswith("d"))
        or (key in _SHAPE_KEYS and _marks_a_vowel(before, key))
    )
    return "" if marks else key


def _marks_a_vowel(before: str, key: str) -> bool:
    """A repeated a, e, o makes â, ê, ô, also typed late ("tieneg", "tuoiof"); but "ngoeo" and "ngoao" are words."""
    return key in before and not (key == "o" and before.endswith(("oe", "oa")))
