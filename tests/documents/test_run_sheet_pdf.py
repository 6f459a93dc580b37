from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cdtt_app.documents.run_sheet_pdf import RunGroup, RunHome, RunSheet, run_sheet_pdf
from tests.documents.layout import check_structure, letters, outside_text, vietnamese_letters
from tests.documents.rendering import words

LONG = "Nông Thị Phương Thảo Nguyên Hạnh Dung Lan Anh Quỳnh Giao Diệu"


def _run(count: int, head: str = "Hoàng Văn Thiêm", clusters: int = 3) -> RunSheet:
    homes = [
        RunHome(
            number=number,
            head=head,
            code=f"BG-{number:03d}",
            where="nhà sàn cạnh suối, sau nhà văn hoá thôn",
            phone="0912 345 678" if number % 2 else "",
            why="Hẹn hôm nay 19:30" if number % 3 == 0 else "Quá hạn 35 ngày",
            met="đã gặp 12/05/2026",
            size=4,
            bring=("Mở VNeID", "Cuộc gọi lạ", "Nộp hồ sơ"),
            sheet_code="K7M 4TX",
        )
        for number in range(1, count + 1)
    ]
    cut = -(-count // clusters) or 1
    return RunSheet(
        day=date(2026, 11, 24),
        place="thôn Bản Giòng",
        who=("Chị Mai", "Bác Thiêm"),
        groups=tuple(
            RunGroup(title=f"Cụm số {at // cut + 1}", homes=tuple(homes[at : at + cut]))
            for at in range(0, len(homes), cut)
        ),
        totals=f"{count} nhà, {4 * count} người",
        bring=f"{count} phiếu thăm",
        printed_at=datetime(2026, 11, 24, 17, 5).astimezone(),
    )


@pytest.mark.parametrize("count", [0, 1, 18, 60])
def test_every_house_stands_once_in_walking_order_and_each_page_has_the_headings(count: int) -> None:
    texts = words(run_sheet_pdf(_run(count)))
    whole = "\n".join(texts)
    places = [whole.index(f"BG-{number:03d}") for number in range(1, count + 1)]
    assert places == sorted(places)
    assert all(whole.count(f"BG-{number:03d}") == 1 for number in range(1, count + 1))
    for page, text in enumerate(texts, start=1):
        assert "Thứ Ba, 24/11/2026" in text
        assert f"trang {page}/{len(texts)}" in text
        assert ("Vì sao đến" in text) == ("BG-" in text)
    assert f"trên {count} nhà" in texts[-1]


@pytest.mark.parametrize("head", ["Lý A Pá", LONG])
@pytest.mark.parametrize("count", [18, 60])
def test_letters_stay_inside_the_margins_and_out_of_the_foot(count: int, head: str) -> None:
    pdf = run_sheet_pdf(_run(count, head))
    for page in letters(pdf):
        assert min(letter.left for letter in page) >= 11.9
        assert max(letter.right for letter in page) <= 198.1
        assert max(letter.bottom for letter in page) <= 285.5
        assert not [letter for letter in page if 278.5 < letter.bottom < 281]
        assert not [letter for letter in page if letter.right > 171 and 60 < letter.top < 270 and letter.text.isdigit()]
    assert " ".join(" ".join(words(pdf)).split()).count(head) == count


def test_the_closing_line_never_stands_on_a_page_of_its_own() -> None:
    for count in range(10, 34):
        assert f"BG-{count:03d}" in words(run_sheet_pdf(_run(count)))[-1]


def test_a_cluster_that_goes_on_overleaf_is_named_again() -> None:
    texts = words(run_sheet_pdf(_run(60, clusters=1)))
    assert [text.count("Cụm số 1 (tiếp)") for text in texts] == [0] + [1] * (len(texts) - 1)


def test_why_what_to_bring_and_who_goes_are_said() -> None:
    text = words(run_sheet_pdf(_run(3)))[0]
    for part in ("Hẹn hôm nay 19:30", "Quá hạn 35 ngày", "Phiếu K7M 4TX", "Chị Mai, Bác Thiêm", "3 nhà, 12 người"):
        assert part in text
    assert text.count("ĐT 0912 345 678") == 2


def test_no_word_of_the_headings_is_broken() -> None:
    lines = words(run_sheet_pdf(_run(1)))[0].split("\n")
    for head in ("Xong", "Số", "Hộ", "Vì sao đến", "Người", "Mang theo", "Ghi lại"):
        assert any(head in line for line in lines)


def test_other_programs_read_every_letter_and_find_no_fault(tmp_path: Path) -> None:
    alphabet = "".join(vietnamese_letters())
    pdf = run_sheet_pdf(replace(_run(18), bring=alphabet))
    text = outside_text(pdf, tmp_path)
    assert "nhà sàn cạnh suối" in text
    assert alphabet in "".join(text.split())
    check_structure(pdf, tmp_path)
