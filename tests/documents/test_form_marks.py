import pytest

from cdtt_app.documents.fonts import REGULAR
from cdtt_app.documents.form_marks import BOX, choice_rows, choice_width, sized_lines
from cdtt_app.documents.wrapping import text_width


@pytest.mark.parametrize("count", [1, 3, 9, 40])
def test_a_text_becomes_smaller_until_it_takes_no_more_lines_than_there_are(count: int) -> None:
    text = " ".join(["Phương Thảo"] * count)
    size, lines = sized_lines(f"{text}\n", REGULAR, 8, 22, 2)
    assert len(lines) <= 2
    assert " ".join(lines) == text
    assert all(text_width(line, REGULAR, size) <= 22.01 for line in lines)
    assert (size == 8) == (count == 1)


def test_choices_are_broken_into_rows_that_fit_and_none_is_lost() -> None:
    choices = ["VNeID", "Quét QR", "Lừa đảo", "Bình dân học vụ số", "Zalo"]
    rows = choice_rows(choices, 60)
    assert [words for row in rows for words in row] == choices
    assert len(rows) > 1
    assert all(sum(map(choice_width, row)) <= 60 for row in rows)
    assert choice_width("Zalo") > BOX + text_width("Zalo", REGULAR, 9.6)
