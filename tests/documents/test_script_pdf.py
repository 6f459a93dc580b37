from cdtt_app.documents.script_pdf import script_pdf
from tests.documents.rendering import words

FOOT = "Tổ công nghệ số cộng đồng thôn Bản Giòng"


def test_the_script_is_printed_whole_with_whose_it_is() -> None:
    (page,) = words(script_pdf("Lời loa: Chống lừa đảo", "Kính thưa bà con.\nGọi số một năm sáu.", FOOT))
    assert "Kính thưa bà con." in page
    assert "Gọi số một năm sáu." in page
    assert FOOT in page


def test_a_long_script_goes_on_overleaf_with_numbered_pages() -> None:
    pages = words(script_pdf("Lời loa", "\n".join(f"Câu thứ {number}." for number in range(60)), FOOT))
    assert len(pages) > 1
    assert "Câu thứ 59." in pages[-1]
    assert f"trang {len(pages)}/{len(pages)}" in pages[-1]
