import re

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from cdtt_app.documents.pictogram_pdf import draw_pictogram
from cdtt_app.documents.sheet import Sheet
from cdtt_app.domain.pictograms import PICTOGRAMS
from tests.documents.pictogram_papers import paper_pictures
from tests.documents.rendering import picture, read_codes, words

SIDE = 200


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    """Every sign from paper, at 200 pixels."""
    return paper_pictures(PICTOGRAMS, SIDE)


def _grey(image: Image.Image) -> Image.Image:
    return image.convert("L").filter(ImageFilter.BoxBlur(2)).resize((60, 60))


def test_every_sign_stays_in_its_box_and_fills_it(pictures: dict[str, Image.Image]) -> None:
    edge = SIDE // 10
    for name, image in pictures.items():
        dark = image.convert("L").point(lambda grey: 255 if grey < 225 else 0).getbbox()
        assert dark, name
        assert min(dark[:2]) >= edge - 1, name
        assert max(dark[2:]) <= edge + SIDE + 1, name
        assert max(dark[2] - dark[0], dark[3] - dark[1]) >= SIDE * 0.8, name


def test_each_sign_differs_from_every_other_even_in_grey(pictures: dict[str, Image.Image]) -> None:
    grey = {name: _grey(image) for name, image in pictures.items()}
    for place, name in enumerate(PICTOGRAMS):
        for other in PICTOGRAMS[place + 1 :]:
            differ = ImageStat.Stat(ImageChops.difference(grey[name], grey[other])).mean[0]
            assert differ > 5, (name, other)


def test_every_sign_has_enough_ink_to_be_seen_in_grey(pictures: dict[str, Image.Image]) -> None:
    for name, image in pictures.items():
        assert sum(image.convert("L").histogram()[:128]) / (image.width * image.height) > 0.06, name


def test_what_looks_like_a_square_code_is_none() -> None:
    signs = ("dien_thoai_quet_qr", "ma_dan_de", "quet_ma")
    for image in paper_pictures(signs, 600).values():
        assert read_codes(image) == []


def test_a_sign_is_kept_once_however_often_it_is_drawn() -> None:
    def size(times: int) -> int:
        sheet = Sheet("Tờ")
        for place in range(times):
            draw_pictogram(sheet, "khien", 20 + place, 20, 17)
        return len(sheet.finish())

    assert (size(101) - size(1)) / 100 < 25  # bytes


def test_a_sign_comes_again_on_other_pages_and_leaves_the_text_around_it_alone() -> None:
    sheet = Sheet("Tờ")
    for page in range(3):
        if page:
            sheet.next_page()
        sheet.say("Trước", 20, 20)
        draw_pictogram(sheet, "bao_156", 20, 30, 40)
        sheet.say("Sau", 20, 90)
    pdf = sheet.finish()
    assert [" ".join(text.split()) for text in words(pdf)] == ["Trước 156 Sau"] * 3
    first, *others = (picture(pdf, 50, page) for page in range(3))
    assert ImageChops.difference(first, Image.new("L", first.size, 255)).getbbox()
    assert all(ImageChops.difference(first, other).getbbox() is None for other in others)


def test_numbers_are_written_in_the_bundled_bold_face() -> None:
    sheet = Sheet("Tờ")
    draw_pictogram(sheet, "nhap_so_tien", 20, 20, 40)
    pdf = sheet.finish()
    assert "50.000 đ" in words(pdf)[0]
    assert set(re.findall(rb"/FontName /[A-Z]+\+(\S+)", pdf)) >= {b"NotoSans-Bold"}


def test_it_stands_where_it_is_put_as_large_as_it_is_told() -> None:
    sheet = Sheet("Tờ")
    draw_pictogram(sheet, "canh_bao", 100, 50, 20)
    page = picture(sheet.finish(), 254)
    dark = page.point(lambda grey: 255 if grey < 200 else 0).getbbox() or (0, 0, 0, 0)
    middle = ((dark[0] + dark[2]) / 20, (dark[1] + dark[3]) / 20)  # ten pixels a millimetre
    assert middle == pytest.approx((110, 60), abs=0.3)
    assert 17 < (dark[2] - dark[0]) / 10 < 20.5


def test_an_unknown_name_is_refused_and_the_sheet_goes_on() -> None:
    sheet = Sheet("Tờ")
    sheet.say("Trước", 20, 20)
    with pytest.raises(KeyError):
        draw_pictogram(sheet, "khong_co", 20, 20, 17)
    draw_pictogram(sheet, "bao_113", 20, 20, 17)
    sheet.say("Sau", 20, 60)
    assert words(sheet.finish())[0].split() == ["Trước", "113", "Sau"]
