"""A text as a row of signs: one character for each number, axis word, separator or other word, with what it means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from cdtt_app.domain.coordinates_angles import (
    Angle,
    Axis,
    Form,
    Label,
    decimal_angle,
    divided_angle,
    dotted_angle,
)

_NUMBER = r"\d++(?:\.\d++(?!\.\d)|,\d++(?!\.\d))?+"
_DEGREE = r"(?:°|[đd]o(?![a-z])|deg[a-z]*+|[do](?=\ ?\d))"
_PART = r"\d{1,2}+(?!\d)(?:[.,]\d++)?+"
_TOKEN = re.compile(
    rf"""(?P<clock>\d{{1,2}}+:\d\d(?![:.,]?\d))
    |(?P<sign>[-+])?(?:
        (?P<degrees>\d{{1,3}}+(?:[.,]\d++)?+)\ ?{_DEGREE}
        (?:\ ?(?P<minutes>{_PART})(?!\ ?{_DEGREE})\ ?(?:'|phut|min[a-z]*+|m(?![a-z]))?
        (?:\ ?(?P<seconds>{_PART})(?!\ ?{_DEGREE})\ ?(?:"|giay|sec[a-z]*+|s(?![a-z]))?)?)?
        |(?P<dotted>\d{{1,3}}+(?:\.\d{{1,3}}+){{2}}(?!\d|\.\d))
        |(?P<number>{_NUMBER}))
    |(?P<latitude>(?:vi\ ?(?:[đd]o|tuyen)|[đd]o\ vi|vi(?=\ (?:bac|nam)))(?![a-zđ]))
    |(?P<longitude>(?:kinh\ ?(?:[đd]o|tuyen)|[đd]o\ kinh|kinh(?=\ (?:[đd]ong|tay)))(?![a-zđ]))
    |(?P<heading>toa\ ?[đd]o(?![a-zđ]))
    |(?P<word>[a-zđ]++)
    |(?P<percent>%)
    |(?P<separator>[,;/|&])""",
    re.VERBOSE | re.ASCII,
)
_FOREIGN_LETTERS = re.compile(r"[^\W\x00-\x7fđ]+")
_NAMES = MappingProxyType(
    {
        **dict.fromkeys(("lat", "latitude", "mlat", "vđ"), (Axis.LATITUDE,)),
        **dict.fromkeys(("lon", "lng", "longitude", "mlon", "kđ"), (Axis.LONGITUDE,)),
        **dict.fromkeys(("latlng", "latlon", "latlong"), (Axis.LATITUDE, Axis.LONGITUDE)),
        **dict.fromkeys(("lonlat", "lnglat"), (Axis.LONGITUDE, Axis.LATITUDE)),
    },
)
_HEMISPHERES = MappingProxyType(
    {
        **dict.fromkeys(("n", "b", "bac", "north"), (Axis.LATITUDE, 1)),
        **dict.fromkeys(("s", "nam", "south"), (Axis.LATITUDE, -1)),
        **dict.fromkeys(("e", "đ", "d", "đong", "dong", "east"), (Axis.LONGITUDE, 1)),
        **dict.fromkeys(("w", "t", "tay", "west"), (Axis.LONGITUDE, -1)),
    },
)
_LENGTHS, _SIGNALS = ("m", "km", "cm", "ha", "met"), ("dbm", "db", "mbps", "kbps", "mb", "gb", "ms", "mhz", "ghz")
_COUNTS = ("ho", "nguoi", "khau", "phut", "gio", "ngay", "thang", "trieu", "kg", "kv", "kw", "c")
_UNITS = frozenset((*_LENGTHS, *_SIGNALS, *_COUNTS))
_LINKING_WORDS = frozenset(("đo", "do", "la", "tai", "o", "gps", "va", "and", "at"))
_SILENT = frozenset(("va", "and", "x", "y"))  # between or before two numbers they change nothing
_POSITION_DECIMALS = 4  # "105,34808 Hà Giang" has no hectares
_LARGEST_DIGITS = 3  # of a whole number of degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`sign`: i whole number, d decimal, m degrees marked, N E axis word, n e letter, comma separator, w other word."""

    sign: str
    value: Angle | Label | None = None


def read_items(text: str) -> list[Item]:
    """The row of signs of a canonical text; what is neither word, number nor separator is left out."""
    tokens = list(_TOKEN.finditer(_FOREIGN_LETTERS.sub(" zz ", text)))
    items: list[Item] = []
    for place, token in enumerate(tokens):
        kind = token.lastgroup
        if kind == "word":
            items.extend(_word_items(tokens, place, items))
        elif kind in ("percent", "clock"):
            _forget_number(items)
            items.append(Item(sign="w"))
        elif kind != "heading":
            items.append(_plain_item(token, items))
    return items


def _plain_item(token: re.Match[str], before: Sequence[Item]) -> Item:
    kind = token.lastgroup
    if kind == "separator":
        return Item(sign=",")
    if kind in ("latitude", "longitude"):
        axis = Axis.LATITUDE if kind == "latitude" else Axis.LONGITUDE
        return _name(axis, token[0])
    angle = _angle(token)
    if angle is None:
        return Item(sign="w")
    marked = token["degrees"] is not None
    signed = angle if token["sign"] is None else _signed(angle, token, before)
    return Item(sign="m" if marked else "i" if angle.form is Form.WHOLE else "d", value=signed)


def _angle(token: re.Match[str]) -> Angle | None:
    if token["dotted"]:
        return dotted_angle(token["dotted"])
    written = token["degrees"] or token["number"]
    if len(re.split("[.,]", written)[0]) > _LARGEST_DIGITS:
        return None
    if not token["minutes"]:
        return decimal_angle(written)
    parts = [part for part in (written, token["minutes"], token["seconds"]) if part]
    form = Form.SECONDS if token["seconds"] else Form.MINUTES
    return divided_angle([float(part.replace(",", ".")) for part in parts], form)


def _signed(angle: Angle, token: re.Match[str], before: Sequence[Item]) -> Angle:
    """A dash glued between two numbers parts them, unless the first has a sign of its own: +22.6-105.3."""
    start = token.start()
    glued = start > 0 and (token.string[start - 1].isalnum() or token.string[start - 1] in "\"'°")
    last = next((item.value for item in reversed(before[-2:]) if isinstance(item.value, Angle)), None)
    parted = glued and last is not None and not last.explicit_sign
    negative = token["sign"] == "-" and not parted
    value = -angle.value if negative else angle.value
    return replace(angle, value=value, explicit_sign=not parted)


def _word_items(tokens: Sequence[re.Match[str]], place: int, before: list[Item]) -> Iterator[Item]:
    word = tokens[place][0]
    if word in _NAMES:
        yield from (_name(axis, word) for axis in _NAMES[word])
    elif word == "long" and any(item.sign == "N" for item in before):  # a common name of people and places, too
        yield _name(Axis.LONGITUDE, word)
    elif word in _HEMISPHERES and _says_hemisphere(tokens, place, before):
        axis, sign = _HEMISPHERES[word]
        yield Item(sign="n" if axis is Axis.LATITUDE else "e", value=Label(axis=axis, word=word, sign=sign))
    elif word not in _SILENT:
        if word in _UNITS:
            _forget_number(before)
        yield Item(sign="w")


def _name(axis: Axis, word: str) -> Item:
    return Item(sign="N" if axis is Axis.LATITUDE else "E", value=Label(axis=axis, word=word))


def _forget_number(items: list[Item]) -> None:
    """A short number with a unit behind it is a length, a count, a temperature; a long one stands before a name."""
    last = items[-1].value if items else None
    if isinstance(last, Angle) and last.decimals < _POSITION_DECIMALS:
        items[-1] = Item(sign="w")


def _says_hemisphere(tokens: Sequence[re.Match[str]], place: int, before: Sequence[Item]) -> bool:
    """Not in place names: "Đông Hà" behind a number, "Hà Đông" before one."""
    word, last = tokens[place], before[-1].sign if before else ""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if last and last in "idmNEne":
        return len(word[0]) == 1 or not _same_phrase(word, following)
    if following is None or following.lastgroup in ("word", "separator", "percent", "clock"):
        return False
    glued = following.start() == word.end() and len(word[0]) == 1
    leading = tokens[place - 1] if place else None
    return glued or leading is None or leading[0] in _LINKING_WORDS or not _same_phrase(leading, word)


def _same_phrase(first: re.Match[str], second: re.Match[str] | None) -> bool:
    if second is None or first.lastgroup != "word" or second.lastgroup != "word":
        return False
    gap = first.string[first.end() : second.start()]
    return gap == " " and not {first[0], second[0]} & _LINKING_WORDS
