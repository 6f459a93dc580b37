from cdtt_app.documents.handout_column import Page, Part, one_page, two_pages
from cdtt_app.documents.handout_sheet import HandoutSheet


def _nothing(_sheet: HandoutSheet, _y: float, _high: float) -> None:
    pass


def _part(height: float, *, most: float = 0, before: float = 2, with_next: bool = False) -> Part:
    return Part(height=height, draw=_nothing, most=most, before=before, with_next=with_next)


def _apart(page: Page, top: float, bottom: float) -> bool:
    ends = [top, *(placed.bottom for placed in page)]
    return all(placed.top >= end - 0.01 for placed, end in zip(page, ends, strict=False)) and ends[-1] <= bottom + 0.01


def test_parts_grow_into_the_room_that_is_left_but_no_further_than_they_may() -> None:
    page = one_page([_part(20), _part(20, most=30), _part(20, most=60)], 10, 110)
    assert page is not None
    assert [round(placed.height, 1) for placed in page] == [20, 27.2, 48.8]
    assert _apart(page, 10, 110)
    loose = one_page([_part(20), _part(20, most=30)], 10, 200)
    assert loose is not None
    assert [placed.height for placed in loose] == [20, 30]


def test_what_does_not_fit_is_no_page() -> None:
    assert one_page([_part(50), _part(50)], 0, 101) is None
    assert one_page([_part(50), _part(50)], 0, 102) is not None


def test_two_pages_are_as_alike_as_they_can_be() -> None:
    pages = two_pages([_part(30) for _ in range(6)], 0, 130, [_part(10)])
    assert pages is not None
    assert [len(page) for page in pages] == [3, 4]
    assert all(_apart(page, 0, 130) for page in pages)


def test_a_heading_goes_overleaf_with_what_it_heads() -> None:
    pages = two_pages([_part(40), _part(5, with_next=True), _part(40), _part(10)], 0, 60, [])
    assert pages is not None
    assert [len(page) for page in pages] == [1, 3]


def test_what_needs_three_pages_is_refused() -> None:
    assert two_pages([_part(50) for _ in range(5)], 0, 60, []) is None
