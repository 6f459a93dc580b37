from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from PIL import Image

from cdtt_app.documents.preview import PDFIUM_TURN, PageImage, PdfPages, UnreadablePdfError
from tests.documents.papers import code_text, paper, poster
from tests.documents.rendering import picture


def _picture(image: PageImage) -> Image.Image:
    size, raw = (image.width, image.height), ("L" if image.grey else "BGRX")
    return Image.frombuffer("L" if image.grey else "RGB", size, image.data, "raw", raw, image.stride, 1)


def _codes(image: PageImage) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(_picture(image))]


def test_pages_are_counted_and_measured() -> None:
    with PdfPages(paper(2)) as pages:
        assert pages.count == 2
        assert pages.size_mm(1) == pytest.approx((210, 297), abs=0.5)
    with PdfPages(paper(1, landscape=True)) as pages:
        assert pages.size_mm(0) == pytest.approx((297, 210), abs=0.5)
    with PdfPages(poster()) as pages:
        assert pages.size_mm(0) == pytest.approx((297, 420), abs=0.5)


@pytest.mark.parametrize("width", [799, 800, 1001, 1653])
def test_a_page_is_drawn_exactly_as_wide_as_asked(width: int) -> None:
    with PdfPages(paper(1)) as pages:
        image = pages.image(0, width)
    assert (image.width, image.height) == (width, round(width * 297 / 210))
    assert len(image.data) == image.stride * image.height
    assert _picture(image).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("grey", [False, True])
def test_each_page_shows_its_own_code(*, grey: bool) -> None:
    with PdfPages(paper(3)) as pages:
        assert [_codes(pages.image(page, 800, grey=grey)) for page in range(3)] == [
            [code_text(1)],
            [code_text(2)],
            [code_text(3)],
        ]


def test_it_draws_what_another_way_of_drawing_draws() -> None:
    pdf = paper(1)
    other = picture(pdf, dpi=100)
    with PdfPages(pdf) as pages:
        ours = _picture(pages.image(0, other.width, grey=True)).resize(other.size)
    differing = sum(abs(a - b) > 96 for a, b in zip(ours.tobytes(), other.tobytes(), strict=True))
    assert differing < len(ours.tobytes()) / 100


def test_a_page_that_is_not_there_is_refused() -> None:
    with PdfPages(paper(2)) as pages:
        for page in (-1, 2):
            with pytest.raises(IndexError):
                pages.image(page, 100)
            with pytest.raises(IndexError):
                pages.size_mm(page)


@pytest.mark.parametrize("torn", [b"", b"not a paper", b"%PDF-1.4\n", paper(1)[:700]])
def test_what_is_no_pdf_is_refused_in_a_sentence(torn: bytes) -> None:
    with pytest.raises(UnreadablePdfError, match="không đọc được"):
        PdfPages(torn)


def test_several_threads_may_draw_at_once() -> None:
    papers = [paper(4), paper(2), poster()]

    def draw(number: int) -> list[str]:
        with PdfPages(papers[number % 3]) as pages:
            return _codes(pages.image(number % pages.count, 700))

    with ThreadPoolExecutor(6) as pool:
        read = list(pool.map(draw, range(24)))
    assert read == [[code_text(number % (4, 2, 1)[number % 3] + 1)] for number in range(24)]


def test_nobody_draws_while_another_has_pdfium() -> None:
    with ThreadPoolExecutor(1) as pool:
        with PDFIUM_TURN:
            asked = pool.submit(lambda: PdfPages(paper(1)))
            with pytest.raises(TimeoutError):
                asked.result(0.3)
        asked.result(20).close()
