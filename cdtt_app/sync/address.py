"""The address of the province's machine: HTTPS, plain ASCII, nothing in it that could mislead."""

import re
from typing import Final
from urllib.parse import urlsplit

from cdtt_app.sync.invitation_error import NO_ADDRESS, WRONG_ADDRESS, InvitationError

LONGEST: Final = 80  # with its scheme; still readable on paper
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PATH = re.compile(r"(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)*")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1"})


def check_address(url: str) -> str:
    """The address in its plain form: small host, no slash at the end; raises ValueError when it is none."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in ("https", "http") or len(url) > LONGEST or not _HOST.fullmatch(host):
        raise ValueError("not an address")
    if parts.scheme == "http" and host not in _THIS_MACHINE:  # without TLS only to rehearse
        raise ValueError("not a safe address")
    path = parts.path.rstrip("/")
    plain = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path}"
    if not _PATH.fullmatch(path) or url.rstrip("/").casefold() != plain.casefold():
        raise ValueError("more than an address")
    return plain


def parse_address(text: str) -> str:
    """The address that a person typed, with or without https://; raises InvitationError."""
    typed = "".join(text.split())
    if not typed:
        raise InvitationError(NO_ADDRESS)
    bare = _SCHEME.sub("", typed, count=1)
    for candidate in (typed, f"https://{bare}"):
        try:
            return check_address(candidate)
        except ValueError:
            continue
    raise InvitationError(WRONG_ADDRESS)
