"""The Vietnamese order of words and people, as plain strings that any database sorts by code point.

Qt's and the system's collation differ from machine to machine, so the key is computed here and stored.
Within a key a space ends a level and "!" stands between words; both come before every digit and letter.
"""

import unicodedata
from types import MappingProxyType

from cdtt_app.domain.vietnamese.text import nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = MappingProxyType({letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)})
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter
_TONES = MappingProxyType({"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"})
_STROKES = str.maketrans("ƀ", "b")  # the highland letter stands with b


def sort_key(name: str) -> str:
    """Orders people: given name, then the middle words, then the family name."""
    family, *rest = nfc(name).split(" ")
    parts = (rest[-1], " ".join(rest[:-1]), family) if rest else (family, "", "")
    return " ".join(_levels(part) for part in parts)


def collation_key(text: str) -> str:
    """Orders ordinary text from left to right: all its letters first, tones only between equals."""
    return _levels(nfc(text))


def _levels(text: str) -> str:
    words = [_word_levels(word) for word in _words(text)]
    return "!".join(letters for letters, _ in words) + " " + "".join(tone for _, tone in words)


def _words(text: str) -> list[str]:
    small = unicodedata.normalize("NFD", text.casefold()).translate(_STROKES)
    seen = "".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in small)
    return seen.split()


def _word_levels(word: str) -> tuple[str, str]:
    """The places of the letters in the alphabet, and the word's one tone: so Hoà and Hòa are the same."""
    letters: list[str] = []
    tone = "0"
    for sign in word:
        if sign in _TONES:
            tone = _TONES[sign]
        elif sign in _SHAPES and letters:
            letters[-1] = _shaped(letters[-1], sign)
        elif not unicodedata.combining(sign):
            letters.append(sign)
    return "".join(_PLACES.get(letter, letter) for letter in letters), tone


def _shaped(letter: str, shape: str) -> str:
    """The letter with its shape where the alphabet has such a one; other marks (ŏ, ĭ) do not count."""
    whole = unicodedata.normalize("NFC", letter + shape)
    return whole if whole in _PLACES else letter
