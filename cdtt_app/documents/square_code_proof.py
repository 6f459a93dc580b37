"""Reads square codes again before they are offered: as a cheap printer and a cheap phone would see them."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import ceil, erf, sqrt
from typing import Final, NamedTuple

from cdtt_app.documents.handout_paper import HandoutPaperError
from cdtt_app.documents.qr import QUIET_ZONE, Level, Matrix, code_side, dark_runs, matrix, quick_matrix
from cdtt_app.domain.address_register import page_problem

FIELD: Final = 25.4  # mm of the modules themselves, at least; a little more than the 25 that are promised
_DPI: Final = 100
_BLUR: Final = 0.9  # pixels, standard deviation
_LANE: Final = 3  # bytes of a whole number in which one pixel is summed up
_PROOF_DPI: Final = 150


class ProvenCode(NamedTuple):
    """A square code that was read again, and how wide it is drawn with its quiet zone, in mm."""

    modules: Matrix
    side: float


class PageCodes(NamedTuple):
    """What the square codes of one page say."""

    page: int
    texts: tuple[str, ...]


def proven_page(address: str, level: Level = "M", field: float = FIELD, *, quick: bool = False) -> ProvenCode:
    """The code of a web page; raises HandoutPaperError when it must not, or cannot, be printed."""
    if problem := page_problem(address):
        raise HandoutPaperError(problem)
    return proven_code(address, level, field, quick=quick)


@lru_cache(maxsize=64)  # the same pages stand on every sheet of a batch
def proven_code(text: str, level: Level = "M", field: float = FIELD, *, quick: bool = False) -> ProvenCode:
    """The code of any text; raises HandoutPaperError when it cannot be read again."""
    try:
        modules = quick_matrix(text, level) if quick else matrix(text, level)
    except ValueError as error:
        raise HandoutPaperError(f"“{text[:40]}…” quá dài cho mã QR. Hãy dùng địa chỉ ngắn hơn.") from error
    side = code_side(modules, field)
    if read_again(modules, side) != text:
        raise HandoutPaperError(f"Mã QR của “{text}” in ra không đọc lại được. Hãy dùng địa chỉ ngắn hơn.")
    return ProvenCode(modules, side)


def read_again(modules: Matrix, side: float) -> str | None:
    """What a reader finds in the bars as they are drawn, at 100 dpi in grey, blurred; None when it finds nothing."""
    import zxingcpp

    pixels = ceil(side / 25.4 * _DPI)
    image = memoryview(grey(modules, pixels)).cast("B", shape=(pixels, pixels))
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, wanted, try_rotate=False, try_invert=False)
    return found[0].text if len(found) == 1 else None


def grey(modules: Matrix, pixels: int) -> bytes:
    """The bars with their quiet zone as `pixels` by `pixels` greys, white 255.

    A line of pixels is one whole number with a lane for each, so that lines are added at once.
    """
    edges = _edges(len(modules), pixels)
    lines = [0] * len(modules)
    for run in dark_runs(modules):
        lines[run.row] += edges[run.column + run.length] - edges[run.column]
    white = int.from_bytes(b"\xff\xff\x00" * pixels, "little")
    drawn = bytearray()
    for shares in _shares(len(modules), pixels):
        dark = sum(share * lines[row] for row, share in shares)
        drawn += (white - dark).to_bytes(_LANE * pixels, "little")[1::_LANE]
    return bytes(drawn)


def _covered(pixel: int, edge: float) -> float:
    """How much of a blurred pixel lies before an edge, from 0 to 1."""
    return 0.5 + 0.5 * erf((edge - pixel - 0.5) / (_BLUR * sqrt(2)))


@cache
def _edges(count: int, pixels: int) -> Sequence[int]:
    """For the left edge of each module, how much of every pixel lies left of it, of 255."""
    module = pixels / (count + 2 * QUIET_ZONE)
    marks = [(QUIET_ZONE + place) * module for place in range(count + 1)]
    lanes = [8 * _LANE * pixel for pixel in range(pixels)]
    return [sum(round(255 * _covered(pixel, mark)) << lane for pixel, lane in enumerate(lanes)) for mark in marks]


@cache
def _shares(count: int, pixels: int) -> Sequence[Sequence[tuple[int, int]]]:
    """For each line of pixels the rows of modules under it, with their shares of 255."""
    module = pixels / (count + 2 * QUIET_ZONE)
    marks = [(QUIET_ZONE + place) * module for place in range(count + 1)]
    lines = []
    for pixel in range(pixels):
        steps = [round(255 * _covered(pixel, mark)) for mark in marks]
        lines.append([(row, steps[row + 1] - steps[row]) for row in range(count) if steps[row + 1] > steps[row]])
    return lines


def proof_pages(pdf: bytes) -> Iterator[PageCodes]:
    """What the square codes of each page of a finished PDF say, as another program draws it."""
    import zxingcpp

    from cdtt_app.documents.preview import PdfPages

    with PdfPages(pdf) as pages:
        for number in range(pages.count):
            drawn = pages.image(number, round(pages.size_mm(number)[0] / 25.4 * _PROOF_DPI), grey=True)
            lines = memoryview(drawn.data).cast("B", shape=(drawn.height, drawn.stride))
            yield PageCodes(number, tuple(code.text for code in zxingcpp.read_barcodes(lines)))
