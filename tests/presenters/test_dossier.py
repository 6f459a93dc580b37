"""The dossier of Bản Giòng from records, read back from its pages."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cdtt_app.documents.dossier import Dossier, Fact, Progress
from cdtt_app.documents.dossier_pdf import dossier_pdf
from cdtt_app.domain.coverage_board import Board
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.domain.geo import distance_m
from cdtt_app.domain.household import Location, Power
from cdtt_app.domain.map_scene import Severity
from cdtt_app.presenters.dossier import dossier
from tests.documents.dossier_samples import photo
from tests.documents.rendering import words
from tests.factories import NOW, make_step
from tests.presenters.coverage_case_samples import (
    AGENCY,
    HEART,
    MEMBERS,
    PICTURE,
    PLACE,
    PRIVATE,
    PRIVATE_HOME,
    a_case,
    ban_giong,
    blocked,
    board_of,
    planned,
)


def made(board: Board) -> Dossier:
    return dossier(board, board.cases[0], agency=AGENCY, place=PLACE, photos={PICTURE: photo(1)},
                   person="Nông Anh Tú", members=MEMBERS)  # fmt: skip


def said(board: Board) -> str:
    return " ".join(" ".join(words(dossier_pdf(made(board)))).split())


def fact(paper: Dossier, label: str) -> str:
    return next((each.value for each in paper.facts if each.label == label), "")


def test_the_published_case_is_told_in_full() -> None:
    text = said(ban_giong())
    for part in (
        "UBND xã Thượng Nông", "BẢN THỰC HÀNH", "Hồ sơ VL-02239-007 · bản in 24/11/2026 · trang 1/2",
        "Vùng lõm sóng thôn Bản Giòng", "Quá hạn trả lời 12 ngày. DN khảo sát ngày 21/10/2026, hẹn trả lời ngày 12/11",
        "98 hộ", "VinaPhone mất hẳn, Viettel yếu", "Gọi được ở 2/4 điểm; nhắn tin, gọi Zalo, video không được",
        "Trường và nhà văn hoá", "Điện lưới", "Xe máy", "Cách 2,6 km", "2,6 km", "3,5 km",
        "ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km (bị núi đá chắn)",
        "4 trong 5 ghi nhận, mỗi điểm lấy lần đo gần nhất",
        "18/11 19:20 Nhà văn hoá thôn VinaPhone 0 không không không",
        "Mưa nhỏ Nhình", "1. Sở Khoa học và Công nghệ trả lời kết quả khảo sát ngày 21/10/2026 và thời hạn phát sóng.",
        "2. Viettel, VNPT cho biết phương án", "Người lập: Nông Anh Tú", "Mở vụ việc Nông Anh Tú Gộp 5 ghi nhận",
        "118/UBND-VHXH", "không phải quy định của pháp luật", "98 hộ × 1 + 2 nơi công cộng × 20 + có điện lưới 15",
        "Ảnh 1. Nhà văn hoá thôn, 18/11/2026", "Không ghi tên hộ, không có ảnh người.", "Dữ liệu tới 24/11/2026",
    ):  # fmt: skip
        assert part in text, part


def test_nobody_who_lives_there_can_be_told_from_it() -> None:
    board = ban_giong()
    assert PRIVATE not in said(board)
    assert "Chẻo" not in said(board)
    assert "Cụm dân cư" in said(board)  # where the note at a home was made
    points = [mark.point for mark in made(board).scene.notes]
    exact = (PRIVATE_HOME.latitude, PRIVATE_HOME.longitude)
    assert all((point.latitude, point.longitude) != exact for point in points)


def test_homes_are_dots_of_about_a_hundred_metres() -> None:
    board = ban_giong()
    exact, shown = set(board.homes.values()), made(board).scene.homes
    assert shown
    assert exact.isdisjoint(shown)
    assert all(min(distance_m(dot, home) for home in exact) < 90 for dot in shown)


def test_a_case_that_only_its_notes_place_is_put_where_no_home_is() -> None:
    paper = made(ban_giong(location=None))
    assert paper.lines_from is not None
    assert round(paper.lines_from.latitude * 10_000) % 10 == 5  # the middle of a cell


def test_so_few_households_that_they_could_be_told_are_not_counted_out() -> None:
    assert fact(made(ban_giong(households_affected=3)), "Hộ ảnh hưởng") == "dưới 5 hộ"
    assert fact(made(ban_giong(households_affected=0)), "Hộ ảnh hưởng") == "Chưa ghi"


def test_a_cluster_of_the_hamlet_may_be_named_for_a_note_at_a_home() -> None:
    board = ban_giong()
    view = board.hamlets[0]
    known = replace(board, hamlets=(replace(view, hamlet=replace(view.hamlet, clusters=(PRIVATE,))),))
    assert PRIVATE[1:] in said(known)


def test_the_map_shows_the_newest_of_each_spot_and_the_stations_near() -> None:
    paper = made(ban_giong())
    assert len(paper.scene.notes) == 4
    assert Severity.USABLE not in {mark.severity for mark in paper.scene.notes}  # the older note of the hall
    assert [station.name for station in paper.scene.stations] == ["Thuong-NongII_TQG", "ThuongGiap_TQG"]
    assert paper.map_box is not None
    assert paper.map_box.south < HEART.latitude < paper.map_box.north
    assert paper.map_box.north - paper.map_box.south < 0.1


def test_the_time_line_says_what_is_done_and_what_is_to_come() -> None:
    line = [(each.name, each.when, each.progress) for each in made(ban_giong()).milestones]
    assert line[0] == ("Mới", "22/09", Progress.DONE)
    assert line[3] == ("DN khảo sát", "từ 21/10", Progress.NOW)
    assert line[4] == ("Có kế hoạch", "", Progress.TO_COME)


def test_a_promise_is_told_as_a_fact_and_asked_for() -> None:
    paper = made(ban_giong(planned(a_case())))
    assert fact(paper, "Kế hoạch đã biết") == "Viettel: trạm TQG0424-11, hạn 30/12/2026"
    assert paper.overdue is None
    assert "thực hiện đúng kế hoạch đã báo (Viettel: trạm TQG0424-11, hạn 30/12/2026)" in paper.requests[0]
    assert paper.steps[-1].why == "Viettel: trạm TQG0424-11, hạn 30/12/2026"


def test_a_late_signal_is_called_so() -> None:
    late = replace(planned(a_case()), deadline=NOW.date() - timedelta(days=1))
    assert made(ban_giong(late)).overdue == (
        "Quá hạn phát sóng 1 ngày.",
        "Có kế hoạch ngày 20/11/2026, hẹn phát sóng ngày 23/11/2026.",
    )


def test_what_stands_in_the_way_is_asked_to_be_moved() -> None:
    paper = made(ban_giong(blocked(a_case()), power=Power.NONE))
    assert "tháo gỡ vướng mắc (chưa có điện)" in paper.requests[0]
    assert fact(paper, "Điện") == "Chưa có điện"


def test_steps_that_were_written_too_late_elsewhere_are_shown_and_marked() -> None:
    board = ban_giong(make_step(a_case(), CaseState.CLOSED, happened_on=date(2026, 11, 1)))
    assert "không tính" in made(board).steps[-1].what


@pytest.mark.parametrize("picture", [b"", b"no picture"])
def test_a_photo_that_has_not_come_is_left_out(picture: bytes) -> None:
    board = ban_giong()
    paper = dossier(board, board.cases[0], agency=AGENCY, place=PLACE, photos={PICTURE: picture} if picture else {},
                    person="", members={})  # fmt: skip
    assert len(paper.photos) == int(bool(picture))
    assert paper.made_by == ""


def test_a_case_without_any_note_makes_a_paper_too() -> None:
    board = board_of(replace(a_case(), location=None), (), [])
    paper = made(board)
    assert (paper.evidence, paper.evidence_about, paper.map_box) == ((), "", None)
    assert Fact("Hộ ảnh hưởng", "Chưa ghi", large=True) in paper.facts
    assert "chưa có ghi nhận nào" in said(board)


def test_a_title_that_names_another_spot_stands_before_the_hamlet() -> None:
    assert made(ban_giong(title="Dốc Đỏ")).title == "Vùng lõm sóng Dốc Đỏ, thôn Bản Giòng"


def test_distances_follow_from_positions_where_nobody_told_them() -> None:
    case = a_case()
    unsaid = tuple(replace(station, distance_m=None, note="") for station in case.stations)
    paper = made(ban_giong(stations=unsaid, location=Location(latitude=HEART.latitude, longitude=HEART.longitude)))
    assert fact(paper, "Trạm gần đó") == "ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km"
