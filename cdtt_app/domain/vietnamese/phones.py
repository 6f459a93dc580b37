"""Phone numbers of Vietnam: kept as ten digits (mobile) or eleven (landline), shown in groups."""

import re
from types import MappingProxyType

_SEPARATORS = re.compile(r"[\s.\-‐‑–()\u200b\ufeff]+")
_COUNTRY = re.compile(r"(?:\+|00)?84(?=0?\d{9,10}$)0?")
_MOBILE = re.compile(r"0[35789]\d{8}", re.ASCII)
_LANDLINE = re.compile(r"02(?:0[3-9]|[1-9]\d)\d{7}", re.ASCII)
_OLD_MOBILE = re.compile(r"01\d{9}", re.ASCII)
# The eleven-digit prefixes that were shortened between 15/9 and 15/11/2018.
_SHORTENED = (
    ("0162 0163 0164 0165 0166 0167 0168 0169", "032 033 034 035 036 037 038 039"),  # Viettel
    ("0120 0121 0122 0126 0128", "070 079 077 076 078"),  # MobiFone
    ("0123 0124 0125 0127 0129", "083 084 085 081 082"),  # VinaPhone
    ("0186 0188 0199", "056 058 059"),  # Vietnamobile, Gmobile
)
_NEW_PREFIXES = MappingProxyType(
    {old: new for olds, news in _SHORTENED for old, new in zip(olds.split(), news.split(), strict=True)},
)


def parse_phone(text: str) -> str | None:
    """The number from 0 on, digits only; old 01x numbers in their new form; None for anything else.

    A spreadsheet eats the leading zero ("912345678"), so it is put back.
    """
    digits = _SEPARATORS.sub("", text)
    digits = _COUNTRY.sub("0", digits, count=1) if _COUNTRY.match(digits) else digits
    if not digits.startswith(("0", "+")):
        digits = "0" + digits
    if _OLD_MOBILE.fullmatch(digits):
        digits = _NEW_PREFIXES.get(digits[:4], "") + digits[4:]
    return digits if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) else None


def format_phone(phone: str) -> str:
    """Groups for the eye: "0912 345 678", "0206 3852 123", "024 3825 1234"; an unknown number as it stands."""
    digits = parse_phone(phone)
    if digits is None:
        return phone
    area = 3 if digits.startswith(("024", "028")) else 4
    last = 7 if _MOBILE.fullmatch(digits) else area + 4
    return f"{digits[:area]} {digits[area:last]} {digits[last:]}"
