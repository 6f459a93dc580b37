from collections.abc import Callable

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cdtt_app.documents.qr import QUIET_ZONE, Level, Matrix, dark_runs, matrix, quick_matrix
from cdtt_app.sync.invitation import full_text
from tests.documents.rendering import read_codes
from tests.sync.invitations import make_invitation

Make = Callable[..., Matrix]


def _drawn(code: Matrix, module: int = 3) -> Image.Image:
    side = (len(code) + 2 * QUIET_ZONE) * module
    image = Image.new("L", (side, side), 255)
    for row, column, length in dark_runs(code):
        left, top = (column + QUIET_ZONE) * module, (row + QUIET_ZONE) * module
        image.paste(0, (left, top, left + length * module, top + module))
    return image


@pytest.mark.parametrize("make", [matrix, quick_matrix])
@pytest.mark.parametrize("text", ["CDTT1:BCFGH.", "Bản Giòng", "HTTPS://SO.EXAMPLE.VN/H/7K2B"])
def test_a_reader_finds_the_text_again(text: str, make: Make) -> None:
    assert read_codes(_drawn(make(text))) == [text]


@pytest.mark.parametrize("make", [matrix, quick_matrix])
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_the_level_of_correction_is_the_one_asked_for(level: Level, make: Make) -> None:
    (found,) = zxingcpp.read_barcodes(_drawn(make("CDTT1", level)))
    assert found.ec_level == level


def test_an_invitation_with_all_it_can_hold_stays_readable_by_a_telephone() -> None:
    usual = matrix(full_text(make_invitation()))
    fullest = matrix(full_text(make_invitation(url="https://" + "a" * 63 + ".so.vn", person="N" * 60, place="x" * 100)))
    assert len(usual) <= 65  # version 12
    assert len(fullest) <= 81  # version 16


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), max_size=5))
def test_bars_cover_exactly_the_dark_modules(code: list[list[bool]]) -> None:
    covered = [(run.row, run.column + step) for run in dark_runs(code) for step in range(run.length)]
    dark = [(row, column) for row, modules in enumerate(code) for column, on in enumerate(modules) if on]
    assert covered == dark


def test_a_text_too_long_for_any_code_is_refused() -> None:
    for make in (matrix, quick_matrix):
        with pytest.raises(ValueError, match="too long"):
            make("B" * 5000)
