from itertools import product

import pytest
import zxingcpp
from PIL import Image

from cdtt_app.documents.handout_paper import HandoutPaperError
from cdtt_app.documents.qr import QUIET_ZONE, matrix
from cdtt_app.documents.square_code_proof import FIELD, grey, proven_code, proven_page, read_again


def test_the_modules_alone_are_at_least_25_mm_wide() -> None:
    for address in ("https://vneid.gov.vn", "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html"):
        code = proven_page(address)
        count = len(code.modules)
        assert code.side * count / (count + 2 * QUIET_ZONE) == pytest.approx(FIELD)
        assert FIELD >= 25


def test_the_grey_raster_is_dark_where_the_modules_are() -> None:
    modules = matrix("https://vneid.gov.vn")
    count = len(modules)
    side = 10 * (count + 2 * QUIET_ZONE)
    image = Image.frombytes("L", (side, side), grey(modules, side))
    for row, column in product(range(count), repeat=2):
        light = image.getpixel(((column + QUIET_ZONE) * 10 + 5, (row + QUIET_ZONE) * 10 + 5))
        assert isinstance(light, int | float)
        assert (light < 30) == modules[row][column]
    assert image.getpixel((5, 5)) == 255
    assert zxingcpp.read_barcodes(image)[0].text == "https://vneid.gov.vn"


def test_the_edge_between_dark_and_white_is_blurred() -> None:
    modules = matrix("https://vneid.gov.vn")
    lights = set(grey(modules, 132))
    assert len(lights) > 40
    assert min(lights) < 10


def test_a_code_with_one_spoilt_corner_fails_its_proof() -> None:
    code = proven_code("https://vneid.gov.vn")
    assert read_again(code.modules, code.side) == "https://vneid.gov.vn"
    spoilt = [list(row) for row in code.modules]
    for row, column in product(range(7), repeat=2):
        spoilt[row][column] = False
    assert read_again(tuple(tuple(row) for row in spoilt), code.side) is None


def test_a_code_printed_too_small_fails_its_proof() -> None:
    code = proven_code("https://dichvucong.gov.vn/" + "a" * 60)
    assert read_again(code.modules, code.side / 3) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("https://bit.ly/abc", "rút gọn"),
        ("http://vneid.gov.vn", "https://"),
        ("00020101021138540010A000000727", "nhận tiền"),
    ],
)
def test_what_must_not_be_printed_has_no_code(value: str, said: str) -> None:
    with pytest.raises(HandoutPaperError, match=said):
        proven_page(value)


def test_a_text_too_long_for_any_code_is_said_in_words() -> None:
    with pytest.raises(HandoutPaperError, match="quá dài"):
        proven_code("x" * 5000)
