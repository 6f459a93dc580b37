"""Attachments: photos and papers, known by the hash of their content, on a slow lane behind the records."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Sha256 = NewType("Sha256", str)  # 64 lower-case hex digits
MOST_BYTES = 20 * 1024 * 1024  # of one file; the province refuses more

# Half a megabit a second: a shrunk photo takes three seconds. EDGE gives a tenth of it.
FAST_BYTES_PER_SECOND = 64_000
_TELLING_BYTES = 16 * 1024  # fewer are over before the line shows what it can
_ADDRESS = re.compile("[0-9a-f]{64}")


class AttachmentsOn(StrEnum):
    """When attachments may travel."""

    ALWAYS = "always"
    FAST = "fast"
    NEVER = "never"


class BlobState(StrEnum):
    """Where one file stands, as this machine knows it."""

    TO_SEND = "to_send"
    SENT = "sent"
    REFUSED = "refused"  # the province will not take it; it stays here
    WANTED = "wanted"
    HERE = "here"  # it came from another machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A file without its content; `offset` counts the bytes that the other side has, or that have come."""

    sha256: Sha256
    size: int
    kind: str  # media type, such as image/webp
    record: str  # the record that names it
    thumbnail_of: Sha256 | None
    state: BlobState
    offset: int
    added_at: int  # ms


def address_of(body: bytes) -> Sha256:
    """The name that content goes by."""
    return Sha256(hashlib.sha256(body).hexdigest())


def is_address(text: str) -> bool:
    """Whether the text can be the name of content; nothing else may become part of a path."""
    return _ADDRESS.fullmatch(text) is not None


def measured_speed(moved: int, seconds: float) -> float | None:
    """Bytes per second, or None when too few bytes moved to tell."""
    return moved / seconds if moved >= _TELLING_BYTES and seconds > 0 else None


def lane_may_run(setting: AttachmentsOn, bytes_per_second: float | None) -> bool:
    """Whether attachments may travel now. A parcel on a stick is infinitely fast.

    Wi-Fi and mobile data cannot be told apart reliably on every machine, so what was measured decides. An unknown speed
    (None) lets the lane run: its first piece is the measurement, and asking again after it stops a slow lane.
    """
    if setting is AttachmentsOn.FAST:
        return bytes_per_second is None or bytes_per_second >= FAST_BYTES_PER_SECOND
    return setting is AttachmentsOn.ALWAYS
