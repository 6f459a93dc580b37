"""Text with **bold** parts and breaks by hand, in any of our scripts, broken into lines and drawn."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from cdtt_app.documents.fonts import REGULAR
from cdtt_app.documents.script_fonts import NO_WIDTH_SPACE, by_script, clusters, is_khmer, width_of
from cdtt_app.documents.sheet import INK, Sheet
from cdtt_app.documents.wrapping import LINE, line_step

_BASE: Final = 0.76  # of a line's height, from its top to its base line
_TIED: Final = re.compile(r"(?<=\d) (?=\d|đ\b|km\b|hộ\b)")  # numbers stay whole
_SIGN: Final = re.compile(r"\([^()]{1,16}\)")  # "(số gọi đến)": a place to fill in, read as one
_SHORT: Final = 0.3  # of the width: a last line shorter than this looks like a fault
_NARROWER: Final = (0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6)


class Span(NamedTuple):
    """Letters in one face."""

    text: str
    font: str
    width: float


class _Word(NamedTuple):
    spans: tuple[Span, ...]
    width: float
    glued: bool  # to the word before: Khmer has no spaces


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """Lines ready to draw."""

    lines: tuple[Line, ...]
    size: float
    step: float  # mm
    colour: str

    @property
    def height(self) -> float:
        """In millimetres."""
        return len(self.lines) * self.step

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((_width(line) for line in self.lines), default=0.0)

    def draw(self, sheet: Sheet, x: float, top: float, *, at: str = "left") -> None:
        """The lines one under the other, each from `x`, or with its middle there ("centre")."""
        for place, line in enumerate(self.lines):
            left = x - (_width(line) / 2 if at == "centre" else 0)
            base = top + (place + _BASE) * self.step
            for span in line:
                sheet.say(span.text, left, base, span.font, self.size, self.colour)
                left += span.width


@lru_cache(maxsize=1024)
def set_text(
    text: str,
    size: float,
    width: float,
    *,
    bold: bool = False,
    colour: str = INK,
    spacing: float = LINE,
    keep_breaks: bool = False,
) -> SetText:
    """Break a text into lines; breaks by hand are left out where they are not needed, or no help."""
    text = unicodedata.normalize("NFC", text).strip()
    parts = [_broken(words, width, size) for words in _parts(text, size, bold=bold)]
    if not keep_breaks and len(parts) > 1:
        (joined,) = (_broken(words, width, size) for words in _parts(text.replace("\n", " "), size, bold=bold))
        parts = [joined] if len(joined) == 1 or any(len(lines) > 1 for lines in parts) else parts
    lines = tuple(line for part in parts for line in part)
    return SetText(lines=lines if text else (), size=size, step=line_step(size, spacing), colour=colour)


def heights(texts: Sequence[SetText]) -> float:
    """Of all of them, one under the other."""
    return sum(text.height for text in texts)


def draw_texts(sheet: Sheet, texts: Sequence[SetText], x: float, top: float, *, at: str = "left") -> float:
    """One under the other; where the last one ends."""
    for text in texts:
        text.draw(sheet, x, top, at=at)
        top += text.height
    return top


def _parts(text: str, size: float, *, bold: bool) -> Iterator[list[_Word]]:
    strong = bold
    for part in text.split("\n"):
        words = []
        for word in _tied(part).split(" "):
            made, strong = _word(word, size, strong, bold=bold)
            words += made
        yield words


def _tied(text: str) -> str:
    """What is to stay on one line, without spaces that break."""
    text = _TIED.sub("\N{NO-BREAK SPACE}", text)
    return _SIGN.sub(lambda sign: sign[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def _word(word: str, size: float, strong: bool, *, bold: bool) -> tuple[list[_Word], bool]:
    made: list[_Word] = []
    pieces: list[Span] = []
    for number, part in enumerate(word.split("**")):
        strong = (not strong or bold) if number else strong
        for place, bit in enumerate(part.split(NO_WIDTH_SPACE)):
            if place and pieces:
                made.append(_joined(pieces, glued=bool(made)))
                pieces = []
            pieces += [
                Span(text.replace("\N{NO-BREAK SPACE}", " "), font, width_of(text, font, size))
                for text, font in by_script(bit, bold=strong)
            ]
    if pieces:
        made.append(_joined(pieces, glued=bool(made)))
    return made, strong


def _joined(spans: Sequence[Span], *, glued: bool) -> _Word:
    return _Word(tuple(spans), sum(span.width for span in spans), glued)


def _broken(words: Sequence[_Word], width: float, size: float) -> list[Line]:
    """Lines none wider than `width`; a last line that is too short makes those before it give way."""
    small = [piece for word in words for piece in _fitting_pieces(word, width, size)]
    lines = _filled(small, width, size)
    for share in _NARROWER:
        if len(lines) < 2 or _is_long(lines[-1], width) or max(word.width for word in small) > width * share:
            break
        fewer = _filled(small, width * share, size)
        if len(fewer) > len(lines):
            break
        lines = fewer
    return [_merged(line, size) for line in lines]


def _is_long(line: Sequence[_Word], width: float) -> bool:
    return len(line) > 1 and sum(word.width for word in line) >= width * _SHORT


def _filled(words: Sequence[_Word], width: float, size: float) -> list[list[_Word]]:
    space = width_of(" ", REGULAR, size)
    lines: list[list[_Word]] = []
    used = 0.0
    for word in words:
        gap = 0.0 if word.glued else space
        if lines and used + gap + word.width <= width:
            lines[-1].append(word)
            used += gap + word.width
        else:
            lines.append([word])
            used = word.width
    return lines


def _merged(words: Sequence[_Word], size: float) -> Line:
    """Spans of one face side by side become one, so that copied text has its spaces."""
    spans: list[Span] = []
    for place, word in enumerate(words):
        for number, span in enumerate(word.spans):
            text = f" {span.text}" if place and not number and not word.glued else span.text
            if spans and spans[-1].font == span.font:
                text = spans.pop().text + text
            elif text != span.text and spans and not is_khmer(spans[-1].text[-1:]):
                spans[-1] = _span(spans[-1].text + " ", spans[-1].font, size)
                text = span.text
            spans.append(_span(text, span.font, size))
    return tuple(spans)


def _span(text: str, font: str, size: float) -> Span:
    return Span(text, font, width_of(text, font, size))


def _fitting_pieces(word: _Word, width: float, size: float) -> Iterator[_Word]:
    """A word no line can hold, in parts that fit; others whole."""
    if word.width <= width:
        yield word
        return
    glued = word.glued
    for span in word.spans:
        piece = ""
        for cluster in clusters(span.text):
            if piece and width_of(piece + cluster, span.font, size) > width:
                yield _joined([_span(piece, span.font, size)], glued=glued)
                glued, piece = True, ""
            piece += cluster
        yield _joined([_span(piece, span.font, size)], glued=glued)
        glued = True


def _width(line: Line) -> float:
    return sum(span.width for span in line)
