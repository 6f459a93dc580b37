import re

import pytest
from PySide6.QtGui import QIcon, QImage

from cdtt_app.ui.icons import icon, pixmap
from cdtt_app.ui.theme import RESOURCES, Colour

pytestmark = pytest.mark.usefixtures("dressed_app")
NAMES = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something_in_the_colour_asked_for(name: str) -> None:
    image = pixmap(name, Colour.RED, 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    solid = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255]
    assert Colour.RED.value in {colour.name() for colour in solid}
    assert Colour.INK.value not in {colour.name() for colour in solid}


def test_a_sharp_screen_gets_more_pixels_for_the_same_size() -> None:
    drawn = pixmap("house", Colour.INK, 20, 2.0)
    assert drawn.width() == 40
    assert drawn.deviceIndependentSize().width() == 20


def test_a_checked_button_shows_the_other_colour() -> None:
    made = icon("check", Colour.INK, 20, Colour.RED)
    off = made.pixmap(20, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    on = made.pixmap(20, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert off != on


def test_an_unknown_icon_is_an_error_for_the_author() -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", Colour.INK, 20)


def test_every_icon_named_in_the_code_is_there() -> None:
    sources = (RESOURCES.parent / "cdtt_app" / "ui").rglob("*.py")
    call = re.compile(r'\b(?:pixmap|icon|put_icon|icon_button)\((?:\w+, )*"([a-z0-9-]+)"')
    used = {name for path in sources for name in call.findall(path.read_text("utf-8"))}
    assert used
    assert used <= set(NAMES)


def test_the_licence_travels_with_the_icons() -> None:
    assert "ISC" in (RESOURCES / "icons" / "LICENSE-lucide.txt").read_text("utf-8")
    assert "SIL Open Font License" in (RESOURCES / "fonts" / "OFL.txt").read_text("utf-8")
