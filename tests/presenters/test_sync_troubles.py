from datetime import timedelta

import pytest

from cdtt_app.presenters.sync_facts import Outcome
from cdtt_app.presenters.sync_troubles import failed_state, span_words
from tests.presenters.sync_samples import bad, evening


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=1), "1 giây"),
        (timedelta(seconds=59), "59 giây"),
        (timedelta(seconds=90), "2 phút"),
        (timedelta(hours=5, minutes=20), "5 giờ"),
        (timedelta(days=1200), "1.200 ngày"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(length: timedelta, words: str) -> None:
    assert span_words(length) == words


def test_an_attempt_of_yesterday_is_told_with_its_day() -> None:
    value = failed_state(bad(23, 21, 5), evening(), 3)
    assert value.sentence.startswith("Thử lúc 21:05 hôm qua,")


def test_a_wrong_clock_shows_what_the_machine_believes() -> None:
    value = failed_state(bad(24, 19, 32, Outcome.CLOCK), evening(), 0)
    assert "Máy đang chỉ 19:44 ngày 24/11/2026." in value.sentence
