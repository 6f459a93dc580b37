import pytest

from cdtt_app.presenters.sync_page import sync_value
from tests.presenters.sync_samples import SITUATIONS, evening


@pytest.mark.parametrize("name", ["khong-mang", "mang-yeu", "doi-dang-nhap", "dang-cho", "het-quyen"])
def test_sentence_pill_and_parcel_tell_the_same_number(name: str) -> None:
    facts = SITUATIONS[name]
    value = sync_value(facts)
    count = value.book.pills.here
    assert count == value.book.waiting == 12
    assert f"{count} phiếu" in value.state.title
    assert value.parcel_out.words.startswith(f"Chép {count} phiếu")


def test_the_heading_names_the_day() -> None:
    assert sync_value(evening()).today == "Thứ Ba, 24/11/2026"
