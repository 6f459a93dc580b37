"""What is typed, pasted or scanned to join a machine to the province, and what is still wrong with it."""

import re
from typing import Final

from cdtt_app.sync import letters
from cdtt_app.sync.address import parse_address
from cdtt_app.sync.invitation_code import CODE_LENGTH, parse_typed
from cdtt_app.sync.invitation_error import MISTYPED, InvitationError

_GROUP: Final = 4
_SCANNED: Final = re.compile(r"\s*C[D0]TT-?(?P<format>\d{1,3})-?:", re.IGNORECASE)
_BLANK: Final = f"{CODE_LENGTH} chữ và số trên giấy mời; chữ hoa, chữ thường đều được. Quét mã vuông vào đây cũng được."
_UNIKEY: Final = "Có chữ có dấu ({}). Tắt bộ gõ tiếng Việt (chuyển Unikey sang chữ E) rồi gõ lại chữ đó."


def is_scanned(text: str) -> bool:
    """Whether this is the text of a square code rather than 26 letters."""
    return _SCANNED.match(text) is not None


def shown_code(text: str) -> str:
    """`7KQ4-9M2X-...`, as on the paper; the text of a square code as it is."""
    scanned = _SCANNED.match(text)
    if scanned:  # its beginning was taken for letters of a code while it came in
        return f"CDTT{scanned['format']}:{text[scanned.end() :]}"
    code = tidy_code(text)
    return "-".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def tidy_code(text: str) -> str:
    """The letters alone, look-alikes as what they look like."""
    return letters.plain(text)


def code_hint(text: str) -> tuple[str, bool]:
    """A sentence about what stands in the field so far, and whether something in it is wrong."""
    if is_scanned(text):
        whole = text.rstrip().endswith(".")
        return ("Đã nhận đủ giấy mời, không phải gõ địa chỉ." if whole else "Đang nhận giấy mời…"), False
    code = tidy_code(text)
    strange = letters.strangers(code)
    if strange:
        return _UNIKEY.format(strange[0]) if not strange[0].isascii() else _never(strange[0]), True
    if len(code) > CODE_LENGTH:
        return f"Thừa {len(code) - CODE_LENGTH} chữ. Mã có đúng {CODE_LENGTH} chữ và số.", True
    if len(code) == CODE_LENGTH:
        return (f"Đủ {CODE_LENGTH} chữ và số.", False) if letters.checks(code) else (MISTYPED, True)
    return f"Còn {CODE_LENGTH - len(code)} chữ nữa." if code else _BLANK, False


def _never(letter: str) -> str:
    return f"Mã không bao giờ có {letter}. Xem lại trên giấy mời."


def code_problem(text: str) -> str:
    """Why this is no code, or blank; a scanned text is judged by whoever reads it."""
    if is_scanned(text):
        return ""
    try:
        parse_typed(text)
    except InvitationError as error:
        return str(error)
    return ""


def address_problem(text: str) -> str:
    """Why this is no address, or blank."""
    try:
        parse_address(text)
    except InvitationError as error:
        return str(error)
    return ""
