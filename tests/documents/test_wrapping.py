import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.documents.fonts import REGULAR, SERIF
from cdtt_app.documents.wrapping import text_width, wrapped

_TEXTS = st.text(st.sampled_from("aAgậỀwWi. \n1"), max_size=200)


@given(_TEXTS, st.floats(15, 90), st.floats(0, 10))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(text: str, width: float, indent: float) -> None:
    lines = wrapped(text, REGULAR, 12, width, first_indent=indent)
    assert all(text_width(line, REGULAR, 12) <= width for line in lines)
    assert text_width(lines[0], REGULAR, 12) <= width - indent
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_first_line_leaves_room_for_its_indent() -> None:
    text = "Ủy ban nhân dân xã đề nghị Sở trả lời kết quả khảo sát và thời hạn phát sóng. " * 3
    first = wrapped(text, SERIF, 13.5, 163, first_indent=40)[0]
    assert text_width(first, SERIF, 13.5) <= 123
    assert text_width(wrapped(text, SERIF, 13.5, 163)[0], SERIF, 13.5) > 123


@pytest.mark.parametrize("width", range(12, 60, 3))
def test_a_figure_stays_with_what_it_counts(width: int) -> None:
    lines = wrapped("cách trạm một quãng 2,6 km và 98 hộ, chờ 12 ngày nay", REGULAR, 10, width)
    text = "|".join(lines)
    for pair in ("2,6|km", "98|hộ", "12|ngày"):
        assert pair not in text


def test_lines_end_where_the_text_says_and_marks_are_composed() -> None:
    assert wrapped("một\nha\u0306i", REGULAR, 12, 100) == ["một", "hăi"]
    assert wrapped("", REGULAR, 12, 100) == [""]
