from pathlib import Path

import pytest

from cdtt_app.documents.fonts import (
    BOLD,
    REGULAR,
    SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    SERIF_BOLD_ITALIC,
    SERIF_ITALIC,
)
from cdtt_app.documents.sheet import Sheet
from tests.documents.layout import outside_text, vietnamese_letters
from tests.documents.rendering import picture, words

_ALL = (REGULAR, SEMIBOLD, BOLD, SERIF, SERIF_BOLD, SERIF_ITALIC, SERIF_BOLD_ITALIC)


def _sheet(font: str) -> bytes:
    sheet, found = Sheet("Tờ thử"), vietnamese_letters()
    for row in range(0, len(found), 10):
        sheet.say(" ".join(found[row : row + 10]), 20, 20 + row, font, 14)
    return sheet.finish()


def test_there_are_134_letters_with_marks() -> None:
    assert len(set(vietnamese_letters())) == 134


@pytest.mark.parametrize("font", _ALL)
def test_every_vietnamese_letter_is_read_back_by_two_other_programs(font: str, tmp_path: Path) -> None:
    pdf = _sheet(font)
    assert words(pdf)[0].split() == vietnamese_letters()
    assert "".join(outside_text(pdf, tmp_path).split()) == "".join(vietnamese_letters())  # it closes up spaced letters


@pytest.mark.parametrize("font", _ALL)
def test_every_vietnamese_letter_has_a_shape_of_its_own(font: str) -> None:
    shapes = set()
    sheet = Sheet("Tờ thử")
    found = vietnamese_letters()
    for place, letter in enumerate(found):
        sheet.say(letter, 15 + place % 12 * 15, 20 + place // 12 * 15, font, 22)
    page = picture(sheet.finish(), 127)
    for place in range(len(found)):
        left, base = 15 + place % 12 * 15, 20 + place // 12 * 15
        shapes.add(page.crop((left * 5 - 8, base * 5 - 60, left * 5 + 62, base * 5 + 14)).tobytes())
    assert len(shapes) == len(found)
