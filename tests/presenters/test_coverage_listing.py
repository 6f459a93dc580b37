from dataclasses import replace

from cdtt_app.documents.coverage_list_pdf import coverage_list_pdf
from cdtt_app.domain.coverage import Reading, Strength
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.household import Network
from cdtt_app.presenters.coverage_listing import coverage_listing
from tests.documents.rendering import words
from tests.factories import HAMLET, make_note
from tests.presenters.coverage_case_samples import AGENCY, PLACE, ban_giong


def spot(strength: Strength, **more: Strength) -> Spot:
    said = {"Viettel": Reading(host=Network.VIETTEL, strength=strength)}
    said |= {brand: Reading(host=Network.VINAPHONE, strength=each) for brand, each in more.items()}
    return Spot(hamlet_id=HAMLET, notes=(make_note(readings=said),))


def test_white_and_weak_spots_are_counted_apart_and_together_are_all() -> None:
    board = ban_giong()
    spots = (spot(Strength.NONE), spot(Strength.NONE, iTel=Strength.WEAK), spot(Strength.UNSTEADY))
    view = board.hamlets[0]
    whole = replace(board, spots=spots, hamlets=(replace(view, count=replace(view.count, spots=4)),))
    (line,) = coverage_listing(whole, agency=AGENCY, place=PLACE).hamlets
    assert (line.hamlet, line.white_spots, line.weak_spots) == ("Thôn Bản Giòng", "1", "3")
    assert (line.households, line.notes, line.open_cases, line.overdue) == ("98", "5", "1", "1")


def test_a_hamlet_of_so_few_houses_is_not_counted_out() -> None:
    board = ban_giong()
    small = replace(board, hamlets=(replace(board.hamlets[0], households=4), board.hamlets[0]))
    listing = coverage_listing(small, agency=AGENCY, place=PLACE)
    assert [line.households for line in listing.hamlets] == ["dưới 5", "98"]
    assert listing.total is not None
    assert (listing.total.hamlet, listing.total.notes) == ("Cộng 2 thôn", "10")


def test_the_paper_says_by_which_rule_it_was_counted() -> None:
    text = " ".join(
        " ".join(words(coverage_list_pdf(coverage_listing(ban_giong(), agency=AGENCY, place=PLACE)))).split()
    )
    for part in (
        "Tình hình phủ sóng di động theo thôn, xã Thượng Nông, tỉnh Tuyên Quang", "BẢN THỰC HÀNH",
        "không phải quy định của pháp luật", "Điểm trắng sóng là chỗ mà mạng nào đã đo cũng không có sóng",
        "Số hộ dưới 5 không ghi ra.", "Lõm sóng",
    ):  # fmt: skip
        assert part in text, part
