"""Who asks on the attachment lane: a signed header that any tus client can send along unchanged.

    Authorization: CDTT dev=17,at=<ms>,sig=<base64url without padding>

Unlike a message, a tus request is made by code that is not ours, so the signature covers what is asked for, the replica
and the time, not the body. A header for sending covers the whole lane, and may be replayed for a day: what is sent must
hash to its own address, so a replay can only repeat what is there. A header for fetching covers one file. The window is
wide because machines' clocks are wrong; a caller that knows the province's time hands that in.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cdtt_app.domain.attachment import Sha256
from cdtt_app.sync.signing import sign, verify

FILES = "/v1/files"
WINDOW_MS = 24 * 60 * 60 * 1000
_PURPOSE = "files"
_HEADER = re.compile("CDTT dev=([0-9]{1,15}),at=([0-9]{1,15}),sig=([A-Za-z0-9_-]{86})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a header says, not yet believed."""

    replica: int
    at_ms: int
    signature: bytes


def fetching(sha256: Sha256) -> str:
    """What a header for fetching one file covers; `FILES` itself is what a header for sending covers."""
    return f"GET {FILES}/{sha256}"


def authorization(seed: bytes, replica: int, at_ms: int, what: str = FILES) -> str:
    """The value of the Authorization header; `what` is `FILES` or `fetching(...)`."""
    signature = sign(seed, _PURPOSE, _message(replica, at_ms, what))
    return f"CDTT dev={replica},at={at_ms},sig={urlsafe_b64encode(signature).decode().rstrip('=')}"


def read_claim(header: str) -> Claim | None:
    """The claim in a header, or None when it is none of ours."""
    found = _HEADER.fullmatch(header)
    if found is None:
        return None
    replica, at_ms, signature = found.groups()
    return Claim(replica=int(replica), at_ms=int(at_ms), signature=urlsafe_b64decode(signature + "=="))


def claim_holds(claim: Claim, public: bytes, now_ms: int, what: str = FILES) -> bool:
    """Whether the machine with this key asked for `what`, within a day of now."""
    if abs(now_ms - claim.at_ms) > WINDOW_MS:
        return False
    return verify(public, _PURPOSE, _message(claim.replica, claim.at_ms, what), claim.signature)


def _message(replica: int, at_ms: int, what: str) -> bytes:
    return f"{what}\n{replica}\n{at_ms}".encode()
