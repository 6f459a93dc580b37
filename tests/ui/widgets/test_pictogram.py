from operator import sub

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.domain.pictograms import PICTOGRAMS, pictogram
from cdtt_app.domain.pictograms.shapes import Tone
from cdtt_app.ui.theme import FAMILY, Theme
from cdtt_app.ui.widgets.pictogram import PictogramView, paint_pictogram
from tests.documents.pictogram_papers import paper_pictures

SIDE = 200
EDGE = SIDE // 10


def _pil(image: QImage) -> Image.Image:
    whole = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (whole.width(), whole.height())
    return Image.frombuffer("RGB", size, bytes(whole.constBits()), "raw", "RGB", whole.bytesPerLine(), 1)


def _screen_picture(name: str) -> Image.Image:
    """The sign as `paper_pictures` gives it."""
    image = QImage(SIDE + 2 * EDGE, SIDE + 2 * EDGE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        paint_pictogram(painter, name, QRectF(EDGE, EDGE, SIDE, SIDE))
    return _pil(image)


@pytest.fixture(scope="module")
def papers() -> dict[str, Image.Image]:
    """Every sign from paper."""
    return paper_pictures(PICTOGRAMS, SIDE)


@pytest.mark.usefixtures("dressed_app")
@pytest.mark.parametrize("name", PICTOGRAMS)
def test_paper_and_screen_show_the_same_picture(name: str, papers: dict[str, Image.Image]) -> None:
    differ = ImageChops.difference(papers[name], _screen_picture(name)).convert("L")
    assert ImageStat.Stat(differ).mean[0] < 1.5
    assert (
        ImageStat.Stat(differ.filter(ImageFilter.BoxBlur(3))).extrema[0][1] < 40
    )  # nowhere a part that the other has not


@pytest.mark.usefixtures("dressed_app")
def test_nothing_but_the_palette_is_on_the_screen() -> None:
    palette = {tuple(bytes.fromhex(tone[1:])) for tone in Tone}
    for name in PICTOGRAMS:
        image = _screen_picture(name)
        edges = ImageChops.difference(image.filter(ImageFilter.MaxFilter(3)), image.filter(ImageFilter.MinFilter(3)))
        flat = edges.convert("L").point(lambda grey: 0 if grey else 255)
        inside = Image.composite(image, Image.new("RGB", image.size, "white"), flat)  # without where colours meet
        for _, colour in inside.getcolors(1 << 16) or []:
            assert isinstance(colour, tuple)
            nearest = min(max(map(abs, map(sub, colour, tone))) for tone in palette)
            assert nearest <= 1, (name, colour)  # rounding, where shapes of one tone overlap


@pytest.mark.usefixtures("dressed_app")
def test_the_bundled_face_is_there() -> None:
    assert QFontInfo(QFont(FAMILY)).family() == FAMILY


def test_a_view_says_the_title_of_its_sign(theme: Theme, qtbot: QtBot) -> None:
    view = PictogramView(theme, "bao_156")
    qtbot.addWidget(view)
    assert view.accessibleName() == pictogram("bao_156").title
    view.show_pictogram("khoa", "Bước 5: đặt mật khẩu")
    assert view.accessibleName() == "Bước 5: đặt mật khẩu"


def test_a_view_is_never_smaller_than_can_be_understood(theme: Theme, qtbot: QtBot) -> None:
    view = PictogramView(theme, "khien")
    qtbot.addWidget(view)
    assert view.sizeHint() == view.minimumSizeHint()
    assert view.sizeHint().width() == theme.px(56)


def test_a_view_draws_what_is_asked_for_and_then_the_other(theme: Theme, qtbot: QtBot) -> None:
    view = PictogramView(theme, "khien", side=100)
    qtbot.addWidget(view)
    view.resize(view.sizeHint())
    first = _pil(view.grab().toImage())
    view.show_pictogram("canh_bao")
    QApplication.processEvents()
    second = _pil(view.grab().toImage())
    amber = tuple(bytes.fromhex(Tone.AMBER[1:]))
    assert amber not in {colour for _, colour in first.getcolors(1 << 16) or []}
    assert amber in {colour for _, colour in second.getcolors(1 << 16) or []}


@pytest.mark.usefixtures("dressed_app")
def test_in_a_wide_rectangle_the_sign_is_in_the_middle_and_the_painter_is_left_as_it_was() -> None:
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        before = painter.transform()
        paint_pictogram(painter, "canh_bao", QRectF(0, 0, 300, 100))
        assert painter.transform() == before
    left, _, right, _ = ImageChops.invert(_pil(image).convert("L")).getbbox() or (0, 0, 0, 0)
    assert (left + right) / 2 == pytest.approx(150, abs=1.5)


def test_an_unknown_name_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        PictogramView(theme, "khong_co")
