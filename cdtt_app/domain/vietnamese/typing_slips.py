"""Words typed while the input method was off: "Duwcs" (Telex) and "Du7c1" (VNI) both mean "Đức" or "Dức"."""

import re

from cdtt_app.domain.vietnamese.text import fold

_VOWELS = frozenset("aeiouyŏ")
_TONE_KEYS = frozenset("sfrxjz")
_SHAPE_KEYS = frozenset("aeo")
_TRUE_DOUBLE_O = "ŏ"  # Telex types the oo of "xoong" as ooo; any letter that no folded word has will do
_VNI_TONES = frozenset("12345")
_VNI_SHAPES = frozenset("678")
# Keys follow the letter they mark or come later, so a vowel stands before the first digit, but for d9.
_VNI_WORD = re.compile(r"(?:d9)?[a-z]*[aeiouy][a-z1-9]*")


def search_words(query: str) -> tuple[tuple[str, ...], ...]:
    """For each typed word the keys to look for: first what was typed, then what its Telex or VNI keys meant."""
    return tuple(_readings(word) for word in fold(query).split())


def _readings(word: str) -> tuple[str, ...]:
    bare = _without_vni(word)
    found = dict.fromkeys((word, bare, _without_telex(bare) if bare.isalpha() else bare))
    return tuple(found)


def _without_vni(word: str) -> str:
    """Digits leave a word that VNI could have made; one letter alone is too little to look for (ấp 3, tổ A1)."""
    bare = "".join(sign for sign in word if not sign.isdigit())
    return bare if len(bare) > 1 and _VNI_WORD.fullmatch(word) and _one_syllable_of_keys(word) else word


def _one_syllable_of_keys(word: str) -> bool:
    """A syllable has one tone and one kind of shape, and 9 only strokes a d; so "na123" stays a code."""
    keys = [sign for sign in word if sign.isdigit()]
    tones = [key for key in keys if key in _VNI_TONES]
    return len(tones) <= 1 and len(_VNI_SHAPES.intersection(keys)) <= 1 and ("9" not in keys or word[0] == "d")


def _without_telex(word: str) -> str:
    """Read the keys one by one as the input method would have, without their marks; never down to one letter."""
    letters = ""
    for key in word.replace("ooo", _TRUE_DOUBLE_O):
        letters += _telex_letter(letters, key)
    return letters.replace(_TRUE_DOUBLE_O, "oo") if len(letters) > 1 else word


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
