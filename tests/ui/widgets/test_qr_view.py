import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cdtt_app.documents.qr import QUIET_ZONE, matrix
from cdtt_app.sync.invitation import full_text
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.qr_view import QrView
from tests.documents.rendering import read_codes
from tests.sync.invitations import make_invitation

TEXT = full_text(make_invitation())


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> QrView:
    made = QrView(theme)
    qtbot.addWidget(made)
    made.show_code(matrix(TEXT), "Mã vuông", "Máy được mời quét mã này.")
    made.resize(made.sizeHint())
    made.show()
    return made


def _picture(view: QrView, ratio: float = 1.0) -> Image.Image:
    image = QImage(round(view.width() * ratio), round(view.height() * ratio), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(255)
    view.render(image)
    size = (image.width(), image.height())
    return Image.frombuffer("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine(), 1)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_reader_finds_the_text_on_the_screen(view: QrView, ratio: float) -> None:
    assert read_codes(_picture(view, ratio)) == [TEXT]


def test_every_edge_is_crisp(view: QrView) -> None:
    assert {grey for _, grey in _picture(view).getcolors() or []} == {0, 255}


def test_four_modules_around_it_stay_white(view: QrView) -> None:
    module = view.width() // (len(matrix(TEXT)) + 2 * QUIET_ZONE)
    dark = _picture(view).point(lambda grey: 255 - grey).getbbox() or (0, 0, 0, 0)
    assert module >= 3
    assert min(dark[0], dark[1], view.width() - dark[2], view.height() - dark[3]) >= QUIET_ZONE * module


def test_it_is_named_for_a_screen_reader(view: QrView) -> None:
    assert (view.accessibleName(), view.accessibleDescription()) == ("Mã vuông", "Máy được mời quét mã này.")


def test_without_a_code_it_is_blank_and_takes_no_room(theme: Theme, qtbot: QtBot) -> None:
    empty = QrView(theme)
    qtbot.addWidget(empty)
    assert empty.sizeHint().isEmpty()
    empty.resize(50, 50)
    assert _picture(empty).getextrema() == (empty.palette().window().color().lightness(),) * 2
