"""What a boundary is called, from the many names that map makers give to such columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from cdtt_app.domain.vietnamese import fold, nfc

# Folded, without spaces and underscores; the first that is filled in counts.
_COMMUNE_NAMES = ("tenxa", "tenphuong", "tenphuongxa", "tenxaphuong", "wardname", "communename", "xa", "phuongxa")
_NAMES = ("fullname", "tendaydu", "ten", "tendonvi", "tendvhc", "tenhanhchinh", "name", "namevi", "shapename")
_PROVINCE_NAMES = ("tentinh", "tentinhthanh", "provincename", "tinh", "tinhthanh")
_COMMUNE_CODES = ("maxa", "maphuong", "maphuongxa", "maxaphuong", "mapx", "wardcode", "communecode")
_CODES = ("ma", "code", "madvhc", "madonvi", "mahanhchinh")
_PROVINCE_CODES = ("matinh", "provincecode")
_PROVINCE_WORDS = ("tinh ", "thanh pho ")
_COMMUNE_DIGITS, _PROVINCE_DIGITS = 5, 2
_LONGEST = 120


def name_and_code(properties: object, identity: object) -> tuple[str, str]:
    """The name and the unit's code with its leading zeros; empty where the file does not say."""
    said = _said(properties)
    commune, plain, province = (_name(said, keys) for keys in (_COMMUNE_NAMES, _NAMES, _PROVINCE_NAMES))
    name = commune or plain or province
    of_province = bool(name) and not commune and (not plain or fold(name).startswith(_PROVINCE_WORDS))
    keys = (*_PROVINCE_CODES, *_CODES) if of_province else (*_COMMUNE_CODES, *_CODES)
    digits = _PROVINCE_DIGITS if of_province else _COMMUNE_DIGITS
    return name, _code(said, keys, digits) or _identity(identity)


def _said(properties: object) -> Mapping[str, Any]:
    if not isinstance(properties, dict):
        return {}
    return {fold(str(key)).replace(" ", "").replace("_", ""): value for key, value in properties.items()}


def _name(said: Mapping[str, Any], keys: Sequence[str]) -> str:
    texts = (nfc(value)[:_LONGEST].strip() for key in keys if isinstance(value := said.get(key), str))
    return next((text for text in texts if any(map(str.isalnum, text))), "")


def _code(said: Mapping[str, Any], keys: Sequence[str], digits: int) -> str:
    codes = (_digits(said.get(key)) for key in keys)
    return next((code.zfill(digits) for code in codes if code and len(code) <= _COMMUNE_DIGITS), "")


def _digits(value: object) -> str:
    """The digits of a code: a number may have lost its zeros, or have become 2239.0 in a spreadsheet."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    text = str(value).strip().removesuffix(".0")
    return text if text.isascii() and text.isdigit() and int(text) else ""


def _identity(identity: object) -> str:
    """A feature's own id is a code only when it looks like one: others are mere row numbers."""
    text = identity if isinstance(identity, str) else ""
    return text if len(text) == _COMMUNE_DIGITS and text.isascii() and text.isdigit() else ""
