from dataclasses import replace

import pytest

from cdtt_app.documents.handout_bundle import Job, bundle_pdf
from cdtt_app.documents.handout_paper import HandoutCancelledError, HandoutPaperError, HouseholdCode
from cdtt_app.documents.handout_pdf import handout_pdf
from cdtt_app.domain.handout_text import Layout
from tests.documents.handout_samples import paper_of, real_handouts
from tests.documents.rendering import words

CODES = ("K7M4TX", "ABC234", "XYZ789")
MIXED = (Layout.LARGE, Layout.A4, Layout.LARGE)


def jobs(*layouts: Layout) -> list[Job]:
    shelf = real_handouts()
    return [
        (replace(paper_of(shelf["lua_dao"]), code=HouseholdCode(code=code)), layout)
        for code, layout in zip(CODES, layouts, strict=True)
    ]


def test_ordinary_and_large_print_stand_in_the_order_of_the_walk() -> None:
    said = "\n".join(words(bundle_pdf(jobs(*MIXED))))
    places = [said.index(code) for code in ("K7M 4TX", "ABC 234", "XYZ 789")]
    assert places == sorted(places)


def test_each_page_is_as_it_would_be_alone() -> None:
    alone = [page for job in jobs(*MIXED) for page in words(bundle_pdf([job]))]
    assert words(bundle_pdf(jobs(*MIXED))) == alone


def test_one_layout_is_one_file_of_that_layout() -> None:
    same = jobs(Layout.A5_TWICE, Layout.A5_TWICE, Layout.A5_TWICE)
    assert words(bundle_pdf(same)) == words(handout_pdf([paper for paper, _ in same], Layout.A5_TWICE))


def test_papers_of_different_sizes_are_refused() -> None:
    with pytest.raises(HandoutPaperError, match="cùng khổ giấy"):
        bundle_pdf(jobs(Layout.A4, Layout.POSTER, Layout.A4))


def test_it_says_how_far_it_is_and_stops_when_asked() -> None:
    heard: list[tuple[int, int]] = []
    bundle_pdf(jobs(*MIXED), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pytest.raises(HandoutCancelledError):
        bundle_pdf(jobs(*MIXED), cancelled=lambda: True)


def test_nothing_chosen_is_said_so() -> None:
    with pytest.raises(HandoutPaperError, match="Chưa chọn"):
        bundle_pdf([])
