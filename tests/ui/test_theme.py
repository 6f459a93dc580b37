from itertools import pairwise

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from cdtt_app.ui.theme import FAMILY, LEVEL_FILLS, LEVEL_INKS, Colour, Role, Theme, Tone


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Colour.INK, Colour.CARD),
        (Colour.INK, Colour.GROUND),
        (Colour.MUTED, Colour.CARD),
        (Colour.MUTED, Colour.GROUND),
        (Colour.PRIMARY, Colour.PRIMARY_TINT),
        (Colour.ON_PRIMARY, Colour.PRIMARY),
        (Colour.ON_PRIMARY, Colour.PRIMARY_DARK),
        (Colour.INK, Colour.RED_TINT),
        *((tone.ink, tone.tint) for tone in Tone),
        *zip(LEVEL_INKS, LEVEL_FILLS, strict=True),
    ],
)
def test_every_pair_of_words_and_ground_can_be_read(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("edge", [Colour.EDGE, Colour.FOCUS])
def test_edges_of_controls_stand_out_from_the_card(edge: str) -> None:
    assert _contrast(edge, Colour.CARD) >= 3


def test_the_levels_grow_steadily_darker_so_that_they_survive_grey_print() -> None:
    lights = [_luminance(fill) for fill in LEVEL_FILLS]
    assert lights == sorted(lights, reverse=True)
    assert all(one - other > 0.05 for one, other in pairwise(lights))


def test_nothing_stays_nothing_at_every_text_size() -> None:
    assert [Theme(pt).px(0) for pt in (13, 18)] == [0, 0]
    assert [Theme(pt).px(40) for pt in (13, 18)] == [40, 55]


def test_the_bundled_font_is_the_one_that_is_drawn(theme: Theme, dressed_app: QApplication) -> None:
    assert QFontInfo(theme.font()).family() == FAMILY
    assert QFontInfo(dressed_app.font()).family() == FAMILY


def test_weights_are_real_fonts_and_not_thickened_ones(theme: Theme) -> None:
    widths = [QFontMetrics(theme.font(1, weight)).horizontalAdvance("Nông Văn Dư" * 4) for weight in (400, 600, 700)]
    assert widths[0] < widths[1] < widths[2]


def test_small_text_never_falls_below_its_floor(theme: Theme) -> None:
    assert theme.role_font(Role.SMALL).pointSizeF() >= 11.1
    assert theme.role_font(Role.MUTED).pointSizeF() >= 11.1
