from dataclasses import replace
from datetime import date
from pathlib import Path

from cdtt_app.documents.coverage_list_pdf import CoverageList, HamletLine, coverage_list_pdf
from tests.documents.dossier_samples import RULE
from tests.documents.layout import check_structure, letters
from tests.documents.rendering import words


def _line(hamlet: str, households: str = "98", kind: str = "Lõm sóng", remark: str = "") -> HamletLine:
    return HamletLine(hamlet=hamlet, households=households, notes="17", kind=kind, white_spots="0", weak_spots="4",
                      open_cases="1", overdue="<5", remark=remark)  # fmt: skip


def _list(count: int) -> CoverageList:
    return CoverageList(
        agency="UBND xã Thượng Nông",
        title="Vùng lõm sóng theo thôn, xã Thượng Nông",
        about="Số liệu tới 20/11/2026, từ sổ của 29/31 Tổ.",
        hamlets=tuple(_line(f"Thôn thứ {number:02d}.") for number in range(1, count + 1)),
        total=_line("Cả xã", "2.096", ""),
        rule=RULE,
        printed_on=date(2026, 11, 21),
        practice=True,
        foot="Nhóm dưới 5 hộ không nêu số.",
    )


def test_every_hamlet_stands_once_and_the_heading_on_each_page() -> None:
    pages = words(coverage_list_pdf(_list(70)))
    text = " ".join(" ".join(pages).split())
    assert len(pages) > 2
    assert all(text.count(f"Thôn thứ {number:02d}.") == 1 for number in range(1, 71))
    assert all("Xếp loại" in page for page in pages if "Thôn thứ" in page)
    assert all(f"trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert "Cả xã" in pages[-1]


def test_the_rule_is_printed_beneath_and_hidden_numbers_as_they_are_given() -> None:
    text = " ".join(" ".join(words(coverage_list_pdf(_list(3)))).split())
    for part in (*RULE, "<5", "2.096", "BẢN THỰC HÀNH", "Nhóm dưới 5 hộ không nêu số."):
        assert part in text


def test_it_is_a4_across_and_nothing_reaches_its_edges_or_its_foot() -> None:
    long = "Thôn có tên rất dài do ghép từ nhiều thôn cũ lại với nhau " * 3
    listing = replace(_list(30), hamlets=tuple(_line(long, kind=long, remark=long * 3) for _ in range(30)), title=long)
    for page in letters(coverage_list_pdf(listing)):
        assert max(one.right for one in page) > 250
        assert all(one.left >= 14.9 and one.right <= 282.1 for one in page)
        assert max(one.bottom for one in page if one.top < 196.9) < 196.9


def test_it_has_no_faults_of_structure(tmp_path: Path) -> None:
    check_structure(coverage_list_pdf(_list(40)), tmp_path)
