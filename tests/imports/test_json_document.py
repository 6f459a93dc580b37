import unicodedata

import pytest

from cdtt_app.imports.json_document import DocumentError, read_document

WHAT = "một lượt thăm"


def test_text_is_read_as_it_is_to_be_kept() -> None:
    spelled_apart = unicodedata.normalize("NFD", "Bản Giòng")
    content = f'{{"nơi": "  {spelled_apart} ", "số": [1, "a\\n b "]}}'.encode()
    assert read_document(content, WHAT) == {"nơi": "Bản Giòng", "số": [1, "a\nb"]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a": 1,}', "sai ở dòng 1"),
        (b'{"a": 1, "a ": 2}', "Mục a được ghi hai lần"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"a": "x\\u0007y"}', "ký tự điều khiển"),
        (b"[" * 100_000, "không phải một lượt thăm"),
    ],
)
def test_what_is_no_document_is_told_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read_document(content, WHAT)
