"""What the columns of a file of measurements mean, told by their headings in Vietnamese or English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cdtt_app.domain.vietnamese import fold


class Meaning(StrEnum):
    """What a column tells; the value is how it is called on the screen."""

    TIME = "thời điểm đo"
    DATE = "ngày đo"
    CLOCK = "giờ đo"
    LATITUDE = "vĩ độ"
    LONGITUDE = "kinh độ"
    POSITION = "toạ độ"
    ACCURACY = "sai số vị trí"
    NETWORK = "nhà mạng"
    COUNTRY_CODE = "mã nước của mạng"
    NETWORK_CODE = "mã nhà mạng"
    FULL_CODE = "mã nước và mã nhà mạng"
    TECHNOLOGY = "công nghệ (2G, 3G, 4G, 5G)"
    NETWORK_OR_TECHNOLOGY = "nhà mạng hoặc công nghệ"
    RSRP = "cường độ sóng (RSRP)"
    SIGNAL = "cường độ sóng, chỉ lấy khi là 4G hoặc 5G"
    ASU = "cường độ sóng (bậc ASU), chỉ lấy khi là 4G hoặc 5G"
    RSRQ = "chất lượng sóng (RSRQ)"
    QUALITY = "chất lượng sóng, chỉ lấy khi là 4G hoặc 5G"
    SINR = "tín hiệu trên nhiễu (SINR)"
    CELL_ID = "mã ô sóng"
    DOWN = "tốc độ tải xuống"
    UP = "tốc độ tải lên"
    PING = "độ trễ"
    INDOORS = "trong nhà hay ngoài trời"
    PLACE = "toạ độ, hoặc trong nhà hay ngoài trời"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as written, in plain words, and its unit as written; `meaning` is None for a column not used."""

    text: str
    words: str
    unit: str
    meaning: Meaning | None


# The first rule that fits wins; None means: not used. Devices come first: whose phone it was stays outside.
_RULES: Final[Sequence[tuple[Meaning | None, str]]] = (
    (
        None,
        r"\b(device|phone|model|make|manufacturer|brand|imei|imsi|iccid|msisdn|serial|thiet bi|dien thoai|may do)\b",
    ),
    (None, r"\b(os|app|version|user|email|ip|mac|b?ssid|server|may chu|sponsor|share|url|file ?name)\b"),
    (None, r"\b(nei?ghbou?r|lan can|n(cell|tech|rx|lac|arfcn|psc|qual)\w*)\b|\b(vertical|altitude|height|do cao)\b"),
    (None, r"\b(jitter|bytes|bandwidth|bitrate|freq\w*|e?arfcn|duration)\b|(min|max|std|stdev|loss)$"),
    (None, r"\b(down|up|tai)\w* .*(latency|ping|do tre)\b|\b(server|test) (lat|lon)\b"),
    (Meaning.DATE, r"^(test |measurement )?(date|ngay|ngay do|ngay thang|ngay thang nam)$"),
    (Meaning.CLOCK, r"^(gio|gio do|time of day|clock)$"),
    (Meaning.TIME, r"^(thoi gian|thoi diem|ngay gio)( do| kiem tra| thuc hien)?$|^(date ?time|time ?stamp)\b"),
    (Meaning.TIME, r"^time( utc| gmt| local| stamp)?$|^(measured|tested|recorded|started|created|test) (at|on|time)$"),
    (Meaning.TIME, r"^(start|local|measurement|utc|gps) (date ?)?time( ?stamp)?$"),
    (Meaning.POSITION, r"\b(lat|latitude|vi do)\b.*\b(lon|lng|long|longitude|kinh do)\b|\blat(lng|lon)\b"),
    (Meaning.POSITION, r"\b(lon|lng|longitude|kinh do)\b.*\b(lat|latitude|vi do)\b|^(toa do|coordinates?|gps)( gps)?$"),
    (Meaning.ACCURACY, r"\b(accuracy|do chinh xac|sai so|hacc)\b"),
    (Meaning.LATITUDE, r"\b(lat|latitude|vi do)\b"),
    (Meaning.LONGITUDE, r"\b(lon|lng|long|longitude|kinh do)\b"),
    (Meaning.FULL_CODE, r"\bmcc ?mnc\b|\bplmn\b|\boperator code\b"),
    (Meaning.COUNTRY_CODE, r"\bmcc$"),
    (Meaning.NETWORK_CODE, r"\bmnc$|^net$"),
    (Meaning.RSRP, r"rsrp"),
    (Meaning.RSRQ, r"rsrq"),
    (Meaning.SINR, r"\b(sinr|snr|cinr|rssnr|lte ?sinr|lte ?snr)\b"),
    (Meaning.ASU, r"\basu\b"),
    (Meaning.SIGNAL, r"^(signal( strength| level)?|level|strength|cuong do( song| tin hieu)?|do manh song|muc song)$"),
    (Meaning.QUALITY, r"^qual(ity)?$"),
    (Meaning.CELL_ID, r"\bcell ?id\b|^(cid|ci|eci|nci|cgi|cell|ma (cell|o song))$"),
    (Meaning.UP, r"\b(up|upload\w*|uplink\w*|ul|tai len|testuplink)\b"),
    (Meaning.DOWN, r"\b(down|download\w*|downlink\w*|dl|tai (xuong|ve)|testdownlink)\b"),
    (Meaning.PING, r"\b(ping|pingavg|latency|rtt|do tre|thoi gian phan hoi)\b"),
    (Meaning.INDOORS, r"\b(indoors?|outdoors?|trong nha|ngoai troi|network location|in building)\b"),
    (Meaning.PLACE, r"^(location|vi tri|noi do)$"),
    (
        Meaning.TECHNOLOGY,
        r"\bnetwork ?(type|tech\w*|mode|class)\b|\b(tech|technology|cong nghe|loai (mang|song)|radio)\b",
    ),
    (
        Meaning.TECHNOLOGY,
        r"\b(conn|data ?connection|connection|access) ?(type|tech\w*)\b|^(rat|act|(kieu|loai) ket noi)$",
    ),
    (Meaning.NETWORK, r"\b(nha mang|carrier|operator ?(name)?|provider|isp|network name|ten mang|nha cung cap)\b"),
    (Meaning.NETWORK_OR_TECHNOLOGY, r"^(network|mang)$"),
)
_COMPILED: Final = tuple((meaning, re.compile(pattern)) for meaning, pattern in _RULES)

_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_LETTER_CASES: Final = re.compile(r"([a-z0-9])([A-Z])")
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 80  # characters; longer cells are no headings

SPEED_UNIT: Final = re.compile(r"([kKmMgG]?)(?:([bB])|([bB]its?)|([bB]ytes?))\s?(?:[pP][sS]|/s(?:ec)?|/giây)")
_OTHER_UNIT: Final = re.compile(
    r"ms|msec|mili ?giây|s|sec|giây|m|mét|met(?:er|re)s?|km|ft|dbm|db|asu|%|utc|gmt", re.IGNORECASE
)
_PREFIXES: Final[Mapping[str, float]] = {"": 1e-6, "k": 1e-3, "m": 1.0, "g": 1e3}


def read_heading(text: str) -> Heading:
    """Tell what a column means by its heading."""
    if len(text) > _LONGEST:
        return Heading(text=f"{text[:_LONGEST]}…", words="", unit="", meaning=None)
    unit = next((found.strip() for found in _BRACKETS.findall(text) if is_unit(found.strip())), "")
    bare = _BRACKETS.sub(lambda found: " " if is_unit(found[1].strip()) else f" {found[1]} ", text)
    parts = re.split(r"[\s_]+", bare.strip())
    if not unit and len(parts) > 1 and is_unit(parts[-1]):
        unit = parts.pop()
    words = _NO_WORD.sub(" ", fold(_LETTER_CASES.sub(r"\1 \2", " ".join(parts)))).strip()
    return Heading(text=text, words=words, unit=unit, meaning=_meaning(words))


def is_unit(text: str) -> bool:
    """Whether the text is a unit that measuring apps write."""
    return SPEED_UNIT.fullmatch(text) is not None or _OTHER_UNIT.fullmatch(text) is not None


def speed_factor(unit: str) -> float | None:
    """What turns a speed in this unit into Mbps; "MB/s" counts bytes, "MBps" is only shouted."""
    found = SPEED_UNIT.fullmatch(unit)
    if not found:
        return None
    counts_bytes = bool(found[4]) or (found[2] == "B" and "/" in unit)
    return _PREFIXES[found[1].lower()] * (8 if counts_bytes else 1)


def _meaning(words: str) -> Meaning | None:
    return next((meaning for meaning, rule in _COMPILED if rule.search(words)), None)
