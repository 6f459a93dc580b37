import msgspec
import pytest

from cdtt_app.domain.languages import Language
from cdtt_app.imports.json_faults import fault_of


class Form(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    texts: tuple[dict[Language, str], ...] = ()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (b'{"name": "a", "tilte": 1}', "có mục lạ “tilte”"),
        (b"{}", "thiếu mục “name”"),
        (b'{"name": "a", "texts": [{"vi": "a"}, {"fr": "b"}]}', "có chữ “fr” mà chương trình không biết"),
        (b'{"name": 4}', "có chỗ ghi không đúng kiểu, ở name"),
        (b'{"name": "a"', "không phải tệp JSON đọc được"),
        (b"\xff\xfe", "không phải tệp JSON đọc được"),
    ],
)
def test_each_fault_is_said_in_vietnamese_with_its_place(written: bytes, fault: str) -> None:
    with pytest.raises((msgspec.MsgspecError, ValueError)) as caught:
        msgspec.json.decode(written, type=Form)
    assert fault_of(caught.value).startswith(fault)


def test_a_file_that_cannot_be_opened_is_said_so() -> None:
    assert fault_of(PermissionError("denied")) == "không mở được"
