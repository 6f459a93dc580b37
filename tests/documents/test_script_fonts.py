import pytest

from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.script_fonts import (
    KHMER,
    KHMER_BOLD,
    by_script,
    clusters,
    needs_shaping,
    outline,
    width_of,
)


def test_each_script_gets_its_face() -> None:
    assert list(by_script("VNeID ភាសា.", bold=False)) == [("VNeID ", REGULAR), ("ភាសា", KHMER), (".", REGULAR)]
    assert list(by_script("ខ្មែរ", bold=True)) == [("ខ្មែរ", KHMER_BOLD)]
    assert list(by_script("Mẩy", bold=True)) == [("Mẩy", BOLD)]


@pytest.mark.parametrize(
    ("text", "needs"), [("Tiếng Việt ễ ự", False), ("ƀ č ñ ĕ", False), ("Ơ̆", True), ("Ê̆ban", True)]
)
def test_only_letters_of_two_code_points_are_shaped(text: str, needs: bool) -> None:
    assert needs_shaping(text) is needs


def test_a_letter_keeps_what_hangs_on_it() -> None:
    assert list(clusters("Ơ̆k")) == ["Ơ̆", "k"]
    assert list(clusters("ខ្មែរ")) == ["ខ្មែ", "រ"]


def test_shaping_puts_signs_together_that_are_apart_in_the_text() -> None:
    apart = sum(outline(letter, KHMER).advance for letter in "ក្ម")
    assert outline("ក្ម", KHMER).advance < apart * 0.8
    assert {kind for kind, _ in outline("ខ្មែរ", KHMER).strokes} >= {"m", "c", "h"}


def test_an_outline_is_as_wide_as_its_letters_are_drawn() -> None:
    drawn = outline("ភាសា", KHMER)
    across = [x for _, spots in drawn.strokes for x in spots[::2]]
    assert 0 <= min(across) < 0.2
    assert drawn.advance * 0.8 < max(across) <= drawn.advance * 1.05
    assert width_of("ភាសា", KHMER, 20) == pytest.approx(2 * width_of("ភាសា", KHMER, 10))
