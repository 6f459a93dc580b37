"""The face for each script, and shaping for what the PDF library cannot set: Khmer, and letters of two code points."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from cdtt_app import paths
from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.wrapping import POINT, text_width

if TYPE_CHECKING:
    from uharfbuzz import Font

KHMER: Final = "NotoSansKhmer"
KHMER_BOLD: Final = "NotoSansKhmer-700"
NO_WIDTH_SPACE: Final = "\u200b"  # where translators let a Khmer line break
_FILES: Final = {KHMER: "NotoSansKhmer_400Regular.ttf", KHMER_BOLD: "NotoSansKhmer_700Bold.ttf"}
_COENG: Final = "\u17d2"  # binds the next letter to this one

Stroke = tuple[str, tuple[float, ...]]  # "m", "l", "c" or "h" of a PDF path with its points, in sizes


class Outline(NamedTuple):
    """Letters as one filled path, in sizes, the base line at 0; `advance` is how wide they are."""

    strokes: tuple[Stroke, ...]
    advance: float


def is_khmer(letter: str) -> bool:
    """Whether the letter needs the Khmer face."""
    return "\u1780" <= letter <= "\u17ff" or "\u19e0" <= letter <= "\u19ff"


def by_script(text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
    """The text in parts, each with its face."""
    for khmer, letters in groupby(text.replace(NO_WIDTH_SPACE, ""), is_khmer):
        faces = (KHMER_BOLD, BOLD) if bold else (KHMER, REGULAR)
        yield "".join(letters), faces[0] if khmer else faces[1]


def is_outlined(font: str) -> bool:
    """Whether text in this face is drawn as outlines."""
    return font in _FILES


def needs_shaping(text: str) -> bool:
    """Whether there is a mark for which, with its letter, no code point exists: Ê̆ Ơ̆ Ư̆."""
    return not text.isascii() and any(unicodedata.combining(letter) for letter in text)


def width_of(text: str, font: str, size: float) -> float:
    """In millimetres, in any of the faces."""
    return outline(text, font).advance * size * POINT if is_outlined(font) else text_width(text, font, size)


def clusters(text: str) -> Iterator[str]:
    """Letters with all that hangs on them: between two of them, and never inside, a Khmer word may be broken."""
    cluster = ""
    for letter in text:
        hangs = unicodedata.category(letter).startswith("M") or cluster.endswith(_COENG)
        if cluster and not hangs:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


@cache
def outline(text: str, font: str) -> Outline:
    """Text in a face that is drawn as outlines, shaped."""
    import uharfbuzz as hb

    face = _face(font)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face, buffer)
    em = face.face.upem
    pen = _Pen(em)
    for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        pen.left, pen.up = pen.at + place.x_offset, place.y_offset
        _draw_glyph(face, info.codepoint, pen)
        pen.at += place.x_advance
    return Outline(tuple(pen.strokes), pen.at / em)


class _Pen:
    """Collects the lines of glyphs; quadratic curves become cubic ones, the only ones that PDF has."""

    def __init__(self, em: int) -> None:
        self.strokes: list[Stroke] = []
        self.at = self.left = self.up = 0.0
        self._em = em
        self._last = (0.0, 0.0)

    def add(self, kind: str, *spots: tuple[float, float]) -> None:
        placed = [((x + self.left) / self._em, (y + self.up) / self._em) for x, y in spots]
        self.strokes.append((kind, tuple(round(value, 5) for spot in placed for value in spot)))
        self._last = spots[-1] if spots else self._last

    def curve(self, by: tuple[float, float], to: tuple[float, float]) -> None:
        (x, y), (by_x, by_y), (to_x, to_y) = self._last, by, to
        first = (x + 2 / 3 * (by_x - x), y + 2 / 3 * (by_y - y))
        second = (to_x + 2 / 3 * (by_x - to_x), to_y + 2 / 3 * (by_y - to_y))
        self.add("c", first, second, to)


def _draw_glyph(face: "Font", glyph: int, pen: _Pen) -> None:
    import uharfbuzz as hb

    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.add("m", (x, y)))
    functions.set_line_to_func(lambda x, y, pen: pen.add("l", (x, y)))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, pen: pen.curve((cx, cy), (x, y)))
    functions.set_cubic_to_func(lambda ax, ay, bx, by, x, y, pen: pen.add("c", (ax, ay), (bx, by), (x, y)))
    functions.set_close_path_func(lambda pen: pen.add("h"))
    face.draw_glyph(glyph, functions, pen)


@cache
def _face(font: str) -> "Font":
    import uharfbuzz as hb

    blob = hb.Blob.from_file_path(str(paths.resources() / "fonts" / _FILES[font]))
    return hb.Font(hb.Face(blob))
