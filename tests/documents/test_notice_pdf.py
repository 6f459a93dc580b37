from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cdtt_app.documents.notice_pdf import Notice, ToTell, ToTellGroup, notice_pdf
from tests.documents.layout import check_structure, letters, outside_text
from tests.documents.rendering import words

NOTICE = Notice(
    title="Giấy mời họp thôn",
    place="thôn Bản Giòng, xã Thượng Nông",
    when="19:30, Thứ Bảy, 28/11/2026",
    where="Nhà văn hoá thôn",
    subject="Làm thẻ bảo hiểm y tế trên điện thoại",
    invited_by="Người mời: Nông Văn Toàn, trưởng thôn",
    contact="Hỏi thêm: Chị Mai, 0912 345 678",
    bring="Điện thoại",
    printed_on=date(2026, 11, 24),
)


def _groups(count: int) -> tuple[ToTellGroup, ...]:
    homes = tuple(
        ToTell(f"Lý A Pá {number:03d}", f"BG-{number:03d}", "cạnh suối", "Không có sóng") for number in range(count)
    )
    return (ToTellGroup("Cụm Nà Phiêng", homes[: count // 2]), ToTellGroup("Cụm Khau Tràng", homes[count // 2 :]))


def test_two_copies_share_a_sheet() -> None:
    (text,) = words(notice_pdf(NOTICE))
    for part in (NOTICE.title, NOTICE.when, NOTICE.where, NOTICE.invited_by, NOTICE.contact, "Kính mời nhà"):
        assert text.count(part) == 2
    (page,) = letters(notice_pdf(NOTICE))
    assert not [letter for letter in page if letter.top < 148.5 < letter.bottom]


def test_much_to_say_takes_a_whole_sheet_or_more_and_loses_no_word() -> None:
    subject = " ".join(f"việc{number}" for number in range(700))
    texts = words(notice_pdf(replace(NOTICE, subject=subject)))
    said = " ".join(texts).split()
    assert len(texts) > 1
    assert [f"trang {page}/{len(texts)}" in text for page, text in enumerate(texts, start=1)] == [True] * len(texts)
    for number in range(700):
        assert said.count(f"việc{number}") == 1


@pytest.mark.parametrize("words_of_subject", [3, 60, 120, 700])
def test_letters_stay_inside_the_margins(words_of_subject: int) -> None:
    pdf = notice_pdf(replace(NOTICE, subject="nghiêng " * words_of_subject, to_tell=_groups(60)))
    for page in letters(pdf):
        assert min(letter.left for letter in page) >= 13.9
        assert max(letter.right for letter in page) <= 196.1
        assert max(letter.bottom for letter in page) <= 288.5


def test_the_houses_to_tell_stand_by_cluster_each_once() -> None:
    first, *texts = words(notice_pdf(replace(NOTICE, to_tell=_groups(60))))
    whole = "\n".join(texts)
    assert "BG-" not in first
    assert all(whole.count(f"BG-{number:03d}") == 1 for number in range(60))
    assert whole.index("Cụm Nà Phiêng · 30 nhà") < whole.index("BG-029")
    assert whole.index("BG-029") < whole.index("Cụm Khau Tràng · 30 nhà") < whole.index("BG-030")
    assert "60 nhà không có sóng" in texts[0]


def test_other_programs_read_it_and_find_no_fault(tmp_path: Path) -> None:
    pdf = notice_pdf(replace(NOTICE, to_tell=_groups(5)))
    assert "Nhà cần báo tận nơi" in outside_text(pdf, tmp_path)
    check_structure(pdf, tmp_path)
