import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.presenters.settings_pin import FREE_TRIES, new_pin_problems, wait_after, wait_sentence, wait_words


def test_four_slips_cost_nothing_and_the_fifth_five_seconds_then_twice_as_long() -> None:
    assert [wait_after(wrong) for wrong in range(9)] == [0, 0, 0, 0, 0, 5, 10, 20, 40]


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_never_passes_five_minutes(wrong: int) -> None:
    assert wait_after(wrong) <= wait_after(wrong + 1) <= 300
    assert (wait_after(wrong) == 0) == (wrong < FREE_TRIES)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "Chờ 0 giây"), (5, "Chờ 5 giây"), (60, "Chờ 1 phút"), (80, "Chờ 1 phút 20 giây")]
)
def test_the_countdown_reads_as_people_say_it(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words
    assert "5 lần" in wait_sentence(5)


@pytest.mark.parametrize(
    ("pin", "again", "first", "second"),
    [
        ("", "", "6 chữ số", ""),
        ("12345", "12345", "6 chữ số", ""),
        ("123456", "", "quá dễ đoán", ""),
        ("777777", "777777", "quá dễ đoán", ""),
        ("246813", "246831", "", "chưa giống"),
        ("246813", "246813", "", ""),
    ],
)
def test_a_new_pin_is_long_not_easy_and_typed_alike_twice(pin: str, again: str, first: str, second: str) -> None:
    about_first, about_second = new_pin_problems(pin, again)
    assert first in about_first
    assert second in about_second
    assert (bool(about_first), bool(about_second)) == (bool(first), bool(second))
