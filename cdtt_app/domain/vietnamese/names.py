"""Personal names: the given name comes last, the family name first."""

import re

from cdtt_app.domain.vietnamese.text import fold, nfc

# A new capital after a space, hyphen or apostrophe: Y-Dơn, K'Brôi, H'Mông.
_NAME_PIECE = re.compile(r"[^\s\-‐‑–'’‘ʼ`./(]+")


def given_name(name: str) -> str:
    """The last word: "Nông Văn Dư" is called "Dư"; empty when there is no name."""
    return nfc(name).rpartition(" ")[2]


def initials(name: str) -> str:
    """First letters without marks: "Nông Văn Dư" gives "nvd"."""
    return "".join(word[0] for word in fold(name).split())


def tidy_name(text: str) -> str:
    """A name written all in capitals or all small, set in title case; mixed case is somebody's choice and stays."""
    name = nfc(text)
    if name.isupper() or name.islower():
        return nfc(_NAME_PIECE.sub(lambda piece: piece[0].capitalize(), name))
    return name
