"""Sheets of A4 to draw on: lengths in millimetres from its left and from its top, text in the bundled fonts."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

from cdtt_app.documents.fonts import REGULAR, register_font
from cdtt_app.documents.qr import QUIET_ZONE, Matrix, dark_runs
from cdtt_app.documents.wrapping import POINT, fitting, line_step, text_width, wrapped

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

__all__ = ["BLACK", "GREY", "HEIGHT", "INK", "MUTED", "PRIMARY", "WHITE", "WIDTH", "Sheet", "Spot", "fitting"]

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
INK: Final = "#17231e"
MUTED: Final = "#56645d"
PRIMARY: Final = "#0b6e4f"
GREY: Final = "#ecf0ee"
WHITE: Final = "#ffffff"
BLACK: Final = "#000000"

Spot = tuple[float, float]  # mm from the left and from the top
Step = Spot | tuple[float, float, float, float, float, float]  # straight, or the handles and the end of a cubic
Frame = tuple[float, float, float, float]  # left, top, right, bottom


class Sheet:
    """The pages of a PDF, one after the other; text sizes are in points, `y` of text is its base line."""

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        from reportlab.pdfgen.canvas import Canvas  # here, because most starts of the program print nothing

        register_font(REGULAR)
        self.width, self.height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
        self._file = BytesIO()
        self._paints: dict[str, Color] = {}
        size = (self.width / POINT, self.height / POINT)
        self._canvas = Canvas(self._file, pagesize=size, initialFontName=REGULAR, lang="vi", invariant=True)
        self._canvas.setTitle(unicodedata.normalize("NFC", title))
        self._canvas.setAuthor("Sổ tay Tổ công nghệ số")
        self._begin_page()

    def next_page(self) -> None:
        """Go on at the top of a fresh page."""
        self._canvas.showPage()
        self._begin_page()

    def _begin_page(self) -> None:
        self._canvas.translate(0, self.height / POINT)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def say(
        self,
        text: str,
        x: float,
        y: float,
        font: str = REGULAR,
        size: float = 12,
        colour: str = INK,
        *,
        at: str = "left",
    ) -> None:
        """One line of text that begins, ends ("right") or has its middle ("centre") at `x`."""
        register_font(font)
        self._canvas.setFont(font, size)
        self._canvas.setFillColor(self._paint(colour))
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "centre": self._canvas.drawCentredString,
        }[at]
        draw(x / POINT, -y / POINT, unicodedata.normalize("NFC", text))

    def say_lines(self, text: str, x: float, y: float, width: float, font: str = REGULAR, size: float = 12) -> float:
        """As many lines as it takes, broken also where the text is; the base line of the last one."""
        lines = wrapped(text, font, size, width)
        for place, line in enumerate(lines):
            self.say(line, x, y + place * line_step(size), font, size)
        return y + (len(lines) - 1) * line_step(size)

    def say_justified(
        self, line: str, x: float, y: float, width: float, font: str, size: float, colour: str = INK
    ) -> None:
        """One line with its spaces stretched so that it ends at `x + width`."""
        words = line.split()
        spare = width - sum(text_width(word, font, size) for word in words)
        gap = spare / (len(words) - 1) if len(words) > 1 else 0
        for place, word in enumerate(words):
            last = place == len(words) - 1
            self.say(word if last else f"{word} ", x, y, font, size, colour)  # the space is for whoever copies the text
            x += text_width(word, font, size) + gap

    def say_turned(self, text: str, x: float, y: float, font: str, size: float, colour: str, *, degrees: float) -> None:
        """Text around (x, y), turned to the left: a watermark."""
        self._canvas.saveState()
        self._canvas.translate(x / POINT, -y / POINT)
        self._canvas.rotate(degrees)
        self.say(text, 0, size * 0.35 * POINT, font, size, colour, at="centre")
        self._canvas.restoreState()

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 3,
        line: float = 0,
        fill: str = "",
        colour: str = INK,
        opacity: float = 1,
    ) -> None:
        """A box with round corners, its top left at (x, y); `line` is how thick its edge is, in points."""
        self._dress(line, fill, colour)
        self._canvas.setFillAlpha(opacity)
        self._canvas.roundRect(
            x / POINT,
            -(y + height) / POINT,
            width / POINT,
            height / POINT,
            radius / POINT,
            stroke=int(line > 0),
            fill=int(bool(fill)),
        )
        self._canvas.setFillAlpha(1)

    def disc(self, x: float, y: float, radius: float, *, line: float = 0, fill: str = "", colour: str = INK) -> None:
        """A circle around (x, y)."""
        self._dress(line, fill, colour)
        self._canvas.circle(x / POINT, -y / POINT, radius / POINT, stroke=int(line > 0), fill=int(bool(fill)))

    def stroke(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        line: float = 0.6,
        colour: str = INK,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line; `dash` are the points on and off."""
        self._dress(line, "", colour)
        self._canvas.setDash(list(dash))
        self._canvas.line(x / POINT, -y / POINT, to_x / POINT, -to_y / POINT)
        self._canvas.setDash([])

    def shape(
        self,
        rings: Iterable[Sequence[Spot]],
        *,
        line: float = 0,
        fill: str = "",
        colour: str = INK,
        closed: bool = True,
    ) -> None:
        """Polygons in one go: what lies inside an even number of them is a hole; or, not `closed`, bent lines."""
        path = self._canvas.beginPath()
        for (x, y), *others in rings:
            path.moveTo(x / POINT, -y / POINT)
            for to_x, to_y in others:
                path.lineTo(to_x / POINT, -to_y / POINT)
            if closed:
                path.close()
        self._dress(line, fill, colour)
        self._canvas.drawPath(path, stroke=int(line > 0), fill=int(bool(fill)), fillMode=0)

    def outline(
        self,
        rings: Iterable[tuple[Spot, Iterable[Step], bool]],
        *,
        line: float = 0,
        fill: str = "",
        colour: str = INK,
    ) -> None:
        """As `shape`, each ring from a start by straight steps and curves, closed or not; `line` is in points."""
        path = self._canvas.beginPath()
        for (x, y), steps, closed in rings:
            path.moveTo(x / POINT, -y / POINT)
            for step in steps:
                at = [(-length if place % 2 else length) / POINT for place, length in enumerate(step)]
                if len(at) == 2:
                    path.lineTo(*at)
                else:
                    path.curveTo(*at)
            if closed:
                path.close()
        self._dress(line, fill, colour)
        self._canvas.drawPath(path, stroke=int(line > 0), fill=int(bool(fill)), fillMode=0)

    def stamp(self, name: str, frame: Frame, draw: Callable[[], None], x: float, y: float, scale: float) -> None:
        """What `draw` draws within `frame`, `scale` times as large, moved to (x, y); kept once in the file, by name."""
        if not self._canvas.hasForm(name):
            left, top, right, bottom = frame
            self._canvas.beginForm(name, left / POINT, -bottom / POINT, right / POINT, -top / POINT)
            draw()
            self._canvas.endForm()
        self._canvas.saveState()
        self._canvas.transform(scale, 0, 0, scale, x / POINT, -y / POINT)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    @contextmanager
    def inside(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw nothing beyond this rectangle."""
        self._canvas.saveState()
        frame = self._canvas.beginPath()
        frame.rect(x / POINT, -(y + height) / POINT, width / POINT, height / POINT)
        self._canvas.clipPath(frame, stroke=0, fill=0)
        try:
            yield
        finally:
            self._canvas.restoreState()

    @contextmanager
    def moved(self, x: float, y: float) -> Iterator[None]:
        """Draw as if (x, y) were (0, 0)."""
        self._canvas.saveState()
        self._canvas.translate(x / POINT, -y / POINT)
        try:
            yield
        finally:
            self._canvas.restoreState()

    def image(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        """A picture in the middle of a rectangle, whole and in its own proportions; False if the bytes are none."""
        from reportlab.lib.utils import ImageReader

        try:
            reader = ImageReader(BytesIO(data))
            wide, high = reader.getSize()
            scale = min(width / wide, height / high)
            left, top = x + (width - wide * scale) / 2, y + (height - high * scale) / 2
            self._canvas.drawImage(
                reader, left / POINT, -(top + high * scale) / POINT, wide * scale / POINT, high * scale / POINT
            )
        except (OSError, ValueError, SyntaxError, ZeroDivisionError):
            return False
        return True

    def square_code(self, code: Matrix, x: float, y: float, side: float) -> None:
        """A square code with its quiet zone in a square whose top left is (x, y): one path, without seams."""
        module = side / (len(code) + 2 * QUIET_ZONE) / POINT
        left, top = x / POINT + QUIET_ZONE * module, -y / POINT - QUIET_ZONE * module
        bars = self._canvas.beginPath()
        for run in dark_runs(code):
            bars.rect(left + run.column * module, top - (run.row + 1) * module, run.length * module, module)
        self._canvas.setFillColor(BLACK)
        self._canvas.drawPath(bars, stroke=0, fill=1)

    def _dress(self, line: float, fill: str, colour: str) -> None:
        self._canvas.setLineWidth(line)
        self._canvas.setStrokeColor(self._paint(colour))
        if fill:
            self._canvas.setFillColor(self._paint(fill))

    def _paint(self, colour: str) -> "Color":
        """Reading a colour takes longer than drawing a sign with it, and a map has thousands."""
        from reportlab.lib.colors import HexColor

        return self._paints.get(colour) or self._paints.setdefault(colour, HexColor(colour))
