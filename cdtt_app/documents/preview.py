"""Pages of a finished PDF as pictures: for the screen, and for printers that are given pictures."""

from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

PDFIUM_TURN: Final = Lock()  # pdfium is one for the whole program and bears one thread at a time: hold this around it
Untyped: TypeAlias = Any  # what pypdfium2 gives; it names no types
_MM_PER_POINT: Final = 25.4 / 72


class UnreadablePdfError(ValueError):
    """These bytes are no PDF, or a torn one; says so in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page as pixels, lines from the top, each `stride` bytes: blue, green, red, unused; or one grey byte."""

    width: int
    height: int
    stride: int
    grey: bool
    data: bytes


class PdfPages:
    """The pages of a PDF, from 0; any thread may ask. Close it, or use it with `with`."""

    def __init__(self, pdf: bytes) -> None:
        """Raises UnreadablePdfError."""
        pdfium = _pdfium()
        with PDFIUM_TURN:
            try:
                self._document = pdfium.PdfDocument(pdf)
            except pdfium.PdfiumError as error:
                raise UnreadablePdfError("Tờ giấy này không đọc được. Hãy làm lại tờ này.") from error
            self.count = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back; asking afterwards is an error."""
        with PDFIUM_TURN:
            self._document.close()

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height of a page as it is read; raises IndexError."""
        self._check(page)
        with PDFIUM_TURN:
            width, height = self._document.get_page_size(page)
        return width * _MM_PER_POINT, height * _MM_PER_POINT

    def image(self, page: int, width_px: int, *, grey: bool = False) -> PageImage:
        """A page on white, `width_px` pixels wide; raises IndexError."""
        self._check(page)
        with PDFIUM_TURN:
            sheet = self._document[page]
            try:
                return _drawn(sheet, width_px, grey=grey)
            finally:
                sheet.close()

    def _check(self, page: int) -> None:
        if not 0 <= page < self.count:
            raise IndexError(page)


def _drawn(sheet: Untyped, width: int, *, grey: bool) -> PageImage:
    """Exactly as wide as asked: pypdfium2's own `render` takes a scale and rounds up."""
    pdfium = _pdfium()
    raw = pdfium.raw
    wide, high = sheet.get_size()
    height = max(1, round(width * high / wide))
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGRx)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        flags = raw.FPDF_ANNOT | (raw.FPDF_GRAYSCALE if grey else 0)
        raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, width, height, 0, flags)
        return PageImage(width=width, height=height, stride=bitmap.stride, grey=grey, data=bytes(bitmap.buffer))
    finally:
        bitmap.close()


def _pdfium() -> Untyped:
    """Loaded at its first use."""
    import pypdfium2

    return pypdfium2
