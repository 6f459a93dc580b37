from cdtt_app.documents.letter_pdf import letter_pdf
from cdtt_app.domain.coverage_board import Board
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.presenters.coverage_letter import covering_letter
from tests.documents.rendering import words
from tests.factories import make_step
from tests.presenters.coverage_case_samples import PRIVATE, a_case, ban_giong, board_of, notes, planned


def text_of(board: Board) -> str:
    letter = covering_letter(board, board.cases[0], commune="xã Thượng Nông", province="tỉnh Tuyên Quang")
    return " ".join(" ".join(words(letter_pdf(letter))).split())


def test_the_letter_of_the_published_case_read_back_from_its_page() -> None:
    text = text_of(ban_giong())
    for part in (
        "ỦY BAN NHÂN DÂN XÃ THƯỢNG NÔNG", "DỰ THẢO", "Thượng Nông, ngày", "tháng 11 năm 2026",
        "V/v đề nghị trả lời kết quả khảo sát vùng lõm sóng thôn Bản Giòng",
        "Sở Khoa học và Công nghệ tỉnh Tuyên Quang", "Viettel Tuyên Quang", "VNPT Tuyên Quang",
        "ngày 22/09/2026 Ủy ban nhân dân xã Thượng Nông đã lập hồ sơ VL-02239-007",
        "Ngày 10/10/2026, xã đã gửi hồ sơ đến Sở Khoa học và Công nghệ (Văn bản số 118/UBND-VHXH)",
        "đề nghị trả lời trước ngày 09/11/2026.",
        "Tại đây có 98 hộ bị ảnh hưởng, có trường và nhà văn hoá, đã có điện lưới, đi vào bằng xe máy.",
        "đã ghi 5 lần ở 4 điểm: VinaPhone mất hẳn, Viettel yếu; gọi được ở 2/4 điểm",
        "Trạm gần đó: ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km (bị núi đá chắn).",
        "việc này đã quá hạn trả lời 12 ngày.", "Ủy ban nhân dân xã đề nghị: Sở Khoa học và Công nghệ trả lời",
        "(nếu có)./.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lưu: VT", "số liệu thực hành",
    ):  # fmt: skip
        assert part in text, part
    assert PRIVATE not in text


def test_before_anything_was_sent_a_survey_is_asked_for() -> None:
    text = text_of(board_of(a_case(), tuple(notes()), []))
    assert "V/v đề nghị khảo sát, khắc phục vùng lõm sóng thôn Bản Giòng" in text
    assert "đã gửi hồ sơ" not in text
    assert "quá hạn" not in text


def test_what_was_answered_is_repeated() -> None:
    assert "trả lời về kế hoạch (Viettel: trạm TQG0424-11, hạn 30/12/2026)." in text_of(ban_giong(planned(a_case())))


def test_a_case_that_is_over_asks_for_nothing() -> None:
    case = a_case()
    text = text_of(board_of(case, (), [make_step(case, CaseState.NOT_AS_REPORTED, why="đo lại thấy tốt")]))
    assert "trân trọng thông tin" in text
    assert "đề nghị:" not in text
