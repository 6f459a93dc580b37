import pytest

from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.rich_text import SetText, set_text
from cdtt_app.documents.script_fonts import KHMER, KHMER_BOLD


def _said(text: SetText) -> list[str]:
    return ["".join(span.text for span in line) for line in text.lines]


def test_bold_parts_have_the_bold_face_and_their_marks_are_gone() -> None:
    made = set_text("Mang **căn cước** và máy.", 13, 200)
    assert [(span.text.strip(), span.font) for span in made.lines[0]] == [
        ("Mang", REGULAR),
        ("căn cước", BOLD),
        ("và máy.", REGULAR),
    ]
    assert _said(made) == ["Mang căn cước và máy."]


def test_bold_may_end_inside_a_word_and_go_on_over_a_break() -> None:
    made = set_text("Bấm **Kích\nhoạt**, rồi xem", 13, 200)
    assert _said(made) == ["Bấm Kích hoạt, rồi xem"]
    assert [span.font for span in made.lines[0]] == [REGULAR, BOLD, REGULAR]


@pytest.mark.parametrize("width", [25, 40, 60, 90])
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(width: float) -> None:
    text = "Gọi ngay **ngân hàng của mình** để khoá tài khoản, rồi báo Công an xã hoặc gọi 113."
    made = set_text(text, 14, width)
    assert made.width <= width + 0.01
    assert " ".join(_said(made)).split() == text.replace("**", "").split()


def test_a_word_too_long_for_any_line_is_broken_rather_than_cut() -> None:
    made = set_text("binhdanhocvuso" * 5, 14, 40)
    assert "".join(_said(made)) == "binhdanhocvuso" * 5
    assert made.width <= 40


def test_a_break_by_hand_is_kept_where_it_helps_and_left_out_where_it_does_not() -> None:
    assert _said(set_text("Không đọc\nmã OTP, mật khẩu", 15.5, 60, bold=True)) == ["Không đọc", "mã OTP, mật khẩu"]
    assert _said(set_text("Coi chừng\nmã dán đè", 15.5, 150, bold=True)) == ["Coi chừng mã dán đè"]


def test_a_lone_last_word_gets_company() -> None:
    text = "Không đọc mã này cho bất cứ ai nghe nhé"
    for width in range(30, 80, 3):
        lines = _said(set_text(text, 14, width))
        assert len(lines) == 1 or " " in lines[-1]


def test_a_number_is_never_torn() -> None:
    for width in range(26, 70, 2):
        lines = _said(set_text("Gọi tổng đài 1900 0368 hoặc 50.000 đ", 14, width))
        assert any("1900 0368" in line for line in lines)


def test_khmer_has_its_own_face_and_breaks_only_between_whole_letters() -> None:
    made = set_text("ភាសា **ខ្មែរ** VNeID", 13, 200)
    assert [span.font for span in made.lines[0]] == [KHMER, KHMER_BOLD, REGULAR]
    narrow = set_text("ព្រះរាជាណាចក្រកម្ពុជា", 14, 20)
    assert len(narrow.lines) > 1
    assert "".join(_said(narrow)) == "ព្រះរាជាណាចក្រកម្ពុជា"
    assert not any(line[0] in "្ះាុ" for line in _said(narrow))


def test_nothing_said_takes_no_room() -> None:
    assert set_text("  ", 14, 50).height == 0
