from dataclasses import replace

from cdtt_app.domain.coverage_board import Board
from cdtt_app.presenters import spots_review as reviews
from tests.factories import make_case, make_note
from tests.presenters.case_samples import at, make_board, view_of


def two_spots() -> Board:
    """Two notes at a case, one far away."""
    case = make_case()
    there = make_note(location=at(22.6), case_id=case.id)
    near = [make_note(location=at(22.6005), place=place) for place in ("đầu bản", "đầu bản", "trường")]
    far = make_note(location=at(22.7), place="")
    return make_board([view_of(case, (there,))], [there, *near, far])


def test_a_proposal_says_place_count_spread_networks_and_the_case_there() -> None:
    first, second = reviews.spot_lines(reviews.open_review(two_spots()))
    assert (first.title, first.words) == ("đầu bản", "3 ghi nhận · Viettel · cạnh VL-007")
    assert (second.title, second.words) == ("Điểm lõm sóng ở Bản Giòng", "1 ghi nhận · Viettel")


def test_the_spread_is_told_in_metres() -> None:
    board = make_board([], [make_note(location=at(22.6)), make_note(location=at(22.603))])
    (line,) = reviews.spot_lines(reviews.open_review(board))
    assert line.words == "2 ghi nhận · cách nhau 334 m · Viettel"


def test_unticked_notes_stay_out_of_the_new_case() -> None:
    review = reviews.open_review(two_spots())
    assert review.spot is not None
    first, *others = review.spot.notes
    less = reviews.tick(review, first.id, on=False)
    spot = reviews.as_new_case(less)
    assert spot is not None
    assert (spot.notes, spot.case_id) == (tuple(others), None)
    assert reviews.as_new_case(reviews.tick(less, first.id, on=True)) == replace(review.spot, case_id=None)


def test_nothing_ticked_is_no_case() -> None:
    review = reviews.open_review(two_spots())
    for note in review.spot.notes if review.spot else ():
        review = reviews.tick(review, note.id, on=False)
    assert (reviews.as_new_case(review), reviews.as_more_of_case(review)) == (None, None)


def test_joining_is_offered_only_where_a_case_lies() -> None:
    review = reviews.open_review(two_spots())
    joined, case = reviews.as_more_of_case(review), reviews.case_there(review)
    assert joined is not None
    assert case is not None
    assert (joined.case_id, reviews.join_label(review)) == (case.case.id, "Thêm vào VL-007")
    far = reviews.without_shown(review)
    assert (reviews.as_more_of_case(far), reviews.join_label(far)) == (None, "")


def test_a_decided_proposal_gives_way_to_the_next_and_at_the_end_to_none() -> None:
    review = reviews.open_review(two_spots())
    last = reviews.choose(review, reviews.spot_key(review.waiting[1]))
    back = reviews.without_shown(last)
    assert back.spot == review.waiting[0]
    empty = reviews.without_shown(back)
    assert (empty.spot, reviews.title_of(empty), reviews.without_shown(empty)) == (None, "", empty)


def test_each_proposal_keeps_the_name_that_was_typed() -> None:
    review = reviews.with_title(reviews.open_review(two_spots()), "Bản Giòng trên")
    other = reviews.choose(review, reviews.spot_key(review.waiting[1]))
    assert reviews.title_of(other) == "Điểm lõm sóng ở Bản Giòng"
    assert reviews.title_of(reviews.choose(other, reviews.spot_key(review.waiting[0]))) == "Bản Giòng trên"


def test_the_rule_is_told_with_its_distance_and_source() -> None:
    board = two_spots()
    said = reviews.spot_rule_words(replace(board.rules, same_spot_m=350, source="Sở KH&CN"))
    assert "cùng thôn, cùng thiếu một mạng, cách nhau tới 350 m" in said
    assert "Sở KH&CN" in said


def test_what_was_done_counts_what_was_left() -> None:
    spot = reviews.as_new_case(reviews.open_review(two_spots()))
    assert spot is not None
    assert reviews.done_words(spot, 0) == "Đã gộp 3 ghi nhận thành vụ việc mới."
    assert "2 ghi nhận bỏ dấu vẫn nằm trong “Chờ gộp”" in reviews.done_words(spot, 2, view_of())
    assert reviews.done_words(spot, 0, view_of()) == "Đã thêm 3 ghi nhận vào VL-007."
