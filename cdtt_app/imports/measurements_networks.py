"""Networks and technologies as measuring apps name them."""

import re
from functools import lru_cache
from typing import Final

from cdtt_app.domain.coverage import Technology
from cdtt_app.domain.household import Network
from cdtt_app.domain.networks import COUNTRY, NETWORK_CODES, RESELLERS
from cdtt_app.domain.vietnamese import fold

# How phones and people spell the networks; "local" and "fpt" only alone, for they are words of other names too.
_NAMES: Final = (
    (Network.VIETNAMOBILE, r"vietnam ?mobile|vietnamobile|vn ?mobile|\bvnm\b"),
    (Network.VIETTEL, r"viet ?tel|\bvtl\b"),
    (Network.VINAPHONE, r"vina ?phone|^vina$|\bvnpt\b|^gpc$"),
    (Network.MOBIFONE, r"mobi ?(f|ph)one|^mobi$|\bvms\b"),
    (Network.GMOBILE, r"\bg ?mobile\b|\bgtel\b|\bbeeline\b"),
    *((host, rf"^{fold(brand)}( mobile)?$") for brand, host in RESELLERS.items()),
)
_COMPILED: Final = tuple((network, re.compile(pattern)) for network, pattern in _NAMES)
_NAMES_KEPT: Final = 256  # a file names few networks, on 200,000 lines
_DIGITS: Final = re.compile(r"[0-9]{1,3}")
_CODE: Final = re.compile(r"([0-9]{3})[-/ .,]?([0-9]{2})")

_TECHNOLOGIES: Final = (
    (Technology.WIFI, r"\bwi ?fi\b|\bwlan\b|\biwlan\b"),
    (Technology.SATELLITE, r"\bve tinh\b|\bsatellite\b|\bstarlink\b"),
    (Technology.G5, r"5g|\b(nr|nr ?sa|nr ?nsa|endc|en dc)\b"),
    (Technology.G4, r"4g|lte|\be ?utran?\b"),
    (Technology.G3, r"3g|umts|hspa|hsdpa|hsupa|wcdma|\butran?\b|^h$"),
    (Technology.G2, r"2g|gsm|gprs|\bedge\b|\bgeran\b|^e$"),
)
_TECHNOLOGY_WORDS: Final = tuple((technology, re.compile(pattern)) for technology, pattern in _TECHNOLOGIES)
_NO_SIGNAL: Final = re.compile(
    r"\b(no|out of) (service|signal|coverage|network)\b|\b(khong (co )?(song|dich vu|tin hieu)|mat song|ngoai vung)\b"
)

# android.telephony.TelephonyManager, NETWORK_TYPE_*
_ANDROID: Final = {
    **dict.fromkeys(("1", "2", "16"), Technology.G2),
    **dict.fromkeys(("3", "8", "9", "10", "15", "17"), Technology.G3),
    **dict.fromkeys(("13", "19"), Technology.G4),
    "18": Technology.WIFI,
    "20": Technology.G5,
}


@lru_cache(maxsize=_NAMES_KEPT)
def network_named(name: str) -> Network | None:
    """The network with stations of its own behind a name, or behind a code such as "452-04"."""
    code = _CODE.fullmatch(name.strip())
    if code:
        return network_coded(code[1], code[2])
    words = fold(name)
    return next((network for network, rule in _COMPILED if rule.search(words)), None)


def network_coded(country: str, network: str) -> Network | None:
    """The network of a country code and a network code; None for other countries."""
    if not (_DIGITS.fullmatch(country) and _DIGITS.fullmatch(network)):
        return None
    return NETWORK_CODES.get(int(network)) if int(country) == COUNTRY else None


@lru_cache(maxsize=_NAMES_KEPT)
def technology_named(name: str) -> Technology | None:
    """The technology behind "LTE", "HSPA+", "4G+", or Android's number for it."""
    if name in _ANDROID:
        return _ANDROID[name]
    words = fold(name)
    return next((technology for technology, rule in _TECHNOLOGY_WORDS if rule.search(words)), None)


@lru_cache(maxsize=_NAMES_KEPT)
def says_no_signal(name: str) -> bool:
    """Whether the phone said that there is no service."""
    return _NO_SIGNAL.search(fold(name)) is not None
