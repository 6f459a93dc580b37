"""The sheets that handouts are drawn on: any size of paper, turned panels, any of our scripts."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from cdtt_app.documents.fonts import REGULAR, register_font
from cdtt_app.documents.qr import QUIET_ZONE, Matrix, dark_runs
from cdtt_app.documents.script_fonts import clusters, is_outlined, needs_shaping, outline, width_of
from cdtt_app.documents.sheet import BLACK, HEIGHT, INK, WIDTH, Sheet
from cdtt_app.documents.wrapping import POINT

AMBER = "#fdf0dc"
TINT = "#e3f1ea"
RED = "#b3261e"
PALE = "#f3f7f5"
RULE = "#a9b7b0"


class HandoutSheet(Sheet):
    """A sheet of `width` by `height` mm that also sets Khmer and letters without a code point of their own."""

    def __init__(self, title: str, width: float = WIDTH, height: float = HEIGHT) -> None:
        self._paper = (width, height)
        super().__init__(title)

    def _begin_page(self) -> None:
        self.width, self.height = self._paper
        self._canvas.setPageSize((self.width / POINT, self.height / POINT))
        super()._begin_page()

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
        """As on every sheet; text with free marks is shaped first, Khmer is drawn as outlines."""
        text = unicodedata.normalize("NFC", text)
        if not is_outlined(font) and not needs_shaping(text):
            super().say(text, x, y, font, size, colour, at=at)
            return
        x -= {"left": 0.0, "right": 1.0, "centre": 0.5}[at] * width_of(text, font, size)
        if is_outlined(font):
            self._draw_outline(text, x, y, font, size, colour)
            return
        for shaped, letters in groupby(clusters(text), needs_shaping):  # shaped all of it, ị would be copied as two
            part = "".join(letters)
            if shaped:
                self._say_shaped(part, x, y, font, size, colour)
            else:
                super().say(part, x, y, font, size, colour)
            x += width_of(part, font, size)

    def _say_shaped(self, text: str, x: float, y: float, font: str, size: float, colour: str) -> None:
        from reportlab.pdfbase.ttfonts import shapeStr

        register_font(font)
        self._canvas.setFont(font, size)
        self._canvas.setFillColor(self._paint(colour))
        self._canvas.drawString(x / POINT, -y / POINT, shapeStr(text, font, size))

    def square_code(self, code: Matrix, x: float, y: float, side: float) -> None:
        """As on every sheet, in whole numbers of modules: five times as fast, and half as long in the file."""
        count = len(code)
        module = side / (count + 2 * QUIET_ZONE) / POINT
        bars = [f"{run.column} {count - 1 - run.row} {run.length} 1 re" for run in dark_runs(code)]
        self._canvas.saveState()
        self._canvas.setFillColor(self._paint(BLACK))
        left, foot = x / POINT + QUIET_ZONE * module, -y / POINT - (QUIET_ZONE + count) * module
        self._canvas.transform(module, 0, 0, module, left, foot)
        self._canvas.addLiteral(" ".join([*bars, "f"]))
        self._canvas.restoreState()

    def _draw_outline(self, text: str, x: float, y: float, font: str, size: float, colour: str) -> None:
        """A path, with an invisible letter beneath that tells readers what the path says."""
        path = self._canvas.beginPath()
        left, base = x / POINT, -y / POINT
        drawn = outline(text, font)
        go = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo}
        for kind, spots in drawn.strokes:
            if kind == "h":
                path.close()
                continue
            go[kind](*(spot * size + (base if place % 2 else left) for place, spot in enumerate(spots)))
        self._canvas.setFillColor(self._paint(colour))
        self._canvas.drawPath(path, stroke=0, fill=1, fillMode=1)
        said = (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper()
        self._canvas.addLiteral(f"/Span <</ActualText <{said}>>> BDC")
        self._say_unseen(left, base, size, drawn.advance)
        self._canvas.addLiteral("EMC")

    def _say_unseen(self, left: float, base: float, size: float, advance: float) -> None:
        register_font(REGULAR)
        line = self._canvas.beginText(left, base)
        line.setTextRenderMode(3)
        line.setFont(REGULAR, size)
        line.setHorizScale(100 * advance * size * POINT / max(width_of("n", REGULAR, size), 0.01))
        line.textOut("n")
        line.setHorizScale(100)
        line.setTextRenderMode(0)
        self._canvas.drawText(line)

    @contextmanager
    def turned(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw as if (x, y) were (0, 0), with this rectangle upside down."""
        self._canvas.saveState()
        self._canvas.translate((x + width) / POINT, -(y + height) / POINT)
        self._canvas.rotate(180)
        try:
            yield
        finally:
            self._canvas.restoreState()
