"""An invitation: all that a new machine must know to join its province, as one text for a square code and a file.

Text: `CDTT1:` + letters + `.`, all of them signs that a square code packs tightly. The letters spell one number, whose
bytes are: format, flags, server key, age key, authority's hash where there is one, secret, expiry, address, person,
place, checksum. The letters are those of the typed code: at most one size of square code more than Base32 would need,
but safe from the input method that stands between a scanner, which is a keyboard, and the field.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from cdtt_app.domain.vietnamese.text import nfc
from cdtt_app.sync import letters
from cdtt_app.sync.address import check_address
from cdtt_app.sync.age_recipient import KEY_BYTES, key_of, recipient_of
from cdtt_app.sync.invitation_code import SECRET_BYTES, check_secret
from cdtt_app.sync.invitation_error import CUT_SHORT, DAMAGED, NEWER, NOT_OURS, InvitationError, expired

SUFFIX: Final = ".cdtt-moi"
PERSON_BYTES: Final = 60  # in UTF-8; what is longer would make the square code hard to read
PLACE_BYTES: Final = 100
_FORMAT = 1
_HAS_AUTHORITY, _IS_PLAIN = 1, 2
_FLAGS = _HAS_AUTHORITY | _IS_PLAIN
_SPELLED_SECRET = SECRET_BYTES - 1  # its first byte is always 0
_CHECK_BYTES = 4
_TIME_BYTES = 6
_LONGEST = 2000  # letters; the longest real one has about 800
_LONGEST_FILE = 65536
_TEXT = re.compile(r"CDTT(?P<format>[0-9]{1,3}):(?P<letters>[^.]*)(?P<end>\.?)")
_VIETNAM = timezone(timedelta(hours=7))
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Where the province is, how it proves itself, and the secret that works once; raises ValueError."""

    url: str
    server_key: bytes
    recipient: str
    secret: bytes = field(repr=False)
    expires: int  # ms
    person: str  # this and the place are for people to read
    place: str = ""
    ca_hash: bytes | None = None  # SHA-256 of the authority's certificate, where it is the province's own

    def __post_init__(self) -> None:
        if check_address(self.url) != self.url:
            raise ValueError("the address is not in its plain form")
        check_secret(self.secret)
        key_of(self.recipient)
        if len(self.server_key) != KEY_BYTES or len(self.ca_hash or bytes(KEY_BYTES)) != KEY_BYTES:
            raise ValueError("keys and hashes have 32 bytes")
        if not 0 <= self.expires < 1 << 8 * _TIME_BYTES:
            raise ValueError("not a time in ms")
        _check_label(self.person, PERSON_BYTES)
        _check_label(self.place, PLACE_BYTES)
        if not self.person:
            raise ValueError("an invitation is for somebody")


def end_of_day(day: date) -> int:
    """The last millisecond of a day in Viet Nam, for `expires`."""
    midnight = datetime.combine(day + timedelta(days=1), time(), _VIETNAM)
    return (midnight - _START) // _MILLISECOND - 1


def last_day(invitation: Invitation) -> date:
    """The day on which it ends, in Viet Nam."""
    return (_START + timedelta(milliseconds=invitation.expires)).astimezone(_VIETNAM).date()


def full_text(invitation: Invitation) -> str:
    """All of it in about 300 capitals and digits."""
    packed = _pack(invitation)
    number = int.from_bytes(packed + _check(packed), "big")
    return f"CDTT{_FORMAT}:{letters.spell(number)}."


def parse_text(text: str, now: int) -> Invitation:
    """The invitation in a scanned or pasted text, whatever stands around it; `now` in ms. Raises InvitationError."""
    found = _TEXT.search(text.upper()[:_LONGEST_FILE])
    if not found:
        raise InvitationError(NOT_OURS)
    if int(found["format"]) != _FORMAT:
        raise InvitationError(NEWER)
    try:
        invitation = _unpack(_checked(letters.plain(found["letters"])))
    except (ValueError, KeyError) as error:
        raise InvitationError(DAMAGED if found["end"] else CUT_SHORT) from error
    if now > invitation.expires:
        raise InvitationError(expired(last_day(invitation)))
    return invitation


def file_bytes(invitation: Invitation) -> bytes:
    """The file to hand over: a line for people, then the text."""
    line = f"Giấy mời nối máy của {invitation.person}. Mở bằng Sổ tay Tổ công nghệ số; dùng một lần, giữ như chìa khoá."
    return f"{line}\r\n{full_text(invitation)}\r\n".encode()


def parse_file(content: bytes, now: int) -> Invitation:
    """The invitation in a file; `now` in ms. Raises InvitationError."""
    if len(content) > _LONGEST_FILE:
        raise InvitationError(NOT_OURS)
    return parse_text(content.decode("utf-8", errors="replace"), now)


def _pack(invitation: Invitation) -> bytes:
    scheme, _, rest = invitation.url.partition("://")
    flags = (_HAS_AUTHORITY if invitation.ca_hash else 0) | (_IS_PLAIN if scheme == "http" else 0)
    labels = [label.encode() for label in (rest, invitation.person, invitation.place)]
    return b"".join(
        (
            bytes([_FORMAT, flags]),
            invitation.server_key,
            key_of(invitation.recipient),
            invitation.ca_hash or b"",
            invitation.secret[-_SPELLED_SECRET:],
            invitation.expires.to_bytes(_TIME_BYTES, "big"),
            *(bytes([len(label)]) + label for label in labels),
        )
    )


def _check(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:_CHECK_BYTES]


def _checked(spelled: str) -> bytes:
    """The bytes that were spelled, when their checksum holds."""
    if len(spelled) > _LONGEST:
        raise ValueError("too long")
    number = letters.number_of(spelled)
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")  # whole, for it begins with the format, not with 0
    packed, check = content[:-_CHECK_BYTES], content[-_CHECK_BYTES:]
    if _check(packed) != check:
        raise ValueError("the checksum does not hold")
    return packed


def _unpack(packed: bytes) -> Invitation:
    rest = packed

    def take(size: int) -> bytes:
        nonlocal rest
        if len(rest) < size:
            raise ValueError("too short")
        taken, rest = rest[:size], rest[size:]
        return taken

    format_, flags = take(2)
    if format_ != _FORMAT or flags & ~_FLAGS:
        raise ValueError("an unknown layout")
    server_key, recipient = take(KEY_BYTES), recipient_of(take(KEY_BYTES))
    ca_hash = take(KEY_BYTES) if flags & _HAS_AUTHORITY else None
    secret, expires = take(_SPELLED_SECRET), int.from_bytes(take(_TIME_BYTES), "big")
    address, person, place = (take(take(1)[0]).decode() for _ in range(3))
    if rest:
        raise ValueError("too long")
    return Invitation(
        url=f"{'http' if flags & _IS_PLAIN else 'https'}://{address}",
        server_key=server_key,
        recipient=recipient,
        ca_hash=ca_hash,
        secret=secret.rjust(SECRET_BYTES, b"\0"),
        expires=expires,
        person=person,
        place=place,
    )


def _check_label(label: str, most: int) -> None:
    if label != nfc(label) or not label.isprintable() or len(label.encode()) > most:
        raise ValueError(f"a label is plain text of at most {most} bytes")
