"""Why a text has no position in it, and what to do: sentences."""

import re

from cdtt_app.domain.coordinates_links import find_links, is_short
from cdtt_app.domain.coordinates_text import canonical

EXAMPLE = "22,62924; 105,34808"
TOO_LONG = f"Đoạn này dài quá. Hãy chỉ dán phần có toạ độ, ví dụ {EXAMPLE}."
_EMPTY = f"Hãy gõ hoặc dán toạ độ: vĩ độ, rồi kinh độ, ví dụ {EXAMPLE}."
_NOTHING = f"Trong đoạn này chưa thấy toạ độ. Hãy gõ vĩ độ, rồi kinh độ, ví dụ {EXAMPLE}."
_ONE = f"Mới thấy một con số. Toạ độ cần cả vĩ độ và kinh độ, ví dụ {EXAMPLE}."
_SHORT = (
    "Đường dẫn rút gọn này không ghi sẵn vị trí. Hãy mở nó, giữ ngón tay vào đúng chỗ trên bản đồ, "
    f"chép hai con số hiện ra rồi dán vào đây, ví dụ {EXAMPLE}."
)
_LINK = (
    "Đường dẫn này không ghi vị trí. Hãy mở nó, giữ ngón tay vào đúng chỗ trên bản đồ, "
    f"chép hai con số hiện ra rồi dán vào đây, ví dụ {EXAMPLE}."
)
_PLUS = (
    "Đây là mã cộng (plus code), chương trình không đọc được. Hãy mở nó trong Google Maps, giữ ngón tay vào đúng chỗ, "
    f"chép hai con số hiện ra rồi dán vào đây, ví dụ {EXAMPLE}."
)
_METRES = (
    "Đây là toạ độ tính bằng mét (VN-2000, thường ghi trên giấy tờ đất). Chương trình không đổi được sang kinh độ, "
    f"vĩ độ. Hãy lấy vị trí bằng điện thoại tại chỗ hoặc trên Google Maps rồi dán vào đây, ví dụ {EXAMPLE}."
)
_NORTHING = re.compile(
    r"(?<![\d.,])(?:9\d\d|[12][ .,]?\d{3})[ .,]?\d{3}(?:[.,]\d{1,4})?(?!\d)", re.ASCII
)  # 900-2999 km
_EASTING = re.compile(r"(?<![\d.,])[1-8]\d\d[ .,]?\d{3}(?:[.,]\d{1,4})?(?!\d)", re.ASCII)
_PLUS_CODE = re.compile(r"(?<!\w)(?:[2-9cfghjmpqrvwx]{4}){1,2}\+[2-9cfghjmpqrvwx]{2,3}(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


def in_metres(text: str) -> bool:
    """Whether the text has a northing and an easting of Vietnam's grid."""
    return _in_metres(canonical(text))


def why_unread(text: str) -> str:
    """The sentence for a text in which no two numbers belong together."""
    if not text.strip():
        return _EMPTY
    links, plain = find_links(text), canonical(text)
    if links:
        return _SHORT if any(map(is_short, links)) else _LINK
    if _in_metres(plain):
        return _METRES
    if _PLUS_CODE.search(plain):
        return _PLUS
    return _ONE if len(_NUMBER.findall(plain)) == 1 else _NOTHING


def _in_metres(plain: str) -> bool:
    return _NORTHING.search(plain) is not None and _EASTING.search(_NORTHING.sub(" | ", plain)) is not None
