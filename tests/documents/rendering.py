"""PDF pages as pictures and words, and square codes read back, by other programs than those that wrote them."""

import pypdfium2
import zxingcpp
from PIL import Image


def picture(pdf: bytes, dpi: int, page: int = 0) -> Image.Image:
    """A page in grey, as a laser printer would give it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()


def words(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def read_codes(image: Image.Image) -> list[str]:
    """The texts of the square codes in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image)]
