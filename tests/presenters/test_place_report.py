from cdtt_app.documents.coverage_text import SHORT, report_text, short_report_text
from cdtt_app.domain.coverage_board import Board
from cdtt_app.presenters.place_report import place_report
from tests.presenters.coverage_case_samples import (
    AGENCY,
    PLACE,
    PRIVATE,
    a_case,
    ban_giong,
    blocked,
    board_of,
    planned,
)


def told(board: Board) -> str:
    return report_text(place_report(board, board.cases[0], place=PLACE, reporter=AGENCY, contact="0207 3800 100"))


def test_the_whole_of_it() -> None:
    assert told(ban_giong()).splitlines() == [
        "Phản ánh nơi không có sóng hoặc sóng yếu (vụ việc VL-02239-007)",
        "Nơi phản ánh: thôn Bản Giòng, xã Thượng Nông, tỉnh Tuyên Quang",
        "Toạ độ (vĩ độ, kinh độ): 22.5205, 105.3005 (làm tròn khoảng 100 m)",
        "Tình trạng: VinaPhone mất hẳn; Viettel yếu",
        "Từ khi nào: ghi nhận đầu tiên ngày 02/11/2026",
        "Ảnh hưởng: 98 hộ",
        "Nơi công cộng bị ảnh hưởng: trường và nhà văn hoá",
        "Điện lưới: đã có",
        "Đường vào: xe máy",
        "Trạm gần nhất: ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km (bị núi đá chắn)",
        "Đã ghi nhận: 5 lần ở 4 điểm, lần cuối 18/11/2026; gọi được ở 2/4 điểm; nhắn tin, gọi Zalo, video không được",
        (
            "Đề nghị: Sở Khoa học và Công nghệ trả lời kết quả khảo sát ngày 21/10/2026 và thời hạn phát sóng; "
            "Viettel, VNPT cho biết phương án: mã trạm, thời hạn, vướng mắc nếu có"
        ),
        "Bên phản ánh: UBND xã Thượng Nông",
        "Liên hệ: 0207 3800 100",
    ]


def test_answers_stand_in_it_and_nobody_who_lives_there() -> None:
    assert "Trả lời đã có: Viettel: trạm TQG0424-11, hạn 30/12/2026" in told(ban_giong(planned(a_case())))
    assert "Trả lời đã có: Vướng: chưa có điện" in told(ban_giong(blocked(a_case())))
    assert PRIVATE not in told(ban_giong())


def test_the_short_form_fits_and_a_case_without_notes_is_told_too() -> None:
    board = ban_giong()
    report = place_report(board, board.cases[0], place=PLACE, reporter=AGENCY, contact="0207 3800 100")
    assert len(short_report_text(report)) <= SHORT
    bare = told(board_of(a_case(), (), []))
    assert "Đã ghi nhận" not in bare
    assert "Tình trạng" not in bare
