"""Where a link keeps its position: map pages, `geo:` links, shared places."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote

_LINK = re.compile(
    r"geo:\s?[-+]?\d[\d.]*+(?:,\s?[-+]?\d\S*)?"
    r"|(?:https?://|www\.|(?<![\w.-])(?:[a-z0-9-]{1,30}\.){1,4}(?:com|vn|gl|org|me|link|google)/)[^\s<>]*",
    re.IGNORECASE,
)
_MOST_LINKS = 10
_SHORT = re.compile(
    r"goo\.gl|maps\.app|g\.co/|bit\.ly|zalo\.me|zaloapp|share\.google|maps\.apple\.com/p", re.IGNORECASE
)
_NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,20})?"
_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_FRAME = re.compile(rf"!2d({_NUMBER})!3d({_NUMBER})")
_CENTRE = re.compile(rf"@({_NUMBER}),({_NUMBER})")
_ABOUT = re.compile(r"^loc:|\(.*")  # around a position: 22.6,105.3(Nhà văn hoá)
_NAMED = (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("lat", "long"), ("latitude", "longitude"))
_PLACE_FIELDS = ("q", "query", "daddr", "destination", "coordinate")
_VIEW_FIELDS = ("ll", "center", "cp", "sll", "viewpoint", "map")
_PLACE_PARTS = ("/place/", "/search/", "/dir/", "/loc:")
PIN, VIEW, LINK = "vị trí ghim trong đường dẫn", "giữa khung bản đồ của đường dẫn", "trong đường dẫn"


def find_links(text: str) -> list[str]:
    """The first links of a text, decoded."""
    return [unquote(unquote(link[0])) for link in islice(_LINK.finditer(text), _MOST_LINKS)]


def without_links(text: str) -> str:
    """The text around the links, decoded: people copy halves of links, too."""
    return unquote(_LINK.sub(" ; ", text))


def is_short(link: str) -> bool:
    """Whether the link only leads to another one that has the position."""
    return _SHORT.search(link) is not None


def places_in_link(link: str) -> Iterator[tuple[str, str]]:
    """What may be a position, the most telling first: written form, and where in the link it stands."""
    fields = _fields(link)
    yield _listed(_PIN.findall(link)), PIN
    for latitude, longitude in _NAMED:
        if latitude in fields and longitude in fields:
            yield f"lat {fields[latitude]} lon {fields[longitude]}", PIN
    yield from ((fields[name], PIN) for name in _PLACE_FIELDS if name in fields)
    if link[:4].casefold() == "geo:":
        yield re.split("[;?]", link[4:])[0], PIN
    yield _path_parts(link), PIN
    yield _listed((latitude, longitude) for longitude, latitude in _FRAME.findall(link)), VIEW
    yield from ((fields[name], VIEW) for name in _VIEW_FIELDS if name in fields)
    yield _listed(_CENTRE.findall(link)), VIEW
    yield link, LINK


def _fields(link: str) -> dict[str, str]:
    """Names and values behind ? and #; of a name said twice the first value."""
    pieces = (piece.partition("=") for piece in reversed(re.split(r"[?&#]", link)[1:]))
    fields = {name.casefold(): _ABOUT.sub("", value.replace("+", " ")) for name, _, value in pieces}
    if "/" in fields.get("map", ""):
        fields["map"] = fields["map"].partition("/")[2]  # the zoom stands first
    return fields


def _path_parts(link: str) -> str:
    path = re.split(r"[?#]|/@|/data=", link)[0]
    return " ; ".join(path.partition(name)[2].replace("+", " ").replace("/", " ; ") for name in _PLACE_PARTS)


def _listed(positions: Iterable[tuple[str, str]]) -> str:
    return " ; ".join(f"{latitude} {longitude}" for latitude, longitude in positions)
