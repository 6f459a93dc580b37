import pytest

from cdtt_app.presenters.sync_asides import RowKind, aside_value, tray_value
from tests.presenters.sync_samples import ASIDES, LATE, QUESTION, evening


def test_records_put_aside_come_before_questions_and_each_has_its_button() -> None:
    value = aside_value(evening(questions=(QUESTION,)))
    assert [(row.kind, row.key, row.act) for row in value.rows] == [
        (RowKind.ASIDE, "a1", "Sửa số"),
        (RowKind.ASIDE, "a2", "Xem, chuyển"),
        (RowKind.QUESTION, "q1", "Trả lời"),
    ]
    assert value.chip == "2 phiếu, 1 câu hỏi"
    assert value.note == "2 phiếu này không nằm trong số đang chờ gửi."


@pytest.mark.parametrize(
    ("called", "title"),
    [
        ("Chị Mai", "Để riêng, chờ chị xem"),
        ("Anh Tú", "Để riêng, chờ anh xem"),
        ("Mai", "Để riêng, chờ xem"),
        ("", "Để riêng, chờ xem"),
    ],
)
def test_the_person_is_addressed_as_neighbours_do(called: str, title: str) -> None:
    assert aside_value(evening(called=called)).title == title


def test_questions_alone_do_not_speak_of_records() -> None:
    value = aside_value(evening(asides=(), questions=(QUESTION,)))
    assert (value.chip, value.note) == ("1 câu hỏi", "Trong lúc chờ, sổ vẫn dùng điều máy đang hiện.")


def test_nothing_to_see_is_said() -> None:
    value = aside_value(evening(asides=()))
    assert (value.rows, value.chip) == ((), "")
    assert value.note.startswith("Không có gì phải xem lại.")


def test_the_tray_counts_late_work() -> None:
    value = tray_value((*LATE, *ASIDES))
    assert (value.chip, len(value.rows)) == ("3 phiếu", 3)
    assert tray_value(()).note == "Không có phiếu nào tới muộn."
