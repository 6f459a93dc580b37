"""Sheets of A4 to draw on: lengths in millimetres from its left and from its top, text in the bundled fonts."""

from io import BytesIO
from typing import Final

from cdtt_app.documents.fonts import REGULAR, register_fonts
from cdtt_app.documents.qr import QUIET_ZONE, Matrix, dark_runs

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
INK: Final = "#17231e"
MUTED: Final = "#56645d"
PRIMARY: Final = "#0b6e4f"
GREY: Final = "#ecf0ee"
WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
_POINT = 25.4 / 72  # mm
_LINE = 1.32  # from one line of text to the next, in sizes


class Sheet:
    """The pages of a PDF, one after the other; text sizes are in points, `y` of text is its base line."""

    def __init__(self, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas  # here, because most starts of the program print nothing

        register_fonts()
        self._file = BytesIO()
        size = (WIDTH / _POINT, HEIGHT / _POINT)
        self._canvas = Canvas(self._file, pagesize=size, initialFontName=REGULAR, lang="vi", invariant=True)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("Sổ tay Tổ công nghệ số")
        self._begin_page()

    def next_page(self) -> None:
        """Go on at the top of a fresh page."""
        self._canvas.showPage()
        self._begin_page()

    def _begin_page(self) -> None:
        self._canvas.translate(0, HEIGHT / _POINT)
        self._canvas.setLineCap(1)

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
        self._canvas.setFont(font, size)
        self._canvas.setFillColor(colour)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "centre": self._canvas.drawCentredString,
        }[at]
        draw(x / _POINT, -y / _POINT, text)

    def say_lines(self, text: str, x: float, y: float, width: float, font: str = REGULAR, size: float = 12) -> float:
        """As many lines as it takes, broken also where the text is; the base line of the last one."""
        from reportlab.lib.utils import simpleSplit

        lines = simpleSplit(text, font, size, width / _POINT)
        step = size * _LINE * _POINT
        for place, line in enumerate(lines):
            self.say(line, x, y + place * step, font, size)
        return y + max(0, len(lines) - 1) * step

    def box(
        self, x: float, y: float, width: float, height: float, *, radius: float = 3, line: float = 0, fill: str = ""
    ) -> None:
        """A box with round corners, its top left at (x, y); `line` is how thick its edge is, in points."""
        self._dress(line, fill)
        self._canvas.roundRect(
            x / _POINT,
            -(y + height) / _POINT,
            width / _POINT,
            height / _POINT,
            radius / _POINT,
            stroke=int(line > 0),
            fill=int(bool(fill)),
        )

    def disc(self, x: float, y: float, radius: float, *, line: float = 0, fill: str = "") -> None:
        """A circle around (x, y)."""
        self._dress(line, fill)
        self._canvas.circle(x / _POINT, -y / _POINT, radius / _POINT, stroke=int(line > 0), fill=int(bool(fill)))

    def stroke(self, x: float, y: float, to_x: float, to_y: float, *, line: float = 0.6) -> None:
        """A straight line."""
        self._dress(line, "")
        self._canvas.line(x / _POINT, -y / _POINT, to_x / _POINT, -to_y / _POINT)

    def square_code(self, code: Matrix, x: float, y: float, side: float) -> None:
        """A square code with its quiet zone in a square whose top left is (x, y): one path, without seams."""
        module = side / (len(code) + 2 * QUIET_ZONE) / _POINT
        left, top = x / _POINT + QUIET_ZONE * module, -y / _POINT - QUIET_ZONE * module
        bars = self._canvas.beginPath()
        for run in dark_runs(code):
            bars.rect(left + run.column * module, top - (run.row + 1) * module, run.length * module, module)
        self._canvas.setFillColor(BLACK)
        self._canvas.drawPath(bars, stroke=0, fill=1)

    def _dress(self, line: float, fill: str) -> None:
        self._canvas.setLineWidth(line)
        self._canvas.setStrokeColor(INK)
        if fill:
            self._canvas.setFillColor(fill)


def fitting(text: str, font: str, size: float, width: float) -> float:
    """The size, at most `size`, at which the text is not wider than `width`."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register_fonts()
    wide = float(stringWidth(text, font, size)) * _POINT
    return min(size, size * width / wide) if wide else size
