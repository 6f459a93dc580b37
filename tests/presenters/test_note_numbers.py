from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.presenters.note_numbers import (
    UnreadableError,
    decimal_text,
    metres_text,
    moment_text,
    read_count,
    read_decimal,
    read_metres,
    read_moment,
    read_rsrp,
)

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("3,5 km", 3500),
        ("3.5km", 3500),
        ("2600", 2600),
        ("2.600", 2600),
        ("2 600 m", 2600),
        ("800 mét", 800),
        ("khoảng 2 cây số", 2000),
        ("~1,2 KM", 1200),
        ("0", 0),
        ("", None),
    ],
)
def test_a_distance_is_read_as_it_is_said(text: str, metres: int | None) -> None:
    assert read_metres(text) == metres


@pytest.mark.parametrize(
    ("text", "said"), [("3,5", "m hay km"), ("2.600 km", "200 km"), ("xa lắm", "không phải là số")]
)
def test_a_distance_that_is_unclear_is_asked_for(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_metres(text)


@pytest.mark.parametrize(
    ("text", "count"), [("25", 25), ("khoảng 50 hộ", 50), ("1.200 người", 1200), ("12 nhà", 12), (" ", None)]
)
def test_a_count_is_read(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["nhiều", "-3", "2,5 hộ", "1e9", "99999999", "٣"])
def test_a_count_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableError, match="Hãy ghi"):
        read_count(text)


@pytest.mark.parametrize(("text", "level"), [("-105", -105), ("105", -105), ("−98 dBm", -98), ("", None)])
def test_rsrp_is_read_with_or_without_its_minus(text: str, level: int | None) -> None:
    assert read_rsrp(text) == level


@pytest.mark.parametrize("text", ["5", "-300", "yếu", "--90"])
def test_what_no_phone_shows_is_no_rsrp(text: str) -> None:
    with pytest.raises(UnreadableError, match="RSRP"):
        read_rsrp(text)


@pytest.mark.parametrize(("text", "number"), [("12,5 Mbps", 12.5), ("1.234,5", 1234.5), ("0.35", 0.35), ("38 ms", 38)])
def test_a_speed_is_read(text: str, number: float) -> None:
    assert read_decimal(text) == number


@pytest.mark.parametrize("text", ["19:40", "19h40", "19.40", "19 giờ 40", "19 giờ 40 phút"])
def test_an_hour_is_read_in_its_spellings(text: str) -> None:
    read = read_moment(text, DAY)
    assert read is not None
    assert f"{read:%H:%M %d/%m/%Y}" == "19:40 24/11/2026"


@pytest.mark.parametrize("text", ["25:00", "19:61", "tối", "19:40 40/40/2026"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="19:40"):
        read_moment(text, DAY)


def test_another_day_stands_beside_the_hour() -> None:
    moment = read_moment("7:05 22/11/2026", DAY)
    assert moment_text(moment, DAY) == "07:05 22/11/2026"


@given(st.integers(0, 200_000))
def test_a_distance_that_is_shown_is_read_back(metres: int) -> None:
    assert read_metres(metres_text(metres)) == metres


@given(st.integers(0, 10_000_000))
def test_a_speed_that_is_shown_is_read_back(hundredths: int) -> None:
    assert read_decimal(decimal_text(hundredths / 100)) == pytest.approx(hundredths / 100)


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (read_count, read_metres, read_decimal, read_rsrp, lambda t: read_moment(t, DAY)):
        with suppress(UnreadableError):
            assert read(text) is None or text.strip()
