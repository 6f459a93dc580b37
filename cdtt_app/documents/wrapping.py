"""How wide a text is, and the lines it is broken into: what papers ask before they draw."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cdtt_app.documents.fonts import register_font

POINT: Final = 25.4 / 72  # mm
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"
_BREAK: Final = re.compile(r"[ \t]+")
_TIED: Final = re.compile(r"(?<=\d) (?=(?:km|m|hộ|ngày|Mbit/s|ms|%)\b)")  # a figure and what it counts stay together
LINE: Final = 1.32  # from one line of text to the next, in sizes


def text_width(text: str, font: str, size: float) -> float:
    """In millimetres."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register_font(font)
    return float(stringWidth(unicodedata.normalize("NFC", text), font, size)) * POINT


def line_step(size: float, spacing: float = LINE) -> float:
    """From one line to the next, in millimetres."""
    return size * spacing * POINT


def fitting(text: str, font: str, size: float, width: float) -> float:
    """The size, at most `size`, at which the text is not wider than `width`."""
    wide = text_width(text, font, size)
    return min(size, size * width / wide) if wide else size


def wrapped(text: str, font: str, size: float, width: float, *, first_indent: float = 0) -> list[str]:
    """The lines, none wider than `width`: broken where the text is, at spaces, and inside a word only if it must."""
    lines: list[str] = []
    for paragraph in unicodedata.normalize("NFC", text).split("\n"):
        line, room = "", width - first_indent
        for word in _BREAK.split(_TIED.sub(_UNBROKEN, paragraph).strip()):
            longer = f"{line} {word}" if line else word
            if text_width(longer, font, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
                room = width
            *full, line = _pieces(word, font, size, room)
            lines += full
            room = width if full else room
        lines.append(line)
    return [line.replace(_UNBROKEN, " ") for line in lines]


def _pieces(word: str, font: str, size: float, width: float) -> Iterator[str]:
    """A word no line can hold, in parts that fit; others whole."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, font, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
