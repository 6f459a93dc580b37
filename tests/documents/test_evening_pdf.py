"""The papers of an evening in one file."""

from pathlib import Path

import pytest

from cdtt_app.documents.evening_pdf import evening_pdf
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.presenters.run_sheet import run_sheet
from tests.documents.layout import check_structure
from tests.documents.rendering import picture, read_codes, words
from tests.factories import NOW, make_household
from tests.presenters.paper_samples import BAN_GIONG, family_sheet
from tests.presenters.visit_samples import TODAY

HOMES = tuple(
    HouseholdStanding(household=make_household(), size=4, standing=Standing(state=State.NEVER)) for _ in range(3)
)
RUN = run_sheet(HOMES, BAN_GIONG, day=TODAY, now=NOW)
SHEETS = tuple(family_sheet(3, number) for number in (1, 2, 3))


def test_the_list_comes_first_then_the_sheets_in_its_order(tmp_path: Path) -> None:
    pdf = evening_pdf(RUN, SHEETS)
    check_structure(pdf, tmp_path)
    pages = words(pdf)
    assert ["Danh sách đi thăm" in page for page in pages] == [True, False, False, False]
    assert read_codes(picture(pdf, 150, 0)) == []
    assert [read_codes(picture(pdf, 150, page)) for page in (1, 2, 3)] == [[sheet.code] for sheet in SHEETS]


def test_either_may_be_left_out_but_not_both() -> None:
    assert len(words(evening_pdf(RUN, ()))) == 1
    assert len(words(evening_pdf(None, SHEETS[:2]))) == 2
    with pytest.raises(ValueError, match="no sheet"):
        evening_pdf(None, ())
