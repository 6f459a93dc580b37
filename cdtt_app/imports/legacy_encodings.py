"""TCVN3 (.VnTime, ABC) and VNI-Windows text: recognise it, and turn it into Unicode.

Both borrow the Western letters of Latin-1, so that a spreadsheet hands over "NguyÔn" or "Nguyeãn" for "Nguyễn". One
cell cannot tell ("Hoà" is sound Unicode and also the VNI spelling of "Hồ"); a whole column can.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import Final

from cdtt_app.imports.register_syllables import is_syllable


class Encoding(StrEnum):
    """How Vietnamese letters were written down."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


# TCVN 5712:1993, third set: the letters stand in runs. Capitals with a tone have no code of their own: the font
# .VnTimeH draws small letters as capitals.
_TCVN3_RUNS: Final[Mapping[int, str]] = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3: Final = {chr(start + place): sign for start, run in _TCVN3_RUNS.items() for place, sign in enumerate(run)}

# VNI-Windows: a base letter, then a sign that stands for the tone, or for hat or breve and tone together.
_VNI_SINGLES: Final[Mapping[str, str]] = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VNI_MARKS: Final = (
    (("a", "e", "o", "u", "y", "ô", "ö"), "øûõùï", "", _TONE_MARKS[1:]),
    (("a", "e", "o"), "âàåãáä", "\u0302", _TONE_MARKS),
    (("a",), "êèúüéë", "\u0306", _TONE_MARKS),
)


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLES)
    for bases, signs, hat, tones in _VNI_MARKS:
        for base in bases:
            letter = _VNI_SINGLES.get(base, base)
            for sign, tone in zip(signs, tones, strict=True):
                small[base + sign] = unicodedata.normalize("NFC", letter + hat + tone)
    table = dict(small)
    for written, letter in small.items():
        capital = written[0].upper()
        table[capital + written[1:]] = table[written.upper()] = letter.upper()
        table[written[0] + written[1:].upper()] = letter
    return table


_TABLES: Final[Mapping[Encoding, Mapping[str, str]]] = {Encoding.TCVN3: _TCVN3, Encoding.VNI: _vni_table()}
_PATTERNS: Final = {
    encoding: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for encoding, table in _TABLES.items()
}
_WORD: Final = re.compile(r"[^\s\x21-\x40\x5b-\x60\x7b-\x7e\u2010-\u2026]+")
_MAX_WORDS: Final = 2000  # enough to judge a column; a long register is not read twice
_FEWEST_PASTED: Final = 2  # words; one odd word may be a name of another language
_FOREIGN: Final = re.compile("[\u00a1-\u00bfÄÅÆÇËÎÏÐÖØÛÜÞßäåæçëîïðöøûüþÿ]")  # ñ is left out: Ê Đê names have it
_BEYOND_LATIN_1: Final = re.compile("[\u0100-\uffff]")
_SURE: Final = 0.7  # share of the accented words that must read as Vietnamese after conversion


def detect(texts: Iterable[str], *, hint: Encoding = Encoding.UNICODE) -> Encoding:
    """Tell how these texts (one column, or one sheet) were written; when they fit both ways, the hint decides."""
    words = list(islice(_accented_words(texts), _MAX_WORDS))
    if not words:
        return Encoding.UNICODE
    as_it_is = sum(map(is_syllable, words))
    scores = {encoding: _score(words, encoding) for encoding in _TABLES}
    best = max(scores, key=lambda encoding: (scores[encoding], encoding == hint))
    if scores[best] < _SURE * len(words) or scores[best] < as_it_is:
        return Encoding.UNICODE
    if scores[best] == as_it_is and best != hint:
        return Encoding.UNICODE
    return best


def convert(text: str, encoding: Encoding) -> str:
    """Turn the text into Unicode (NFC); a text with letters that the encoding does not know comes back unchanged."""
    converted = _decode(text, encoding)
    return text if converted is None else unicodedata.normalize("NFC", converted)


def convert_column(texts: Sequence[str], *, hint: Encoding = Encoding.UNICODE) -> tuple[list[str], Encoding]:
    """Turn a column into Unicode and tell what it was written in.

    Rows pasted from an old file into a Unicode list are told by letters that Vietnamese does not have, and are judged
    together, as a column of their own.
    """
    encoding = detect(texts, hint=hint)
    if encoding is not Encoding.UNICODE:
        return [convert(text, encoding) for text in texts], encoding
    pasted = {text for text in texts if _FOREIGN.search(text) and not _BEYOND_LATIN_1.search(text)}
    if sum(1 for _ in _accented_words(pasted)) >= _FEWEST_PASTED:
        encoding = detect(pasted)
    if encoding is Encoding.UNICODE:
        return list(texts), encoding
    return [convert(text, encoding) if text in pasted else text for text in texts], encoding


def _accented_words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        if not text.isascii():
            composed = unicodedata.normalize("NFC", text)
            yield from (word for word in _WORD.findall(composed) if not word.isascii())


def _score(words: Iterable[str], encoding: Encoding) -> int:
    decoded = (_decode(word, encoding) for word in words)
    return sum(1 for word in decoded if word is not None and is_syllable(word))


def _decode(text: str, encoding: Encoding) -> str | None:
    """Unicode text, or None when a letter is left over: then the text was not written in this encoding."""
    if encoding is Encoding.UNICODE or text.isascii():
        return text
    if any(sign.isalpha() and not sign.isascii() for sign in _PATTERNS[encoding].sub("", text)):
        return None
    table = _TABLES[encoding]
    return _PATTERNS[encoding].sub(lambda found: table[found.group()], text)
