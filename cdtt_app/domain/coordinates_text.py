"""Text with a position in it, brought to one spelling: small letters without marks, one sign for each meaning."""

import re
import unicodedata
from types import MappingProxyType

_SIGNS = MappingProxyType(
    {
        **dict.fromkeys(map(ord, "º˚⁰∘ᵒ"), "°"),
        **dict.fromkeys(map(ord, "’‘′´`ʹʼˈ＇‵"), "'"),
        **dict.fromkeys(map(ord, "”“″„ʺ¨＂‶"), '"'),
        **dict.fromkeys(map(ord, "−–—‐‑‒﹣－"), "-"),
        **dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff")),
        0x200B: " ",
        ord("\n"): " ; ",
    },
)
_MARKS = re.compile("[\u0300-\u036f]+")  # tone marks, and the parts of ă â ê ô ơ ư
_ROOM = 4  # a Vietnamese letter falls into three; single signs of other scripts into whole phrases
_SECOND_MARKS = re.compile(r"'{2}|\"+")


def canonical(text: str) -> str:
    """Small letters without tone marks; đ stays, because it may say east."""
    plain = text.replace("\n", " ; ") if text.isascii() else _plain(text)
    return _SECOND_MARKS.sub('"', " ".join(plain.casefold().split()))


def _plain(text: str) -> str:
    pieces = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return _MARKS.sub("", pieces[: _ROOM * len(text)])
