import pytest

from cdtt_app.domain.attachment import MOST_BYTES
from cdtt_app.presenters.case_step_paper import PaperError, paper_kind, paper_words

PDF, JPEG, PNG = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("tra-loi.pdf", PDF, "application/pdf"),
        ("TRA LOI.PDF", b"\xef\xbb\xbf" + PDF, "application/pdf"),
        ("anh.jpg", JPEG, "image/jpeg"),
        ("anh.v2.JPEG", JPEG, "image/jpeg"),
        ("man-hinh.png", PNG, "image/png"),
    ],
)
def test_a_paper_is_known_by_name_and_content(name: str, body: bytes, kind: str) -> None:
    assert paper_kind(name, body) == kind


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("cong-van.docx", b"PK\x03\x04", "không phải PDF hay ảnh"),
        ("pdf", PDF, "không phải PDF hay ảnh"),
        (".pdf", PDF, "không phải PDF hay ảnh"),
        ("trong.pdf", b"", "trống"),
        ("gia.pdf", JPEG, "không phải tệp PDF như tên của nó"),
        ("gia.png", JPEG, "không phải ảnh PNG"),
        ("gia.jpg", b"MZ\x90", "không phải ảnh JPEG"),
        ("to.pdf", PDF + b" " * MOST_BYTES, "nặng hơn 20 MB"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(name: str, body: bytes, said: str) -> None:
    with pytest.raises(PaperError, match=said) as refused:
        paper_kind(name, body)
    assert name in str(refused.value)
    assert "Hãy" in str(refused.value)


def test_the_largest_that_can_be_sent_is_taken() -> None:
    assert paper_kind("to.pdf", PDF.ljust(MOST_BYTES)) == "application/pdf"


def test_sizes_read_as_one_says_them() -> None:
    assert paper_words("a.pdf", 1_258_291) == "a.pdf, 1,2 MB"
    assert paper_words("a.pdf", 300) == "a.pdf, 1 kB"
